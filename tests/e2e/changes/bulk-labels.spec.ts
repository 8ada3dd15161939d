// Labels of many peerings: what is entered, what will change, and undoing it.
import { activity, openActivity } from '../support/activity';
import { expectAccessible } from '../support/axe';
import { enterLabel, labelFields } from '../support/bulk';
import { savedFile } from '../support/files';
import { expect, rows, signIn, test } from '../support/fixtures';
import { writesAtServer } from '../support/forms';
import type { StandIn } from '../support/stand-in';
import type { Page } from '@playwright/test';

function card(page: Page) {
  return activity(page);
}

/** Signs in, selects these peerings and opens the dialog. */
async function openLabels(page: Page, names: string[]) {
  await signIn(page);
  await expect(rows(page).first()).toBeVisible();
  for (const name of names) {
    await page.getByRole('searchbox', { name: 'Filter' }).fill(name);
    await page.getByRole('checkbox', { name: `Select ${name}`, exact: true }).check();
  }
  const bar = page.getByRole('group', { name: 'Selected peerings' });
  await bar.getByRole('button', { name: 'Labels…' }).click();
  const count = names.length === 1 ? '1 peering' : `${names.length} peerings`;
  const dialog = page.getByRole('dialog', { name: `Labels of ${count}` });
  await expect(dialog).toBeVisible();
  return dialog;
}

const plan = (dialog: ReturnType<Page['getByRole']>) => dialog.getByRole('list', { name: 'Planned changes' }).getByRole('listitem');

async function labelsOf(standIn: StandIn, names: string[]) {
  const held = await standIn.peerings();
  const pairs = (name: string) => held.find((peering) => peering.name === name)!.labels.map(({ key, value }) => `${key}=${value}`);
  return names.map((name) => pairs(name).sort());
}

// env=dev team=data, env=staging team=edge ticket=…, env=prod without team.
const NAMES = ['fra-db to waw-batch', 'ams-web to fra-legacy', 'hel-app to sto-cache'];

test('U-03: shows each old value with how often, changes them, and restores them', async ({ page, standIn }) => {
  const before = await labelsOf(standIn, NAMES);
  const dialog = await openLabels(page, NAMES);
  const { add, remove } = labelFields(dialog);
  await enterLabel(add, 'team=core');
  await enterLabel(remove, 'env=dev');
  await expect(dialog.getByRole('status')).toHaveText('3 peerings will change.');
  await expect(plan(dialog)).toHaveText([
    /^teamdata → teamcore\s*1 peering$/,
    /^teamedge → teamcore\s*1 peering$/,
    /^teamcore added\s*1 peering$/,
    /^envdev removed\s*1 peering$/,
  ]);
  await expectAccessible(page, 'labels of many');
  await dialog.getByRole('button', { name: 'Show each peering' }).click();
  await expect(plan(dialog)).toHaveText([
    /^ams-web to fra-legacy.*teamedge → teamcore$/,
    /^fra-db to waw-batch.*envdev removed.*teamdata → teamcore$/,
    /^hel-app to sto-cache.*teamcore added$/,
  ]);
  expect(await writesAtServer(standIn)).toEqual([]);
  await dialog.getByRole('button', { name: 'Update 3 peerings' }).click();
  await expect(card(page)).toContainText('3 of 3 done');
  expect(await labelsOf(standIn, NAMES)).toEqual([
    ['team=core'],
    ['env=staging', 'team=core', 'ticket=NET-4390'],
    ['env=prod', 'team=core'],
  ]);
  await openActivity(page);
  const results = (await savedFile(page, 'Download results')).text.trim().split('\r\n');
  expect(results.filter((line) => line.includes('fra-db to waw-batch'))[0]).toMatch(/,"env=dev, team=data",team=core$/);
  await card(page).getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => labelsOf(standIn, NAMES)).toEqual(before);
});

test('U-03: removes a pair only with its value, and says if none has it', async ({ page, standIn }) => {
  const dialog = await openLabels(page, NAMES);
  const { remove } = labelFields(dialog);
  // A suggestion says how many have it.
  await remove.fill('en');
  await expect(dialog.getByRole('option')).toHaveText([
    /^env=dev\s*on 1 of 3$/,
    /^env=prod\s*on 1 of 3$/,
    /^env=staging\s*on 1 of 3$/,
    /^env, any value\s*on 3 of 3$/,
  ]);
  await enterLabel(remove, 'env=tset');
  await expect(plan(dialog)).toHaveText(['Nothing to remove: none of these peerings has env=tset.']);
  await expect(dialog.getByRole('status')).toHaveText('0 of 3 will change; 3 already match.');
  await dialog.getByRole('button', { name: "Don't remove env=tset" }).click();
  await expect(remove).toBeFocused();
  await enterLabel(remove, 'env=prod');
  await expect(dialog.getByRole('status')).toHaveText('1 of 3 will change; 2 already match.');
  // Backspace takes the last one back.
  await remove.press('Backspace');
  await expect(dialog.getByRole('button', { name: "Don't remove env=prod" })).toHaveCount(0);
  await remove.fill('env=pr');
  await expect(dialog.getByRole('option')).toHaveCount(1);
  await remove.press('Enter');
  await expect(dialog.getByRole('button', { name: "Don't remove env=prod" })).toBeVisible();
  await dialog.getByRole('button', { name: 'Update 1 peering' }).click();
  await expect(card(page)).toContainText('1 of 1 done');
  expect(await labelsOf(standIn, NAMES)).toEqual([
    ['env=dev', 'team=data'],
    ['env=staging', 'team=edge', 'ticket=NET-4390'],
    [],
  ]);
});

test('U-03: refuses a wrong label in its field, before anything is sent', async ({ page, standIn }) => {
  const dialog = await openLabels(page, NAMES);
  const { add, remove } = labelFields(dialog);
  await dialog.getByRole('button', { name: /^Update/ }).click();
  await expect(add).toHaveAccessibleDescription('Enter a label to add or to remove');
  await expect(add).toBeFocused();
  await enterLabel(add, '~');
  await expect(add).toHaveAccessibleDescription('Use 2 to 32 characters for a label key');
  await enterLabel(add, '_managed=no');
  await expect(add).toHaveAccessibleDescription(/^Don't start a label key with _/);
  await enterLabel(add, `note=${'x'.repeat(256)}`);
  await expect(add).toHaveAccessibleDescription('Use at most 255 characters for a label value');
  await enterLabel(add, 'team=core');
  await expect(add).toHaveAccessibleDescription('');
  await enterLabel(add, 'TEAM=data');
  await expect(add).toHaveAccessibleDescription('Use each label key only once');
  await add.fill('');
  await enterLabel(remove, 'team');
  await expect(remove).toHaveAccessibleDescription(/team is both added and removed: use one of them$/);
  // What is being typed is checked when the form is sent.
  await remove.press('Tab');
  await dialog.getByRole('button', { name: 'Update 3 peerings' }).click();
  await expect(remove).toBeFocused();
  expect(await writesAtServer(standIn)).toEqual([]);
  await expectAccessible(page, 'a refused label');
});

test('U-03: also changes the other halves, if that is asked for', async ({ page, standIn }) => {
  // The other half of the first; the second is selected with its own; the third has none here.
  const chosen = ['hel-app to fra-db', 'syd-db to syd-web', 'syd-web to syd-db', 'lon-app to partner-tax'];
  const dialog = await openLabels(page, chosen);
  const choice = dialog.getByRole('checkbox', { name: /Also change the other half/ });
  await expect(choice).not.toBeChecked();
  await expect(choice).toHaveAccessibleName('Also change the other half 1 more peering');
  await enterLabel(labelFields(dialog).add, 'reviewed=yes');
  await expect(dialog.getByRole('status')).toHaveText('4 peerings will change.');
  await choice.check();
  await expect(dialog.getByRole('status')).toHaveText('5 peerings will change.');
  await dialog.getByRole('button', { name: 'Update 5 peerings' }).click();
  await expect(card(page)).toContainText('5 of 5 done');
  const labelled = (await standIn.peerings()).filter(({ labels }) => labels.some(({ key }) => key === 'reviewed'));
  expect(labelled.map(({ name }) => name).sort()).toEqual([...chosen, 'fra-db to hel-app'].sort());
});

test('U-03: offers no other halves where there are none, and finds those that a label filter hides', async ({ page, standIn }) => {
  const dialog = await openLabels(page, ['lon-app to partner-tax']);
  await expect(dialog.getByText('Also change the other half')).toBeHidden();
  await dialog.getByRole('button', { name: 'Cancel' }).click();

  const { uuid } = (await standIn.peering('hel-app to fra-db'))!;
  const labels = [{ key: 'only', value: 'here' }];
  await standIn.api('PATCH', `/network-peering/${uuid}`, { network_peering: { labels } });
  const filtered = await page.context().newPage();
  await signIn(filtered, './peerings?label=only');
  await filtered.getByRole('checkbox', { name: 'Select all that match' }).click();
  await filtered.getByRole('group', { name: 'Selected peerings' }).getByRole('button', { name: 'Labels…' }).click();
  await expect(filtered.getByRole('checkbox', { name: 'Also change the other half 1 more peering', exact: true })).toBeVisible();
});
