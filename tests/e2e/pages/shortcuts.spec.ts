// The single-key shortcuts.
import { expect, heading, rows, test } from '../support/fixtures';
import { fields } from '../support/forms';
import { filterBar } from '../support/list';
import { blur, box, option, shortcutsDialog, start } from '../support/palette';

const STORED = 'upcloud-peerings.shortcuts';

test.describe('the single-key shortcuts', () => {
  test('do what their dialog says', async ({ page, standIn }) => {
    await start(page);
    await expect(rows(page).first()).toBeVisible();
    await expect(heading(page)).toBeFocused();
    await page.keyboard.press('/');
    await expect(filterBar(page).text).toBeFocused();
    await expect(filterBar(page).text).toHaveValue('');
    await blur(page);
    await page.keyboard.press('g');
    await page.keyboard.press('l');
    await expect(page).toHaveURL(/view=links/);
    await page.keyboard.press('g');
    await page.keyboard.press('r');
    await expect(page).toHaveURL(/\/reach$/);
    // The page starts with a focused field.
    await blur(page);
    await page.keyboard.press('g');
    await page.keyboard.press('p');
    await expect(page).toHaveURL(/\/peerings$/);
    await expect(rows(page).first()).toBeVisible();
    const reads = async () => (await standIn.requests()).filter(({ path }) => path === '/1.3/network').length;
    const before = await reads();
    await page.keyboard.press('r');
    await expect.poll(reads).toBeGreaterThan(before);
    await page.keyboard.press('n');
    await expect(fields(page).name).toBeFocused();
    await expect(fields(page).name, 'the key is not typed into the field').toHaveValue('');
  });

  test('do not affect typing', async ({ page }) => {
    await start(page);
    await filterBar(page).text.focus();
    await page.keyboard.type('gpnr/?');
    await expect(filterBar(page).text).toHaveValue('gpnr/?');
    await expect(page).toHaveURL(/text=gpnr/);
    await expect(shortcutsDialog(page)).toBeHidden();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('n?');
    await expect(box(page)).toHaveValue('n?');
    await expect(shortcutsDialog(page)).toBeHidden();
    await page.keyboard.press('Escape');
    await blur(page);
    await page.keyboard.press('Control+?');
    await page.keyboard.press('Alt+n');
    await page.keyboard.press('?');
    await expect(shortcutsDialog(page)).toBeVisible();
    await expect(heading(page)).toHaveText(/^Peerings/);
  });

  test('can be turned off, which is stored', async ({ page }) => {
    await start(page);
    await expect(heading(page)).toBeFocused();
    await page.keyboard.press('?');
    const on = shortcutsDialog(page).getByRole('switch', { name: 'Single-key shortcuts' });
    await expect(on).toBeChecked();
    await on.press('Space');
    await expect(on).not.toBeChecked();
    await page.keyboard.press('Escape');
    await expect(heading(page)).toBeFocused();
    expect(await page.evaluate((key) => localStorage.getItem(key), STORED)).toBe('off');

    await page.reload();
    await start(page);
    await expect(heading(page)).toBeFocused();
    await page.keyboard.press('?');
    await page.keyboard.press('n');
    // Keys are handled in order, so these were handled before it.
    await page.keyboard.press('Control+k');
    await expect(box(page)).toBeFocused();
    await expect(shortcutsDialog(page)).toBeHidden();
    await expect(page).toHaveURL(/\/peerings$/);
    await expect(option(page, 'New peering')).toHaveText('New peering');
    await page.keyboard.type('enable single');
    await page.keyboard.press('Enter');
    await expect(heading(page)).toBeFocused();
    expect(await page.evaluate((key) => localStorage.getItem(key), STORED)).toBeNull();
    await page.keyboard.press('n');
    await expect(heading(page)).toHaveText('New peering');
  });

  test('work without storage', async ({ page }) => {
    await page.addInitScript(() => {
      Object.defineProperty(window, 'localStorage', {
        get() {
          throw new DOMException('refused', 'SecurityError');
        },
      });
    });
    await start(page);
    await page.keyboard.press('Control+k');
    await page.keyboard.type('disable single');
    await page.keyboard.press('Enter');
    await expect(heading(page)).toBeFocused();
    await page.keyboard.press('?');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('keyboard');
    await page.keyboard.press('Enter');
    const on = shortcutsDialog(page).getByRole('switch');
    await expect(on).not.toBeChecked();
    await on.click();
    await shortcutsDialog(page).getByRole('button', { name: 'Close' }).click();
    await expect(heading(page)).toBeFocused();
    await page.keyboard.press('g');
    await page.keyboard.press('l');
    await expect(page).toHaveURL(/view=links/);
  });
});
