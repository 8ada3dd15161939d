// What Playwright and browser engines do differently.
import type { Locator, Page } from '@playwright/test';

/** What Firefox reports when a request is aborted, as by leaving the page that waits for it. */
export const FIREFOX_ABORTED = /^(AbortError: The operation was aborted\. ?|Error)$/;

/** Whether the page is one of Firefox. */
export function isFirefox(page: Page) {
  return page.context().browser()?.browserType().name() === 'firefox';
}

/** Scrolls the frame around a table. In Firefox, a turn of the mouse's wheel goes further than asked. */
export function scrollTable(table: Locator, by: number) {
  return table.locator('..').evaluate((frame, by) => frame.scrollBy(0, by), by);
}
