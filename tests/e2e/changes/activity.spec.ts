// The activity: one line at the foot of every page for what runs or happened last, and a
// list of all that was done, which never covers anything.
import { activity, entries, openActivity } from '../support/activity';
import { expect, rows, signIn, test } from '../support/fixtures';
import { confirmDeletion, fact, fields, notices, openPeering, pick, writesAtServer } from '../support/forms';
import { PEERINGS_PATH } from '../support/stand-in';
import type { Page } from '@playwright/test';

const LINK = 'hel-app to fra-db';

async function disable(page: Page) {
  await page.getByRole('button', { name: 'Disable', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Disable peering' }).click();
}

/** Scrolls each control of the page into view; returns those that something lies over. */
function coveredControls(page: Page) {
  return page.evaluate(() => {
    const controls = [...document.querySelectorAll<HTMLElement>('main :is(a, button, input, summary)')];
    const covered = (control: HTMLElement) => {
      control.scrollIntoView({ block: 'nearest' });
      const { left, top, width, height } = control.getBoundingClientRect();
      const hit = document.elementFromPoint(left + width / 2, top + height / 2);
      return hit?.closest('.activity, .session-ends');
    };
    return controls.filter((control) => control.checkVisibility() && covered(control)).map((control) => control.outerHTML);
  });
}

for (const width of [1280, 390, 320]) {
  test(`U-01: covers nothing at ${width} px, neither as a line nor as a list`, async ({ page, standIn }) => {
    await page.setViewportSize({ width, height: 700 });
    await openPeering(page, standIn, LINK);
    await disable(page);
    await expect(activity(page)).toContainText(`Disabled ${LINK}`);
    expect(await coveredControls(page)).toEqual([]);
    await openActivity(page);
    expect(await coveredControls(page)).toEqual([]);
    await page.getByRole('link', { name: 'Peerings', exact: true }).first().click();
    await expect(rows(page).first()).toBeVisible();
    expect(await coveredControls(page)).toEqual([]);
    const widths = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    expect(widths[0], 'the page does not scroll sideways').toBeLessThanOrEqual(widths[1]);
  });
}

test('U-01: a new link is one entry, on whichever page, from the form to the end', async ({ page, standIn }) => {
  await standIn.reset({ provisioning_delay: '1000s' });
  await signIn(page, './peerings/new');
  await fields(page).name.fill('first half');
  await pick(page, 'Local network', 'hel-batch');
  await pick(page, 'Peer network', 'fra-app');
  await fields(page).create.click();
  await expect(page.getByRole('heading', { name: 'first half', level: 1 })).toBeVisible();
  await openActivity(page);
  await expect(entries(page)).toHaveCount(1);
  await expect(entries(page)).toContainText('Created first half and fra-app to hel-batch');
  await expect(entries(page)).toContainText('Applying changes');
  await page.getByRole('link', { name: 'Peerings', exact: true }).first().click();
  await standIn.settle();
  await expect(entries(page)).toHaveCount(1);
  await expect(entries(page)).toContainText('Connected');
  await entries(page).getByRole('link', { name: 'Open' }).click();
  await expect(page.getByRole('heading', { name: 'first half', level: 1 })).toBeVisible();
});

test('U-13: says that it is disabling until the state shows it', async ({ page, standIn }) => {
  await standIn.reset({ provisioning_delay: '1000s' });
  await openPeering(page, standIn, LINK);
  await disable(page);
  await expect(fact(page, 'State')).toHaveText('provisioning');
  await expect(activity(page)).toContainText(`Disabling ${LINK}`);
  await expect(activity(page)).toContainText('Traffic may stop at any moment');
  await expect(page.getByText(`Disabled ${LINK}`)).toHaveCount(0);
  await expect(page.getByRole('main')).toContainText('Traffic may stop at any moment');
  await standIn.settle();
  await expect(activity(page)).toContainText(`Disabled ${LINK}`);
  await openActivity(page);
  await expect(entries(page)).not.toContainText('Disabling');
});

test('a change can be undone until another one changes the same peering', async ({ page, standIn }) => {
  const { uuid } = await openPeering(page, standIn, LINK);
  await disable(page);
  await openActivity(page);
  const undo = entries(page).getByRole('button', { name: 'Undo' });
  await expect(entries(page)).toContainText(`Disabled ${LINK}`);
  await expect(undo).toHaveCount(1);
  await page.getByRole('button', { name: 'Enable', exact: true }).click();
  await expect(entries(page).first()).toContainText(`Enabled ${LINK}`);
  await expect(entries(page)).toHaveCount(2);
  await expect(entries(page).first().getByRole('button', { name: 'Undo' })).toBeVisible();
  await expect(undo, 'undoing the first alone would restore nothing').toHaveCount(1);
  await undo.click();
  await expect(entries(page).first()).toContainText(`Disabled ${LINK}`);
  expect(await standIn.peering(LINK)).toMatchObject({ configured_status: 'disabled' });
  expect(await writesAtServer(standIn)).toEqual(Array(3).fill(`PATCH ${PEERINGS_PATH}/${uuid}`));
});

test('Alt+A opens the list and moves the focus, Esc gives it back', async ({ page, standIn }) => {
  await openPeering(page, standIn, LINK);
  await page.keyboard.press('Alt+a');
  await expect(activity(page), 'nothing has happened yet').toBeHidden();
  await disable(page);
  await expect(activity(page)).toContainText(`Disabled ${LINK}`);
  const enable = page.getByRole('button', { name: 'Enable', exact: true });
  await enable.focus();
  await page.keyboard.press('Alt+a');
  await expect(page.getByRole('heading', { name: 'Activity' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(entries(page)).toHaveCount(0);
  await expect(enable).toBeFocused();

  // By the same key, too; and by its button, which keeps the focus.
  await page.keyboard.press('Alt+a');
  await expect(page.getByRole('heading', { name: 'Activity' })).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Alt+a');
  await expect(enable).toBeFocused();
  await activity(page).getByRole('button', { name: /^Show all/ }).press('Enter');
  await expect(page.getByRole('heading', { name: 'Activity' })).toBeFocused();
});

test('U-12: to Stop by keyboard, and then Undo has the focus', async ({ page, standIn }) => {
  await standIn.reset({ provisioning_delay: '1000s' });
  const { uuid } = await openPeering(page, standIn, LINK);
  await confirmDeletion(page, LINK);
  await expect(activity(page)).toContainText('Waiting until');
  await page.keyboard.press('Alt+a');
  await expect(page.getByRole('heading', { name: 'Activity' })).toBeFocused();
  const stop = entries(page).getByRole('button', { name: 'Stop', exact: true });
  for (let presses = 0; presses < 4 && !(await stop.evaluate((button) => button.matches(':focus'))); presses += 1) {
    await page.keyboard.press('Tab');
  }
  await expect(stop).toBeFocused();
  await page.keyboard.press('Enter');
  const undo = entries(page).getByRole('button', { name: 'Undo' });
  await expect(undo).toBeFocused();
  await expect(undo).toHaveClass(/primary/);
  await expect(entries(page).getByRole('button', { name: 'Continue deleting' })).toHaveClass(/danger/);
  await page.keyboard.press('Enter');
  await expect.poll(() => writesAtServer(standIn)).toEqual(Array(2).fill(`PATCH ${PEERINGS_PATH}/${uuid}`));
  expect(await standIn.peering(LINK)).toMatchObject({ configured_status: 'active' });
});

test('an error opens the list, moves no focus, and stays until something is done about it', async ({ page, standIn }) => {
  await openPeering(page, standIn, LINK);
  const fault = { status: 409, error_code: 'SOMETHING_ELSE', error_message: 'Not now.' };
  await standIn.fault({ method: 'PATCH', path: PEERINGS_PATH }, fault);
  await disable(page);
  await expect(entries(page).getByRole('alert')).toContainText('SOMETHING_ELSE');
  await expect(page.getByRole('button', { name: 'Disable', exact: true })).toBeFocused();
  await activity(page).getByRole('button', { name: /^Hide/ }).click();
  await expect(activity(page)).toContainText(`Disabling ${LINK} failed`);

  // A newer change is what the line shows; the failure is counted.
  await page.getByRole('link', { name: 'Peerings', exact: true }).first().click();
  await page.getByRole('searchbox', { name: 'Filter' }).fill('fra-db to waw-batch');
  await page.getByRole('link', { name: 'fra-db to waw-batch', exact: true }).click();
  await page.getByRole('button', { name: 'Enable', exact: true }).click();
  await expect(notices(page)).toContainText('Enabled fra-db to waw-batch');
  await expect(activity(page)).toContainText('1 failed');
  await openActivity(page);
  await activity(page).getByRole('button', { name: 'Clear finished' }).click();
  await expect(entries(page).filter({ hasText: 'failed' }), 'a failure is not cleared').toHaveCount(1);
  await entries(page).getByRole('button', { name: 'Try again' }).click();
  await expect(notices(page)).toContainText(`Disabled ${LINK}`);
  expect(await standIn.peering(LINK)).toMatchObject({ configured_status: 'disabled' });
});

test('closing the tab asks while a bulk change has failures, not when all is done', async ({ page, standIn }) => {
  const asked: string[] = [];
  page.on('dialog', async (dialog) => {
    asked.push(dialog.type());
    await dialog.dismiss();
  });
  await signIn(page);
  await page.getByRole('searchbox', { name: 'Filter' }).fill('syd');
  await page.getByRole('checkbox', { name: 'Select all that match' }).click();
  await standIn.fault({ method: 'PATCH', path: PEERINGS_PATH }, { status: 409, error_code: 'BUSY', error_message: 'Not now.' });
  await page.getByRole('group', { name: 'Selected peerings' }).getByRole('button', { name: 'Disable…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Update 2 peerings' }).click();
  await expect(activity(page)).toContainText('1 of 2 done, 1 failed');
  await page.close({ runBeforeUnload: true });
  await expect.poll(() => asked).toEqual(['beforeunload']);
  await activity(page).getByRole('button', { name: 'Try again' }).click();
  await expect(notices(page)).toContainText('Disabled 2 peerings');
  const closed = page.waitForEvent('close');
  await page.close({ runBeforeUnload: true });
  await closed;
  expect(asked).toHaveLength(1);
});
