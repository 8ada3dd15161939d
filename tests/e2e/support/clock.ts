// A clock that the test moves.
import type { Page } from '@playwright/test';

/** Where Playwright's numbers of timers begin. */
const FIRST_TIMER = 1e12;

/**
 * Installs the clock before the page is opened. Its timers get small numbers, as the
 * browser's do: WebAssembly keeps them in 32 bits, and would cancel none otherwise.
 */
export async function installClock(page: Page) {
  await page.clock.install();
  await page.context().addInitScript((first) => {
    const { setTimeout: set, clearTimeout: clear } = window;
    window.setTimeout = ((...call: Parameters<typeof set>) => Number(set(...call)) - first) as typeof set;
    window.clearTimeout = (id) => id !== undefined && clear(Number(id) + first);
  }, FIRST_TIMER);
}
