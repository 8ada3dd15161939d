// What is selected is in view, or the selection bar says that it is not and shows it.
import { expectAccessible } from '../support/axe';
import { expect, rows, signIn, test } from '../support/fixtures';
import { filterBar, groupButton, linksTable, linksView, peeringsTable, peeringsView } from '../support/list';
import type { Page } from '@playwright/test';

const PAIR = ['syd-db to syd-web', 'syd-web to syd-db'];
const OTHER = 'lon-app to partner-tax';

function bar(page: Page) {
  return page.getByRole('group', { name: 'Selected peerings' });
}

const status = (page: Page) => bar(page).getByRole('status');
const barButton = (page: Page, name: string) => bar(page).getByRole('button', { name, exact: true });

function select(page: Page, name: string) {
  return page.getByRole('checkbox', { name: `Select ${name}`, exact: true });
}

async function names(page: Page) {
  return rows(page).getByRole('link').allTextContents();
}

/** Signs in, selects the pair and one other, and filters for the other. */
async function selectThree(page: Page) {
  await signIn(page);
  await filterBar(page).text.fill('syd');
  for (const name of PAIR) await select(page, name).check();
  await filterBar(page).text.fill(OTHER);
  await select(page, OTHER).check();
}

test('U-02: says how many selected peerings a search hides, and shows them', async ({ page }) => {
  await selectThree(page);
  await expect(status(page)).toHaveText('3 selected, 2 not in this view');
  await barButton(page, 'Show them').click();
  await expect.poll(() => names(page)).toEqual([OTHER, ...PAIR]);
  await expect(status(page)).toHaveText('3 selected, only these are shown');
  await expect(filterBar(page).count).toHaveText('3 selected');
  for (const name of [...PAIR, OTHER]) await expect(select(page, name)).toBeChecked();
  await expectAccessible(page, 'the selection alone');
  // The table follows the selection, and its order is still that of the columns.
  await select(page, PAIR[0]).click();
  await expect.poll(() => names(page)).toEqual([OTHER, PAIR[1]]);
  await page.getByRole('columnheader', { name: 'Name' }).getByRole('button').click();
  await expect.poll(() => names(page)).toEqual([PAIR[1], OTHER]);
  const back = barButton(page, 'Show all that match');
  await back.focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => names(page)).toEqual([OTHER]);
  await expect(status(page)).toHaveText('2 selected, 1 not in this view');
  await expect(barButton(page, 'Show it')).toBeFocused();
});

test('U-02: another filter ends showing the selection alone', async ({ page }) => {
  await selectThree(page);
  await barButton(page, 'Show them').click();
  await expect(rows(page)).toHaveCount(3);
  await filterBar(page).text.fill('old-crm');
  await expect.poll(() => names(page)).toEqual(['fra-legacy to old-crm']);
  await expect(status(page)).toHaveText('3 selected, not in this view');
  // The filter that was there before does not bring it back.
  await filterBar(page).text.fill(OTHER);
  await expect.poll(() => names(page)).toEqual([OTHER]);
  await expect(status(page)).toHaveText('3 selected, 2 not in this view');
});

test('U-02: shows a selection that label filters and groups hide', async ({ page }) => {
  await signIn(page);
  await filterBar(page).text.fill('syd');
  for (const name of PAIR) await select(page, name).check();
  await filterBar(page).clear.click();
  await groupButton(page, 'Disabled').click();
  await expect(status(page)).toHaveText('2 selected, not in this view');
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(status(page)).toHaveText('2 selected');
  // The API answers with none of them.
  await filterBar(page).label.fill('team=edge');
  await filterBar(page).label.press('Enter');
  await expect(status(page)).toHaveText('2 selected, not in this view');
  await barButton(page, 'Show them').click();
  await expect.poll(() => names(page)).toEqual(PAIR);
  await expect(filterBar(page).count).toHaveText('2 selected');
});

test('U-02: the view of links shows none of the selection, and leads to it', async ({ page }) => {
  await selectThree(page);
  await linksView(page).click();
  await expect(linksTable(page)).toBeVisible();
  await expect(status(page)).toHaveText('3 selected, not in this view');
  await expect(bar(page).getByRole('button', { name: /^Select all/ })).toBeHidden();
  await barButton(page, 'Show them').click();
  await expect(peeringsTable(page)).toBeVisible();
  await expect.poll(() => names(page)).toEqual([OTHER, ...PAIR]);
  await linksView(page).click();
  await expect(status(page)).toHaveText('3 selected, not in this view');
  await peeringsView(page).click();
  await expect(status(page)).toHaveText('3 selected, 2 not in this view');
});

test('U-02: a page in between keeps the selection and says where it is', async ({ page }) => {
  await selectThree(page);
  await barButton(page, 'Show them').click();
  await page.getByRole('link', { name: PAIR[0], exact: true }).click();
  await expect(page.getByRole('heading', { name: PAIR[0] })).toBeVisible();
  await page.goBack();
  await expect.poll(() => names(page)).toEqual([OTHER]);
  await expect(status(page)).toHaveText('3 selected, 2 not in this view');
});

test('U-02: the dialog names what it changes unseen', async ({ page }) => {
  await selectThree(page);
  await barButton(page, 'Delete…').click();
  const dialog = page.getByRole('dialog', { name: 'Delete 3 peerings' });
  await expect(dialog.locator('.warning')).toHaveText(`2 are not in the view: ${PAIR.join(' and ')}.`);
  const unseen = dialog.getByRole('listitem').filter({ hasText: 'not in the view' });
  await expect(unseen).toHaveText(PAIR.map((name) => new RegExp(`^Disable ${name}`)));
  await expectAccessible(page, 'a plan for peerings that are not in view');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await barButton(page, 'Show them').click();
  await barButton(page, 'Delete…').click();
  await expect(dialog.locator('.warning')).toHaveCount(0);
});

test('U-02: what somebody else deletes leaves the selection', async ({ page, standIn }) => {
  await selectThree(page);
  const { uuid } = (await standIn.peering(PAIR[0]))!;
  await standIn.api('PATCH', `/network-peering/${uuid}`, { network_peering: { configured_status: 'disabled' } });
  await standIn.settle();
  expect(await standIn.api('DELETE', `/network-peering/${uuid}`)).toMatchObject({ status: 204 });
  await page.getByRole('button', { name: 'Refresh' }).click();
  await expect(status(page)).toHaveText('2 selected, 1 not in this view');
});

test('U-02: Escape clears the selection in the table and in the bar', async ({ page }) => {
  await signIn(page);
  await filterBar(page).text.fill('syd');
  const box = select(page, PAIR[0]);
  await box.check();
  // In the search field it is the field's own key.
  await filterBar(page).text.press('Escape');
  await expect(status(page)).toContainText('1 selected');
  await filterBar(page).text.fill('syd');
  await box.focus();
  await page.keyboard.press('Escape');
  await expect(bar(page)).toBeHidden();
  await expect(box).not.toBeChecked();
  await expect(box).toBeFocused();

  await box.check();
  await barButton(page, 'Disable…').click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(status(page), 'it closed the dialog').toHaveText('1 selected');
  await barButton(page, 'Disable…').focus();
  await page.keyboard.press('Escape');
  await expect(bar(page)).toBeHidden();
  // The bar had the focus, which moves to the table.
  const all = page.getByRole('checkbox', { name: 'Select all that match' });
  await expect(all).toBeFocused();
  await box.check();
  await barButton(page, 'Clear selection').click();
  await expect(all).toBeFocused();
});
