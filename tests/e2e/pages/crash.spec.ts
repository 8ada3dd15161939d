// The program panics: the page says so.
import { expect, rows, sessionMenu, settled, signIn, test } from '../support/fixtures';
import { recordMemories } from '../support/memory';
import type { Page } from '@playwright/test';

test.use({
  expectedComplaints: async ({}, use) => use([/panicked at/, /unreachable/, /RuntimeError/]),
});

/** Makes the program panic: it can create no more elements. The click comes at once, for
 * anything else that draws would stop the program first. The second file is there: its
 * texts would be written into the cleared memory. */
async function panic(page: Page) {
  await expect(sessionMenu(page)).toBeVisible();
  await page.getByRole('link', { name: 'New peering' }).evaluate((link) => {
    Document.prototype.createElement = () => {
      throw new Error('no more elements');
    };
    (link as HTMLElement).click();
  });
}

test('S-30: reports a crash, shows nothing of the account and offers to reload', async ({ page }) => {
  const logged: string[] = [];
  page.on('console', (message) => logged.push(message.text()));
  await signIn(page);
  await expect(rows(page).first()).toBeVisible();
  const name = String(await rows(page).getByRole('link').first().textContent());
  const alert = page.getByRole('alert').filter({ hasText: 'The console has stopped' });
  await expect(alert).toHaveCount(0);
  await panic(page);
  await expect(alert).toBeVisible();
  await expect(alert.getByRole('heading')).toBeInViewport();
  await expect(alert, 'the location in the source').toContainText(/\w+\.rs:\d+/);
  expect(await page.evaluate(() => document.documentElement.outerHTML)).not.toContain(name);
  const encoded = Buffer.from('demo:demo').toString('base64');
  expect(logged.some((text) => text.includes('panicked at'))).toBe(true);
  expect(logged.filter((text) => text.includes(encoded) || text.includes(name))).toEqual([]);

  await alert.getByRole('button', { name: 'Reload the page' }).click();
  await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeEnabled();
  await expect(alert).toHaveCount(0);
});

test('S-30 A11: after a crash nothing is sent, and the program holds nothing of the session', async ({ page, standIn }) => {
  await recordMemories(page);
  const bytesInUse = () =>
    page.evaluate(() => {
      const { memories } = window as unknown as { memories: WebAssembly.Memory[] };
      return memories.map(({ buffer }) => new Uint8Array(buffer).reduce((count, byte) => count + (byte ? 1 : 0), 0));
    });
  await page.clock.install();
  await signIn(page);
  await expect(rows(page).first()).toBeVisible();
  await panic(page);
  await expect(page.getByRole('alert').filter({ hasText: 'The console has stopped' })).toBeVisible();
  const inUse = await bytesInUse();
  expect(inUse.length).toBeGreaterThan(0);
  // A callback that comes later may write a little into the cleared memory.
  expect(Math.max(...inUse)).toBeLessThan(1_000);
  const before = await settled(async () => (await standIn.requests()).length);
  // A timer that was set before finds no program, and the clock reports that.
  await page.clock.runFor('05:00').catch((error: Error) => expect(error.message).toContain('RuntimeError'));
  await page.keyboard.press('n');
  expect(await standIn.requests()).toHaveLength(before);
});
