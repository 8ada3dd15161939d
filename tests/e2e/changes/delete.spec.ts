// Long because each way a deletion can stop or fail is its own test.
// Deleting: the name is typed first, then the run disables, waits and deletes, while the
// user may be on any page.
import { activity, entries, openActivity, steps } from '../support/activity';
import { expect, row, rows, test } from '../support/fixtures';
import {
  confirmDeletion,
  fact,
  notices,
  openPeering,
  OUTCOME_UNKNOWN,
  refuseLookUp,
  waitForOtherHalf,
  writesAtServer,
} from '../support/forms';
import { PEERINGS_PATH } from '../support/stand-in';
import type { Page } from '@playwright/test';

const LINK = 'hel-app to fra-db';
const OFF = 'mad-lab to waw-ci';
const STEPS = [`Disable ${LINK}`, `Wait until ${LINK} is disabled`, `Delete ${LINK}`];

function controls(page: Page) {
  const dialog = page.getByRole('dialog', { name: 'Delete peering' });
  return {
    ask: page.getByRole('button', { name: 'Delete…', exact: true }),
    dialog,
    typed: dialog.getByRole('textbox', { name: "Type the peering's name to confirm" }),
    confirm: dialog.getByRole('button', { name: 'Delete peering' }),
    keep: dialog.getByRole('button', { name: 'Cancel' }),
    card: entries(page).first(),
    step: (title: string) => steps(page).filter({ hasText: new RegExp(`^${title}`) }),
    stop: entries(page).getByRole('button', { name: 'Stop', exact: true }),
  };
}

function notFound(page: Page) {
  return page.getByRole('heading', { name: 'This peering does not exist' });
}

function deleted(page: Page, name: string) {
  return page.getByRole('heading', { name: `You deleted ${name}`, level: 1 });
}

test('deletes only after the name was typed', async ({ page, standIn }) => {
  const { uuid } = await openPeering(page, standIn, LINK);
  const { ask, dialog, typed, confirm, keep } = controls(page);
  await ask.click();
  await expect(dialog).toContainText(`You are about to delete ${LINK} (${uuid})`);
  await expect(dialog.getByRole('listitem')).toHaveText(STEPS.map((step) => `${step}${uuid}`));
  await expect(typed).toBeFocused();
  for (const wrong of ['', 'hel-app to fra-d', LINK.toUpperCase(), uuid]) {
    await typed.fill(wrong);
    await typed.press('Enter');
    await expect(typed).toHaveAccessibleDescription("The name doesn't match");
  }
  await keep.click();
  await ask.click();
  await expect(typed, 'the dialog opens empty').toHaveValue('');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  expect(await writesAtServer(standIn)).toEqual([]);

  await ask.click();
  await typed.fill(LINK);
  await confirm.click();
  await expect(deleted(page, LINK)).toBeVisible();
  await expect(notices(page)).toContainText(`Deleted ${LINK}`);
  expect(await standIn.peering(LINK)).toBeUndefined();
  expect(await standIn.peering('fra-db to hel-app')).toMatchObject({ state: 'pending-peer' });
});

test('disables an active peering, waits, then deletes it', async ({ page, standIn }) => {
  await standIn.reset({ provisioning_delay: '1000s' });
  const { uuid } = await openPeering(page, standIn, LINK);
  await confirmDeletion(page, LINK);
  await openActivity(page);
  const { step, card } = controls(page);
  await expect(step('Wait until')).toContainText('In progress');
  await expect(step('Disable ')).toContainText('Done');
  await expect(step('Delete ')).toContainText('Pending');
  await expect(fact(page, 'State')).toHaveText('provisioning');
  expect(await writesAtServer(standIn)).toEqual([`PATCH /1.3/network-peering/${uuid}`]);

  // The run continues, and is shown, on other pages.
  await page.getByRole('link', { name: 'Peerings', exact: true }).first().click();
  await expect(rows(page).first()).toBeVisible();
  await expect(step('Wait until')).toContainText('In progress');
  await standIn.settle();
  await expect(notices(page)).toContainText(`Deleted ${LINK}`);
  await expect(card).toContainText(`Deleted ${LINK}`);
  await expect(row(page, LINK)).toHaveCount(0);
  expect(await standIn.peering(LINK)).toBeUndefined();

  const requests = (await standIn.requests()).filter(({ path }) => path.endsWith(uuid));
  const writes = requests.filter(({ method }) => method !== 'GET');
  expect(writes.map(({ method, status }) => `${method} ${status}`)).toEqual(['PATCH 200', 'DELETE 204']);
  const [disabled, deleted] = writes.map((write) => requests.indexOf(write));
  expect(deleted - disabled, 'the state was read in between').toBeGreaterThan(1);
});

test('deletes a disabled peering in one step', async ({ page, standIn }) => {
  const { uuid } = await openPeering(page, standIn, OFF);
  await page.getByRole('button', { name: 'Delete this half…' }).click();
  const { dialog, typed, confirm } = controls(page);
  await expect(dialog.getByRole('listitem')).toHaveText([`Delete ${OFF}${uuid}`]);
  await typed.fill(OFF);
  await confirm.click();
  await expect(deleted(page, OFF)).toBeVisible();
  expect(await writesAtServer(standIn)).toEqual([`DELETE /1.3/network-peering/${uuid}`]);
  expect(await standIn.peering(OFF)).toBeUndefined();
  await expect(deleted(page, OFF)).toBeFocused();
  await expect(page.getByText('The other half, if there is one, was not deleted.')).toBeVisible();
  await page.getByRole('link', { name: 'Go to the list of peerings' }).click();
  await expect(row(page, LINK)).toBeVisible();
  await expect(row(page, OFF)).toHaveCount(0);
});

test('Stop between two steps keeps the peering, disabled', async ({ page, standIn }) => {
  await standIn.reset({ provisioning_delay: '1000s' });
  const { uuid } = await openPeering(page, standIn, LINK);
  await confirmDeletion(page, LINK);
  await openActivity(page);
  const { step, stop, card, ask } = controls(page);
  await expect(step('Wait until')).toContainText('In progress');
  await expect(ask).toBeDisabled();
  await stop.click();
  await expect(card).toContainText(`Stopped: Delete ${LINK}`);
  await expect(step('Wait until')).toContainText('Pending');
  await standIn.settle();
  await expect(fact(page, 'State')).toHaveText('disabled');
  await card.getByRole('button', { name: 'Dismiss' }).click();
  await expect(activity(page)).toBeHidden();
  expect(await standIn.peering(LINK)).toMatchObject({ configured_status: 'disabled', state: 'disabled' });
  expect(await writesAtServer(standIn)).toEqual([`PATCH /1.3/network-peering/${uuid}`]);

  await confirmDeletion(page, LINK);
  await expect(deleted(page, LINK)).toBeVisible();
  expect(await standIn.peering(LINK)).toBeUndefined();
});

test('a stopped run can be undone or continued', async ({ page, standIn }) => {
  await standIn.reset({ provisioning_delay: '1000s' });
  const { uuid } = await openPeering(page, standIn, LINK);
  const { stop, card, step } = controls(page);
  await confirmDeletion(page, LINK);
  await openActivity(page);
  await expect(step('Wait until')).toContainText('In progress');
  await stop.click();
  await card.getByRole('button', { name: 'Undo' }).click();
  await expect(notices(page)).toContainText(`Enabling ${LINK}`);
  await expect(entries(page)).toHaveCount(1);
  await expect.poll(async () => (await standIn.peering(LINK))?.configured_status).toBe('active');

  await standIn.settle();
  await expect(fact(page, 'State')).toHaveText('active');
  await confirmDeletion(page, LINK);
  await expect(step('Wait until')).toContainText('In progress');
  await stop.click();
  await card.getByRole('button', { name: 'Continue deleting', exact: true }).click();
  await expect(step('Wait until')).toContainText('In progress');
  await standIn.settle();
  await expect(deleted(page, LINK)).toBeVisible();
  const verbs = (await writesAtServer(standIn)).map((write) => write.split(' ')[0]);
  expect(verbs).toEqual(['PATCH', 'PATCH', 'PATCH', 'DELETE']);
  expect((await standIn.peerings()).some((peering) => peering.uuid === uuid)).toBe(false);
});

test('deletes both halves: first both are disabled, then both are deleted', async ({ page, standIn }) => {
  const { uuid } = await openPeering(page, standIn, LINK);
  const back = await standIn.peering('fra-db to hel-app');
  const { ask, dialog, typed, confirm } = controls(page);
  await waitForOtherHalf(page);
  await ask.click();
  await dialog.getByRole('radio', { name: `Both halves: ${LINK} and fra-db to hel-app` }).check();
  await expect(dialog).toContainText('Both halves are deleted.');
  await expect(dialog.getByRole('listitem')).toHaveCount(6);
  await expect(dialog.getByRole('listitem').last()).toHaveText(`Delete fra-db to hel-app${back?.uuid}`);
  await typed.fill(LINK);
  await confirm.click();
  await expect(notices(page)).toContainText(`Deleted ${LINK} and fra-db to hel-app`);
  await expect(deleted(page, LINK)).toBeVisible();
  const path = (id?: string) => `/1.3/network-peering/${id}`;
  expect(await writesAtServer(standIn)).toEqual([
    `PATCH ${path(uuid)}`,
    `PATCH ${path(back?.uuid)}`,
    `DELETE ${path(uuid)}`,
    `DELETE ${path(back?.uuid)}`,
  ]);
  expect(await standIn.peering(LINK)).toBeUndefined();
  expect(await standIn.peering('fra-db to hel-app')).toBeUndefined();
});

test('accepts a name with or without its leading and trailing spaces', async ({ page, standIn }) => {
  for (const typed of ['  two  words ', 'two  words']) {
    const { uuid } = (await standIn.peerings()).find(({ state }) => state === 'disabled') ?? { uuid: '' };
    await standIn.api('PATCH', `/network-peering/${uuid}`, { network_peering: { name: '  two  words ' } });
    await openPeering(page, standIn, '  two  words ');
    await confirmDeletion(page, 'two words');
    await expect(controls(page).typed, 'one space is not two').toHaveAccessibleDescription(/doesn't match/);
    await controls(page).typed.fill(typed);
    await controls(page).confirm.click();
    await expect(deleted(page, 'two  words')).toBeVisible();
    expect((await standIn.peerings()).some((peering) => peering.uuid === uuid)).toBe(false);
  }
});

test.describe('shows what the API answered when a step fails, and does not start the next', () => {
  const cases = [
    { method: 'PATCH', doing: 'Disabling', after: 'active', writes: ['PATCH'] },
    { method: 'DELETE', doing: 'Deleting', after: 'disabled', writes: ['PATCH', 'DELETE'] },
  ];
  for (const { method, doing, after, writes } of cases) {
    test(method, async ({ page, standIn }) => {
      const { uuid } = await openPeering(page, standIn, LINK);
      await standIn.fault({ method, path: `/1.3/network-peering/${uuid}` }, { status: 500 });
      await confirmDeletion(page, LINK);
      const { card } = controls(page);
      const alert = card.getByRole('alert');
      await expect(alert).toContainText(`${doing} ${LINK} failed`);
      await expect(alert).toContainText('GENERAL_FAILURE');
      await expect(alert).toContainText(OUTCOME_UNKNOWN);
      await expect(fact(page, 'State')).toHaveText(after);
      expect(await writesAtServer(standIn)).toEqual(writes.map((verb) => `${verb} /1.3/network-peering/${uuid}`));
      await card.getByRole('button', { name: 'Try again' }).click();
      await expect(deleted(page, LINK)).toBeVisible();
      await expect(card).toContainText(`Deleted ${LINK}`);
      expect(await standIn.peering(LINK)).toBeUndefined();
    });
  }

  test('refused because another user enabled it again', async ({ page, standIn }) => {
    const { uuid } = await openPeering(page, standIn, OFF);
    const fault = { status: 409, error_code: 'PEERING_NOT_DISABLED', error_message: 'Disable it first.' };
    await standIn.fault({ method: 'DELETE', path: `/1.3/network-peering/${uuid}` }, fault);
    await confirmDeletion(page, OFF);
    const alert = controls(page).card.getByRole('alert');
    await expect(alert).toContainText('PEERING_NOT_DISABLED');
    await expect(alert).toContainText('Disable the peering, wait until its state is disabled, then delete it.');
    await expect(alert).not.toContainText(OUTCOME_UNKNOWN);
    expect(await standIn.peering(OFF)).toBeDefined();
  });
});

test('reports an unknown outcome if the answer is lost and cannot be looked up, and the page shows the true state', async ({ page, standIn }) => {
  const { uuid } = await openPeering(page, standIn, OFF);
  await expect(fact(page, 'State')).toHaveText('disabled');
  await standIn.fault({ method: 'DELETE', path: PEERINGS_PATH }, { drop: 'after' });
  await refuseLookUp(standIn, `${PEERINGS_PATH}/${uuid}`);
  await confirmDeletion(page, OFF);
  const { card } = controls(page);
  await expect(card.getByRole('alert')).toContainText(OUTCOME_UNKNOWN);
  await expect(notFound(page)).toBeVisible();
  await card.getByRole('button', { name: 'Try again' }).click();
  await expect(notices(page)).toContainText(`Deleted ${OFF}`);
  expect(await writesAtServer(standIn)).toEqual([`DELETE /1.3/network-peering/${uuid}`]);
});

test('counts as deleted if another client deleted it first', async ({ page, standIn }) => {
  const { uuid } = await openPeering(page, standIn, OFF);
  const { ask, typed, confirm } = controls(page);
  await ask.click();
  await typed.fill(OFF);
  await standIn.api('DELETE', `/network-peering/${uuid}`);
  await confirm.click();
  await expect(notices(page)).toContainText(`Deleted ${OFF}`);
  await expect(notFound(page)).toBeVisible();
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('counts as deleted if another client deletes it during the wait', async ({ page, standIn }) => {
  await standIn.reset({ provisioning_delay: '1000s' });
  const { uuid } = await openPeering(page, standIn, LINK);
  await confirmDeletion(page, LINK);
  await openActivity(page);
  await expect(controls(page).step('Wait until')).toContainText('In progress');
  await page.getByRole('link', { name: 'Peerings', exact: true }).first().click();
  await standIn.settle();
  const { status } = await standIn.api('DELETE', `/network-peering/${uuid}`);
  // The page may have been faster; either way no failure is shown.
  expect([204, 404]).toContain(status);
  await expect(controls(page).card).toContainText(`Deleted ${LINK}`);
  await expect(page.getByRole('alert')).toHaveCount(0);
  await expect(notices(page)).toContainText(`Deleted ${LINK}`);
  await expect(row(page, LINK)).toHaveCount(0);
});

test('runs two deletions at the same time', async ({ page, standIn }) => {
  await standIn.reset({ provisioning_delay: '1000s' });
  await openPeering(page, standIn, LINK);
  await confirmDeletion(page, LINK);
  const other = page.getByRole('region', { name: 'The other half' });
  await other.getByRole('link', { name: 'fra-db to hel-app' }).click();
  await expect(page.getByRole('heading', { name: 'fra-db to hel-app', level: 1 })).toBeVisible();
  await confirmDeletion(page, 'fra-db to hel-app');
  await openActivity(page);
  await expect(entries(page)).toHaveCount(2);
  await standIn.settle();
  for (const name of [LINK, 'fra-db to hel-app']) {
    await expect(notices(page)).toContainText(`Deleted ${name}`);
    expect(await standIn.peering(name)).toBeUndefined();
  }
});

test.describe('leaving during a run', () => {
  test.beforeEach(async ({ page, standIn }) => {
    await standIn.reset({ provisioning_delay: '1000s' });
    await openPeering(page, standIn, LINK);
    await confirmDeletion(page, LINK);
    await openActivity(page);
    await expect(controls(page).step('Wait until')).toContainText('In progress');
  });

  test('by closing the tab makes the browser ask', async ({ page, standIn }) => {
    const dialogTypes: string[] = [];
    page.on('dialog', async (dialog) => {
      dialogTypes.push(dialog.type());
      await dialog.dismiss();
    });
    const question = page.waitForEvent('dialog');
    await page.close({ runBeforeUnload: true });
    await question;
    await standIn.settle();
    await expect(deleted(page, LINK)).toBeVisible();
    const closed = page.waitForEvent('close');
    await page.close({ runBeforeUnload: true });
    await closed;
    expect(dialogTypes).toEqual(['beforeunload']);
  });

  test('by signing out asks first', async ({ page, standIn }) => {
    const dialog = page.getByRole('dialog', { name: 'Sign out during a change?' });
    await page.getByRole('button', { name: 'Sign out', exact: true }).first().click();
    await expect(dialog.getByRole('button', { name: 'Stay signed in' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(dialog).toBeHidden();
    await expect(entries(page)).toHaveCount(1);
    await page.getByRole('button', { name: 'Sign out', exact: true }).first().click();
    await dialog.getByRole('button', { name: 'Sign out anyway' }).click();
    await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible();
    await standIn.settle();
    expect(await standIn.peering(LINK)).toMatchObject({ state: 'disabled' });
  });
});
