// Every way of embedding, in both portals: where it is, how one signs in, and where the
// console's elements are found then.
import type { Locator, Page } from '@playwright/test';
import { row } from '../e2e/support/fixtures';
import { expect, signInToPortal } from './fixtures';

export type Way = {
  name: string;
  path: string;
  /** Whether the console's pages stand in the address bar. */
  hasAddress?: boolean;
  signIn: (page: Page, console: Locator) => Promise<void>;
  console: (page: Page) => Locator;
};

/** The element that a console is put into; locators look into open shadow roots. */
export function place(page: Page) {
  return page.locator('#console');
}

function inFrame(page: Page) {
  return page.frameLocator('#console iframe').locator('body');
}

async function signInToConsole(_: Page, console: Locator) {
  await console.getByRole('textbox', { name: 'Username' }).fill('demo');
  await console.getByRole('textbox', { name: 'Password' }).fill('demo');
  await console.getByRole('button', { name: 'Sign in', exact: true }).click();
}

const byPortal = (page: Page) => signInToPortal(page);

export const PLAIN: Record<'mounted' | 'element' | 'frame' | 'proxied', Way> = {
  mounted: { name: 'plain, mounted', path: '/peerings/mounted/', hasAddress: true, signIn: byPortal, console: place },
  element: { name: 'plain, as an element', path: '/peerings/element', signIn: signInToConsole, console: place },
  frame: { name: 'plain, in a frame', path: '/peerings/frame', signIn: byPortal, console: inFrame },
  proxied: { name: 'plain, behind a proxy', path: '/peerings/proxied', signIn: byPortal, console: place },
};

export const REACT: typeof PLAIN = {
  mounted: { name: 'React, mounted', path: '/react/mounted/', hasAddress: true, signIn: byPortal, console: place },
  element: { name: 'React, as an element', path: '/react/element', signIn: signInToConsole, console: place },
  frame: { name: 'React, in a frame', path: '/react/frame', signIn: byPortal, console: inFrame },
  proxied: { name: 'React, behind a proxy', path: '/react/proxied', signIn: byPortal, console: place },
};

/** Opens the page of a portal and signs in; gives the console. */
export async function open(page: Page, way: Way, below = ''): Promise<Locator> {
  await page.goto(way.path + below);
  const console = way.console(page);
  await way.signIn(page, console);
  return console;
}

/** The heading of the console's page. */
export function heading(console: Locator) {
  return console.getByRole('heading', { level: 1 });
}

/** The row of that name, wherever in the list it is: the console may be a low one. */
export async function find(console: Locator, name: string): Promise<Locator> {
  await console.getByRole('searchbox', { name: 'Filter' }).fill(name);
  const found = row(console, name);
  await expect(found).toBeVisible();
  return found;
}
