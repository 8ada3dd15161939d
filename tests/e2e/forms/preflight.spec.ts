// Preflight checks of a peering: the panel beside the form, the marks in the picker, and
// which of them block the form.
import { expect, signIn, test } from '../support/fixtures';
import { fields, leaveDialog, openPeering, pick, writesAtServer } from '../support/forms';
import type { Page } from '@playwright/test';

function check(page: Page, title: string) {
  return page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: title, exact: true }) });
}

async function pickBoth(page: Page, local: string, peer: string) {
  await pick(page, 'Local network', local);
  await pick(page, 'Peer network', peer);
}

test('two suitable networks pass every check', async ({ page, standIn }) => {
  await signIn(page, './peerings/new');
  const panel = page.getByRole('region', { name: 'Checks' });
  await expect(panel).toContainText('Choose two networks to check');
  await pickBoth(page, 'hel-batch', 'fra-app');
  await expect(panel).toContainText('All 9 checks passed');
  await expect(check(page, 'Account limit')).toContainText(/\d+ of 100 peerings are in use/);
  await fields(page).both.uncheck();
  await expect(check(page, 'Other half')).toContainText('No traffic passes until a peering from fra-app back');
  expect(await writesAtServer(standIn), 'the checks change nothing').toEqual([]);
});

test('overlapping networks are marked in the picker, and block the form', async ({ page, standIn }) => {
  await signIn(page, './peerings/new');
  await fields(page).name.fill('doomed');
  await pick(page, 'Local network', 'hel-reports');
  await fields(page).peer.fill('fra-reports');
  await expect(page.getByRole('option', { name: /fra-reports/ })).toContainText('overlaps 10.50.0.0/20 of hel-reports');
  await fields(page).peer.press('Enter');
  await expect(check(page, 'Address ranges')).toContainText(
    '10.50.0.0/20 of hel-reports and 10.50.4.0/24 of fra-reports',
  );
  await expect(fields(page).create).toBeDisabled();
  await expect(fields(page).create).toHaveAccessibleDescription(/Overlapping ranges/);
  await fields(page).name.press('Enter');
  expect(await standIn.peering('doomed')).toBeUndefined();
  expect(await writesAtServer(standIn)).toEqual([]);

  await pick(page, 'Peer network', 'fra-app');
  await fields(page).create.click();
  await expect(page.getByRole('heading', { name: 'doomed', level: 1 })).toBeVisible();
});

test('links to a peering that exists already', async ({ page, standIn }) => {
  const { uuid } = (await standIn.peering('hel-app to fra-db'))!;
  await signIn(page, './peerings/new');
  await pick(page, 'Local network', 'hel-app');
  await fields(page).peer.fill('fra-db');
  await expect(page.getByRole('option', { name: /fra-db/ })).toContainText('already peered with hel-app');
  await fields(page).peer.press('Enter');
  const existing = check(page, 'No duplicate peering');
  await expect(existing).toContainText('UpCloud refuses a second peering in the same direction');
  await expect(fields(page).create).toBeDisabled();
  await existing.getByRole('link', { name: 'Open hel-app to fra-db' }).click();
  await leaveDialog(page).leave.click();
  await expect(page).toHaveURL(new RegExp(uuid));
});

test('distant zones cause a warning, which does not block the form', async ({ page }) => {
  await signIn(page, './peerings/new');
  await pickBoth(page, 'hel-batch', 'nyc-web');
  await expect(check(page, 'Zones')).toContainText('warning');
  await expect(check(page, 'Zones')).toContainText('INTERZONE_PEERING_NOT_SUPPORTED');
  await expect(fields(page).create).toBeEnabled();
});

test('checks that need data of another account are unknown', async ({ page, standIn }) => {
  const { uuid } = await standIn.network('partner-billing', 'partner');
  await signIn(page, './peerings/new');
  await pickBoth(page, 'hel-batch', uuid);
  for (const title of ['Router of the peer network', 'Zones', 'Other half']) {
    await expect(check(page, title)).toContainText('unknown');
    await expect(check(page, title)).toContainText("is in another account or doesn't exist");
  }
  await expect(check(page, 'Address ranges'), 'another peering with it has the ranges').toContainText('passed');
  await expect(fields(page).create).toBeEnabled();
  await expect(fields(page).both, 'only its owner can create the other half').toBeHidden();
});

test('the other checks work if some data cannot be read', async ({ page, standIn }) => {
  const ends = [await standIn.network('hel-batch'), await standIn.network('fra-app')];
  for (const path of ['/1.3/network', '/1.3/router', '/1.3/account/resource-usage']) {
    await standIn.fault({ path, exact: true, times: 9 }, { status: 403 });
  }
  await signIn(page, './peerings/new');
  await expect(page.getByText('The networks could not be read, so enter UUIDs instead of names')).toBeVisible();
  await fields(page).name.fill('by UUID');
  await pickBoth(page, ends[0].uuid, ends[1].uuid);
  await expect(check(page, 'Router of the local network')).toContainText("this user isn't allowed to read");
  await fields(page).create.click();
  await expect(page.getByRole('heading', { name: 'by UUID', level: 1 })).toBeVisible();
  expect(await standIn.peering('by UUID')).toMatchObject({ state: 'pending-peer' });
  await expect(page.getByText('the owner of the peer network is unknown. It may be you.')).toBeVisible();
});

test('an existing peering is checked on demand', async ({ page, standIn }) => {
  await openPeering(page, standIn, 'hel-app to fra-archive');
  await expect(check(page, 'Address ranges')).toHaveCount(0);
  await page.getByText('Checks: routers, ranges, zones and the other half').click();
  await expect(page.getByText(/^[1-7] of 7 checks failed/)).toBeVisible();
  await expect(check(page, 'Address ranges')).toContainText(
    '10.10.0.0/24 of hel-app and 10.10.0.128/25 of fra-archive',
  );
  await expect(check(page, 'Other half').getByRole('link', { name: 'Open fra-archive to hel-app' })).toBeVisible();
  await expect(check(page, 'No duplicate peering'), 'it is').toHaveCount(0);
});
