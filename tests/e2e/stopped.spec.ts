// The program itself gives up: whoever looks at it is told.
import { expect, rows, signIn, test } from './fixtures';

test.use({
  expectedComplaints: async ({}, use) => use([/panicked at/, /unreachable/, /RuntimeError/]),
});

test('a program that has stopped says so', async ({ page }) => {
  await signIn(page);
  await expect(rows(page).first()).toBeVisible();
  const told = page.getByRole('alert').filter({ hasText: 'The console has stopped. Reload the page.' });
  await expect(told).toHaveCount(0);
  // What a browser never does: nothing new can be drawn any more.
  await page.evaluate(() => {
    Document.prototype.createElement = () => {
      throw new Error('no more elements');
    };
  });
  await page.getByRole('link', { name: 'New peering' }).click();
  await expect(told).toBeVisible();
  await expect(told).toBeInViewport();
});
