// The quick actions.
import { expectAccessible } from '../support/axe';
import { expect, heading, rows, test } from '../support/fixtures';
import { fields, leaveDialog } from '../support/forms';
import { filterBar } from '../support/list';
import { blur, box, marked, option, palette, shortcutsDialog, start } from '../support/palette';

const LINK = 'hel-app to fra-db';

test.describe('the quick actions', () => {
  test('open with Ctrl+K, and Enter opens the marked option', async ({ page }) => {
    await start(page);
    await expect(rows(page).first()).toBeVisible();
    await page.keyboard.press('Control+k');
    await expect(box(page)).toBeFocused();
    await expect(box(page)).toHaveAttribute('aria-expanded', 'true');
    await page.keyboard.type('TO FRA-DB');
    await expect(option(page, /^hel-app to fra-archive/)).toHaveCount(0);
    await page.keyboard.type(' hel-a');
    await expect(option(page, new RegExp(`^${LINK}`))).toBeVisible();
    await box(page).fill('Hel-App to fra-d');
    await expect(marked(page)).toContainText(LINK);
    await page.keyboard.press('Enter');
    await expect(heading(page)).toHaveText(LINK);
    await expect(heading(page)).toBeFocused();
    await expect(palette(page)).toBeHidden();
  });

  test('open with the button, and a click opens an option', async ({ page }) => {
    await start(page);
    await page.getByRole('button', { name: 'Search…' }).click();
    await expect(box(page)).toBeFocused();
    await box(page).fill('reach');
    await option(page, 'Reachability').click();
    await expect(heading(page)).toHaveText(/reach/i);
    await expect(page).toHaveURL(/\/reach$/);
  });

  test('support the arrow keys, Home and End', async ({ page }) => {
    await start(page);
    await page.keyboard.press('Meta+k');
    await expect(marked(page)).toContainText('New peering');
    await page.keyboard.press('ArrowDown');
    await expect(marked(page)).toContainText('Peerings list');
    const id = await marked(page).getAttribute('id');
    await expect(box(page)).toHaveAttribute('aria-activedescendant', id!);
    await page.keyboard.press('End');
    await expect(marked(page)).toContainText('Sign out');
    await expect(marked(page)).toBeInViewport();
    await page.keyboard.press('ArrowDown');
    await expect(marked(page)).toContainText('New peering');
    await page.keyboard.press('ArrowUp');
    await expect(marked(page)).toContainText('Sign out');
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/view=links/);
  });

  test('find networks, and show their peerings', async ({ page }) => {
    await start(page, './reach');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('fra-db');
    const network = palette(page).getByRole('group', { name: 'Networks' }).getByRole('option', { name: /^fra-db/ });
    await network.click();
    await expect(page).toHaveURL(/\/peerings\?text=fra-db$/);
    await expect(filterBar(page).text).toHaveValue('fra-db');
    await expect(rows(page).filter({ hasText: LINK })).toBeVisible();
  });

  test('show one group of states', async ({ page }) => {
    await start(page);
    await page.keyboard.press('Control+k');
    await page.keyboard.type('needs you');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/group=needs-you/);
    await expect(page.getByRole('button', { name: /Needs you$/ })).toHaveAttribute('aria-pressed', 'true');
  });

  test('return the focus', async ({ page }) => {
    await start(page, './peerings/new');
    const { name } = fields(page);
    await name.fill('half a name');
    await page.keyboard.press('Control+k');
    await expect(box(page)).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(palette(page)).toBeHidden();
    await expect(name).toBeFocused();
    await expect(name).toHaveValue('half a name');
    // The same keys close it; the next time it is empty.
    await page.keyboard.press('Control+k');
    await page.keyboard.type('no such thing');
    await expect(palette(page).getByRole('status')).toHaveText('Nothing matches');
    await expect(palette(page).getByRole('listbox')).toBeHidden();
    await page.keyboard.press('Enter');
    await expect(box(page)).toBeFocused();
    await page.keyboard.press('Control+k');
    await expect(name).toBeFocused();
    await page.keyboard.press('Control+k');
    await expect(box(page)).toHaveValue('');
  });

  test('ask before a form with input is left', async ({ page }) => {
    await start(page, './peerings/new');
    const { name } = fields(page);
    await name.fill('half a name');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('peerings list');
    await page.keyboard.press('Enter');
    const ask = leaveDialog(page).dialog;
    await expect(ask).toBeVisible();
    // Nothing opens above a dialog.
    await page.keyboard.press('Control+k');
    await page.keyboard.press('n');
    await expect(palette(page)).toBeHidden();
    await ask.getByRole('button', { name: 'Stay' }).click();
    await expect(name).toBeFocused();
    await expect(name).toHaveValue('half a name');
  });

  test('offer to edit the open peering only', async ({ page, standIn }) => {
    const { uuid } = (await standIn.peering(LINK))!;
    await start(page);
    await page.keyboard.press('Control+k');
    await expect(option(page, 'New peering')).toBeVisible();
    await expect(option(page, 'Edit this peering')).toHaveCount(0);
    await page.keyboard.type(LINK);
    await page.keyboard.press('Enter');
    await expect(heading(page)).toHaveText(LINK);
    await page.keyboard.press('Control+k');
    await page.keyboard.type('edit');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(new RegExp(`${uuid}/edit$`));
  });

  test('find peerings that the open page has not loaded', async ({ page, standIn }) => {
    const { uuid } = (await standIn.peering(LINK))!;
    await start(page, `./peerings/${uuid}`);
    await page.keyboard.press('Control+k');
    await page.keyboard.type('mad-lab waw-ci');
    await expect(option(page, /mad-lab to waw-ci/)).toBeVisible();
  });

  test('refresh, and sign out', async ({ page, standIn }) => {
    await start(page);
    await expect(rows(page).first()).toBeVisible();
    const reads = async () =>
      (await standIn.requests()).filter(({ path }) => /^\/1\.3\/network(-peering)?$/.test(path)).length;
    const before = await reads();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('refresh');
    await page.keyboard.press('Enter');
    await expect.poll(reads).toBeGreaterThanOrEqual(before + 2);
    await page.keyboard.press('Control+k');
    await page.keyboard.type('log out');
    await expect(marked(page)).toHaveText('Sign out');
    await page.keyboard.press('Enter');
    const username = page.getByRole('textbox', { name: 'Username' });
    await expect(username).toBeFocused();
    // Without a session there is nothing to search.
    await page.keyboard.press('Control+k');
    await expect(palette(page)).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'Search…' })).toHaveCount(0);
  });

  test('show fifty options, and count the others', async ({ page, standIn }) => {
    await standIn.reset({ scenario: 'scale:20000' });
    await start(page);
    await expect(rows(page).first()).toBeVisible();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('e');
    await expect(palette(page).getByRole('option')).toHaveCount(50);
    await expect(palette(page).getByRole('status')).toHaveText(/^\d+ more\. Type to narrow the results\.$/);
  });

  test('are accessible', async ({ page }) => {
    await start(page);
    await expect(rows(page).first()).toBeVisible();
    await page.keyboard.press('Control+k');
    await expectAccessible(page, 'actions');
    await page.keyboard.type('hel');
    await expect(palette(page).getByRole('group', { name: 'Networks' })).toBeVisible();
    await expectAccessible(page, 'results');
    await page.keyboard.type(' no such thing');
    await expect(palette(page).getByRole('status')).toHaveText('Nothing matches');
    await expectAccessible(page, 'nothing');
    await page.keyboard.press('Escape');
    await blur(page);
    await page.keyboard.press('?');
    await expect(shortcutsDialog(page)).toBeVisible();
    await expectAccessible(page, 'shortcuts');
  });

  test('fit a narrow screen', async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 800 });
    await start(page);
    await expect(rows(page).first()).toBeVisible();
    await page.getByRole('button', { name: 'Search…' }).click();
    await page.keyboard.type('hel');
    await expect(option(page, new RegExp(LINK))).toBeVisible();
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(390);
    await expect(palette(page).getByRole('listbox')).toBeInViewport({ ratio: 1 });
  });
});
