// What the form for a new peering refuses by itself, and that it is sent only once.
import { expect, signIn, test } from '../support/fixtures';
import { addLabel, fields, pick, recordWrites, writesAtServer } from '../support/forms';
import { PEERINGS_PATH } from '../support/stand-in';
import type { Page } from '@playwright/test';

test.beforeEach(async ({ standIn, page }) => {
  await standIn.reset({ scenario: 'empty' });
  await signIn(page, './peerings/new');
});

async function fillIn(page: Page) {
  await fields(page).name.fill('hel to fra');
  await pick(page, 'Local network', 'hel-app');
  await pick(page, 'Peer network', 'fra-db');
  await fields(page).both.uncheck();
}

test('an empty form shows what each field needs, and is not sent', async ({ page, standIn }) => {
  const { name, local, peer, create } = fields(page);
  const sent = recordWrites(page);
  await create.click();
  for (const [field, message] of [
    [name, /Enter a name/],
    [local, /Choose the local network/],
    [peer, /Choose the peer network/],
  ] as const) {
    await expect(field).toHaveAttribute('aria-invalid', 'true');
    await expect(field).toHaveAccessibleDescription(message);
  }
  await fillIn(page);
  await create.click();
  await expect(page.getByRole('heading', { name: 'hel to fra' })).toBeVisible();
  expect(sent).toHaveLength(1);
  expect(await standIn.peering('hel to fra')).toBeDefined();
});

test('refuses a blank name and one of 256 characters, and accepts 255', async ({ page, standIn }) => {
  const { name, create } = fields(page);
  const sent = recordWrites(page);
  await fillIn(page);
  await name.fill('   ');
  await create.click();
  await expect(name).toHaveAccessibleDescription(/Enter a name/);
  await name.fill('ä'.repeat(256));
  await create.click();
  await expect(name).toHaveAccessibleDescription(/at most 255 characters/);
  expect(sent).toEqual([]);
  const longest = 'ä'.repeat(255);
  await name.fill(longest);
  await create.click();
  await expect(page.getByRole('heading', { name: longest })).toBeVisible();
  expect(await standIn.peering(longest)).toBeDefined();
});

test('refuses to peer a network with itself', async ({ page }) => {
  const sent = recordWrites(page);
  await fillIn(page);
  await pick(page, 'Peer network', 'hel-app');
  await fields(page).create.click();
  await expect(fields(page).peer).toHaveAccessibleDescription(/cannot be peered with itself/);
  expect(sent).toEqual([]);
});

test('text that matches no single network replaces the earlier choice', async ({ page }) => {
  const sent = recordWrites(page);
  await fillIn(page);
  await fields(page).local.fill('hel-');
  await fields(page).name.focus();
  await fields(page).create.click();
  await expect(fields(page).local).toHaveAccessibleDescription(/Choose the local network/);
  expect(sent).toEqual([]);
});

test('accepts a complete name that was typed but not picked', async ({ page, standIn }) => {
  await fillIn(page);
  await fields(page).local.fill('ams-web');
  await expect(page.getByRole('option')).toHaveCount(1);
  await fields(page).name.focus();
  await fields(page).create.click();
  await expect(page.getByRole('heading', { name: 'hel to fra' })).toBeVisible();
  expect(await standIn.peering('hel to fra')).toMatchObject({
    network: { uuid: (await standIn.network('ams-web')).uuid },
  });
});

test('shows an error for each label that the API would refuse', async ({ page, standIn }) => {
  const sent = recordWrites(page);
  await fillIn(page);
  const cases: [string, string, RegExp][] = [
    ['env', 'prod', /^$/],
    ['x', '', /2 to 32 characters/],
    ['k'.repeat(33), '', /2 to 32 characters/],
    ['a=b', '', /other than =/],
    ['käse', '', /ASCII/],
    ['_mine', '', /reserved for UpCloud/],
    ['long', 'v'.repeat(256), /at most 255 characters/],
    ['ENV', 'again', /each label key only once/],
    ['', 'keyless', /2 to 32 characters/],
  ];
  for (const [key, value] of cases) await addLabel(page, { key, value });
  await fields(page).create.click();
  for (const [index, [, , message]] of cases.entries()) {
    await expect(fields(page).keys.nth(index)).toHaveAccessibleDescription(message);
  }
  expect(sent).toEqual([]);

  // Removing a row keeps the others and their errors.
  await page.getByRole('button', { name: 'Remove label x' }).click();
  await expect(fields(page).keys.nth(1)).toHaveValue('k'.repeat(33));
  const wrong = await fields(page).keys.count();
  for (let index = wrong - 1; index > 0; index -= 1) {
    await page.getByRole('button', { name: 'Remove label' }).nth(index).click();
  }
  await fields(page).create.click();
  await expect(page.getByRole('heading', { name: 'hel to fra' })).toBeVisible();
  expect(await standIn.peering('hel to fra')).toMatchObject({ labels: [{ key: 'env', value: 'prod' }] });
});

test.describe('submitted twice', () => {
  test.beforeEach(async ({ page, standIn }) => {
    await fillIn(page);
    await standIn.fault({ method: 'POST', path: PEERINGS_PATH }, { delay_ms: 800 });
  });

  test.afterEach(async ({ page, standIn }) => {
    await expect(page.getByRole('heading', { name: 'hel to fra' })).toBeVisible();
    expect(await writesAtServer(standIn)).toEqual(['POST /1.3/network-peering']);
    expect(await standIn.peerings()).toHaveLength(1);
  });

  test('a double click creates one peering', async ({ page }) => {
    await fields(page).create.dblclick();
  });

  test('Enter twice creates one peering', async ({ page }) => {
    await fields(page).name.press('Enter');
    await fields(page).name.press('Enter');
    await expect(page.getByRole('button', { name: 'Creating…' })).toBeDisabled();
  });
});
