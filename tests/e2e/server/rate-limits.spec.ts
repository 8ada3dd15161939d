// What the server asks for: 429 and Retry-After slow the whole console down, in every tab.
import { activity } from '../support/activity';
import { enterLabel, labelFields } from '../support/bulk';
import { expect, row, rows, settled, signIn, test } from '../support/fixtures';
import { openPeering, writesAtServer } from '../support/forms';
import { PEERINGS_PATH, type StandIn } from '../support/stand-in';
import type { Page } from '@playwright/test';

const BUSY = { status: 429, error_code: 'TOO_MANY_REQUESTS', error_message: 'Too many requests.' };

function card(page: Page) {
  return activity(page);
}

function countdown(page: Page) {
  return page.getByText(/^The API asks to wait: \d+ s left$/);
}

/** Sets the label `run` of every peering that is listed. */
async function labelAll(page: Page, count: number) {
  await page.getByRole('checkbox', { name: 'Select all that match' }).click();
  await page.getByRole('group', { name: 'Selected peerings' }).getByRole('button', { name: 'Labels…' }).click();
  const dialog = page.getByRole('dialog', { name: `Labels of ${count} peerings` });
  await enterLabel(labelFields(dialog).add, 'run=one');
  await dialog.getByRole('button', { name: `Update ${count} peerings` }).click();
}

async function readsOfList(standIn: StandIn) {
  const requests = await standIn.requests();
  return requests.filter(({ method, path }) => method === 'GET' && path === PEERINGS_PATH).length;
}

/** Lets time pass for the page, a few seconds at once, with real time for the answers between. */
async function pass(page: Page, standIn: StandIn, seconds: number) {
  for (let passed = 0; passed < seconds; passed += 5) {
    await page.clock.fastForward(5_000);
    await settled(async () => (await standIn.requests()).length);
  }
}

for (const [name, fault] of [
  ['429 and Retry-After: 5', { ...BUSY, retry_after: 5 }],
  ['429 of a gateway without a time', { status: 429, html: true }],
] as const) {
  test(`S-23 A8: 50 writes that got ${name} all end done`, async ({ page, standIn }) => {
    await standIn.reset({ scenario: 'scale:50' });
    await page.clock.install();
    await signIn(page);
    await expect(rows(page).first()).toBeVisible();
    await standIn.fault({ method: 'PATCH', path: PEERINGS_PATH, times: 50 }, fault);
    await labelAll(page, 50);
    await expect(countdown(page)).toBeVisible();
    await expect(async () => {
      await page.clock.runFor(6_000);
      await expect(card(page)).toContainText('50 of 50 done', { timeout: 100 });
    }).toPass({ intervals: [50] });
    expect(await writesAtServer(standIn)).toHaveLength(100);
    await expect(countdown(page)).toHaveCount(0);
  });
}

test('A8: networks that could not be read prove nothing about a lost change', async ({ page, standIn }) => {
  await openPeering(page, standIn, 'sto-cache to hel-app');
  // The networks are known: what is stale must not count as read.
  await settled(async () => (await standIn.requests()).length);
  await standIn.fault({ method: 'PUT', path: '/1.3/network/' }, { drop: 'after' });
  for (const exact of [true, false]) {
    await standIn.fault({ method: 'GET', path: exact ? '/1.3/network' : '/1.3/network/', exact, times: 20 }, { ...BUSY, retry_after: 1 });
  }
  await page.getByRole('button', { name: 'Attach a router…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Attach a router' });
  await dialog.getByRole('radio', { name: 'sto-core' }).check();
  await dialog.getByRole('button', { name: 'Attach router' }).click();
  const again = page.getByRole('button', { name: 'Try again' }).first();
  await again.click();
  const reads = async () => (await standIn.requests()).filter(({ path, status }) => path === '/1.3/network' && status === 429).length;
  await expect.poll(reads, { timeout: 15_000 }).toBeGreaterThanOrEqual(3);
  await expect(again).toBeEnabled();
  expect(await writesAtServer(standIn)).toHaveLength(1);

  await standIn.forgetFaults();
  await again.click();
  await expect(page.getByText('Attached sto-cache').first()).toBeVisible();
  expect(await writesAtServer(standIn)).toHaveLength(1);
});

test('A8: a bulk change stops where the API asks to wait for an hour', async ({ page, standIn }) => {
  await standIn.reset({ scenario: 'scale:50' });
  await signIn(page);
  await expect(rows(page).first()).toBeVisible();
  await standIn.fault({ method: 'PATCH', path: PEERINGS_PATH, times: 50 }, { ...BUSY, retry_after: 3600 });
  await labelAll(page, 50);
  await expect(card(page)).toContainText(/Stopped: Change the labels of 50 peerings0 of 50 done, \d failed/);
  await expect(card(page)).toContainText('Too many requests');
  expect((await writesAtServer(standIn)).length).toBeLessThanOrEqual(4);
});

test('A8: a form says that the API asks to wait, and keeps what was typed', async ({ page, standIn }) => {
  await page.clock.install();
  await openPeering(page, standIn, 'hel-app to fra-db', '/edit');
  const name = page.getByRole('textbox', { name: 'Name' });
  await name.fill('renamed');
  await standIn.fault({ method: 'PATCH', path: PEERINGS_PATH }, { ...BUSY, retry_after: 60 });
  const save = page.getByRole('button', { name: 'Save changes' });
  await save.click();
  await expect(page.getByRole('alert').filter({ hasText: 'Too many requests' })).toBeVisible();
  await expect(countdown(page)).toBeVisible();
  await save.click();
  await expect(page.getByRole('alert').filter({ hasText: 'Not sent, because the API asks to wait' })).toBeVisible();
  await expect(name).toHaveValue('renamed');
  expect(await writesAtServer(standIn)).toHaveLength(1);
  await pass(page, standIn, 60);
  await save.click();
  await expect(row(page, 'renamed').or(page.getByRole('heading', { name: 'renamed' }))).toBeVisible();
});

for (const [name, fault] of [
  ['429 and 60 s', { ...BUSY, retry_after: 60 }],
  ['429 of a gateway and 60 s', { status: 429, html: true, retry_after: 60 }],
  ['503 and 60 s', { status: 503, retry_after: 60 }],
  ['429 and a date', { status: 429, retry_after: 60, retry_after_date: true }],
] as const) {
  test(`S-23 A8: a list that gets ${name} is read at most twice a minute`, async ({ page, standIn }) => {
    // Dates count by the server's clock.
    await page.clock.install({ time: Date.now() - 3_600_000 });
    await signIn(page);
    await expect(rows(page).first()).toBeVisible();
    await standIn.fault({ path: PEERINGS_PATH, times: 1_000 }, fault);
    const before = await readsOfList(standIn);
    await page.getByRole('button', { name: 'Refresh' }).click();
    await expect(page.getByText('Refreshing failed.')).toBeVisible();
    await expect(countdown(page)).toBeVisible();
    await pass(page, standIn, 55);
    await page.getByRole('button', { name: 'Refresh' }).click();
    await expect(countdown(page)).toBeVisible();
    expect((await readsOfList(standIn)) - before).toBeLessThanOrEqual(2);
    await standIn.forgetFaults();
    await pass(page, standIn, 70);
    await expect(countdown(page)).toHaveCount(0);
    await expect(page.getByText('Refreshing failed.')).toHaveCount(0);
    await expect(row(page, 'hel-app to fra-db')).toBeVisible();
  });
}

test('A8: a wait that one tab was asked for holds in another one, for reads and writes', async ({ page, context, standIn }) => {
  const other = await context.newPage();
  await signIn(page);
  await signIn(other);
  await expect(rows(page).first()).toBeVisible();
  await expect(rows(other).first()).toBeVisible();
  const { length } = await standIn.peerings();
  await standIn.fault({ path: PEERINGS_PATH }, { ...BUSY, retry_after: 300 });
  await page.getByRole('button', { name: 'Refresh' }).click();
  await expect(countdown(page)).toBeVisible();
  await expect(countdown(other)).toBeVisible();
  const before = await settled(async () => (await standIn.requests()).length);
  await other.bringToFront();
  await other.getByRole('button', { name: 'Refresh' }).click();
  await labelAll(other, length);
  await expect(card(other)).toContainText(`0 of ${length}`);
  const link = rows(other).first().getByRole('link').first();
  const name = (await link.textContent())!;
  await link.click();
  await expect(other.getByRole('heading', { name, exact: true })).toBeVisible();
  expect(await settled(async () => (await standIn.requests()).length)).toBe(before);
});

test('A8: a disabled peering in the state error is not read often', async ({ page, standIn }) => {
  await standIn.endTransitions();
  const { uuid } = (await standIn.peering('hel-app to fra-db'))!;
  await standIn.api('PATCH', `/network-peering/${uuid}`, { network_peering: { configured_status: 'disabled' } });
  await standIn.force(uuid, 'error');
  await page.clock.install();
  await signIn(page);
  await expect(row(page, 'hel-app to fra-db').getByRole('cell').nth(1)).toHaveText('error');
  const before = await readsOfList(standIn);
  await pass(page, standIn, 60);
  expect((await readsOfList(standIn)) - before).toBeLessThanOrEqual(3);
});

test('A8: a network that comes and goes makes no storm, nor does sleep', async ({ page, standIn }) => {
  await standIn.endTransitions();
  await page.clock.install();
  await signIn(page);
  await expect(rows(page).first()).toBeVisible();
  const before = await readsOfList(standIn);
  for (let seconds = 0; seconds < 20; seconds += 1) {
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
    await settled(async () => (await standIn.requests()).length);
    await page.clock.fastForward(1_000);
  }
  const awake = await settled(() => readsOfList(standIn));
  expect(awake - before).toBeLessThanOrEqual(10);
  await page.clock.fastForward(10 * 60_000);
  await page.evaluate(() => window.dispatchEvent(new Event('online')));
  const after = await settled(() => readsOfList(standIn));
  expect(after - awake).toBeGreaterThan(0);
  expect(after - awake).toBeLessThanOrEqual(2);
});

test('A8: reads are spread, so that windows do not stay together', async ({ page, standIn }) => {
  await standIn.endTransitions();
  await signIn(page);
  await expect(rows(page).first()).toBeVisible();
  await page.evaluate(() => {
    const { setTimeout } = window;
    const waits: number[] = [];
    const recording = (callback: () => void, wait = 0) => {
      if (wait > 20_000) waits.push(wait);
      return setTimeout(callback, wait);
    };
    Object.assign(window, { waits, setTimeout: recording });
  });
  for (let count = 1; count <= 5; count += 1) {
    await page.getByRole('button', { name: 'Refresh' }).click();
    await expect.poll(() => page.evaluate('waits.length')).toBe(count);
  }
  const waits: number[] = await page.evaluate('waits');
  expect(Math.max(...waits)).toBeLessThanOrEqual(30_000);
  expect(Math.min(...waits)).toBeGreaterThanOrEqual(27_000);
  expect(new Set(waits).size, String(waits)).toBeGreaterThan(1);
});

test('D6: six pages and a bulk change of 200 finish under a rate limit, and none reads too early', async ({ context, page, standIn }) => {
  test.setTimeout(180_000);
  await standIn.reset({ scenario: 'scale:200' });
  const pages = [page];
  while (pages.length < 6) pages.push(await context.newPage());
  for (const one of pages) {
    await signIn(one);
    await expect(rows(one).first()).toBeVisible();
  }
  await page.bringToFront();
  await standIn.limitRate({ per_second: 40, burst: 40 });
  const start = (await standIn.requests()).length;
  await labelAll(page, 200);
  await expect(card(page)).toContainText('200 of 200 done', { timeout: 150_000 });
  const log = await standIn.requests(start);
  const refusals = log.filter(({ status }) => status === 429);
  expect(refusals.length, 'the limit was met').toBeGreaterThan(0);
  // What was under way when the refusal was sent cannot know of it.
  const UNDER_WAY = 500;
  const early = log.filter(
    ({ method, at }) =>
      method === 'GET' && refusals.some((refusal) => at > refusal.at + UNDER_WAY && at < refusal.at + refusal.retry_after! * 1000),
  );
  expect(early).toEqual([]);
  // Without the limit all pages recover.
  await standIn.limitRate(null);
  for (const one of pages) {
    await one.getByRole('button', { name: 'Refresh' }).click();
    await expect(one.getByText('Refreshing failed.')).toHaveCount(0);
  }
});
