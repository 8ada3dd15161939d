// Each kind of embedding in each portal: its address, how to sign in, and where to find
// the console's elements.
import { row, submitCredentials } from '../e2e/support/fixtures';
import { filterBar } from '../e2e/support/list';
import type { Locator, Page } from '@playwright/test';
import { expect, signInToPortal } from './fixtures';

export type Embedding = {
  name: string;
  path: string;
  /** Whether the console's pages have addresses in the address bar. */
  hasAddress?: boolean;
  signIn: (page: Page, console: Locator) => Promise<void>;
  console: (page: Page) => Locator;
};

/** The element that contains a console; locators pierce open shadow roots. */
export function container(page: Page) {
  return page.locator('#console');
}

function inFrame(page: Page) {
  return page.frameLocator('#console iframe').locator('body');
}

const byConsole = (_: Page, console: Locator) => submitCredentials(console);
const byPortal = (page: Page) => signInToPortal(page);

export const PLAIN: Record<'mounted' | 'element' | 'frame' | 'proxied', Embedding> = {
  mounted: { name: 'plain, mounted', path: '/peerings/mounted/', hasAddress: true, signIn: byPortal, console: container },
  element: { name: 'plain, as an element', path: '/peerings/element', signIn: byConsole, console: container },
  frame: { name: 'plain, in a frame', path: '/peerings/frame', signIn: byPortal, console: inFrame },
  proxied: { name: 'plain, behind a proxy', path: '/peerings/proxied', signIn: byPortal, console: container },
};

export const REACT: typeof PLAIN = {
  mounted: { name: 'React, mounted', path: '/react/mounted/', hasAddress: true, signIn: byPortal, console: container },
  element: { name: 'React, as an element', path: '/react/element', signIn: byConsole, console: container },
  frame: { name: 'React, in a frame', path: '/react/frame', signIn: byPortal, console: inFrame },
  proxied: { name: 'React, behind a proxy', path: '/react/proxied', signIn: byPortal, console: container },
};

/** What each portal in a framework has at least. */
export type Framework = Pick<typeof PLAIN, 'mounted' | 'element'>;

function framework(name: string, folder: string): Framework {
  return {
    mounted: { name: `${name}, mounted`, path: `/${folder}/mounted/`, hasAddress: true, signIn: byPortal, console: container },
    element: { name: `${name}, as an element`, path: `/${folder}/element`, signIn: byConsole, console: container },
  };
}

export const FRAMEWORKS: Framework[] = [REACT, framework('Vue', 'vue'), framework('Svelte', 'svelte'), framework('Angular', 'angular'), framework('Next.js', 'next')];

/** The path of the first page of an embedding's portal. */
export function homeOf({ path }: Embedding): string {
  return path.startsWith('/peerings/') ? '/' : path.replace(/[^/]+\/?$/, '');
}

/** Opens the page of a portal and signs in; returns the console. */
export async function openConsole(page: Page, embedding: Embedding, below = ''): Promise<Locator> {
  await page.goto(embedding.path + below);
  const console = embedding.console(page);
  await embedding.signIn(page, console);
  return console;
}

/** Filters for the row with that name, which may be out of view: the console may be small. */
export async function findRow(console: Locator, name: string): Promise<Locator> {
  await filterBar(console).text.fill(name);
  const found = row(console, name);
  await expect(found).toBeVisible();
  return found;
}
