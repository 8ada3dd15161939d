// A page that is left while its write is under way: the write goes on, and what
// came of it is told wherever the user is.
import { expect, row, signIn, test } from '../support/fixtures';
import {
  chooseOneHalf,
  fact,
  fields,
  holdRequests,
  leaveDialog,
  notices,
  openPeering,
  OUTCOME_UNKNOWN,
  pick,
  writesAtServer,
} from '../support/forms';
import type { Page } from '@playwright/test';

// The list keeps only the rows that can be seen in the page, so the names here
// stand near its top.
const LINK = 'hel-app to fra-db';

async function leave(page: Page) {
  await page.getByRole('link', { name: 'Peerings', exact: true }).first().click();
  // What was typed has been sent, but that it arrived is not known yet.
  await leaveDialog(page).leave.click();
  await expect(page.getByRole('link', { name: 'New peering' }).first()).toBeVisible();
}

async function startCreating(page: Page) {
  await signIn(page, './peerings/new');
  await fields(page).name.fill('a left-behind one');
  await pick(page, 'Local network', 'hel-batch');
  await pick(page, 'Peer network', 'fra-app');
  await chooseOneHalf(page);
  const pending = await holdRequests(page, 'POST');
  await fields(page).create.click();
  await pending.arrival;
  return pending;
}

test('a creation goes on and is alert on the next page', async ({ page, standIn }) => {
  const { release } = await startCreating(page);
  await leave(page);
  await expect(row(page, LINK)).toBeVisible();
  expect(await standIn.peering('a left-behind one')).toBeUndefined();
  release();
  await expect(notices(page)).toContainText('Created a left-behind one');
  await expect(row(page, 'a left-behind one')).toContainText('pending-peer');
  expect(await standIn.peering('a left-behind one')).toBeDefined();
  await notices(page).getByRole('link', { name: 'Open it' }).click();
  await expect(page.getByRole('heading', { name: 'a left-behind one', level: 1 })).toBeVisible();
  expect(await writesAtServer(standIn)).toHaveLength(1);
});

test('the refusal of a creation is alert on the next page', async ({ page, standIn }) => {
  const fault = { status: 400, error_code: 'NAME_INVALID', error_message: 'Not this name.' };
  await standIn.fault({ method: 'POST', path: '/1.3/network-peering' }, fault);
  const { release } = await startCreating(page);
  await leave(page);
  release();
  const alert = notices(page).getByRole('alert');
  await expect(alert).toContainText('Creating a left-behind one failed');
  await expect(alert).toContainText('Not this name.');
  expect(await standIn.peering('a left-behind one')).toBeUndefined();
});

test('a modification goes on and is alert on the next page', async ({ page, standIn }) => {
  await openPeering(page, standIn, LINK, '/edit');
  await fields(page).name.fill('a left-behind one');
  const { release, arrival } = await holdRequests(page, 'PATCH');
  await fields(page).save.click();
  await arrival;
  await leave(page);
  release();
  await expect(notices(page)).toContainText('Modified a left-behind one');
  await expect(row(page, 'a left-behind one')).toBeVisible();
  await expect(row(page, LINK)).toHaveCount(0);
  expect(await standIn.peering('a left-behind one')).toBeDefined();
  expect(await writesAtServer(standIn)).toHaveLength(1);
});

test('a modification whose answer is lost is alert on the next page', async ({ page, standIn }) => {
  await standIn.fault({ method: 'PATCH', path: '/1.3/network-peering' }, { drop: 'after' });
  await openPeering(page, standIn, LINK, '/edit');
  await fields(page).name.fill('a left-behind one');
  const { release, arrival } = await holdRequests(page, 'PATCH');
  await fields(page).save.click();
  await arrival;
  await leave(page);
  release();
  const alert = notices(page).getByRole('alert');
  await expect(alert).toContainText('Modifying a left-behind one failed');
  await expect(alert).toContainText(OUTCOME_UNKNOWN);
  await expect(row(page, 'a left-behind one'), 'the list shows what is so').toBeVisible();
  expect(await writesAtServer(standIn)).toHaveLength(1);
});

test('the switch of a page that was left is alert on the next page', async ({ page, standIn }) => {
  await openPeering(page, standIn, 'fra-db to waw-batch');
  const { release, arrival } = await holdRequests(page, 'PATCH');
  await page.getByRole('button', { name: 'Enable', exact: true }).click();
  await arrival;
  await page.getByRole('link', { name: 'Peerings', exact: true }).first().click();
  await expect(row(page, 'fra-db to waw-batch')).toContainText('disabled');
  release();
  await expect(notices(page)).toContainText('Enabled fra-db to waw-batch');
  await expect(row(page, 'fra-db to waw-batch')).toContainText('active');
  await expect(row(page, 'fra-db to waw-batch')).not.toContainText('disabled');
  expect(await standIn.peering('fra-db to waw-batch')).toMatchObject({ configured_status: 'active' });
});

test('signing out during a creation does not undo it, and tells nothing to whoever comes next', async ({
  page,
  standIn,
}) => {
  const { release } = await startCreating(page);
  await page.getByRole('button', { name: 'Sign out' }).first().click();
  await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible();
  const answered = page.waitForResponse((response) => response.request().method() === 'POST');
  release();
  expect((await answered).status()).toBe(201);
  await expect(page.getByText('a left-behind one')).toHaveCount(0);
  expect(await standIn.peering('a left-behind one')).toBeDefined();

  await signIn(page, './', 'partner');
  await expect(page.getByRole('link', { name: 'partner-billing to hel-db' })).toBeVisible();
  await expect(page.getByText('a left-behind one')).toHaveCount(0);
  await page.getByRole('button', { name: 'Sign out' }).first().click();
  await signIn(page, null);
  await expect(row(page, 'a left-behind one')).toBeVisible();
  expect(await writesAtServer(standIn)).toHaveLength(1);
});

test('signing out during a deletion takes no further step', async ({ page, standIn }) => {
  const { uuid } = await openPeering(page, standIn, LINK);
  const { release, arrival } = await holdRequests(page, 'PATCH');
  await page.getByRole('button', { name: 'Delete…' }).click();
  await page.getByRole('textbox', { name: "Type the peering's name to confirm" }).fill(LINK);
  await page.getByRole('button', { name: 'Delete peering' }).click();
  await arrival;
  await page.getByRole('button', { name: 'Sign out' }).first().click();
  await page.getByRole('button', { name: 'Sign out anyway' }).click();
  const answered = page.waitForResponse((response) => response.request().method() === 'PATCH');
  release();
  await answered;
  await signIn(page, null);
  await expect(fact(page, 'State')).toHaveText('disabled');
  await expect(notices(page).filter({ hasText: LINK })).toHaveCount(0);
  expect(await writesAtServer(standIn)).toEqual([`PATCH /1.3/network-peering/${uuid}`]);
});
