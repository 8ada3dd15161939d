// What an installation says of itself in config.json, and what is said where that is
// wrong.
import { expect, rows, signIn, test } from '../support/fixtures';
import { writesAtServer } from '../support/forms';
import type { Page } from '@playwright/test';

async function configured(page: Page, config: unknown) {
  const body = typeof config === 'string' ? config : JSON.stringify(config);
  await page.route('**/config.json', (route) => route.fulfill({ contentType: 'application/json', body }));
}

const signInButton = (page: Page) => page.getByRole('button', { name: 'Sign in', exact: true });

test.describe('a configuration that is wrong', () => {
  const WRONG: [string, unknown, string][] = [
    ['no JSON', '{ "demo": true', 'JSON'],
    ['a list', [], 'config.json has to be an object'],
    ['a field that there is not', { apibase: '/1.3' }, 'config.json has no apibase: there are apiBase'],
    ['credentials in an address', { apiBase: 'https://user:secret@api.example.com/1.3' }, 'config.json.apiBase has to be'],
    ['an address of another scheme', { apiBase: 'javascript:alert(1)' }, 'config.json.apiBase has to be'],
    ['an unknown feature', { without: ['everything'] }, 'config.json.without[0] has to be one of create, modify'],
    ['a time out of range', { idleMinutes: 0 }, 'config.json.idleMinutes has to be a number from 1 to 720'],
    ['an endpoint without an address', { endpoints: [{ name: 'Production' }] }, 'config.json.endpoints[0] needs apiBase'],
    ['a banner without a text', { banner: { tone: 'danger' } }, 'config.json.banner needs text'],
    ['a portal that is no origin', { portals: ['https://portal.example.com/path'] }, 'config.json.portals[0] has to be an origin'],
  ];
  for (const [name, config, message] of WRONG) {
    test(`${name}: is told, and nobody can sign in`, async ({ page, standIn }) => {
      await configured(page, config);
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

test('an installation that says nothing is as one that says the usual', async ({ page }) => {
  await page.route('**/config.json', (route) => route.fulfill({ status: 404 }));
  await signIn(page);
  await expect(rows(page).first()).toBeVisible();
  await expect(page.getByRole('note')).toHaveCount(0);
});

test('a banner stands above every page', async ({ page }) => {
  await configured(page, { banner: { text: 'Production', tone: 'danger' } });
  await page.goto('./');
  await expect(page.getByRole('note')).toHaveText('Production');
  await expect(page.getByRole('button', { name: 'Try it with sample data' })).toBeHidden();
  await signIn(page, null);
  await page.getByRole('link', { name: 'New peering' }).first().click();
  await expect(page.getByRole('note')).toHaveText('Production');
});

test('one of several accounts is chosen before signing in', async ({ page, standIn }) => {
  const paths: string[] = [];
  page.on('request', (request) => paths.push(new URL(request.url()).pathname));
  await configured(page, {
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

test('a console that may only be looked at offers no change and sends none', async ({ page, standIn }) => {
  await configured(page, { readOnly: true, without: ['reachability', 'export'] });
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
    await expect(page.getByRole('heading', { name: 'This is switched off here' })).toBeVisible();
  }
  expect(await writesAtServer(standIn)).toEqual([]);
});

test('light or dark is one for all where the installation says so', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await configured(page, { theme: 'dark' });
  await page.goto('./');
  await expect(signInButton(page)).toBeEnabled();
  expect(await page.locator('.console').evaluate((element) => getComputedStyle(element).colorScheme)).toBe('dark');
});
