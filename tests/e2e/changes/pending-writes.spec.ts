// Leaving a page while its write is pending: the write continues, and its outcome is
// shown on any page.
import { activity, entries } from '../support/activity';
import { expect, row, signIn, test } from '../support/fixtures';
import {
  chooseOneHalf,
  confirmDeletion,
  fact,
  fields,
  holdRequests,
  leaveDialog,
  notices,
  openPeering,
  OUTCOME_UNKNOWN,
  pick,
  refuseLookUp,
  writesAtServer,
} from '../support/forms';
import { PEERINGS_PATH } from '../support/stand-in';
import type { Page } from '@playwright/test';

// The document has only the rows in view, so the names here are near the top.
const LINK = 'hel-app to fra-db';

async function leave(page: Page) {
  await page.getByRole('link', { name: 'Peerings', exact: true }).first().click();
  // The form asks, as its input was sent, but not answered yet.
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

test('shows on the next page that a peering was created', async ({ page, standIn }) => {
  const { release } = await startCreating(page);
  await leave(page);
  await expect(row(page, LINK)).toBeVisible();
  expect(await standIn.peering('a left-behind one')).toBeUndefined();
  release();
  await expect(notices(page)).toContainText('Created a left-behind one');
  await expect(row(page, 'a left-behind one')).toContainText('pending-peer');
  expect(await standIn.peering('a left-behind one')).toBeDefined();
  await activity(page).getByRole('link', { name: 'Open' }).click();
  await expect(page.getByRole('heading', { name: 'a left-behind one', level: 1 })).toBeVisible();
  expect(await writesAtServer(standIn)).toHaveLength(1);
});

test('shows on the next page that creating was refused', async ({ page, standIn }) => {
  const fault = { status: 400, error_code: 'NAME_INVALID', error_message: 'Not this name.' };
  await standIn.fault({ method: 'POST', path: PEERINGS_PATH }, fault);
  const { release } = await startCreating(page);
  await leave(page);
  release();
  const alert = entries(page).getByRole('alert');
  await expect(alert).toContainText('Creating a left-behind one failed');
  await expect(alert).toContainText('Not this name.');
  expect(await standIn.peering('a left-behind one')).toBeUndefined();
});

test('shows on the next page that a peering was modified', async ({ page, standIn }) => {
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

test('shows on the next page that the outcome of modifying is unknown', async ({ page, standIn }) => {
  await standIn.fault({ method: 'PATCH', path: PEERINGS_PATH }, { drop: 'after' });
  const { uuid } = await openPeering(page, standIn, LINK, '/edit');
  await fields(page).name.fill('a left-behind one');
  const { release, arrival } = await holdRequests(page, 'PATCH');
  await fields(page).save.click();
  await arrival;
  await leave(page);
  await refuseLookUp(standIn, `${PEERINGS_PATH}/${uuid}`);
  release();
  const alert = entries(page).getByRole('alert');
  await expect(alert).toContainText('Modifying a left-behind one failed');
  await expect(alert).toContainText(OUTCOME_UNKNOWN);
  await expect(row(page, 'a left-behind one'), 'the list shows the true state').toBeVisible();
  expect(await writesAtServer(standIn)).toHaveLength(1);
});

test('shows on the next page that a peering was enabled', async ({ page, standIn }) => {
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

test('signing out does not undo creating, and the next user sees nothing of it', async ({
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

test('signing out during a deletion starts no further step', async ({ page, standIn }) => {
  const { uuid } = await openPeering(page, standIn, LINK);
  const { release, arrival } = await holdRequests(page, 'PATCH');
  await confirmDeletion(page, LINK);
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
