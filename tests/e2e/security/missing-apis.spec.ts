// A browser that refuses storage or has no channel between tabs: the session is as safe.
import { expect, rows, sessionMenu, signIn, test } from '../support/fixtures';

test('without storage and BroadcastChannel the console works, and locks when idle', async ({ page }) => {
  await page.addInitScript(() => {
    for (const name of ['localStorage', 'sessionStorage']) {
      Object.defineProperty(window, name, {
        get() {
          throw new DOMException('The operation is insecure.', 'SecurityError');
        },
      });
    }
    Reflect.deleteProperty(window, 'BroadcastChannel');
  });
  await page.clock.install();
  await signIn(page);
  await expect(rows(page).first()).toBeVisible();
  await expect(sessionMenu(page)).toBeVisible();
  await page.clock.fastForward('16:00');
  await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeEnabled();
  await expect(rows(page)).toHaveCount(0);
});
