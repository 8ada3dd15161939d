// The page says that the console has not started, without any script: B4.
import { expect, rows, signIn, test } from '../support/fixtures';
import type { Page } from '@playwright/test';

test.use({
  expectedComplaints: async ({}, use) => use([/Failed to load resource/, /integrity/, /preloaded using link preload/]),
});

const notice = (page: Page) => page.getByRole('alert').filter({ hasText: 'The console has not started.' });

/** Runs the animations of the page's styles a hundred times as fast. */
async function hurry(page: Page) {
  const session = await page.context().newCDPSession(page);
  await session.send('Animation.enable');
  await session.send('Animation.setPlaybackRate', { playbackRate: 100 });
}

const BOOT = /\/boot-[0-9a-f]+\.js$/;
const PROGRAM = /\/upcloud-peerings-[0-9a-f]+\.js$/;
const WASM = /\/upcloud-peerings-[0-9a-f]+_bg\.wasm$/;

for (const [name, pattern] of [['boot-*.js', BOOT], ['the program', PROGRAM], ["the program's WebAssembly", WASM], ['config.json', /\/config\.json$/]] as const) {
  test(`B4: ${name} stalls: the page says what it waits for`, async ({ page }) => {
    await page.route(pattern, () => new Promise(() => {}));
    await hurry(page);
    await page.goto('./', { waitUntil: 'commit' });
    await expect(notice(page)).toBeVisible();
    await expect(notice(page)).toContainText(/boot-[0-9a-f]{16}\.js, upcloud-peerings-[0-9a-f]{16}\.js, upcloud-peerings-[0-9a-f]{16}_bg\.wasm, config\.json/);
    const submit = page.getByRole('button', { name: 'Sign in', exact: true });
    if (pattern === BOOT) return expect(submit).toBeDisabled();
    // It waits, and the browser itself sends nothing.
    await submit.click();
    await expect(page.getByRole('button', { name: 'Loading…' })).toBeDisabled();
    expect(new URL(page.url()).search).toBe('');
  });
}

for (const [name, status] of [['missing', 404], ['a web page', 200]] as const) {
  test(`B4: boot-*.js is ${name}: the page says so`, async ({ page }) => {
    await page.route(BOOT, (route) => route.fulfill({ status, contentType: 'text/html', body: '<p>Not here</p>' }));
    await hurry(page);
    await page.goto('./');
    await expect(notice(page)).toBeVisible();
  });
}

test('B4: nothing but the page is delivered: it says so, after a while', async ({ page }) => {
  await page.route(/-[0-9a-f]{16}(_bg)?\.\w+$/, (route) => route.fulfill({ status: 404 }));
  await page.goto('./');
  await expect(page.locator('.unstarted')).toHaveCSS('visibility', 'hidden');
  // The clock of this animation cannot be moved from outside.
  await expect(notice(page)).toBeVisible({ timeout: 20_000 });
});

test('B4: a file stalls: the page says so without its animation too, which Firefox takes for a style', async ({ page }) => {
  await page.clock.install();
  await page.route(BOOT, () => new Promise(() => {}));
  await page.goto('./', { waitUntil: 'commit' });
  await expect(page.locator('.unstarted')).toHaveCSS('visibility', 'hidden');
  await page.clock.runFor('00:14');
  await expect(page.locator('.unstarted')).toHaveCSS('visibility', 'hidden');
  await page.clock.runFor('00:02');
  await expect(notice(page)).toBeVisible();
});

test('B4: a start on a slow connection does not show it', async ({ page }) => {
  await page.addInitScript(() => {
    const seen: string[] = [];
    Object.assign(window, { seen });
    const look = () => {
      const element = document.querySelector('.unstarted');
      seen.push(element ? getComputedStyle(element).visibility : 'gone');
      requestAnimationFrame(look);
    };
    look();
  });
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', { offline: false, latency: 300, downloadThroughput: 80_000, uploadThroughput: 80_000 });
  await signIn(page);
  await expect(rows(page).first()).toBeVisible();
  const seen = await page.evaluate(() => (window as unknown as { seen: string[] }).seen);
  expect(seen).not.toContain('visible');
  expect(seen).toContain('gone');
  await expect(notice(page)).toHaveCount(0);
});

test('B4: a reason that is known replaces it', async ({ page }) => {
  await page.route('**/config.json', (route) => route.fulfill({ status: 404 }));
  await hurry(page);
  await page.goto('./');
  await expect(page.getByRole('alert')).toContainText('could not be read');
  await expect(page.locator('.unstarted')).toHaveCount(0);
});

test.describe('F-23: Enter, pressed while the program loads,', () => {
  /** Opens the page with the program's WebAssembly held back. */
  async function openSlowly(page: Page) {
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    await page.route(WASM, async (route) => {
      await held;
      await route.continue();
    });
    await page.goto('./', { waitUntil: 'commit' });
    await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeEnabled();
    return release;
  }

  test('signs in as soon as it can', async ({ page, standIn }) => {
    const release = await openSlowly(page);
    await page.getByLabel('Username').fill('demo');
    await page.getByLabel('Password').fill('demo');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: 'Loading…' })).toBeDisabled();
    expect(await standIn.requests()).toEqual([]);
    release();
    await expect(rows(page).first()).toBeVisible();
    expect(new URL(page.url()).search).toBe('');
  });

  test('without a password is answered with what is missing', async ({ page, standIn }) => {
    const release = await openSlowly(page);
    await page.getByLabel('Username').fill('demo');
    await page.keyboard.press('Enter');
    release();
    await expect(page.getByRole('alert')).toContainText('password');
    await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeEnabled();
    expect(await standIn.requests()).toEqual([]);
  });
});
