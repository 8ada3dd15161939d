// Bulk changes: the selection, the plan, the run with its failures, and the saved files.
import { expectAccessible } from '../support/axe';
import { activity, openActivity } from '../support/activity';
import { enterLabel, labelFields } from '../support/bulk';
import { expect, row, rows, signIn, test } from '../support/fixtures';
import { savedFile } from '../support/files';
import { notices, writesAtServer } from '../support/forms';
import { filterBar } from '../support/list';
import { PEERINGS_PATH } from '../support/stand-in';
import type { Page } from '@playwright/test';

function bar(page: Page) {
  return page.getByRole('group', { name: 'Selected peerings' });
}

function card(page: Page) {
  return activity(page);
}

function select(page: Page, name: string) {
  return page.getByRole('checkbox', { name: `Select ${name}`, exact: true });
}

/** Filters by a text that few peerings match, and waits for their rows. */
async function filterRows(page: Page, text: string) {
  await expect(rows(page).first()).toBeVisible();
  await filterBar(page).text.fill(text);
  const { count } = filterBar(page);
  await expect(count).not.toHaveText(/^(\d+) of \1$/);
  const areShown = async () => (await count.textContent())?.startsWith(`${await rows(page).count()} of `);
  await expect.poll(areShown).toBe(true);
}

test('selects single rows, ranges and all that match', async ({ page }) => {
  await signIn(page);
  await filterRows(page, 'svg-backup');
  await expect(bar(page)).toBeHidden();
  const names = await rows(page).getByRole('link').allTextContents();
  expect(names.length).toBeGreaterThan(4);
  await select(page, names[1]).click();
  await expect(bar(page)).toContainText('1 selected');
  await select(page, names[3]).click({ modifiers: ['Shift'] });
  await expect(bar(page)).toContainText('3 selected');
  await select(page, names[2]).click();
  await expect(bar(page)).toContainText('2 selected');
  await bar(page).getByRole('button', { name: `Select all ${names.length} that match` }).click();
  await expect(bar(page)).toContainText(`${names.length} selected`);
  const all = page.getByRole('checkbox', { name: 'Select all that match' });
  await expect(all).toBeChecked();
  // The selection stays when the filter changes, and says where it is.
  await filterRows(page, 'hel-app to fra-db');
  await expect(all).not.toBeChecked();
  await expect(bar(page).getByRole('status')).toHaveText(`${names.length} selected, not in this view`);
  await bar(page).getByRole('button', { name: 'Clear selection' }).click();
  await expect(bar(page)).toBeHidden();
});

test('disables and enables a selection with the keyboard, after showing the plan', async ({ page, standIn }) => {
  await signIn(page);
  await filterRows(page, 'syd');
  await expect(rows(page)).toHaveCount(2);
  for (const name of ['syd-db to syd-web', 'syd-web to syd-db']) {
    await select(page, name).focus();
    await page.keyboard.press('Space');
  }
  await bar(page).getByRole('button', { name: 'Disable…' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Disable 2 peerings' });
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await expect(dialog.getByRole('listitem')).toHaveText([/^Disable syd-db to syd-web/, /^Disable syd-web to syd-db/]);
  expect(await writesAtServer(standIn)).toEqual([]);
  await page.keyboard.press('Shift+Tab');
  await expect(dialog.getByRole('button', { name: 'Update 2 peerings' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(notices(page)).toContainText('Disabled 2 peerings');
  await expect(bar(page)).toBeHidden();
  for (const name of ['syd-db to syd-web', 'syd-web to syd-db']) {
    expect(await standIn.peering(name)).toMatchObject({ state: 'disabled' });
    await expect(row(page, name)).toContainText('disabled');
  }

  // Peerings that are already as wanted are left alone.
  await filterRows(page, 'sy');
  await page.getByRole('checkbox', { name: 'Select all that match' }).click();
  await bar(page).getByRole('button', { name: 'Enable' }).click();
  await expect(page.getByRole('dialog').getByRole('status')).toContainText('2 peerings will change.');
  await page.getByRole('dialog').getByRole('button', { name: 'Update 2 peerings' }).click();
  await expect(notices(page)).toContainText('Enabled 2 peerings');
  expect(await standIn.peering('syd-db to syd-web')).toMatchObject({ state: 'active' });
  expect(await writesAtServer(standIn)).toHaveLength(4);
});

test('sets and removes labels, and keeps all others', async ({ page, standIn }) => {
  await signIn(page, './peerings?label=team%3Dedge');
  await expect(rows(page).first()).toBeVisible();
  const before = (await standIn.peerings()).filter(({ labels }) => labels.some(({ value }) => value === 'edge'));
  await page.getByRole('checkbox', { name: 'Select all that match' }).click();
  await bar(page).getByRole('button', { name: 'Labels…' }).click();
  const dialog = page.getByRole('dialog');
  const { add, remove } = labelFields(dialog);
  await enterLabel(add, 'owner=net & co');
  await enterLabel(remove, 'ENV');
  await dialog.getByRole('button', { name: `Update ${before.length} peerings` }).click();
  await expect(card(page)).toContainText(`${before.length} of ${before.length} done`);
  for (const { uuid, labels } of before) {
    const now = (await standIn.peerings()).find((peering) => peering.uuid === uuid)!;
    const rest = labels.filter(({ key }) => key !== 'env');
    expect(now.labels).toEqual([...rest, { key: 'owner', value: 'net & co' }]);
  }
});

test('deletes after the number of peerings was typed, and saves a script that creates them again', async ({ page, standIn }) => {
  await signIn(page);
  await filterRows(page, 'sin-');
  await expect(rows(page)).toHaveCount(2);
  const before = await standIn.peerings();
  await page.getByRole('checkbox', { name: 'Select all that match' }).click();
  await bar(page).getByRole('button', { name: 'Delete…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete 2 peerings' });
  await expect(dialog.getByRole('listitem').first()).toContainText(
    'Disable sin-db to sin-web, then Wait until sin-db to sin-web is disabled, then Delete sin-db to sin-web',
  );
  await expectAccessible(page, 'the plan for many');
  const typed = dialog.getByRole('textbox', { name: 'Type the number of peerings to confirm' });
  await typed.fill('3');
  await typed.press('Enter');
  await expect(typed).toHaveAccessibleDescription('Type 2 to confirm');
  expect(await writesAtServer(standIn)).toEqual([]);
  await typed.fill('2');
  await typed.press('Enter');
  await expect(card(page)).toContainText('2 of 2 done');
  await expectAccessible(page, 'a run that is over');
  const stored = await standIn.peerings();
  expect(stored.map(({ name }) => name)).toEqual(before.map(({ name }) => name).filter((name) => !name.startsWith('sin-')));
  await openActivity(page);
  const script = await savedFile(page, 'Download restore script');
  expect(script.name).toBe('create-peerings.sh');
  expect(script.text).toContain('"name":"sin-db to sin-web"');
  expect(script.text).not.toContain('demo');
  expect(script.text.match(/^create '/gm)).toHaveLength(2);
});

test('S-29: reports the true outcome for 500 peerings when a fifth of the answers fail', async ({ page, standIn }) => {
  test.setTimeout(180_000);
  await standIn.reset({ scenario: 'scale:500' });
  await signIn(page);
  await expect(rows(page).first()).toBeVisible();
  await page.getByRole('checkbox', { name: 'Select all that match' }).click();
  await expect(bar(page)).toContainText('500 selected');
  await bar(page).getByRole('button', { name: 'Labels…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Labels of 500 peerings' });
  await enterLabel(labelFields(dialog).add, 'run=one');
  for (const [times, fault] of [
    [40, { status: 500 }],
    [20, { drop: 'before' }],
    [20, { drop: 'after' }],
    [10, { truncate: true }],
    [10, { status: 429, retry_after: 1 }],
  ] as const) {
    await standIn.fault({ method: 'PATCH', path: PEERINGS_PATH, times }, fault);
  }
  await dialog.getByRole('button', { name: 'Update 500 peerings' }).click();
  await expect(card(page)).toContainText('440 of 500 done, 60 failed', { timeout: 90_000 });

  // What got 429 is sent again. What was carried out without an answer is found. The results have one correct line for each peering.
  const labelled = async () =>
    new Set(
      (await standIn.peerings())
        .filter(({ labels }) => labels.some(({ key, value }) => key === 'run' && value === 'one'))
        .map(({ uuid }) => uuid),
    );
  const results = (await savedFile(page, 'Download results')).text.trim().split('\r\n').slice(1);
  expect(results).toHaveLength(500);
  const stored = await labelled();
  const outcome = (line: string) => line.split(',')[3];
  expect(results.every((line) => outcome(line) !== 'done' || stored.has(line.split(',')[0]))).toBe(true);
  expect(results.every((line) => outcome(line) !== 'failed' || !stored.has(line.split(',')[0]))).toBe(true);
  expect(results.filter((line) => outcome(line) === 'unknown')).toHaveLength(60);
  expect(results.filter((line) => outcome(line) === 'failed')).toHaveLength(0);

  await card(page).getByRole('button', { name: 'Try again' }).click();
  await expect(card(page)).toContainText('500 of 500 done', { timeout: 60_000 });
  expect((await labelled()).size).toBe(500);
});

test('S-29: pauses and continues a run from any page', async ({ page, standIn }) => {
  await signIn(page);
  await filterRows(page, 'svg-backup');
  const count = await rows(page).count();
  await page.getByRole('checkbox', { name: 'Select all that match' }).click();
  await bar(page).getByRole('button', { name: 'Disable…' }).click();
  await standIn.fault({ method: 'PATCH', path: PEERINGS_PATH, times: count }, { delay_ms: 400 });
  await page.getByRole('dialog').getByRole('button', { name: `Update ${count} peerings` }).click();
  await card(page).getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(card(page)).toContainText('Stopped: ');
  const written = (await writesAtServer(standIn)).length;
  expect(written).toBeLessThan(count);
  await page.getByRole('link', { name: 'New peering' }).first().click();
  await expect(card(page)).toContainText('Stopped: ');
  await card(page).getByRole('button', { name: 'Continue', exact: true }).click();
  await expect(card(page)).toContainText(`${count} of ${count} done`);
  const left = (await standIn.peerings()).filter(({ name }) => name.includes('svg-backup'));
  expect(left.filter(({ configured_status }) => configured_status !== 'disabled')).toEqual([]);
  await expect(notices(page).getByRole('alert')).toHaveCount(0);
});
