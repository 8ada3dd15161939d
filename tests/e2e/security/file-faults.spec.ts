// Each file of the build with each fault of its delivery: the page says what is wrong, and
// nothing opens. `session/first-file.spec.ts` has the second WebAssembly file.
import { expect, rows, signIn, test } from '../support/fixtures';
import { FILE_FAULTS } from '../support/file-faults';
import type { Page } from '@playwright/test';

test.use({
  expectedComplaints: async ({}, use) =>
    use([/Failed to load resource/, /integrity/, /Failed to fetch/, /preloaded using link preload/, /compile/]),
});

/** Files without which the console does not start. */
const NEEDED: Record<string, RegExp> = {
  boot: /\/boot-[0-9a-f]{16}\.js$/,
  program: /\/upcloud-peerings-[0-9a-f]{16}\.js$/,
  wasm: /\/upcloud-peerings-[0-9a-f]{16}_bg\.wasm$/,
  check: /\/validate-[0-9a-f]{16}\.js$/,
  config: /\/config\.json$/,
};

/** Style sheets, without which it works. */
const SHEETS: Record<string, RegExp> = {
  sheet: /\/style-[0-9a-f]{16}\.css$/,
  'sheet of the other pages': /\/later-[0-9a-f]{16}\.css$/,
};

const NOTICE = /The console has not started|The console could not be started|The configuration of this console/;

/** Runs the animations of the page's styles a hundred times as fast. */
async function hurry(page: Page) {
  const session = await page.context().newCDPSession(page);
  await session.send('Animation.enable');
  await session.send('Animation.setPlaybackRate', { playbackRate: 100 });
}

for (const [file, pattern] of Object.entries(NEEDED)) {
  for (const [fault, answer] of Object.entries(FILE_FAULTS)) {
    test(`D2: ${file}, ${fault}: the page says so, and nobody can sign in`, async ({ page, standIn }) => {
      if (file === 'check') await page.route('**/config.json', (route) => route.fulfill({ json: { readOnly: true } }));
      await page.route(pattern, answer);
      await hurry(page);
      await page.goto('./', { waitUntil: 'commit' });
      await expect(page.getByRole('alert').filter({ hasText: NOTICE }).first()).toBeVisible();
      const password = page.getByRole('textbox', { name: 'Password' });
      if (await password.isVisible()) {
        await page.getByRole('textbox', { name: 'Username' }).fill('demo');
        await password.fill('demo');
        await password.press('Enter');
      }
      // While a file may still come, the button waits for it.
      await expect(page.getByRole('button', { name: fault === 'stall' ? /^(Sign in|Loading…)$/ : /^Sign in$/ })).toBeDisabled();
      await expect(page.getByRole('button', { name: 'Sign out' })).toHaveCount(0);
      expect(await standIn.requests()).toEqual([]);
      expect(page.url()).not.toContain('demo');
    });
  }
}

for (const [file, pattern] of Object.entries(SHEETS)) {
  for (const [fault, answer] of Object.entries(FILE_FAULTS)) {
    test(`S-06 D2: ${file}, ${fault}: the console works without it, and locks`, async ({ page }) => {
      await page.route(pattern, answer);
      await page.clock.install();
      await page.goto('./', { waitUntil: 'commit' });
      await signIn(page, null);
      await expect(rows(page).first()).toBeVisible();
      await page.clock.fastForward('16:00');
      await expect(page.getByRole('status').filter({ hasText: 'after inactivity' })).toBeVisible();
      await expect(rows(page)).toHaveCount(0);
    });
  }
}
