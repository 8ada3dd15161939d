// F-08: an input method composes text. The keys with which it is operated do nothing else.
import { expect, rows, signIn, test } from '../support/fixtures';
import { palette, start } from '../support/palette';
import type { Locator } from '@playwright/test';

/** What engines send when Enter confirms a composition: WebKit ends it first. */
const CONFIRMATIONS: [string, { isComposing?: boolean; keyCode: number }][] = [
  ['Enter while composing', { isComposing: true, keyCode: 13 }],
  ['Enter after composing, as WebKit sends it', { keyCode: 229 }],
];

function press(field: Locator, key: string, composing: object) {
  return field.evaluate(
    (element, init) => element.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, composed: true, cancelable: true, ...init })),
    { key, ...composing },
  );
}

for (const [what, composing] of CONFIRMATIONS) {
  test(`F-08: ${what} opens nothing in the quick actions`, async ({ page }) => {
    await start(page);
    await page.keyboard.press('Control+k');
    const box = palette(page).getByRole('combobox');
    await box.fill('hel-app');
    await expect(palette(page).getByRole('option').first()).toBeVisible();
    await press(box, 'Enter', composing);
    await expect(box).toBeVisible();
    await expect(page).toHaveURL(/peerings$/);
    await page.keyboard.press('Enter');
    await expect(palette(page)).toBeHidden();
  });

  test(`F-08: ${what} chooses no network`, async ({ page }) => {
    await signIn(page, './peerings/new');
    const box = page.getByRole('combobox', { name: 'Local network' });
    await box.fill('hel-');
    await expect(page.getByRole('option').first()).toBeVisible();
    await press(box, 'Enter', composing);
    await expect(box).toHaveValue('hel-');
    await expect(page.getByRole('option').first()).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(box).not.toHaveValue('hel-');
  });

  test(`F-08: ${what} reports no half-typed network of reachability`, async ({ page }) => {
    await signIn(page, './reach');
    const from = page.getByRole('combobox', { name: 'From' });
    await from.fill('hel-zz');
    await press(from, 'Enter', composing);
    // A pause in typing asks as well, and reports nothing yet.
    await expect(page).toHaveURL(/from=hel-zz/);
    await expect(from).toHaveAttribute('aria-invalid', 'false');
    await page.keyboard.press('Enter');
    await expect(from).toHaveAttribute('aria-invalid', 'true');
  });

  test(`F-08: ${what.replaceAll('Enter', 'Escape')} closes no filter`, async ({ page }) => {
    await start(page);
    await expect(rows(page).first()).toBeVisible();
    await page.getByRole('button', { name: 'Add filter' }).click();
    const value = page.getByRole('form', { name: 'Add filter' }).getByLabel('Value');
    await press(value, 'Escape', composing);
    await expect(value).toBeVisible();
    await value.focus();
    await page.keyboard.press('Escape');
    await expect(value).toHaveCount(0);
  });
}
