// What is known of a peering before it is made: the checks beside the form, the
// marks in the picker, and what of it stops the form.
import { expect, signIn, test } from '../support/fixtures';
import { fields, leaveDialog, openPeering, pick, writesAtServer } from '../support/forms';
import type { Page } from '@playwright/test';

/** A check of the panel. */
function check(page: Page, title: string) {
  return page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: title, exact: true }) });
}

async function choose(page: Page, local: string, peer: string) {
  await pick(page, 'Local network', local);
  await pick(page, 'Peer network', peer);
}

test('two good networks pass every check', async ({ page, standIn }) => {
  await signIn(page, './peerings/new');
  const panel = page.getByRole('region', { name: 'Before you send it' });
  await expect(panel).toContainText('Choose the two networks.');
  await choose(page, 'hel-batch', 'fra-app');
  await expect(panel).toContainText('9 checks, all pass');
  await expect(check(page, 'Limit of the account')).toContainText(/\d+ of 100 peerings are in use/);
  await fields(page).both.uncheck();
  await expect(check(page, 'The other half')).toContainText('No traffic passes until a peering from fra-app back');
  expect(await writesAtServer(standIn), 'looking changes nothing').toEqual([]);
});

test('overlapping networks are marked before they are picked, and stop the form', async ({ page, standIn }) => {
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
  await expect(fields(page).create).toHaveAccessibleDescription(/These overlap/);
  await fields(page).name.press('Enter');
  expect(await standIn.peering('doomed')).toBeUndefined();
  expect(await writesAtServer(standIn)).toEqual([]);

  await pick(page, 'Peer network', 'fra-app');
  await fields(page).create.click();
  await expect(page.getByRole('heading', { name: 'doomed', level: 1 })).toBeVisible();
});

test('one that exists already is existing, and led to', async ({ page, standIn }) => {
  const { uuid } = (await standIn.peering('hel-app to fra-db'))!;
  await signIn(page, './peerings/new');
  await pick(page, 'Local network', 'hel-app');
  await fields(page).peer.fill('fra-db');
  await expect(page.getByRole('option', { name: /fra-db/ })).toContainText('peered with hel-app already');
  await fields(page).peer.press('Enter');
  const existing = check(page, 'Not made already');
  await expect(existing).toContainText('UpCloud refuses a second one');
  await expect(fields(page).create).toBeDisabled();
  await existing.getByRole('link', { name: 'Open hel-app to fra-db' }).click();
  await leaveDialog(page).leave.click();
  await expect(page).toHaveURL(new RegExp(uuid));
});

test('zones far apart are a warning, which stops nothing', async ({ page }) => {
  await signIn(page, './peerings/new');
  await choose(page, 'hel-batch', 'nyc-web');
  await expect(check(page, 'Zones')).toContainText('warning');
  await expect(check(page, 'Zones')).toContainText('INTERZONE_PEERING_NOT_SUPPORTED');
  await expect(fields(page).create).toBeEnabled();
});

test('what another account owns cannot be known, and says so', async ({ page, standIn }) => {
  const { uuid } = await standIn.network('partner-billing', 'partner');
  await signIn(page, './peerings/new');
  await choose(page, 'hel-batch', uuid);
  for (const title of ['Router of the peer network', 'Zones', 'The other half']) {
    await expect(check(page, title)).toContainText('not known');
    await expect(check(page, title)).toContainText('is in another account, or does not exist');
  }
  await expect(check(page, 'Address ranges'), 'another peering with it tells them').toContainText('pass');
  await expect(fields(page).create).toBeEnabled();
  await expect(fields(page).both, 'only its owner can make the other side').toBeHidden();
});

test('what may not be read leaves the rest at work', async ({ page, standIn }) => {
  const ends = [await standIn.network('hel-batch'), await standIn.network('fra-app')];
  for (const path of ['/1.3/network', '/1.3/router', '/1.3/account/resource-usage']) {
    await standIn.fault({ path, exact: true, times: 9 }, { status: 403 });
  }
  await signIn(page, './peerings/new');
  await expect(page.getByText('The networks could not be read, so none can be picked by name')).toBeVisible();
  await fields(page).name.fill('by UUID');
  await choose(page, ends[0].uuid, ends[1].uuid);
  await expect(check(page, 'Router of the local network')).toContainText('this user may not read');
  await fields(page).create.click();
  await expect(page.getByRole('heading', { name: 'by UUID', level: 1 })).toBeVisible();
  expect(await standIn.peering('by UUID')).toMatchObject({ state: 'pending-peer' });
  await expect(page.getByText('who owns the peer network is not known: it may be you')).toBeVisible();
});

test('one that exists is checked on demand', async ({ page, standIn }) => {
  await openPeering(page, standIn, 'hel-app to fra-archive');
  await expect(check(page, 'Address ranges')).toHaveCount(0);
  await page.getByText('Check it: routers, ranges, zones and the other half').click();
  await expect(page.getByText(/^7 checks: \d fails?/)).toBeVisible();
  await expect(check(page, 'Address ranges')).toContainText(
    '10.10.0.0/24 of hel-app and 10.10.0.128/25 of fra-archive',
  );
  await expect(check(page, 'The other half').getByRole('link', { name: 'Open fra-archive to hel-app' })).toBeVisible();
  await expect(check(page, 'Not made already'), 'it is').toHaveCount(0);
});
