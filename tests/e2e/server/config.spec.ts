// The configuration of an installation in config.json, and the errors for invalid ones.
import { expect, rows, signIn, test } from '../support/fixtures';
import { writesAtServer } from '../support/forms';
import type { Page, Route } from '@playwright/test';

async function serveConfig(page: Page, config: unknown) {
  const body = typeof config === 'string' ? config : JSON.stringify(config);
  await page.route('**/config.json', (route) => route.fulfill({ contentType: 'application/json', body }));
}

const signInButton = (page: Page) => page.getByRole('button', { name: 'Sign in', exact: true });

test.describe('an invalid configuration', () => {
  const WRONG: [string, unknown, string][] = [
    ['invalid JSON', '{ "demo": true', 'JSON'],
    ['a list', [], 'config.json has to be an object'],
    ['an unknown field', { apibase: '/1.3' }, 'config.json has no apibase: there are apiBase'],
    ['credentials in an address', { apiBase: 'https://user:secret@api.example.com/1.3' }, 'config.json.apiBase has to be'],
    ['an address of another scheme', { apiBase: 'javascript:alert(1)' }, 'config.json.apiBase has to be'],
    ['an unknown feature', { without: ['everything'] }, 'config.json.without[0] has to be one of create, modify'],
    ['a time out of range', { idleMinutes: 0 }, 'config.json.idleMinutes has to be a number from 1 to 720'],
    ['an endpoint without an address', { endpoints: [{ name: 'Production' }] }, 'config.json.endpoints[0] needs apiBase'],
    ['a banner without a text', { banner: { tone: 'danger' } }, 'config.json.banner needs text'],
    ['a portal that is no origin', { portals: ['https://portal.example.com/path'] }, 'config.json.portals[0] has to be an origin'],
  ];
  for (const [name, config, message] of WRONG) {
    test(`reports ${name}, and prevents signing in`, async ({ page, standIn }) => {
      await serveConfig(page, config);
      await page.goto('./');
      const alert = page.getByRole('alert');
      await expect(alert).toContainText('The configuration of this console is wrong');
      await expect(alert).toContainText(message);
      await expect(alert).not.toContainText('secret');
      await expect(signInButton(page)).toBeDisabled();
      expect(await standIn.requests()).toEqual([]);
    });
  }
});

test.describe('A15: a configuration that cannot be read', () => {
  test.use({ expectedComplaints: async ({}, use) => use([/Failed to load resource/, /Failed to fetch dynamically imported module/]) });

  const UNREADABLE: [string, Parameters<Route['fulfill']>[0] | 'blocked', string][] = [
    ['missing', { status: 404 }, 'could not be read. The server answered with status 404'],
    ['forbidden', { status: 403, json: {} }, 'could not be read. The server answered with status 403'],
    ['broken at the server', { status: 500, json: {} }, 'could not be read. The server answered with status 500'],
    ['redirected', { status: 302, headers: { location: '/favicon.ico' } }, 'could not be read. The server redirects'],
    ['blocked', 'blocked', 'could not be read.'],
    ['a web page', { contentType: 'text/html', body: '<!doctype html><title>Sign in</title>' }, 'is wrong.'],
    ['empty', { body: '' }, 'is wrong.'],
    ['null', { body: 'null' }, 'config.json has to be an object'],
    ['cut', { body: '{ "readOnly": tr' }, 'is wrong.'],
    ['a demo that is no flag', { body: '{ "demo": "false" }' }, 'config.json.demo has to be true or false'],
  ];
  for (const [name, answer, message] of UNREADABLE) {
    test(`A15: ${name}: says so, and nobody can sign in`, async ({ page, standIn }) => {
      await page.route('**/config.json', (route) => (answer === 'blocked' ? route.abort() : route.fulfill(answer)));
      await page.goto('./');
      const alert = page.getByRole('alert');
      await expect(alert).toContainText('The configuration of this console');
      await expect(alert).toContainText(message);
      await expect(signInButton(page)).toBeDisabled();
      await page.getByRole('textbox', { name: 'Password' }).press('Enter');
      await expect(page.getByRole('button', { name: 'Try it with sample data' })).toBeHidden();
      expect(await standIn.requests()).toEqual([]);
    });
  }

  test('A15: a configuration that cannot be checked: says so, and nobody can sign in', async ({ page, standIn }) => {
    await serveConfig(page, { readOnly: true });
    await page.route(/\/validate-\w+\.js$/, (route) => route.fulfill({ status: 404 }));
    await page.goto('./');
    await expect(page.getByRole('alert')).toContainText('could not be checked');
    await expect(signInButton(page)).toBeDisabled();
    expect(await standIn.requests()).toEqual([]);
  });
});

test('an empty configuration has the defaults', async ({ page }) => {
  await serveConfig(page, {});
  await signIn(page);
  await expect(rows(page).first()).toBeVisible();
  await expect(page.getByRole('note')).toHaveCount(0);
});

test('shows a banner above every page', async ({ page }) => {
  await serveConfig(page, { banner: { text: 'Production', tone: 'danger' } });
  await page.goto('./');
  await expect(page.getByRole('note')).toHaveText('Production');
  await expect(page.getByRole('button', { name: 'Try it with sample data' })).toBeHidden();
  await signIn(page, null);
  await page.getByRole('link', { name: 'New peering' }).first().click();
  await expect(page.getByRole('note')).toHaveText('Production');
});

test('offers several endpoints before signing in', async ({ page, standIn }) => {
  const paths: string[] = [];
  page.on('request', (request) => paths.push(new URL(request.url()).pathname));
  await serveConfig(page, {
    banner: { text: 'For all' },
    endpoints: [
      { name: 'Staging', apiBase: '/elsewhere/1.3' },
      { name: 'Production', apiBase: '/1.3', username: 'demo', banner: { text: 'Careful: production', tone: 'danger' } },
    ],
  });
  await page.goto('./');
  await expect(page.getByRole('note')).toHaveText('For all');
  await page.getByRole('combobox', { name: 'Account' }).selectOption('Production');
  await expect(page.getByRole('note')).toHaveText('Careful: production');
  await expect(page.getByRole('textbox', { name: 'Username' })).toHaveValue('demo');
  await signIn(page, null);
  await expect(rows(page).first()).toBeVisible();
  await expect(page.getByRole('combobox', { name: 'Account' })).toBeHidden();
  expect(paths.filter((path) => path.startsWith('/elsewhere'))).toEqual([]);
  expect((await standIn.requests()).length).toBeGreaterThan(0);
});

test('a read-only console offers no changes and sends none', async ({ page, standIn }) => {
  await serveConfig(page, { readOnly: true, without: ['reachability', 'export'] });
  await signIn(page);
  await expect(rows(page).first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Columns…' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'New peering' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Export…' })).toHaveCount(0);
  await expect(page.getByRole('link', { name: 'Reachability' })).toHaveCount(0);
  await page.keyboard.press('n');
  await expect(page).not.toHaveURL(/new/);
  await rows(page).getByRole('link').first().click();
  await expect(page.getByRole('region', { name: 'Peering' })).toBeVisible();
  for (const name of ['Disable', 'Enable', 'Delete…', 'Modify']) {
    await expect(page.getByRole('main').getByText(name, { exact: true })).toHaveCount(0);
  }
  const detail = page.url();
  for (const path of ['./peerings/new', `${detail}/edit`, './reach']) {
    await signIn(page, path);
    await expect(page.getByRole('heading', { name: 'This is disabled here' })).toBeVisible();
  }
  expect(await writesAtServer(standIn)).toEqual([]);
});

test('sets the theme for all users', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await serveConfig(page, { theme: 'dark' });
  await page.goto('./');
  await expect(signInButton(page)).toBeEnabled();
  expect(await page.locator('.console').evaluate((element) => getComputedStyle(element).colorScheme)).toBe('dark');
});
