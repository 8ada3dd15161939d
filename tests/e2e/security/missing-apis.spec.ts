// A browser that refuses storage or has no channel between tabs: the session is as safe.
// One that is too old says so.
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

test.describe('F-05: a browser that is too old', () => {
  const LACKING: Record<string, () => void> = {
    popover: () => Reflect.deleteProperty(HTMLElement.prototype, 'popover'),
    'light-dark()': () => {
      const supports = CSS.supports.bind(CSS);
      CSS.supports = (property: string, value?: string) => !/light-dark/.test(property + value) && supports(property, value!);
    },
  };
  const MESSAGE = 'This browser is too old for the console. It needs Chrome or Edge 124, Firefox 125 or Safari 17.5, or a later version.';

  for (const [name, remove] of Object.entries(LACKING)) {
    test(`is told so before anything is typed: no ${name}`, async ({ page, standIn }) => {
      await page.addInitScript(remove);
      await page.goto('./');
      await expect(page.locator('.outcome')).toHaveText(MESSAGE);
      await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeDisabled();
      await page.getByRole('textbox', { name: 'Password' }).press('Enter');
      expect(await standIn.requests()).toEqual([]);
    });

    test(`is told so where the console is embedded: no ${name}`, async ({ page, standIn }) => {
      await page.addInitScript(remove);
      const html = '<!doctype html><script type="module" src="/embed.js"></script><upcloud-peerings></upcloud-peerings>';
      await page.route('**/host.html', (route) => route.fulfill({ contentType: 'text/html', body: html }));
      await page.goto('./host.html');
      await expect(page.getByRole('alert')).toHaveText(`The console could not be opened. ${MESSAGE}`);
      expect(await standIn.requests()).toEqual([]);
    });
  }
});
