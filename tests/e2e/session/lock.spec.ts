// Locking a session: when it happens, what is left, and how to continue.
import { activity } from '../support/activity';
import { expect, rows, sessionMenu, settled, signIn, test } from '../support/fixtures';
import {
  addLabel,
  chooseOneHalf,
  confirmDeletion,
  enteredLabels,
  fields,
  openPeering,
  pick,
  writesAtServer,
} from '../support/forms';
import type { StandIn } from '../support/stand-in';
import type { Page } from '@playwright/test';

const LINK = 'hel-app to fra-db';
const WARNING = 'Are you still there?';

function warning(page: Page) {
  return page.getByRole('alertdialog', { name: WARNING });
}

/** Locks the console from the menu of the session. */
async function lock(page: Page) {
  await sessionMenu(page).click();
  await page.getByRole('button', { name: 'Lock', exact: true }).click();
}

/** Checks that the console is locked, and shows nothing of the account. */
async function expectLocked(page: Page, why: RegExp, traces: string[] = []) {
  const signInButton = page.getByRole('button', { name: 'Sign in', exact: true });
  await expect(signInButton).toBeEnabled();
  await expect(page.getByRole('status').filter({ hasText: why })).toBeVisible();
  await expect(page).toHaveTitle(/^Sign in/);
  const markup = await page.evaluate(() => document.documentElement.outerHTML);
  for (const trace of [LINK, 'hel-app', 'fi-hel1', 'Sign out', 'demo', ...traces]) {
    expect(markup).not.toContain(trace);
  }
}

async function expectNoRequests(page: Page, standIn: StandIn) {
  const count = await settled(async () => (await standIn.requests()).length);
  await page.clock.fastForward('05:00');
  await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeEnabled();
  expect(await standIn.requests()).toHaveLength(count);
}

/** Opens the list and waits for the lazily loaded pages, which include the idle lock. */
async function openList(page: Page, user = 'demo') {
  await signIn(page, './', user);
  await expect(rows(page).first()).toBeVisible();
  await expect(sessionMenu(page)).toBeVisible();
}

test('S-06: warns of an idle session, continues on any key, and locks otherwise', async ({ page, standIn }) => {
  await page.clock.install();
  await openList(page);
  await page.getByRole('button', { name: /Active$/ }).click();
  const filter = page.locator('.filter input.text');
  await filter.focus();
  await page.clock.fastForward('13:50');
  await expect(warning(page)).toBeHidden();
  await page.clock.runFor('00:20');
  await expect(warning(page)).toBeVisible();
  await expect(warning(page)).toContainText(/Locks in [45]\d s\./);
  await expect(warning(page).getByRole('button', { name: 'Stay signed in' })).toBeFocused();
  await page.keyboard.press('x');
  await expect(warning(page)).toBeHidden();
  await expect(filter, 'the key has no other effect').toHaveValue('');
  await expect(filter, 'the focus returns').toBeFocused();

  await page.clock.fastForward('14:10');
  await expect(warning(page)).toBeVisible();
  // Browsers deliver the event of an earlier closing late. It is not the user's activity.
  await warning(page).dispatchEvent('close');
  await page.clock.runFor('00:02');
  await expect(warning(page)).toBeVisible();
  await page.mouse.click(5, 5);
  await expect(warning(page)).toBeHidden();

  await page.clock.fastForward('14:10');
  await expect(warning(page)).toBeVisible();
  await page.clock.fastForward('00:55');
  await expectLocked(page, /after inactivity/);
  await expectNoRequests(page, standIn);
  await page.goBack();
  await expectLocked(page, /after inactivity/);

  await signIn(page, null);
  await expect(rows(page).first()).toBeVisible();
});

test('S-06: ends an active session after twelve hours', async ({ page }) => {
  await page.clock.install();
  await openList(page);
  for (let minutes = 10; minutes < 12 * 60; minutes += 10) {
    await page.clock.fastForward('10:00');
    await page.keyboard.press('Shift');
  }
  await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible();
  await page.clock.fastForward('09:20');
  await expect(page.getByRole('status').filter({ hasText: 'This session ends within a minute' })).toBeVisible();
  await page.keyboard.press('Shift');
  await page.clock.fastForward('00:50');
  await expectLocked(page, /session's time limit/);
});

test('S-06: is locked when the machine wakes up', async ({ page, standIn }) => {
  await page.clock.install();
  await openList(page);
  await page.clock.fastForward('02:00:00');
  await expectLocked(page, /after inactivity/);
  await expectNoRequests(page, standIn);
});

test('S-06: does not lock during a run', async ({ page, standIn }) => {
  await standIn.reset({ provisioning_delay: '5000s' });
  await page.clock.install();
  await openPeering(page, standIn, LINK);
  await confirmDeletion(page, LINK);
  await expect(activity(page)).toContainText(`Deleting ${LINK}`);
  for (let minutes = 0; minutes < 10; minutes += 5) await page.clock.fastForward('05:00');
  await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible();
  await expect(warning(page)).toBeHidden();
});

test('S-05: locks from the menu and from the quick actions', async ({ page, standIn }) => {
  await page.clock.install();
  await openPeering(page, standIn, LINK);
  await lock(page);
  await expectLocked(page, /^Locked\. Sign in to continue/);
  await expectNoRequests(page, standIn);
  await signIn(page, null);
  await expect(page.getByRole('heading', { name: LINK, level: 1 })).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('lock the');
  await page.keyboard.press('Enter');
  await expectLocked(page, /^Locked\. Sign in to continue/);
});

test('S-05: locks a page that the browser keeps for going back', async ({ page }) => {
  await openList(page);
  await page.evaluate(() => window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })));
  await expectLocked(page, /you left the page/);
});

test('S-10: keeps what was typed for a new peering during a lock, and nothing else', async ({ page, standIn }) => {
  await standIn.reset({ scenario: 'empty' });
  await signIn(page, './peerings/new');
  await fields(page).name.fill('typed before');
  await pick(page, 'Local network', 'hel-app');
  await pick(page, 'Peer network', 'fra-db');
  await chooseOneHalf(page);
  await addLabel(page, { key: 'kept', value: 'yes' });
  await fields(page).disabled.check();
  await lock(page);
  await expectLocked(page, /^Locked/, ['typed before', 'kept']);

  await signIn(page, null);
  await expect(fields(page).name).toHaveValue('typed before');
  await expect(page.getByText('Your input from before the session was locked was restored')).toBeVisible();
  await expect(fields(page).local).toHaveValue('hel-app');
  await expect(fields(page).peer).toHaveValue('fra-db');
  await expect(fields(page).both).not.toBeChecked();
  await expect(fields(page).disabled).toBeChecked();
  expect(await enteredLabels(page)).toEqual([{ key: 'kept', value: 'yes' }]);
  expect(await writesAtServer(standIn)).toEqual([]);
  await fields(page).create.click();
  await expect(page.getByRole('heading', { name: 'typed before', level: 1 })).toBeVisible();
  expect(await standIn.peering('typed before')).toMatchObject({
    configured_status: 'disabled',
    labels: [{ key: 'kept', value: 'yes' }],
  });
});

test('S-10: keeps an edit during a lock, and does not undo what others changed meanwhile', async ({
  page,
  standIn,
}) => {
  const { uuid } = await openPeering(page, standIn, LINK, '/edit');
  await fields(page).name.fill('typed before');
  await lock(page);
  await expectLocked(page, /^Locked/, ['typed before']);
  await standIn.api('PATCH', `/network-peering/${uuid}`, {
    network_peering: { labels: [{ key: 'theirs', value: 'new' }] },
  });
  await signIn(page, null);
  await expect(fields(page).name).toHaveValue('typed before');
  await fields(page).save.click();
  await expect(page.getByText('Somebody else changed this peering while you had it open')).toBeVisible();
  await page.getByRole('button', { name: 'Merge and save' }).click();
  await expect(page.getByRole('heading', { name: 'typed before', level: 1 })).toBeVisible();
  expect(await standIn.peering('typed before')).toMatchObject({ labels: [{ key: 'theirs', value: 'new' }] });
});

test('S-10: shows another user who signs in after a lock nothing of the first', async ({ page, standIn }) => {
  await signIn(page, './peerings/new');
  await fields(page).name.fill('a secret of demo');
  await lock(page);
  await signIn(page, null, 'partner');
  await expect(fields(page).name).toHaveValue('');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await signIn(page, null);
  await expect(fields(page).name, 'the input was discarded').toHaveValue('');
  expect(await writesAtServer(standIn)).toEqual([]);
});

test("S-05: signing out in one tab signs out the user's other tabs, and discards what a locked one kept", async ({
  context,
  page,
}) => {
  const [second, locked, others] = [await context.newPage(), await context.newPage(), await context.newPage()];
  await signIn(locked, './peerings/new');
  await fields(locked).name.fill('typed before');
  await lock(locked);
  await openList(others, 'partner');
  await openList(second);
  await openList(page);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expectLocked(second, /You signed out in another tab/);
  await expectLocked(locked, /You signed out in another tab/);
  await signIn(locked, null);
  await expect(fields(locked).name).toHaveValue('');
  await expect(others.getByRole('button', { name: 'Sign out' })).toBeVisible();
});

test('S-06: locking one tab locks the others, and activity in one keeps the others unlocked', async ({ context, page }) => {
  const second = await context.newPage();
  await second.clock.install();
  await openList(second);
  await openList(page);
  await second.clock.fastForward('14:10');
  await expect(warning(second)).toBeVisible();
  await page.keyboard.press('Shift');
  await expect(warning(second)).toBeHidden();
  await lock(page);
  await expectLocked(second, /^Locked\. Sign in to continue/);
});
