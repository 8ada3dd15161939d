// What began in a session ends with it: sign-ins, reads, retries, the log, and what the
// user presses after the machine slept.
import { expect, rows, sessionMenu, settled, signIn, submitCredentials, test } from '../support/fixtures';
import { advanceUntil, confirmDeletion, holdRequests, openPeering } from '../support/forms';
import { PEERINGS_PATH, type StandIn } from '../support/stand-in';
import type { Page } from '@playwright/test';

const LINK = 'hel-app to fra-db';
const EXPIRED = { status: 401, error_code: 'AUTHENTICATION_FAILED', error_message: 'No.' };

function header(user: string) {
  return `Basic ${Buffer.from(`${user}:${user}`).toString('base64')}`;
}

/** Records the requests to the API that carry the user's header. */
function recordRequests(page: Page, user: string) {
  const sent: string[] = [];
  page.on('request', (request) => {
    if (request.headers().authorization === header(user)) sent.push(`${request.method()} ${request.url()}`);
  });
  return sent;
}

/** Delays the answer to a sign-in until `release` is called. */
function holdSignIn(page: Page) {
  return holdRequests(page, 'GET', /\/1\.3\/account$/);
}

/** Ends the session of the page with a 401, and begins to sign in again. */
async function signInAgain(page: Page, standIn: StandIn) {
  await page.clock.install();
  await signIn(page);
  await expect(rows(page).first()).toBeVisible();
  await standIn.fault({ method: 'GET', path: PEERINGS_PATH }, EXPIRED);
  const dialog = page.getByRole('dialog', { name: 'Your session has ended' });
  await advanceUntil(page, () => dialog.isVisible());
  const held = await holdSignIn(page);
  await submitCredentials(dialog);
  await held.arrival;
  return { ...held, dialog };
}

/** Checks that the page stays signed out and sends nothing more. */
async function expectSignedOut(page: Page, standIn: StandIn) {
  const signInButton = page.getByRole('button', { name: 'Sign in', exact: true });
  await expect(signInButton).toBeEnabled();
  const count = await settled(async () => (await standIn.requests()).length);
  await page.clock.runFor('05:00');
  await expect(signInButton).toBeEnabled();
  await expect(rows(page)).toHaveCount(0);
  expect(await standIn.requests()).toHaveLength(count);
}

test('S-05 A5: a sign-in that is under way does not survive the sign-out beside it', async ({ page, standIn }) => {
  const { dialog, release } = await signInAgain(page, standIn);
  await dialog.getByRole('button', { name: 'Sign out' }).click();
  release();
  await expectSignedOut(page, standIn);
});

test('S-05 A5: a sign-in that is under way does not survive a sign-out in another tab', async ({ context, page, standIn }) => {
  const { release } = await signInAgain(page, standIn);
  const other = await context.newPage();
  await signIn(other);
  await other.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'You signed out in another tab' })).toBeVisible();
  release();
  await expectSignedOut(page, standIn);
});

test('S-06 A5: a sign-in that is under way does not survive a lock', async ({ page, standIn }) => {
  const { release } = await signInAgain(page, standIn);
  await page.evaluate(() => window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })));
  await expect(page.getByRole('status').filter({ hasText: 'you left the page' })).toBeVisible();
  release();
  await expectSignedOut(page, standIn);
});

test('S-05 A6: no read is tried again after the sign-out', async ({ page, standIn }) => {
  await page.clock.install();
  await openPeering(page, standIn, LINK);
  await standIn.fault({ method: 'GET', path: '/1.3/', times: 100 }, { status: 503 });
  const log = async () => (await standIn.requests()).filter(({ status }) => status === 503).length;
  await advanceUntil(page, async () => (await log()) > 0);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expectSignedOut(page, standIn);
});

test('S-05 A6: nothing of one session is sent in the next, whoever that belongs to', async ({ page, standIn }) => {
  await standIn.reset({ provisioning_delay: '1000s' });
  await page.clock.install();
  const { uuid } = await openPeering(page, standIn, LINK);
  await confirmDeletion(page, LINK);
  await expect.poll(async () => (await standIn.peering(LINK))?.configured_status).toBe('disabled');
  await page.getByRole('banner').getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('button', { name: 'Sign out anyway' }).click();
  const ofDemo = recordRequests(page, 'demo');
  await signIn(page, './', 'partner');
  const ofPartner = recordRequests(page, 'partner');
  await standIn.settle();
  await page.clock.runFor('05:00');
  expect(ofDemo, 'with the header of the ended session').toEqual([]);
  expect(ofPartner.filter((call) => call.includes(uuid)), 'for its tasks').toEqual([]);
});

test('S-05 A9: the log shows another user who signs in on the same page nothing of the first', async ({ page, standIn }) => {
  // Before the page sets timers, which would otherwise run in real time.
  await page.clock.install();
  const { uuid } = await openPeering(page, standIn, LINK);
  // Let the first reads end: one that is under way while the clock moves on times out, and
  // nobody waits for the refusal that the server sent to it.
  await expect(page.getByRole('heading', { name: 'The other half' })).toBeVisible();
  await settled(async () => (await standIn.requests()).length);
  await standIn.fault({ method: 'GET', path: PEERINGS_PATH }, EXPIRED);
  const dialog = page.getByRole('dialog', { name: 'Your session has ended' });
  await advanceUntil(page, () => dialog.isVisible());
  await submitCredentials(dialog, 'partner');
  await expect(page.getByRole('banner')).toContainText('partner');
  await page.getByRole('link', { name: 'Peerings', exact: true }).first().click();
  await expect(page.getByRole('link', { name: 'partner-billing to hel-db' })).toBeVisible();
  await sessionMenu(page).click();
  await page.getByRole('button', { name: 'Session log' }).click();
  const log = page.getByRole('dialog', { name: 'Session log' });
  await expect(log.getByRole('listitem').first()).toBeVisible();
  // The page of the first user's peering was read for the second once, and refused.
  const calls = await log.getByRole('listitem').allTextContents();
  expect(calls.filter((call) => call.includes(uuid) && !call.includes('404'))).toEqual([]);
  expect(calls.filter((call) => call.includes('401'))).toEqual([]);
});

test('S-06 A12: the first key after a sleep does nothing but lock', async ({ page, standIn }) => {
  await page.clock.install();
  await signIn(page);
  await expect(sessionMenu(page)).toBeVisible();
  const count = await settled(async () => (await standIn.requests()).length);
  // No timer has noticed yet.
  await page.clock.setSystemTime((await page.evaluate(() => Date.now())) + 3 * 3_600_000);
  await page.keyboard.press('n');
  await expect(page.getByRole('status').filter({ hasText: 'after inactivity' })).toBeVisible();
  expect(new URL(page.url()).pathname).not.toContain('new');
  expect(await standIn.requests()).toHaveLength(count);
});

test('S-06 A12: what wakes first after a sleep sends nothing', async ({ page, standIn }) => {
  await page.clock.install();
  await signIn(page);
  await expect(sessionMenu(page)).toBeVisible();
  const count = await settled(async () => (await standIn.requests()).length);
  await page.clock.setSystemTime((await page.evaluate(() => Date.now())) + 3 * 3_600_000);
  await page.evaluate(() => window.dispatchEvent(new Event('online')));
  await expect(page.getByRole('status').filter({ hasText: 'after inactivity' })).toBeVisible();
  expect(await standIn.requests()).toHaveLength(count);
});

test('S-06 A7: locks soon after a change that took longer than the idle limit', async ({ page, standIn }) => {
  await standIn.reset({ provisioning_delay: '100000s' });
  await page.clock.install();
  await openPeering(page, standIn, LINK);
  await confirmDeletion(page, LINK);
  await expect.poll(async () => (await standIn.peering(LINK))?.configured_status).toBe('disabled');
  for (let minutes = 0; minutes < 14; minutes += 2) await page.clock.runFor('02:00');
  await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible();
  await page.clock.runFor('02:00');
  await expect(page.getByRole('status').filter({ hasText: 'after inactivity' })).toBeVisible();
});
