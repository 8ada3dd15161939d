// Failures of the API: it is down or slow, or something else answers.
import { expect, row, rows, signIn, submitCredentials, test } from '../support/fixtures';
import { refuseLookUp } from '../support/forms';
import { PEERINGS_PATH, type StandIn } from '../support/stand-in';
import type { Page, Request } from '@playwright/test';

const NAME = 'hel-app to fra-db';

/** The status of each answer for that path, in order; `null` if there was none. */
async function statuses(standIn: StandIn, wanted: string, method = 'GET') {
  const log = await standIn.requests();
  return log.filter((request) => request.method === method && request.path === wanted).map(({ status }) => status);
}

function stale(page: Page) {
  return page.getByRole('status').filter({ hasText: 'Last updated at' });
}

function failed(page: Page) {
  return page.getByRole('alert').filter({ hasText: 'Reading the peerings failed' });
}

test.describe('S-30: an API that becomes unavailable', () => {
  test('keeps the rows, is reported, and recovers by itself', async ({ page }) => {
    await page.clock.install();
    await signIn(page);
    await expect(rows(page).first()).toBeVisible();
    await page.route('**/1.3/**', (route) => route.abort('connectionrefused'));
    await page.clock.fastForward(30_000);
    await expect(stale(page)).toContainText('No response from the API');
    await expect(row(page, NAME)).toBeVisible();
    // Polling continues.
    const again = page.waitForRequest(`**${PEERINGS_PATH}`);
    await page.clock.fastForward(30_000);
    await again;
    await expect(stale(page)).toBeVisible();
    await page.unroute('**/1.3/**');
    await page.clock.fastForward(30_000);
    await expect(stale(page)).toHaveCount(0);
    await expect(row(page, NAME)).toBeVisible();
  });

  test('is reported with the correlation id', async ({ page, standIn }) => {
    await page.clock.install();
    await signIn(page);
    await expect(rows(page).first()).toBeVisible();
    const refused = { status: 403, error_code: 'ACTION_FORBIDDEN', error_message: 'Not today.' };
    await standIn.fault({ path: PEERINGS_PATH }, refused);
    const answer = page.waitForResponse((response) => response.status() === 403);
    await page.clock.fastForward(30_000);
    const id = (await (await answer).allHeaders())['upcloud-cid'];
    await expect(stale(page)).toContainText(`Not today (status 403, correlation id ${id}).`);
  });

  test('is read at once when the browser is online again', async ({ page, context }) => {
    await page.clock.install();
    await signIn(page);
    await expect(rows(page).first()).toBeVisible();
    await context.setOffline(true);
    await page.clock.fastForward(30_000);
    await expect(stale(page)).toBeVisible();
    await context.setOffline(false);
    await expect(stale(page)).toHaveCount(0);
  });

  test('shows an error with a retry if nothing was read before', { tag: '@direct' }, async ({ page, standIn }) => {
    await standIn.fault({ path: PEERINGS_PATH, times: 3 }, { drop: 'before' });
    await signIn(page);
    await expect(failed(page)).toContainText('No response from the API');
    await expect(failed(page)).toContainText('Check your connection');
    expect(await statuses(standIn, PEERINGS_PATH)).toEqual([null, null, null]);
    await failed(page).getByRole('button', { name: 'Try again' }).click();
    await expect(row(page, NAME)).toBeVisible();
    await expect(failed(page)).toHaveCount(0);
  });

  test('is polled even if nothing was read before', async ({ page, standIn }) => {
    await page.clock.install();
    await standIn.fault({ path: PEERINGS_PATH, times: 3 }, { status: 503 });
    await signIn(page);
    await expect(failed(page)).toBeVisible();
    await page.clock.fastForward(30_000);
    await expect(row(page, NAME)).toBeVisible();
  });

  test('is not reported as a wrong password during sign-in', { tag: '@direct' }, async ({ page, standIn }) => {
    await standIn.fault({ path: '/1.3/account', times: 3 }, { drop: 'before' });
    await page.goto('./');
    await submitCredentials(page);
    await expect(page.getByRole('alert')).toContainText('No response from the API');
    await expect(page.getByRole('alert')).not.toContainText('password.');
    await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeEnabled();
  });
});

test.describe('S-23: reads', () => {
  // Otherwise the list is polled every few seconds, which adds requests.
  test.beforeEach(({ standIn }) => standIn.endTransitions());

  for (const [name, fault] of [
    ['a server error', { status: 500 }],
    ['a dropped connection', { drop: 'before' }],
    ['a truncated answer', { truncate: true }],
  ] as const) {
    test(`are retried silently after ${name}`, async ({ page, standIn }) => {
      await standIn.fault({ path: PEERINGS_PATH, times: 2 }, fault);
      await signIn(page);
      await expect(row(page, NAME)).toBeVisible();
      await expect(failed(page)).toHaveCount(0);
      expect(await statuses(standIn, PEERINGS_PATH)).toHaveLength(3);
    });
  }

  test('are attempted three times at most', async ({ page, standIn }) => {
    await standIn.fault({ path: PEERINGS_PATH, times: 9 }, { status: 500 });
    await signIn(page);
    await expect(failed(page)).toBeVisible();
    expect(await statuses(standIn, PEERINGS_PATH)).toEqual([500, 500, 500]);
  });

  test('are not retried after a refusal', async ({ page, standIn }) => {
    await standIn.fault({ path: PEERINGS_PATH, times: 9 }, { status: 403, error_code: 'FORBIDDEN', error_message: 'Not for you.' });
    await signIn(page);
    await expect(failed(page)).toContainText('Not for you');
    await expect(failed(page)).toContainText('status 403');
    expect(await statuses(standIn, PEERINGS_PATH)).toEqual([403]);
  });

  test('wait as long as the server requests', async ({ page, standIn }) => {
    await standIn.fault({ path: PEERINGS_PATH }, { status: 429, retry_after: 1 });
    const reads: Request[] = [];
    page.on('request', (request) => {
      if (new URL(request.url()).pathname.endsWith(PEERINGS_PATH)) reads.push(request);
    });
    await signIn(page);
    await expect(row(page, NAME)).toBeVisible();
    expect(await statuses(standIn, PEERINGS_PATH)).toEqual([429, 200]);
    // Without Retry-After the delay is at most 0.4 seconds. Measured by the browser's
    // clock, as events reach this process late.
    const [first, second] = reads.map((request) => request.timing().startTime);
    expect(second - first).toBeGreaterThanOrEqual(950);
  });

  test('do not wait for an hour', async ({ page, standIn }) => {
    await standIn.fault({ path: PEERINGS_PATH }, { status: 429, retry_after: 3600, error_message: 'Too many.' });
    await signIn(page);
    await expect(failed(page)).toContainText('Too many (status 429');
    await expect(failed(page)).toContainText('Wait a moment');
    expect(await statuses(standIn, PEERINGS_PATH)).toEqual([429]);
  });

  test('report that a gateway answered', async ({ page, standIn }) => {
    await standIn.fault({ path: PEERINGS_PATH, times: 3 }, { status: 502, html: true });
    await signIn(page);
    await expect(failed(page)).toContainText("The response (status 502) is a web page, not an API response");
    await expect(page.getByText('<html')).toHaveCount(0);
  });

  test('show the message of the server as text', async ({ page, standIn }) => {
    const message = '<img src=x onerror=alert(1)> & <b>bold</b>';
    await standIn.fault({ path: PEERINGS_PATH }, { status: 400, error_message: message });
    await signIn(page);
    await expect(failed(page)).toContainText(message);
    await expect(failed(page).getByRole('img')).toHaveCount(0);
  });
});

test.describe('S-22: writes', () => {
  for (const [name, fault] of [
    ['a server error', { status: 500 }],
    ['a lost answer that cannot be looked up', { drop: 'after' }],
  ] as const) {
    test(`are not repeated after ${name}`, async ({ page, standIn }) => {
      const { uuid } = (await standIn.peering('fra-db to waw-batch'))!;
      const path = `${PEERINGS_PATH}/${uuid}`;
      await standIn.fault({ method: 'PATCH', path }, fault);
      await signIn(page, `./peerings/${uuid}`);
      const enable = page.getByRole('button', { name: 'Enable', exact: true });
      await expect(enable).toBeEnabled();
      if ('drop' in fault) await refuseLookUp(standIn, path);
      await enable.click();
      const notice = page.getByRole('alert').filter({ hasText: 'Enabling fra-db to waw-batch failed' });
      await expect(notice).toContainText('It is not known whether the server acted');
      expect(await statuses(standIn, path, 'PATCH')).toHaveLength(1);
      // The page shows the true state.
      const stored = (await standIn.peering('fra-db to waw-batch'))!;
      expect(stored.configured_status).toBe('drop' in fault ? 'active' : 'disabled');
      const state = page.getByRole('region', { name: 'Peering' });
      await expect(state).toContainText(stored.configured_status);
      await expect(page.getByRole('button', { name: 'drop' in fault ? 'Disable' : 'Enable', exact: true })).toBeVisible();
      await page.getByRole('button', { name: 'Dismiss' }).click();
      await expect(notice).toHaveCount(0);
    });
  }
});
