// A change that was cut off: what the browser kept of it says what was done, what was not
// and what is not known, and never what is not so.
import { enterLabel, labelFields } from '../support/bulk';
import { readFile } from 'node:fs/promises';
import { expectAccessible } from '../support/axe';
import { activity } from '../support/activity';
import { expect, rows, sessionMenu, signIn, test } from '../support/fixtures';
import { writesAtServer } from '../support/forms';
import { PEERINGS_PATH, type Peering, type StandIn } from '../support/stand-in';
import type { BrowserContext, Page } from '@playwright/test';

/** What the names of stored journals begin with. */
const PREFIX = 'upcloud-peerings.run.';
/** Longer than a request that was sent may still arrive. */
const SETTLED = '01:05';

const card = (page: Page) => activity(page);
const notice = (page: Page) => page.getByRole('main').getByRole('status').filter({ hasText: /^A change/ });
const dialog = (page: Page) => page.getByRole('dialog');

/** Starts a bulk change of everything in the list, as far as it changes anything. */
async function startBulk(page: Page, action: 'Disable…' | 'Delete…' | 'Labels…', standIn: StandIn) {
  const held = await standIn.peerings();
  const changed = held.filter((peering) => action !== 'Disable…' || peering.configured_status === 'active');
  const count = changed.length;
  await expect(rows(page).first()).toBeVisible();
  await page.getByRole('checkbox', { name: 'Select all that match' }).click();
  await page.getByRole('group', { name: 'Selected peerings' }).getByRole('button', { name: action }).click();
  if (action === 'Delete…') await dialog(page).getByRole('textbox').fill(String(count));
  if (action === 'Labels…') await enterLabel(labelFields(dialog(page)).add, 'audited=yes');
  await dialog(page).getByRole('button', { name: new RegExp(`^(Update|Delete) ${count} peerings$`) }).click();
  return count;
}

/** The same in a page of its own, with 40 peerings and late answers to its writes. */
async function startSlowBulk(context: BrowserContext, action: 'Disable…' | 'Labels…', standIn: StandIn) {
  await standIn.reset({ scenario: 'scale:40' });
  const page = await context.newPage();
  await signIn(page);
  await standIn.fault({ method: 'PATCH', path: PEERINGS_PATH, times: 100 }, { delay_ms: 300 });
  const count = await startBulk(page, action, standIn);
  return { page, count };
}

/** Waits until the server has carried out so many requests with this method. */
async function carriedOut(standIn: StandIn, method: string, count: number) {
  const done = async () => (await writesAtServer(standIn)).filter((write) => write.startsWith(method)).length;
  await expect.poll(done, { timeout: 30_000 }).toBeGreaterThanOrEqual(count);
}

/** Kills the process that renders the page, as a crash does. */
async function crash(page: Page) {
  const crashed = page.waitForEvent('crash');
  await page.goto('chrome://crash').catch(() => {});
  await crashed;
}

/** A page of the same browser, whose clock can be advanced. */
async function reopen(context: BrowserContext) {
  const page = await context.newPage();
  await page.clock.install();
  await signIn(page);
  return page;
}

async function journals(page: Page): Promise<string[]> {
  return page.evaluate((prefix) => Object.keys(localStorage).filter((name) => name.startsWith(prefix)), PREFIX);
}

type Line = { uuid: string; step: string; outcome: string };

async function results(page: Page): Promise<Line[]> {
  const download = page.waitForEvent('download');
  await dialog(page).getByRole('button', { name: 'Download results' }).click();
  const text = await readFile(await (await download).path(), 'utf8');
  const [head, ...lines] = text.replace(/^\uFEFF/, '').trimEnd().split('\r\n');
  expect(head).toBe('uuid,name,step,outcome,status,code,message,correlation_id,before_when_planned,after');
  return lines.map((line) => {
    const [uuid, , step, outcome] = line.split(',');
    return { uuid, step: step.split(' ')[0], outcome };
  });
}

/** Compares a receipt with what the server holds. */
function expectTruthful(lines: Line[], held: Peering[]) {
  const problems = lines.filter(({ uuid, step, outcome }) => {
    const peering = held.find((one) => one.uuid === uuid);
    const isSo = step === 'Delete' ? !peering : !peering || peering.configured_status === 'disabled';
    return (outcome === 'done' && !isSo) || (outcome === 'not done' && isSo);
  });
  expect(problems).toEqual([]);
}

const countOf = (lines: Line[], outcome: string) => lines.filter((line) => line.outcome === outcome).length;

test('S-29 D10: a receipt of a bulk deletion survives a crash of the renderer', async ({ context, standIn }) => {
  test.slow();
  await standIn.reset({ scenario: 'scale:40' });
  const before = await standIn.peerings();
  const page = await context.newPage();
  await signIn(page);
  await startBulk(page, 'Delete…', standIn);
  await standIn.fault({ method: 'DELETE', path: PEERINGS_PATH, times: 100 }, { delay_ms: 400 });
  await carriedOut(standIn, 'DELETE', 6);
  await crash(page);
  await page.close();

  const fresh = await reopen(context);
  await expect(notice(fresh)).toContainText('A change was cut off: Delete 40 peerings');
  const stored = await fresh.evaluate(() => JSON.stringify({ ...localStorage }));
  for (const secret of ['Basic', 'ZGVtbzpkZW1v', ...before.map(({ name }) => name)]) expect(stored).not.toContain(secret);
  const writes = await writesAtServer(standIn);
  await notice(fresh).getByRole('button', { name: 'Show results' }).click();
  await expect(dialog(fresh)).toContainText(/\d+ done, \d+ not done, \d+ not known/);
  expectTruthful(await results(fresh), await standIn.peerings());

  // Once nothing can be in progress any more, all of it is known.
  await fresh.clock.fastForward(SETTLED);
  await dialog(fresh).getByRole('button', { name: 'Check again' }).click();
  await expect(dialog(fresh)).toContainText(/\d+ done, \d+ not done, 0 not known/);
  const lines = await results(fresh);
  expectTruthful(lines, await standIn.peerings());
  const deletions = lines.filter(({ step }) => step === 'Delete');
  expect(deletions).toHaveLength(40);
  expect(countOf(deletions, 'done')).toBe(40 - (await standIn.peerings()).length);
  expect(countOf(deletions, 'done')).toBeGreaterThan(5);
  expect(countOf(deletions, 'not done')).toBeGreaterThan(0);
  await expectAccessible(fresh, 'a receipt');
  expect(await writesAtServer(standIn), 'nothing is resumed').toEqual(writes);

  await dialog(fresh).getByRole('button', { name: 'Dismiss' }).click();
  await expect(dialog(fresh)).toBeHidden();
  await expect(notice(fresh)).toHaveCount(0);
  expect(await journals(fresh)).toEqual([]);
});

test('D10: a receipt survives the closing of the page; what the API cannot show is not known', async ({ context, standIn }) => {
  const { page } = await startSlowBulk(context, 'Labels…', standIn);
  await carriedOut(standIn, 'PATCH', 6);
  await page.close();

  const fresh = await reopen(context);
  await notice(fresh).getByRole('button', { name: 'Show results' }).click();
  await expect(dialog(fresh)).toContainText(/\d+ done, 0 not done, \d+ not known/);
  const lines = await results(fresh);
  const labelled = (await standIn.peerings()).filter(({ labels }) => labels.some(({ key }) => key === 'audited'));
  expect(lines).toHaveLength(40);
  for (const { uuid } of lines.filter(({ outcome }) => outcome === 'done')) {
    expect(labelled.map((peering) => peering.uuid)).toContain(uuid);
  }
  expect(countOf(lines, 'done')).toBeGreaterThan(4);
  expect(countOf(lines, 'not known')).toBeGreaterThan(0);
  expect(await fresh.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain('audited');
});

test('a change that is still running in another tab was not cut off', async ({ context, page, standIn }) => {
  const { page: other, count } = await startSlowBulk(context, 'Disable…', standIn);
  await carriedOut(standIn, 'PATCH', 2);
  await signIn(page);
  await expect(sessionMenu(page)).toBeVisible();
  await expect.poll(() => journals(page)).toHaveLength(2);
  await expect(notice(page)).toHaveCount(0);

  await other.close();
  await page.reload();
  await signIn(page, null);
  await expect(notice(page)).toContainText(`A change was cut off: Disable ${count} peerings`);
  await expect(notice(page)).not.toContainText('another tab');
});

test('without locks, a change may still be running in another tab', async ({ context, standIn }) => {
  await context.addInitScript(() => {
    Object.defineProperty(Navigator.prototype, 'locks', { value: undefined });
  });
  const { page } = await startSlowBulk(context, 'Disable…', standIn);
  await carriedOut(standIn, 'PATCH', 2);
  await page.getByRole('link', { name: 'New peering' }).click();
  await page.getByRole('link', { name: 'Peerings' }).first().click();
  await expect(rows(page).first()).toBeVisible();
  await expect(notice(page), 'its own is shown by its card').toHaveCount(0);

  const fresh = await reopen(context);
  await expect(notice(fresh)).toContainText('It may still be running in another tab.');
});

test('signing out keeps the receipt for its user alone', async ({ page, standIn }) => {
  await standIn.reset({ scenario: 'scale:40' });
  await signIn(page);
  await standIn.fault({ method: 'PATCH', path: PEERINGS_PATH, times: 100 }, { delay_ms: 300 });
  const count = await startBulk(page, 'Disable…', standIn);
  await carriedOut(standIn, 'PATCH', 2);
  await page.getByRole('banner').getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('button', { name: 'Sign out anyway' }).click();
  await signIn(page, null, 'partner');
  await expect(sessionMenu(page)).toBeVisible();
  await expect(notice(page)).toHaveCount(0);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await signIn(page, null);
  await expect(notice(page)).toContainText(`A change was cut off: Disable ${count} peerings`);
});

test('a change whose end was seen leaves nothing behind', async ({ page, standIn }) => {
  await standIn.reset({ scenario: 'scale:10' });
  await signIn(page);
  const count = await startBulk(page, 'Disable…', standIn);
  await expect(card(page)).toContainText(`${count} of ${count} done`);
  expect(await journals(page)).toEqual([]);
});

test('a storage that is full stops no change', async ({ page, standIn }) => {
  await page.addInitScript((prefix) => {
    const { setItem } = Storage.prototype;
    Storage.prototype.setItem = function (name, value) {
      if (name.startsWith(prefix)) throw new DOMException('Full', 'QuotaExceededError');
      setItem.call(this, name, value);
    };
  }, PREFIX);
  await standIn.reset({ scenario: 'scale:10' });
  await signIn(page);
  const count = await startBulk(page, 'Disable…', standIn);
  await expect(card(page)).toContainText(`${count} of ${count} done`);
  expect(await journals(page)).toEqual([]);
});

test('what is no journal is removed, and shown to nobody', async ({ page }) => {
  await page.addInitScript((prefix) => {
    localStorage.setItem(`${prefix}1`, '1 1 5\n/1.3\ndemo\ndelete everything');
    localStorage.setItem(`${prefix}2.marks`, '0 +');
  }, PREFIX);
  await signIn(page);
  await expect(rows(page).first()).toBeVisible();
  await expect.poll(() => journals(page)).toEqual([]);
  await expect(notice(page)).toHaveCount(0);
});
