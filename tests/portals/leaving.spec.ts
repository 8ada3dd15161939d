// A page of a portal that the user leaves while the console's program is loading.
import { heading, rows, submitCredentials } from '../e2e/support/fixtures';
import { expect, signInToPortal, test } from './fixtures';
import { container, FRAMEWORKS, homeOf, PLAIN } from './embeddings';
import type { Page } from '@playwright/test';

/** Holds the program back until it is released. */
async function holdProgram(page: Page) {
  const program = /_bg\.wasm$/;
  let release = () => {};
  const isReleased = new Promise<void>((resolve) => (release = resolve));
  await page.route(program, async (route) => {
    await isReleased;
    await route.continue();
  });
  return {
    asked: page.waitForRequest(program),
    async release() {
      const arrived = page.waitForEvent('requestfinished', (request) => program.test(request.url()));
      release();
      await arrived;
      // Another console of the same module comes after the first.
      await page.evaluate(async () => {
        const { name } = performance.getEntriesByType('resource').find(({ name }) => name.endsWith('/embed.js'))!;
        const { mount } = await import(name);
        const place = document.createElement('div');
        document.body.append(place);
        const handle = await mount(place);
        handle.unmount();
        place.remove();
      });
    },
  };
}

for (const { mounted } of [PLAIN, ...FRAMEWORKS]) {
  test(`${mounted.name}: a console that arrives after its page was left does nothing`, async ({ page, standIn }) => {
    const program = await holdProgram(page);
    await page.goto(homeOf(mounted));
    await page.getByRole('link', { name: 'Mounted' }).click();
    await program.asked;
    await page.getByRole('link', { name: 'Home' }).click();
    await program.release();
    await expect(page.getByRole('dialog', { name: 'Sign in to Acme' })).toHaveCount(0);
    await expect(heading(container(page))).toHaveCount(0);
    expect((await standIn.requests()).map(({ path }) => path)).toEqual([]);

    await page.getByRole('link', { name: 'Mounted' }).click();
    await signInToPortal(page);
    await expect(rows(container(page)).first()).toBeVisible();
  });
}

test('an element that was removed while it was loading reports nothing, and works when it is inserted again', async ({ page }) => {
  const program = await holdProgram(page);
  await page.goto('/');
  await page.evaluate(async () => {
    const module = '/console/embed.js';
    await import(module);
    const element = document.createElement('upcloud-peerings');
    element.id = 'console';
    const reports: string[] = [];
    element.addEventListener('peerings-error', () => reports.push('error'));
    Object.assign(window, { element, reports });
    document.body.append(element);
  });
  const inPage = (script: string) => page.evaluate(script);
  await program.asked;
  await inPage('element.remove()');
  await program.release();
  expect(await inPage('reports')).toEqual([]);
  expect(await inPage('element.shadowRoot.childElementCount')).toBe(0);

  await inPage('document.body.append(element)');
  await submitCredentials(container(page));
  await expect(rows(container(page)).first()).toBeVisible();
});
