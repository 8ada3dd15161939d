// The program panics: the page says so.
import { expect, rows, signIn, test } from '../support/fixtures';

test.use({
  expectedComplaints: async ({}, use) => use([/panicked at/, /unreachable/, /RuntimeError/]),
});

test('S-30: reports a crash, shows nothing of the account and offers to reload', async ({ page }) => {
  const logged: string[] = [];
  page.on('console', (message) => logged.push(message.text()));
  await signIn(page);
  await expect(rows(page).first()).toBeVisible();
  const name = String(await rows(page).getByRole('link').first().textContent());
  const alert = page.getByRole('alert').filter({ hasText: 'The console has stopped' });
  await expect(alert).toHaveCount(0);
  // Makes the program panic: it can create no more elements.
  await page.evaluate(() => {
    Document.prototype.createElement = () => {
      throw new Error('no more elements');
    };
  });
  await page.getByRole('link', { name: 'New peering' }).click();
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
