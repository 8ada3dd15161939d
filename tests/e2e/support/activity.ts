// The activity: the strip at the foot of every page, and the list of all entries above it.
import { expect } from './fixtures';
import type { Page } from '@playwright/test';

/** The strip, with the list where it is open. */
export function activity(page: Page) {
  return page.getByRole('region', { name: 'Activity' });
}

/** The entries of the list, what runs first, then the newest first. */
export function entries(page: Page) {
  return page.getByRole('list', { name: 'Changes in this session' }).locator(':scope > li');
}

/** The steps of all entries whose details are open. */
export function steps(page: Page) {
  return entries(page).getByRole('listitem');
}

/** Opens the list, unless it is open. */
export async function openActivity(page: Page) {
  const toggle = activity(page).getByRole('button', { name: /^(Show all|Hide)/ });
  await expect(toggle).toBeVisible();
  if ((await toggle.getAttribute('aria-expanded')) === 'false') await toggle.click();
  await expect(entries(page).first()).toBeVisible();
}
