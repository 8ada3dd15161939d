// What ends a session does not depend on the second WebAssembly file, which may be missing.
import { expect, rows, signIn, test } from '../support/fixtures';
import { FILE_FAULTS } from '../support/file-faults';
import { advanceUntil } from '../support/forms';
import { PEERINGS_PATH } from '../support/stand-in';
import type { Page } from '@playwright/test';

const PAGES = /\/pages-[0-9a-f]{16}\.wasm$/;
const MISSING = /A part of the console could not be loaded: search, views/;

test.use({
  expectedComplaints: async ({}, use) => use([/Failed to fetch/, /Failed to load resource/, /integrity/]),
});

/** Opens the list in a browser that cannot fetch the second file. */
async function openList(page: Page) {
  await page.route(PAGES, (route) => route.abort());
  await page.clock.install();
  await signIn(page);
  await expect(rows(page).first()).toBeVisible();
  await expect(page.getByRole('alert').filter({ hasText: MISSING })).toBeVisible();
}

async function expectLocked(page: Page, why: RegExp) {
  await expect(page.getByRole('status').filter({ hasText: why })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeEnabled();
  await expect(rows(page)).toHaveCount(0);
}

test('S-06 A1: locks an idle session without the second file', async ({ page }) => {
  await openList(page);
  await page.clock.fastForward('16:00');
  await expectLocked(page, /after inactivity/);
});

test('S-06 A1: ends a session after 13 hours without the second file', async ({ page }) => {
  await openList(page);
  for (let minutes = 0; minutes < 13 * 60; minutes += 10) {
    await page.clock.fastForward('10:00');
    await page.keyboard.press('Shift');
  }
  await expectLocked(page, /session's time limit/);
});

test('S-05 A1: locks a page that is left without the second file', async ({ page }) => {
  await openList(page);
  await page.evaluate(() => window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })));
  await expectLocked(page, /you left the page/);
});

test('S-05 A1: follows a sign-out in another tab without the second file', async ({ context, page }) => {
  await openList(page);
  const other = await context.newPage();
  await signIn(other);
  await other.getByRole('button', { name: 'Sign out' }).click();
  await expectLocked(page, /You signed out in another tab/);
});

test('S-10 A1: asks to sign in again after a 401 without the second file', async ({ page, standIn }) => {
  await openList(page);
  await standIn.fault({ method: 'GET', path: PEERINGS_PATH }, { status: 401, error_code: 'AUTHENTICATION_FAILED', error_message: 'No.' });
  const dialog = page.getByRole('dialog', { name: 'Your session has ended' });
  await advanceUntil(page, () => dialog.isVisible());
  await dialog.getByRole('textbox', { name: 'Password' }).fill('demo');
  await dialog.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(rows(page).first()).toBeVisible();
});

for (const [fault, answer] of Object.entries(FILE_FAULTS)) {
  test(`S-06 D2: says that the second file is missing, and locks: ${fault}`, async ({ page }) => {
    await page.route(PAGES, answer);
    await page.clock.install();
    await signIn(page);
    await expect(rows(page).first()).toBeVisible();
    await page.clock.fastForward('00:31');
    await expect(page.getByRole('alert').filter({ hasText: MISSING })).toBeVisible();
    await page.clock.fastForward('16:00');
    await expectLocked(page, /after inactivity/);
  });
}

test('A1, F-24: the list says that a part is missing, and fetches it again without losing what was typed', async ({ page }) => {
  await openList(page);
  const filter = page.locator('.filter input.text');
  await filter.fill('hel-app');
  await page.unroute(PAGES);
  const alert = page.getByRole('alert').filter({ hasText: MISSING });
  await alert.getByRole('button', { name: 'Try again' }).click();
  await expect(alert).toHaveCount(0);
  await expect(page.getByRole('button', { name: /^Session of/ })).toBeVisible();
  await expect(filter).toHaveValue('hel-app');
});
