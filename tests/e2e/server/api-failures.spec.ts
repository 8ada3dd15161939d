// Bad days: the server is down, slow, or not the one that answers.
import { expect, row, rows, signIn, test } from '../support/fixtures';
import type { StandIn } from '../support/stand-in';
import type { Page, Request } from '@playwright/test';

const LIST = '/1.3/network-peering';
const NAME = 'hel-app to fra-db';

/** What the server answered to each request for that path, in their order. */
async function answers(standIn: StandIn, wanted: string, method = 'GET') {
  const log = await standIn.requests();
  return log.filter((request) => request.method === method && request.path === wanted).map(({ status }) => status);
}

function stale(page: Page) {
  return page.getByRole('status').filter({ hasText: 'What you see is as of' });
}

function failed(page: Page) {
  return page.getByRole('alert').filter({ hasText: 'Reading the peerings failed' });
}

test.describe('S-30: a server that goes away', () => {
  test('leaves the rows, is told, and is back without anybody doing anything', async ({ page }) => {
    await page.clock.install();
    await signIn(page);
    await expect(rows(page).first()).toBeVisible();
    await page.route('**/1.3/**', (route) => route.abort('connectionrefused'));
    await page.clock.fastForward(30_000);
    await expect(stale(page)).toContainText('No answer came from the API');
    await expect(row(page, NAME)).toBeVisible();
    // It is tried again for as long as it takes.
    const again = page.waitForRequest(`**${LIST}`);
    await page.clock.fastForward(30_000);
    await again;
    await expect(stale(page)).toBeVisible();
    await page.unroute('**/1.3/**');
    await page.clock.fastForward(30_000);
    await expect(stale(page)).toHaveCount(0);
    await expect(row(page, NAME)).toBeVisible();
  });

  test('is told with what its support finds the call by', async ({ page, standIn }) => {
    await page.clock.install();
    await signIn(page);
    await expect(rows(page).first()).toBeVisible();
    const refused = { status: 403, error_code: 'ACTION_FORBIDDEN', error_message: 'Not today.' };
    await standIn.fault({ path: LIST }, refused);
    const answer = page.waitForResponse((response) => response.status() === 403);
    await page.clock.fastForward(30_000);
    const id = (await (await answer).allHeaders())['upcloud-cid'];
    await expect(stale(page)).toContainText(`Not today (status 403, correlation id ${id}).`);
  });

  test('is read at once when the network is back', async ({ page, context }) => {
    await page.clock.install();
    await signIn(page);
    await expect(rows(page).first()).toBeVisible();
    await context.setOffline(true);
    await page.clock.fastForward(30_000);
    await expect(stale(page)).toBeVisible();
    await context.setOffline(false);
    await expect(stale(page)).toHaveCount(0);
  });

  test('before anything was read is a failure that can be tried again', { tag: '@direct' }, async ({ page, standIn }) => {
    await standIn.fault({ path: LIST, times: 3 }, { drop: 'before' });
    await signIn(page);
    await expect(failed(page)).toContainText('No answer came from the API');
    await expect(failed(page)).toContainText('Check your connection');
    expect(await answers(standIn, LIST)).toEqual([null, null, null]);
    await failed(page).getByRole('button', { name: 'Try again' }).click();
    await expect(row(page, NAME)).toBeVisible();
    await expect(failed(page)).toHaveCount(0);
  });

  test('is read again by itself where nothing could be read', async ({ page, standIn }) => {
    await page.clock.install();
    await standIn.fault({ path: LIST, times: 3 }, { status: 503 });
    await signIn(page);
    await expect(failed(page)).toBeVisible();
    await page.clock.fastForward(30_000);
    await expect(row(page, NAME)).toBeVisible();
  });

  test('while signing in is not taken for a wrong password', { tag: '@direct' }, async ({ page, standIn }) => {
    await standIn.fault({ path: '/1.3/account', times: 3 }, { drop: 'before' });
    await page.goto('./');
    await page.getByRole('textbox', { name: 'Username' }).fill('demo');
    await page.getByRole('textbox', { name: 'Password' }).fill('demo');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect(page.getByRole('alert')).toContainText('No answer came from the API');
    await expect(page.getByRole('alert')).not.toContainText('password.');
    await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeEnabled();
  });
});

test.describe('S-23: reads', () => {
  for (const [name, fault] of [
    ['a server error', { status: 500 }],
    ['a dropped connection', { drop: 'before' }],
    ['an answer cut short', { truncate: true }],
  ] as const) {
    test(`are tried again after ${name}, unseen`, async ({ page, standIn }) => {
      await standIn.fault({ path: LIST, times: 2 }, fault);
      await signIn(page);
      await expect(row(page, NAME)).toBeVisible();
      await expect(failed(page)).toHaveCount(0);
      expect(await answers(standIn, LIST)).toHaveLength(3);
    });
  }

  test('are tried three times at most', async ({ page, standIn }) => {
    await standIn.fault({ path: LIST, times: 9 }, { status: 500 });
    await signIn(page);
    await expect(failed(page)).toBeVisible();
    expect(await answers(standIn, LIST)).toEqual([500, 500, 500]);
  });

  test('that are refused are not tried again', async ({ page, standIn }) => {
    await standIn.fault({ path: LIST, times: 9 }, { status: 403, error_code: 'FORBIDDEN', error_message: 'Not for you.' });
    await signIn(page);
    await expect(failed(page)).toContainText('Not for you');
    await expect(failed(page)).toContainText('status 403');
    expect(await answers(standIn, LIST)).toEqual([403]);
  });

  test('wait as long as the server asks', async ({ page, standIn }) => {
    await standIn.fault({ path: LIST }, { status: 429, retry_after: 1 });
    const reads: Request[] = [];
    page.on('request', (request) => {
      if (new URL(request.url()).pathname.endsWith(LIST)) reads.push(request);
    });
    await signIn(page);
    await expect(row(page, NAME)).toBeVisible();
    expect(await answers(standIn, LIST)).toEqual([429, 200]);
    // Without a word of the server's the wait is 0.4 seconds at most. By the
    // browser's clock: this program hears of requests whenever it gets to it.
    const [first, second] = reads.map((request) => request.timing().startTime);
    expect(second - first).toBeGreaterThanOrEqual(950);
  });

  test('do not wait for an hour', async ({ page, standIn }) => {
    await standIn.fault({ path: LIST }, { status: 429, retry_after: 3600, error_message: 'Too many.' });
    await signIn(page);
    await expect(failed(page)).toContainText('Too many (status 429');
    await expect(failed(page)).toContainText('Wait a moment');
    expect(await answers(standIn, LIST)).toEqual([429]);
  });

  test('answered by a gateway say so', async ({ page, standIn }) => {
    await standIn.fault({ path: LIST, times: 3 }, { status: 502, html: true });
    await signIn(page);
    await expect(failed(page)).toContainText("The answer (status 502) is a web page, not the API's");
    await expect(page.getByText('<html')).toHaveCount(0);
  });

  test('show what the server says as text', async ({ page, standIn }) => {
    const message = '<img src=x onerror=alert(1)> & <b>bold</b>';
    await standIn.fault({ path: LIST }, { status: 400, error_message: message });
    await signIn(page);
    await expect(failed(page)).toContainText(message);
    await expect(failed(page).getByRole('img')).toHaveCount(0);
  });
});

test.describe('S-22: writes', () => {
  for (const [name, fault] of [
    ['a server error', { status: 500 }],
    ['a lost answer', { drop: 'after' }],
  ] as const) {
    test(`are never sent twice, not even after ${name}`, async ({ page, standIn }) => {
      const { uuid } = (await standIn.peering('fra-db to waw-batch'))!;
      const path = `${LIST}/${uuid}`;
      await standIn.fault({ method: 'PATCH', path }, fault);
      await signIn(page, `./peerings/${uuid}`);
      await page.getByRole('button', { name: 'Enable', exact: true }).click();
      const notice = page.getByRole('alert').filter({ hasText: 'Enabling fra-db to waw-batch failed' });
      await expect(notice).toContainText('It is not known whether the server acted');
      expect(await answers(standIn, path, 'PATCH')).toHaveLength(1);
      // What the server holds is shown, whichever it is.
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
