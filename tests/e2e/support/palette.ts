// The quick actions and the dialog of the shortcuts.
import { expect, signIn } from './fixtures';
import type { Page } from '@playwright/test';

export function palette(page: Page) {
  return page.getByRole('dialog', { name: 'Quick actions' });
}

export function box(page: Page) {
  return palette(page).getByRole('combobox');
}

export function option(page: Page, name: string | RegExp) {
  return palette(page).getByRole('option', { name });
}

/** The option that Enter opens. */
export function marked(page: Page) {
  return palette(page).getByRole('option', { selected: true });
}

export function shortcutsDialog(page: Page) {
  return page.getByRole('dialog', { name: 'Keyboard shortcuts' });
}

/** Signs in, and waits for the quick actions, which are loaded later. */
export async function start(page: Page, address = './peerings') {
  await signIn(page, address);
  await expect(page.getByRole('button', { name: 'Search…' })).toBeVisible();
}

/** Removes the focus from any element. */
export async function blur(page: Page) {
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  await expect(page.locator('body')).toBeFocused();
}
