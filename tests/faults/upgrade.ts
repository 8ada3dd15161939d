// An upgrade under way: the console's files are replaced by those of the next build while
// it is open.
import { fields } from '../e2e/support/forms';
import { filesOf, HASHED, nextBuild } from '../e2e/support/second-build';
import { expect } from '../e2e/support/fixtures';
import type { BrowserContext, Route } from '@playwright/test';
import { freshName } from './forms';
import type { World } from './world';

const TYPES: Record<string, string> = {
  html: 'text/html',
  js: 'text/javascript',
  css: 'text/css',
  wasm: 'application/wasm',
  svg: 'image/svg+xml',
  json: 'application/json',
};

/** The console's files, in place of those that the server has. */
export class ServedFiles {
  private files = filesOf('../../dist');
  private next: Map<string, Buffer> | null = null;

  static async serve(context: BrowserContext): Promise<ServedFiles> {
    const served = new ServedFiles();
    await context.route(
      (url) => !url.pathname.startsWith('/1.3/'),
      (route) => served.answer(route),
    );
    return served;
  }

  /** Begins an upgrade: the page and the files that it names are not of one build. */
  begin(isPageFirst: boolean) {
    this.next = nextBuild(this.files);
    const [pageOf, filesOf] = isPageFirst ? [this.next, this.files] : [this.files, this.next];
    const fixed = [...pageOf].filter(([name]) => !HASHED.test(name));
    const hashed = [...filesOf].filter(([name]) => HASHED.test(name));
    this.files = new Map([...fixed, ...hashed]);
  }

  /** Ends it. */
  end() {
    if (this.next) this.files = this.next;
    this.next = null;
  }

  private async answer(route: Route) {
    const name = new URL(route.request().url()).pathname.split('/').at(-1)!;
    const isPage = route.request().resourceType() === 'document';
    const body = this.files.get(isPage ? 'index.html' : name);
    if (!body) return route.fulfill({ status: 404, body: 'Not found' });
    await route.fulfill({ body, contentType: TYPES[isPage ? 'html' : name.split('.').at(-1)!] });
  }
}

/** The files are replaced while the user fills in a form, who may reload the page meanwhile or later. */
export async function replaceFiles(world: World) {
  const { files, page, random } = world;
  if (!files) throw new Error('the day has no files to replace');
  await world.toList();
  await world.press('a.button[href="/peerings/new"]');
  await world.until('the form', (screen) => (screen.title === 'New peering' ? true : null));
  await fields(page).name.fill(freshName(world));
  const { typed } = await world.screen();
  files.begin(random.chance(0.5));
  await world.advanceClock(61_000);
  expect((await world.screen()).typed, 'what was typed').toEqual(typed);
  if (random.chance(0.5)) {
    await world.reload();
    await expect(page.getByRole('alert').filter({ hasText: /could not be started|has not started/ }).first()).toBeVisible();
    await expect(page.locator('form.sign-in button.primary')).toBeDisabled();
    files.end();
    await world.reload();
  } else {
    files.end();
    await world.advanceClock(61_000);
    expect((await world.screen()).typed, 'what was typed').toEqual(typed);
    if (random.chance(0.5)) await world.reload();
  }
}
