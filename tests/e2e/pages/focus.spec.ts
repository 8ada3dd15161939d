// The focus: it is never lost, and moves to what needs attention next.
import { activity } from '../support/activity';
import { expect, heading, row, rows, signIn, test } from '../support/fixtures';
import {
  addLabel,
  chooseOneHalf,
  fact,
  fields,
  notices,
  openPeering,
  patchPeering,
  pick,
  writesAtServer,
} from '../support/forms';
import { filterBar } from '../support/list';
import { PEERINGS_PATH } from '../support/stand-in';
import type { Page } from '@playwright/test';

const LINK = 'hel-app to fra-db';

/** Waits until an element has the focus. */
async function expectFocusKept(page: Page) {
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.tagName ?? 'BODY'), 'an element has the focus')
    .not.toBe('BODY');
}

test.describe('a form that is refused', () => {
  test('focuses the first invalid field', async ({ page }) => {
    await signIn(page, './peerings/new');
    const { name, local, keys, create } = fields(page);
    await create.click();
    await expect(name).toBeFocused();
    await name.fill('given');
    await create.click();
    await expect(local).toBeFocused();
    await pick(page, 'Local network', 'hel-app');
    await pick(page, 'Peer network', 'waw-ci');
    await addLabel(page, { key: 'good', value: '' });
    await addLabel(page, { key: 'x', value: '' });
    await create.click();
    await expect(keys.nth(1)).toBeFocused();
    await keys.nth(1).fill('long');
    await fields(page).values.nth(1).fill('v'.repeat(256));
    await create.click();
    await expect(fields(page).values.nth(1), 'the invalid part of a label').toBeFocused();
  });

  test('keeps the focus while it is sent, and then focuses the refused field', async ({ page, standIn }) => {
    await signIn(page, './peerings/new');
    await fields(page).name.fill('under test');
    await pick(page, 'Local network', 'hel-batch');
    await pick(page, 'Peer network', 'fra-app');
    await chooseOneHalf(page);
    // The cause arises after the preflight checks, which would have shown it.
    const { uuid } = await standIn.network('hel-batch');
    await standIn.api('PUT', `/network/${uuid}`, { network: { router: null } });
    await standIn.fault({ method: 'POST', path: PEERINGS_PATH }, { delay_ms: 600 });
    await fields(page).create.click();
    const busy = page.getByRole('button', { name: 'Creating…' });
    await expect(busy).toBeDisabled();
    await expect(busy).toBeFocused();
    await expect(page.getByRole('alert')).toContainText('LOCAL_NETWORK_NO_ROUTER');
    await expect(page.getByRole('alert')).toContainText('from hel-batch to fra-app failed');
    await expect(fields(page).local).toBeFocused();
  });

  test('focuses the error message if no field is invalid', async ({ page, standIn }) => {
    await page.setViewportSize({ width: 1280, height: 500 });
    await signIn(page, './peerings/new');
    await fields(page).name.fill('under test');
    await pick(page, 'Local network', 'hel-batch');
    await pick(page, 'Peer network', 'fra-app');
    await standIn.fault({ method: 'POST', path: PEERINGS_PATH }, { status: 409, error_code: 'SOMETHING' });
    await fields(page).name.press('Enter');
    const alert = page.getByRole('alert').filter({ hasText: 'SOMETHING' });
    await expect(alert).toBeFocused();
    await expect(alert).toBeInViewport();
  });

  test('does the same for an edit', async ({ page, standIn }) => {
    await openPeering(page, standIn, LINK, '/edit');
    await fields(page).name.fill('');
    await fields(page).save.click();
    await expect(fields(page).name).toBeFocused();
    await fields(page).name.fill('other');
    await standIn.fault({ method: 'PATCH', path: PEERINGS_PATH }, { status: 403 });
    await fields(page).save.click();
    await expect(page.getByRole('alert')).toBeFocused();
  });

  test('does the same for the name that confirms a deletion', async ({ page, standIn }) => {
    await openPeering(page, standIn, LINK);
    await page.getByRole('button', { name: 'Delete…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Delete peering' });
    await dialog.getByRole('button', { name: 'Delete peering' }).click();
    await expect(dialog.getByRole('textbox')).toBeFocused();
  });
});

test('disabling and enabling keep the focus', async ({ page, standIn }) => {
  await openPeering(page, standIn, LINK);
  await standIn.fault({ method: 'PATCH', path: PEERINGS_PATH }, { delay_ms: 400 });
  await page.getByRole('button', { name: 'Disable', exact: true }).click();
  await page.getByRole('button', { name: 'Disable peering' }).click();
  await expect(notices(page)).toContainText(`Disabled ${LINK}`);
  const enable = page.getByRole('button', { name: 'Enable', exact: true });
  await expect(enable).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(notices(page)).toContainText(`Enabled ${LINK}`);
  await expect(page.getByRole('button', { name: 'Disable', exact: true })).toBeFocused();
});

test('the heading gets the focus when the focused step disappears', async ({ page, standIn }) => {
  await openPeering(page, standIn, 'mad-lab to waw-ci');
  await page.getByRole('button', { name: 'Enable this half' }).press('Enter');
  await expect(fact(page, 'State')).toHaveText('pending-peer');
  await expect(page.getByRole('button', { name: 'Enable this half' })).toHaveCount(0);
  await expect(heading(page)).toBeFocused();
});

test('deleting keeps the focus from start to end', async ({ page, standIn }) => {
  await standIn.reset({ provisioning_delay: '1000s' });
  await openPeering(page, standIn, LINK);
  await page.getByRole('button', { name: 'Delete…' }).click();
  await page.getByRole('dialog').getByRole('textbox').fill(LINK);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Delete…' })).toBeFocused();
  await expect(fact(page, 'State')).toHaveText('provisioning');
  await expectFocusKept(page);
  await page.getByRole('button', { name: 'Stop', exact: true }).press('Enter');
  await expect(activity(page)).toContainText(`Stopped: Delete ${LINK}`);
  await expect(page.getByRole('button', { name: /^Stop/ })).toHaveCount(0);
  await expect(activity(page).getByRole('button', { name: 'Undo' })).toBeFocused();
});

test.describe('in the list', () => {
  test('clearing filters keeps the focus in the filter bar', async ({ page }) => {
    await signIn(page, './peerings?label=env%3Dprod&label=team%3Dcore&text=hel');
    const label = page.getByRole('combobox', { name: 'Label filter' });
    await page.getByRole('button', { name: 'Remove label team=core' }).press('Enter');
    await expect(page.getByRole('button', { name: 'Remove label team=core' })).toHaveCount(0);
    await expect(label).toBeFocused();
    await page.getByRole('button', { name: 'Remove label env=prod' }).press('Enter');
    await expect(page.getByRole('button', { name: /Remove label/ })).toHaveCount(0);
    await expect(label).toBeFocused();
    await filterBar(page).clear.press('Enter');
    await expect(filterBar(page).clear).toBeHidden();
    await expect(filterBar(page).text).toBeFocused();
  });

  test('showing all peerings focuses the heading', async ({ page }) => {
    await signIn(page, './peerings?text=no-such-thing');
    await page.getByRole('button', { name: 'Show all peerings' }).press('Enter');
    await expect(rows(page).first()).toBeVisible();
    await expect(heading(page)).toBeFocused();
  });

  test('Back focuses the row that was opened', async ({ page }) => {
    await signIn(page);
    await page.getByRole('table').hover();
    await page.mouse.wheel(0, 900);
    const name = 'hel-dual to lon-edge';
    await filterBar(page).text.fill('hel');
    await row(page, name).getByRole('link').press('Enter');
    await expect(heading(page)).toHaveText(name);
    await page.goBack();
    await expect(row(page, name).getByRole('link')).toBeFocused();
    // A link to the list focuses the heading, as on every page.
    await page.keyboard.press('Enter');
    await page.getByRole('navigation').getByRole('link', { name: 'Peerings' }).press('Enter');
    await expect(heading(page)).toHaveText('Peerings');
    await expect(heading(page)).toBeFocused();
  });
});

test('removing a label focuses the next one, or the button that adds one', async ({ page, standIn }) => {
  await openPeering(page, standIn, LINK, '/edit');
  const { keys, addLabel } = fields(page);
  await expect(keys.first()).toBeVisible();
  const count = await keys.count();
  expect(count).toBeGreaterThan(1);
  const second = await keys.nth(1).inputValue();
  await page.getByRole('button', { name: /^Remove label/ }).first().press('Enter');
  await expect(keys).toHaveCount(count - 1);
  await expect(keys.first()).toBeFocused();
  await expect(keys.first()).toHaveValue(second);
  await page.getByRole('button', { name: /^Remove label/ }).last().press('Enter');
  await expect(keys).toHaveCount(count - 2);
  await expect(addLabel).toBeFocused();
  expect(await writesAtServer(standIn)).toEqual([]);
});

test('dropping my changes focuses the name', async ({ page, standIn }) => {
  const { uuid } = await openPeering(page, standIn, LINK, '/edit');
  await fields(page).name.fill('mine');
  await patchPeering(standIn, uuid, { name: 'theirs' });
  await fields(page).save.click();
  await page.getByRole('button', { name: 'Discard my changes' }).press('Enter');
  await expect(fields(page).name).toHaveValue('theirs');
  await expect(fields(page).name).toBeFocused();
});

test.describe('on a page that starts with a form', () => {
  test('sign-in focuses the username', async ({ page }) => {
    await page.goto('./');
    await expect(page.getByRole('textbox', { name: 'Username' })).toBeFocused();
  });

  test('a new peering focuses the name', async ({ page }) => {
    await signIn(page, './peerings/new');
    await expect(fields(page).name).toBeFocused();
  });
});
