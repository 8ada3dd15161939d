// A portal and a console that share one address bar: each page of either has an
// address, and Back and Forward lead through both.
import { rows } from '../e2e/support/fixtures';
import { fields } from '../e2e/support/forms';
import { expect, signInToPortal, test } from './fixtures';
import { find, heading, open, place, PLAIN, REACT } from './embeddings';
import type { Page } from '@playwright/test';

const NAME = 'hel-app to fra-db';

/** A link of the portal's own. */
function link(page: Page, name: string) {
  return page.getByRole('navigation', { name: 'Portal' }).getByRole('link', { name, exact: true });
}

function path(page: Page) {
  return new URL(page.url()).pathname;
}

for (const { mounted, element } of [PLAIN, REACT]) {
  const base = mounted.path;

  test(`${mounted.name}: Back and Forward lead through the pages of both`, async ({ page, standIn }) => {
    await page.goto(base.startsWith('/react') ? '/react/' : '/');
    const home = path(page);
    await link(page, 'Mounted').click();
    await signInToPortal(page);
    const console = place(page);
    await expect(heading(console)).toHaveText('Peerings');
    await (await find(console, NAME)).getByRole('link').click();
    await expect(heading(console)).toHaveText(NAME);
    const detail = `${base}peerings/${(await standIn.peering(NAME))?.uuid}`;
    expect(path(page)).toBe(detail);
    await console.getByRole('link', { name: 'Modify' }).click();
    await expect(fields(console).name).toHaveValue(NAME);
    expect(path(page)).toBe(`${detail}/edit`);

    await page.goBack();
    await expect(heading(console)).toHaveText(NAME);
    await page.goBack();
    await expect(rows(console).first()).toBeVisible();
    await page.goBack();
    await expect(heading(console)).toHaveCount(0);
    expect(path(page)).toBe(home);

    // A new console, which begins at the address; the portal's session goes on.
    await page.goForward();
    await expect(rows(console).first()).toBeVisible();
    await page.goForward();
    await expect(heading(console)).toHaveText(NAME);
    expect(path(page)).toBe(detail);

    // From a page deep in the console to one of the portal's, and back.
    await link(page, 'Element').click();
    await expect(place(page).getByRole('textbox', { name: 'Username' })).toBeVisible();
    expect(path(page)).toBe(element.path);
    await page.goBack();
    await expect(heading(console)).toHaveText(NAME);
    expect(path(page)).toBe(detail);
  });

  test(`${mounted.name}: each page of the console has an address, with its query`, async ({ page }) => {
    const console = await open(page, mounted, 'peerings?text=hel-app+to+fra-db');
    await expect(rows(console)).toHaveCount(2);
    await page.goto(`${base}peerings/new`);
    await signInToPortal(page);
    await expect(heading(console)).toHaveText('New peering');
    await expect(link(page, 'Mounted'), 'the portal is around it').toBeVisible();
  });
}

test('a console without a part of the address leaves all of it alone', async ({ page }) => {
  const console = await open(page, PLAIN.element);
  await expect(rows(console).first()).toBeVisible();
  const before = await page.evaluate(() => [location.href, history.length, document.title]);
  await (await find(console, NAME)).getByRole('link').click();
  await expect(heading(console)).toHaveText(NAME);
  expect(await page.evaluate(() => [location.href, history.length, document.title])).toEqual(before);
});

test('the custom element tells of a change', async ({ page, standIn }) => {
  const console = await open(page, PLAIN.element);
  await (await find(console, NAME)).getByRole('link').click();
  await console.getByRole('link', { name: 'Modify' }).click();
  await fields(console).name.fill('renamed');
  await fields(console).save.click();
  await expect(heading(console)).toHaveText('renamed');
  const uuid = (await standIn.peering('renamed'))?.uuid;
  await expect(page.getByText(`Last change: modify ${uuid}`)).toBeVisible();
});
