// Enabling and disabling from the page of a peering.
import { entries } from '../support/activity';
import { expect, test } from '../support/fixtures';
import {
  advanceUntil,
  confirmDeletion,
  fact,
  fields,
  notices,
  openPeering,
  OUTCOME_UNKNOWN,
  refuseLookUp,
  recordWrites,
  waitForOtherHalf,
  writesAtServer,
} from '../support/forms';
import { PEERINGS_PATH } from '../support/stand-in';
import type { Page } from '@playwright/test';

const LINK = 'hel-app to fra-db';
const BACK = 'fra-db to hel-app';

function controls(page: Page) {
  const dialog = page.getByRole('dialog', { name: 'Disable peering' });
  return {
    enable: page.getByRole('button', { name: 'Enable', exact: true }),
    disable: page.getByRole('button', { name: 'Disable', exact: true }),
    dialog,
    confirm: dialog.getByRole('button', { name: 'Disable peering' }),
    keep: dialog.getByRole('button', { name: 'Cancel' }),
  };
}

test('asks before disabling, and the state of the other half follows', async ({ page, standIn }) => {
  const { uuid } = await openPeering(page, standIn, LINK);
  const sent = recordWrites(page);
  const { disable, dialog, confirm, keep, enable } = controls(page);
  await disable.click();
  await expect(dialog).toContainText(`You are about to disable ${LINK}. Traffic stops`);
  await expect(dialog).toContainText('its state becomes peer-disabled');
  await expect(keep, 'a hasty Enter changes nothing').toBeFocused();
  await keep.click();
  await expect(dialog).toBeHidden();
  await disable.click();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(disable, 'the focus returns').toBeFocused();
  expect(sent).toEqual([]);

  await disable.click();
  await confirm.click();
  await expect(notices(page)).toContainText(`Disabled ${LINK}`);
  await expect(fact(page, 'State')).toHaveText('disabled');
  await expect(enable).toBeVisible();
  expect(sent).toEqual([
    { method: 'PATCH', path: `/1.3/network-peering/${uuid}`, body: { configured_status: 'disabled' } },
  ]);
  expect(await standIn.peering(LINK)).toMatchObject({ configured_status: 'disabled', state: 'disabled' });
  expect(await standIn.peering(BACK)).toMatchObject({ configured_status: 'active', state: 'peer-disabled' });

  await enable.click();
  await expect(notices(page)).toContainText(`Enabled ${LINK}`);
  await expect(fact(page, 'State')).toHaveText('active');
  expect(await standIn.peering(LINK)).toMatchObject({ configured_status: 'active', state: 'active' });
  expect(await standIn.peering(BACK)).toMatchObject({ state: 'active' });
  expect(await writesAtServer(standIn)).toHaveLength(2);
});

test('disables and enables both halves', async ({ page, standIn }) => {
  await openPeering(page, standIn, LINK);
  const { disable, enable, dialog, confirm } = controls(page);
  await waitForOtherHalf(page);
  await disable.click();
  await dialog.getByRole('radio', { name: /^Both halves/ }).check();
  await expect(dialog.getByRole('listitem')).toHaveText([new RegExp(`^Disable ${LINK}`), new RegExp(`^Disable ${BACK}`)]);
  await confirm.click();
  await expect(notices(page)).toContainText(`Disabled ${LINK} and ${BACK}`);
  for (const name of [LINK, BACK]) expect(await standIn.peering(name)).toMatchObject({ state: 'disabled' });

  // If both are disabled, enabling one is not enough.
  await enable.click();
  const enableDialog = page.getByRole('dialog', { name: 'Enable peering' });
  await expect(enableDialog.getByRole('radio', { name: /^Both halves/ })).toBeChecked();
  await enableDialog.getByRole('button', { name: 'Enable peering' }).click();
  await expect(notices(page)).toContainText(`Enabled ${LINK} and ${BACK}`);
  await expect(fact(page, 'State')).toHaveText('active');
  for (const name of [LINK, BACK]) expect(await standIn.peering(name)).toMatchObject({ state: 'active' });
  expect(await writesAtServer(standIn)).toHaveLength(4);
});

test('enables the other half from this one', async ({ page, standIn }) => {
  await openPeering(page, standIn, 'waw-batch to fra-db');
  await page.getByRole('button', { name: 'Enable the other half' }).click();
  await expect(notices(page)).toContainText('Enabled fra-db to waw-batch');
  await expect(fact(page, 'State')).toHaveText('active');
  expect(await standIn.peering('fra-db to waw-batch')).toMatchObject({ state: 'active' });
});

test('enables a peering from the explanation of its state', async ({ page, standIn }) => {
  await openPeering(page, standIn, 'mad-lab to waw-ci');
  await page.getByRole('button', { name: 'Enable this half' }).click();
  await expect(fact(page, 'State')).toHaveText('pending-peer');
  expect(await standIn.peering('mad-lab to waw-ci')).toMatchObject({ configured_status: 'active' });
});

test('disables and enables a failed peering again', async ({ page, standIn }) => {
  const name = 'sto-queue to hel-batch';
  await openPeering(page, standIn, name);
  const ask = page.getByRole('button', { name: 'Disable and enable again…' });
  const dialog = page.getByRole('dialog', { name: 'Disable and enable again' });
  await ask.click();
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await expect(dialog.getByRole('listitem')).toHaveText([/^Disable sto/, /^Wait until sto/, /^Enable sto/]);
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  expect(await writesAtServer(standIn)).toEqual([]);
  await ask.click();
  await dialog.getByRole('button', { name: 'Disable and enable again' }).click();
  await expect(notices(page)).toContainText(`Enabled ${name}`);
  await expect(fact(page, 'State')).toHaveText('active');
  expect(await standIn.peering(name)).toMatchObject({ state: 'active' });
  expect(await writesAtServer(standIn)).toHaveLength(2);
});

test('does not mention the other half of a half that has none', async ({ page, standIn }) => {
  await openPeering(page, standIn, 'hel-app to partner-billing');
  const { disable, dialog } = controls(page);
  await disable.click();
  await expect(dialog).toContainText('No traffic passes until the peering is enabled again.');
  await expect(dialog).not.toContainText(/other (half|side)/);
});

test('offers no change during a deletion, and explains why', async ({ page, standIn }) => {
  await standIn.reset({ provisioning_delay: '1000s' });
  await openPeering(page, standIn, LINK);
  await confirmDeletion(page, LINK);
  await expect(fact(page, 'State')).toHaveText('provisioning');
  const explanation = page.getByText('A change is running. Stop it before making another.');
  await expect(explanation).toBeVisible();
  const { enable } = controls(page);
  const modify = page.getByRole('button', { name: 'Modify' });
  for (const button of [enable, modify, page.getByRole('button', { name: 'Delete…' })]) {
    await expect(button).toBeDisabled();
    await button.focus();
    await page.keyboard.press('Enter');
  }
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByRole('heading', { name: LINK, level: 1 })).toBeVisible();
  expect((await writesAtServer(standIn)).map((write) => write.split(' ')[0])).toEqual(['PATCH']);

  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(explanation).toHaveCount(0);
  await expect(enable).toBeEnabled();
  await expect(page.getByRole('link', { name: 'Modify' })).toBeVisible();
});

test('a form that was opened before sends nothing during a deletion', async ({ page, standIn }) => {
  await standIn.reset({ provisioning_delay: '1000s' });
  await openPeering(page, standIn, LINK);
  await confirmDeletion(page, LINK);
  await expect(fact(page, 'State')).toHaveText('provisioning');
  // Back to the form, as the browser keeps it.
  await page.evaluate(() => {
    history.pushState(2, '', `${location.pathname}/edit`);
    history.pushState(3, '', location.pathname);
    history.back();
  });
  await fields(page).name.fill('too late');
  await fields(page).save.click();
  await expect(page.getByText('Not sent: another change is running.')).toBeVisible();
  expect(await standIn.peering('too late')).toBeUndefined();
});

test('follows a slow transition to its end', async ({ page, standIn }) => {
  await standIn.reset({ provisioning_delay: '1000s' });
  await page.clock.install();
  await openPeering(page, standIn, LINK);
  const { disable, confirm } = controls(page);
  await disable.click();
  await confirm.click();
  await expect(fact(page, 'State')).toHaveText('provisioning');
  await expect(fact(page, 'Configured status')).toHaveText('disabled');
  await standIn.settle();
  await advanceUntil(page, async () => (await fact(page, 'State').textContent()) === 'disabled');
});

test('shows a refusal until it is dismissed', async ({ page, standIn }) => {
  await page.clock.install();
  await openPeering(page, standIn, LINK);
  const fault = { status: 409, error_code: 'SOMETHING_ELSE', error_message: 'Not now.' };
  await standIn.fault({ method: 'PATCH', path: PEERINGS_PATH }, fault);
  const { disable, confirm } = controls(page);
  await disable.click();
  await confirm.click();
  const card = entries(page).first();
  const alert = card.getByRole('alert');
  await expect(alert).toContainText(`Disabling ${LINK} failed`);
  await expect(alert).toContainText('SOMETHING_ELSE');
  await expect(alert).toContainText('Not now.');
  await page.clock.runFor('01:00');
  await expect(alert).toBeVisible();
  await expect(fact(page, 'State')).toHaveText('active');
  await expect(disable).toBeEnabled();
  expect(await standIn.peering(LINK)).toMatchObject({ configured_status: 'active' });
  expect(await writesAtServer(standIn)).toHaveLength(1);
  await card.getByRole('button', { name: 'Dismiss' }).click();
  await expect(alert).toHaveCount(0);
});

test('reports an unknown outcome if the answer is lost and cannot be looked up, and then shows the true state', async ({
  page,
  standIn,
}) => {
  const { uuid } = await openPeering(page, standIn, LINK);
  await expect(fact(page, 'State')).toHaveText('active');
  await refuseLookUp(standIn, `${PEERINGS_PATH}/${uuid}`);
  await standIn.fault({ method: 'PATCH', path: PEERINGS_PATH }, { drop: 'after' });
  const { disable, confirm, enable } = controls(page);
  await disable.click();
  await confirm.click();
  await expect(page.getByRole('alert')).toContainText(OUTCOME_UNKNOWN);
  await expect(fact(page, 'State')).toHaveText('disabled');
  await expect(enable).toBeEnabled();
  expect(await writesAtServer(standIn)).toHaveLength(1);
});

test('a double click on Enable sends one write', async ({ page, standIn }) => {
  await openPeering(page, standIn, 'mad-lab to waw-ci');
  await standIn.fault({ method: 'PATCH', path: PEERINGS_PATH }, { delay_ms: 700 });
  await controls(page).enable.dblclick();
  await expect(fact(page, 'State')).toHaveText('pending-peer');
  expect(await writesAtServer(standIn)).toHaveLength(1);
});
