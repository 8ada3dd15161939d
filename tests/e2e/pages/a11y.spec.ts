// Accessibility of each page in each of its states, in light and dark.
import { AxeBuilder } from '@axe-core/playwright';
import { expectAccessible, TAGS } from '../support/axe';
import { activity } from '../support/activity';
import { expect, heading, rows, signIn, test } from '../support/fixtures';
import { leaveDialog } from '../support/forms';
import { filterBar } from '../support/list';
import { PEERINGS_PATH, type StandIn } from '../support/stand-in';
import type { Page } from '@playwright/test';

async function uuid(standIn: StandIn, name: string) {
  return (await standIn.peering(name))!.uuid;
}

/** Leaves the request for the list unanswered, so that the page keeps loading. */
async function neverAnswer(page: Page) {
  await page.route(`**${PEERINGS_PATH}`, () => {});
}

test('signing in', async ({ page }) => {
  await page.goto('./');
  const button = page.getByRole('button', { name: 'Sign in', exact: true });
  await expect(button).toBeEnabled();
  await expectAccessible(page, 'sign-in');
  await page.getByRole('textbox', { name: 'Username' }).fill('demo');
  await page.getByRole('textbox', { name: 'Password' }).fill('wrong');
  await button.click();
  await expect(page.getByRole('alert')).toContainText('rejected this username');
  await expectAccessible(page, 'wrong password');
  await page.getByRole('radio', { name: 'Token' }).check();
  await expectAccessible(page, 'token');
});

test('the list', async ({ page }) => {
  await signIn(page);
  await expect(rows(page).first()).toBeVisible();
  await expectAccessible(page, 'list');
  await page.getByRole('combobox', { name: 'Label filter' }).fill('env=prod');
  await page.getByRole('combobox', { name: 'Label filter' }).press('Enter');
  await page.getByRole('button', { name: /Waiting on the peer$/ }).click();
  await page.getByRole('combobox', { name: 'Label filter' }).fill('=');
  await page.getByRole('combobox', { name: 'Label filter' }).press('Enter');
  await expect(page.getByText('Write a label as key or key=value')).toBeVisible();
  await expect(page.getByRole('table')).toBeVisible();
  await expectAccessible(page, 'list with filters and a bad one');
  await filterBar(page).text.fill('no such thing');
  await expect(page.getByText('No matching peerings')).toBeVisible();
  await expectAccessible(page, 'no match');
});

test('a row under the mouse, in each group', async ({ page }) => {
  await signIn(page);
  for (const group of ['Active', 'In progress', 'Waiting on the peer', 'Needs you', 'Disabled']) {
    const button = page.getByRole('button', { name: new RegExp(`${group}$`) });
    await button.click();
    await expect(button).toHaveAttribute('aria-pressed', 'true');
    await expectAccessible(page, `${group}, chosen`, '[aria-pressed=true]');
    await rows(page).first().hover();
    await expectAccessible(page, group, 'tr:hover');
  }
});

test('the list with an invalid address, and without networks', async ({ page, standIn }) => {
  await standIn.fault({ path: '/1.3/network', exact: true }, { status: 403 });
  await signIn(page, './peerings?label=%3Dprod');
  await expect(page.getByText('in the address is ignored')).toBeVisible();
  await expect(page.getByText('The networks could not be read')).toBeVisible();
  await expect(rows(page).first()).toBeVisible();
  await expectAccessible(page, 'warnings');
});

test('the list that is empty, failed or loading', async ({ page, standIn }) => {
  await standIn.reset({ scenario: 'empty' });
  await signIn(page);
  await expect(page.getByText('No peerings yet')).toBeVisible();
  await expectAccessible(page, 'empty');
  await standIn.fault({ path: PEERINGS_PATH }, { status: 403 });
  await signIn(page);
  await expect(page.getByText('Reading the peerings failed')).toBeVisible();
  await expectAccessible(page, 'failed');
  await neverAnswer(page);
  await signIn(page);
  await expect(page.getByText('Loading peerings…')).toBeVisible();
  await expectAccessible(page, 'loading');
});

test('one peering of each group', async ({ page }) => {
  await signIn(page);
  for (const name of [
    'hel-app to fra-db',
    'lon-edge to ams-web',
    'hel-app to partner-billing',
    'hel-app to fra-archive',
    'fra-db to waw-batch',
  ]) {
    await filterBar(page).text.fill(name);
    await rows(page).getByRole('link', { name, exact: true }).click();
    await expect(page.getByRole('region', { name: 'Peering' })).toBeVisible();
    await expectAccessible(page, name);
    await page.getByRole('navigation').getByRole('link', { name: 'Peerings' }).click();
  }
});

test('one peering, with its dialogs and notices', async ({ page, standIn }) => {
  await signIn(page, `./peerings/${await uuid(standIn, 'hel-app to fra-db')}`);
  await page.getByRole('button', { name: 'Disable', exact: true }).click();
  await expect(page.getByRole('dialog', { name: 'Disable peering' })).toBeVisible();
  await expectAccessible(page, 'asks before disabling');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Delete…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete peering' });
  await dialog.getByRole('button', { name: 'Delete peering' }).click();
  await expect(dialog.getByText("The name doesn't match")).toBeVisible();
  await expectAccessible(page, 'asks before deleting, with a wrong name');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await standIn.fault({ method: 'PATCH', path: PEERINGS_PATH }, { status: 500 });
  await page.getByRole('button', { name: 'Disable', exact: true }).click();
  await page.getByRole('button', { name: 'Disable peering' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'failed' })).toBeVisible();
  await page.getByRole('button', { name: 'Disable', exact: true }).click();
  await page.getByRole('button', { name: 'Disable peering' }).click();
  await expect(activity(page)).toContainText('Disabled hel-app to fra-db');
  await expectAccessible(page, 'notices');
});

test('a new peering', async ({ page }) => {
  await signIn(page, './peerings/new');
  await expect(page.getByRole('button', { name: 'Create peering' })).toBeVisible();
  await expectAccessible(page, 'create');
  const local = page.getByRole('combobox', { name: 'Local network' });
  await local.click();
  await expect(page.getByRole('option').first()).toBeVisible();
  await expectAccessible(page, 'the picker open');
  await local.fill('no such network');
  const nothing = page.getByText('No private network of this account matches').filter({ visible: true });
  await expect(nothing).toBeVisible();
  await expectAccessible(page, 'the picker open with nothing to pick');
  await page.getByRole('button', { name: 'Add label' }).click();
  await page.getByRole('textbox', { name: 'Label key' }).fill('x');
  await page.getByRole('button', { name: 'Create peering' }).click();
  await expect(page.getByText("Use 2 to 32 characters for a label key")).toBeVisible();
  await expectAccessible(page, 'create with errors');
  await page.getByRole('banner').getByRole('link', { name: 'Peerings' }).click();
  await expect(leaveDialog(page).dialog).toBeVisible();
  await expectAccessible(page, 'asks before leaving');
});

test('modifying, and unknown addresses', async ({ page, standIn }) => {
  await signIn(page, `./peerings/${await uuid(standIn, 'sto-queue to hel-batch')}/edit`);
  await expect(page.getByRole('button', { name: 'Save changes' })).toBeVisible();
  await expectAccessible(page, 'edit, with a label of UpCloud');
  await signIn(page, './peerings/0f000000-0000-4000-8000-000000000000');
  await expect(heading(page)).toHaveText('This peering does not exist');
  await expectAccessible(page, 'a peering that does not exist');
  await signIn(page, './nowhere');
  await expect(heading(page)).toHaveText('Page not found');
  await expectAccessible(page, 'not found');
});

test('reachability, with each kind of answer', async ({ page, standIn }) => {
  const answer = page.getByRole('region', { name: 'Answer' });
  for (const [question, text, what] of [
    ['', 'Enter two networks', 'no question'],
    ['?from=10.10.0.5&to=fra-db', 'Yes', 'yes, over a peering'],
    ['?from=hel-db&to=hel-app', 'Yes', 'yes, over a router'],
    ['?from=hel-batch&to=waw-ci', 'No', 'no'],
    ['?from=fra-db&to=hel-db', 'Unknown', 'unknown'],
    ['?from=10.50.4.9&to=nowhere', 'Enter two networks', 'a choice, and a name that means nothing'],
  ]) {
    await signIn(page, `./reach${question}`);
    await expect(answer.getByRole('status')).toContainText(text);
    await expectAccessible(page, what);
  }
  await standIn.fault({ path: '/1.3/network', exact: true }, { status: 403 });
  await signIn(page, './reach?from=hel-db&to=hel-app');
  await expect(page.getByText('The networks could not be read')).toBeVisible();
  await expectAccessible(page, 'without networks');
});

test('on a narrow screen', async ({ page, standIn }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await signIn(page);
  await expect(rows(page).first()).toBeVisible();
  await expectAccessible(page, 'list');
  await rows(page).getByRole('link').first().click();
  await expect(page.getByRole('region', { name: 'Peering' })).toBeVisible();
  await expectAccessible(page, 'detail');
  await signIn(page, `./peerings/${await uuid(standIn, 'hel-app to fra-db')}/edit`);
  await expect(page.getByRole('button', { name: 'Save changes' })).toBeVisible();
  await expectAccessible(page, 'edit');
  await signIn(page, './reach?from=hel-batch&to=waw-ci');
  await expect(page.getByRole('link', { name: 'Create the missing peering' })).toBeVisible();
  await expectAccessible(page, 'reachability');
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width, 'nothing overflows').toBe(390);
});

test('axe finds defects', async ({ page }) => {
  // All other tests rely on this: axe finds a defect of each kind.
  await page.goto('./');
  const button = page.getByRole('button', { name: 'Sign in', exact: true });
  await expect(button).toBeEnabled();
  await button.evaluate((button) => {
    button.style.color = 'rgb(70 130 230)';
    document.querySelector('label span')!.remove();
  });
  const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
  expect(violations.map(({ id }) => id)).toEqual(expect.arrayContaining(['color-contrast', 'label']));
});
