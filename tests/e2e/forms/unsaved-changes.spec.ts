// Leaving a form with unsaved input asks first, however the user leaves.
import { expect, settled, signIn, test } from '../support/fixtures';
import { addLabel, fields, leaveDialog, openPeering, pick, writesAtServer } from '../support/forms';
import type { Page } from '@playwright/test';

const LINK = 'hel-app to fra-db';

async function goBack(page: Page) {
  await page.evaluate(() => history.back());
}

test('asks when a link is followed, and Stay keeps the form', async ({ page, standIn }) => {
  await openPeering(page, standIn, LINK, '/edit');
  const { dialog, stay, leave } = leaveDialog(page);
  await fields(page).name.fill('unsent');
  for (const name of ['Cancel', 'Peerings']) {
    await page.getByRole('link', { name, exact: true }).first().click();
    await expect(dialog).toBeVisible();
    // Browsers deliver the event of an earlier closing late: the question stays.
    await dialog.dispatchEvent('close');
    expect(await settled(() => dialog.isVisible())).toBe(true);
    await stay.click();
    await expect(dialog).toBeHidden();
    await expect(fields(page).name).toHaveValue('unsent');
    expect(page.url()).toMatch(/\/edit$/);
  }
  await page.getByRole('link', { name: 'Cancel' }).click();
  await page.keyboard.press('Escape');
  await expect(dialog, 'Escape stays').toBeHidden();
  await expect(fields(page).name).toHaveValue('unsent');

  await page.getByRole('link', { name: 'Cancel' }).click();
  await leave.click();
  await expect(page.getByRole('heading', { name: LINK, level: 1 })).toBeVisible();
  expect(await writesAtServer(standIn)).toEqual([]);
});

test('asks on Back, each time', async ({ page, standIn }) => {
  await openPeering(page, standIn, LINK);
  await page.getByRole('link', { name: 'Modify' }).click();
  await fields(page).name.fill('unsent');
  const { dialog, stay, leave } = leaveDialog(page);
  for (let round = 0; round < 2; round += 1) {
    await goBack(page);
    await expect(dialog).toBeVisible();
    await expect(page).toHaveURL(/\/edit$/);
    await stay.click();
    await expect(fields(page).name).toHaveValue('unsent');
  }
  await goBack(page);
  await expect(dialog).toBeVisible();
  await expect(page).toHaveURL(/\/edit$/);
  await leave.click();
  await expect(page.getByRole('heading', { name: LINK, level: 1 })).toBeVisible();
  await expect(page).not.toHaveURL(/\/edit$/);

  // Forward leads to a fresh form, which does not ask.
  await page.evaluate(() => history.forward());
  await expect(fields(page).name).toHaveValue(LINK);
  await goBack(page);
  await expect(page.getByRole('heading', { name: LINK, level: 1 })).toBeVisible();
  await expect(dialog).toBeHidden();
});

test('does not ask if nothing was changed', async ({ page, standIn }) => {
  await openPeering(page, standIn, LINK, '/edit');
  await fields(page).name.fill('touched');
  await fields(page).name.fill(LINK);
  await page.getByRole('link', { name: 'Cancel' }).click();
  await expect(page.getByRole('heading', { name: LINK, level: 1 })).toBeVisible();
});

test('does not ask after saving', async ({ page, standIn }) => {
  await openPeering(page, standIn, LINK, '/edit');
  await addLabel(page, { key: 'saved', value: '' });
  await fields(page).save.click();
  await expect(page.getByRole('heading', { name: LINK, level: 1 })).toBeVisible();
  await page.getByRole('link', { name: 'Peerings', exact: true }).first().click();
  await expect(page.getByRole('link', { name: 'New peering' }).first()).toBeVisible();
});

test('asks after input in any field of the form for a new peering', async ({ page, standIn }) => {
  await signIn(page);
  const { dialog, leave } = leaveDialog(page);
  const entries = [
    () => fields(page).name.fill('something'),
    () => pick(page, 'Local network', 'hel-app'),
    () => fields(page).disabled.check(),
    () => addLabel(page, { key: 'env', value: '' }),
  ];
  for (const enter of entries) {
    await page.getByRole('link', { name: 'New peering' }).first().click();
    await enter();
    await page.getByRole('link', { name: 'Cancel' }).click();
    await expect(dialog).toBeVisible();
    await leave.click();
    await expect(page.getByRole('link', { name: 'New peering' }).first()).toBeVisible();
  }
  expect(await writesAtServer(standIn)).toEqual([]);
});

test('the browser asks when the tab is closed, but only with unsaved input', async ({ page, standIn }) => {
  await openPeering(page, standIn, LINK, '/edit');
  const dialogTypes: string[] = [];
  page.on('dialog', async (dialog) => {
    dialogTypes.push(dialog.type());
    await dialog.dismiss();
  });
  await fields(page).name.fill('unsent');
  const question = page.waitForEvent('dialog');
  await page.close({ runBeforeUnload: true });
  await question;
  expect(dialogTypes).toEqual(['beforeunload']);
  await expect(fields(page).name).toHaveValue('unsent');

  await fields(page).name.fill(LINK);
  const closed = page.waitForEvent('close');
  await page.close({ runBeforeUnload: true });
  await closed;
  expect(dialogTypes).toEqual(['beforeunload']);
});
