// A portal and a console that share the address bar: each page of both has an address, and
// Back and Forward navigate both.
import { heading, rows } from '../e2e/support/fixtures';
import { fields } from '../e2e/support/forms';
import { expect, signInToPortal, test } from './fixtures';
import { container, findRow, FRAMEWORKS, homeOf, openConsole, PLAIN } from './embeddings';
import type { Page } from '@playwright/test';

const NAME = 'hel-app to fra-db';

/** A link of the portal. */
function portalLink(page: Page, name: string) {
  return page.getByRole('navigation', { name: 'Portal' }).getByRole('link', { name, exact: true });
}

function path(page: Page) {
  return new URL(page.url()).pathname;
}

for (const { mounted, element } of [PLAIN, ...FRAMEWORKS]) {
  const base = mounted.path;

  test(`${mounted.name}: Back and Forward navigate the pages of both`, async ({ page, standIn }) => {
    await page.goto(homeOf(mounted));
    const home = path(page);
    await portalLink(page, 'Mounted').click();
    await signInToPortal(page);
    const console = container(page);
    await expect(heading(console)).toHaveText('Peerings');
    await (await findRow(console, NAME)).getByRole('link').click();
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

    // A new console starts at the address; the portal's session continues.
    await page.goForward();
    await expect(rows(console).first()).toBeVisible();
    await page.goForward();
    await expect(heading(console)).toHaveText(NAME);
    expect(path(page)).toBe(detail);

    // From a deep page of the console to one of the portal, and back.
    await portalLink(page, 'Element').click();
    await expect(container(page).getByRole('textbox', { name: 'Username' })).toBeVisible();
    expect(path(page)).toBe(element.path);
    await page.goBack();
    await expect(heading(console)).toHaveText(NAME);
    expect(path(page)).toBe(detail);
  });

  test(`${mounted.name}: each page of the console has an address and a query`, async ({ page }) => {
    const console = await openConsole(page, mounted, 'peerings?text=hel-app+to+fra-db');
    await expect(rows(console)).toHaveCount(2);
    await page.goto(`${base}peerings/new`);
    await signInToPortal(page);
    await expect(heading(console)).toHaveText('New peering');
    await expect(portalLink(page, 'Mounted'), 'the portal surrounds the console').toBeVisible();
  });
}

test('a console without a base path leaves the address alone', async ({ page }) => {
  const console = await openConsole(page, PLAIN.element);
  await expect(rows(console).first()).toBeVisible();
  const before = await page.evaluate(() => [location.href, history.length, document.title]);
  await (await findRow(console, NAME)).getByRole('link').click();
  await expect(heading(console)).toHaveText(NAME);
  expect(await page.evaluate(() => [location.href, history.length, document.title])).toEqual(before);
});

test('the custom element reports a change', async ({ page, standIn }) => {
  const console = await openConsole(page, PLAIN.element);
  await (await findRow(console, NAME)).getByRole('link').click();
  await console.getByRole('link', { name: 'Modify' }).click();
  await fields(console).name.fill('renamed');
  await fields(console).save.click();
  await expect(heading(console)).toHaveText('renamed');
  const uuid = (await standIn.peering('renamed'))?.uuid;
  await expect(page.getByText(`Last change: modify ${uuid}`)).toBeVisible();
});
