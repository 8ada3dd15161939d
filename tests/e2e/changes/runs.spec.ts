// What single and bulk changes have in common: the limit of a wait, the end of the
// session, and undo.
import { activity, entries, openActivity } from '../support/activity';
import { expect, row, rows, signIn, test } from '../support/fixtures';
import { confirmDeletion, fact, notices, openPeering, writesAtServer } from '../support/forms';
import { PEERINGS_PATH, type StandIn } from '../support/stand-in';
import type { Page } from '@playwright/test';

const LINK = 'hel-app to fra-db';
const EXPIRED = { status: 401, error_code: 'AUTHENTICATION_FAILED', error_message: 'authentication failed' };
const MINUTE = 60_000;

const bulkCard = (page: Page) => activity(page);

/** The newest entry of the activity, while the list is open. */
const planCard = (page: Page) => entries(page).first();

async function startBulk(page: Page, filter: string, action: string) {
  await expect(rows(page).first()).toBeVisible();
  await page.getByRole('searchbox', { name: 'Filter' }).fill(filter);
  await expect(rows(page)).toHaveCount(2);
  await page.getByRole('checkbox', { name: 'Select all that match' }).click();
  await page.getByRole('group', { name: 'Selected peerings' }).getByRole('button', { name: action }).click();
  const dialog = page.getByRole('dialog');
  if (action === 'Delete…') await dialog.getByRole('textbox').fill('2');
  await dialog.getByRole('button', { name: /^(Update|Delete) 2 peerings$/ }).click();
}

async function startDeleting(page: Page, standIn: StandIn) {
  const { uuid } = await openPeering(page, standIn, LINK);
  await confirmDeletion(page, LINK);
  await expect(fact(page, 'State')).toHaveText('provisioning');
  return uuid;
}

async function signInAgain(page: Page) {
  const dialog = page.getByRole('dialog', { name: 'Your session has ended' });
  await dialog.getByRole('textbox', { name: 'Password' }).fill('demo');
  await dialog.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(dialog).toBeHidden();
}

/**
 * Lets the console's time pass. The steps are shorter than the limit of a request, and
 * each leaves real time for answers. The key keeps the console from locking itself.
 */
async function pass(page: Page, minutes: number) {
  for (let seconds = 0; seconds < minutes * 60; seconds += 20) {
    await page.clock.fastForward(20_000);
    await page.keyboard.press('Shift');
    await page.waitForTimeout(200);
  }
}

test('a wait ends after 15 minutes, even if the system clock is changed', async ({ page, standIn }) => {
  test.slow();
  await standIn.reset({ provisioning_delay: '100000s' });
  await page.clock.install();
  await startDeleting(page, standIn);
  await openActivity(page);
  const wait = planCard(page).getByRole('listitem').filter({ hasText: /^Wait until/ });
  await pass(page, 5);
  await page.clock.setSystemTime((await page.evaluate(() => Date.now())) + 12 * MINUTE);
  await page.keyboard.press('Shift');
  await pass(page, 2);
  await expect(wait).toContainText('In progress');
  await page.clock.setSystemTime((await page.evaluate(() => Date.now())) - 60 * MINUTE);
  await pass(page, 9);
  await expect(planCard(page).getByRole('alert')).toContainText('within 15 minutes');
  await expect(wait).toContainText('Failed');
  await expect(planCard(page).getByRole('button', { name: 'Undo' })).toBeVisible();
});

test('a wait that takes too long in a bulk change fails that peering alone', async ({ page, standIn }) => {
  test.slow();
  await page.clock.install();
  const stuck = (await standIn.peering('sin-db to sin-web'))!;
  const url = `**${PEERINGS_PATH}/${stuck.uuid}`;
  await page.route(url, async (route) => {
    if (route.request().method() !== 'GET') return route.continue();
    const response = await route.fetch();
    const json = await response.json();
    json.network_peering.state = 'provisioning';
    await route.fulfill({ response, json });
  });
  await signIn(page);
  await startBulk(page, 'sin-', 'Delete…');
  await pass(page, 17);
  await expect(bulkCard(page)).toContainText('1 of 2 done, 1 failed');
  await expect(bulkCard(page)).toContainText('within 15 minutes');
  expect(await standIn.peering('sin-web to sin-db')).toBeUndefined();
  expect(await standIn.peering('sin-db to sin-web')).toMatchObject({ configured_status: 'disabled' });

  // It was disabled and not deleted: that can be undone.
  await page.unroute(url);
  await bulkCard(page).getByRole('button', { name: 'Undo' }).click();
  await expect(bulkCard(page)).toContainText('Enabled 1 peering');
  expect(await standIn.peering('sin-db to sin-web')).toMatchObject({ configured_status: 'active' });
});

test('a bulk change is undone', async ({ page, standIn }) => {
  await signIn(page);
  await startBulk(page, 'syd', 'Disable…');
  await expect(bulkCard(page)).toContainText('2 of 2 done');
  expect(await standIn.peering('syd-db to syd-web')).toMatchObject({ configured_status: 'disabled' });
  await bulkCard(page).getByRole('button', { name: 'Undo' }).click();
  await expect(bulkCard(page)).toContainText('Enabled 2 peerings');
  for (const name of ['syd-db to syd-web', 'syd-web to syd-db']) {
    expect(await standIn.peering(name)).toMatchObject({ configured_status: 'active' });
    await expect(row(page, name)).toContainText('active');
  }
});

test('S-10: a bulk change stops if the session ends, and can be continued', async ({ page, standIn }) => {
  await signIn(page);
  await expect(rows(page).first()).toBeVisible();
  await standIn.fault({ method: 'PATCH', path: PEERINGS_PATH }, EXPIRED);
  await startBulk(page, 'syd', 'Disable…');
  await signInAgain(page);
  await expect(bulkCard(page)).toContainText('0 of 2 done');
  const written = await writesAtServer(standIn);
  await bulkCard(page).getByRole('button', { name: 'Continue', exact: true }).click();
  await expect(bulkCard(page)).toContainText('2 of 2 done');
  expect((await writesAtServer(standIn)).length).toBe(written.length + 2);
  expect(await standIn.peering('syd-web to syd-db')).toMatchObject({ configured_status: 'disabled' });
});

test('S-10: a deletion stops if the session ends, and can be continued', async ({ page, standIn }) => {
  await standIn.reset({ provisioning_delay: '1000s' });
  const uuid = await startDeleting(page, standIn);
  await standIn.fault({ method: 'GET', path: PEERINGS_PATH }, EXPIRED);
  await signInAgain(page);
  await standIn.settle();
  await expect(fact(page, 'State')).toHaveText('disabled');
  expect(await writesAtServer(standIn), 'nothing is deleted unasked').toEqual([`PATCH ${PEERINGS_PATH}/${uuid}`]);
  await activity(page).getByRole('button', { name: /^(Continue deleting|Try again)$/ }).click();
  await expect(notices(page)).toContainText(`Deleted ${LINK}`);
  expect(await standIn.peering(LINK)).toBeUndefined();
});
