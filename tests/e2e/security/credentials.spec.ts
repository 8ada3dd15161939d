// The credentials are nowhere but in the requests, and signing out leaves nothing.
import { expect, rows, settled, signIn, submitCredentials, test } from '../support/fixtures';
import { PEERINGS_PATH } from '../support/stand-in';
import type { BrowserContext, Page } from '@playwright/test';

/** A password that cannot be in the page by chance. */
const SECRET = 'Pässwörd-8f3a 71c0';
const ENCODED = Buffer.from(`demo:${SECRET}`).toString('base64');

/** Every place of a page and its browser where a script could have left something. */
async function everything(page: Page, context: BrowserContext) {
  const inPage = await page.evaluate(async () => ({
    address: location.href,
    state: history.state,
    name: window.name,
    local: { ...localStorage },
    session: { ...sessionStorage },
    databases: await indexedDB.databases(),
    caches: await caches.keys(),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
    markup: document.documentElement.outerHTML,
    values: [...document.querySelectorAll('input')].map((input) => input.value),
  }));
  return { ...inPage, storage: await context.storageState() };
}

test('S-01: the password is nowhere but in the requests', async ({ page, context }) => {
  // The stand-in accepts simple passwords only, so the request is rewritten.
  const sent: (string | undefined)[] = [];
  await page.route('**/1.3/**', (route) => {
    const headers = route.request().headers();
    sent.push(headers.authorization);
    return route.continue({ headers: { ...headers, authorization: `Basic ${btoa('demo:demo')}` } });
  });
  await page.goto('./');
  await submitCredentials(page, 'demo', SECRET);

  const check = async (where: string) => {
    const found = JSON.stringify(await everything(page, context));
    const traces = [SECRET, encodeURIComponent(SECRET), ENCODED].filter((trace) => found.includes(trace));
    expect(traces, `on the ${where}`).toEqual([]);
  };
  await expect(rows(page).first()).toBeVisible();
  await check('list');
  await rows(page).getByRole('link').first().click();
  await expect(page.getByRole('region', { name: 'Peering' })).toBeVisible();
  await check('detail');
  await page.getByRole('link', { name: 'Modify' }).click();
  await expect(page.getByRole('button', { name: 'Save changes' })).toBeVisible();
  await check('edit page');
  await page.getByRole('link', { name: 'Peerings' }).first().click();
  await page.getByRole('link', { name: 'New peering' }).click();
  await expect(page.getByRole('button', { name: 'Create peering' })).toBeVisible();
  await check('create page');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await check('sign-in page');

  expect(sent.length).toBeGreaterThan(3);
  expect(new Set(sent)).toEqual(new Set([`Basic ${ENCODED}`]));
});

test('S-01: the token is nowhere but in the requests', async ({ page, context }) => {
  await page.goto('./');
  await page.getByRole('radio', { name: 'Token' }).check();
  await page.getByRole('textbox', { name: 'API token' }).fill('ucat_demo');
  const request = page.waitForRequest('**/1.3/network-peering');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(rows(page).first()).toBeVisible();
  expect((await request).headers().authorization).toBe('Bearer ucat_demo');
  const found = JSON.stringify(await everything(page, context));
  expect(found.includes('ucat_demo')).toBe(false);
});

test('S-01: nothing is stored at all', async ({ page, context }) => {
  await signIn(page);
  await expect(rows(page).first()).toBeVisible();
  const { local, session, databases, caches, workers, storage } = await everything(page, context);
  expect({ local, session, databases, caches, workers, storage }).toEqual({
    local: {},
    session: {},
    databases: [],
    caches: [],
    workers: 0,
    storage: { cookies: [], origins: [] },
  });
});

const NAME = 'hel-app to fra-db';

/** How to open each page from the list, and what to type on it. */
const PAGES: Record<string, (page: Page) => Promise<void>> = {
  list: async (page) => {
    // Adds a history entry, so that Back stays within the console.
    await page.getByRole('button', { name: /Active$/ }).click();
  },
  detail: async (page) => {
    await page.getByRole('link', { name: NAME, exact: true }).click();
    await expect(page.getByRole('region', { name: 'Peering' })).toBeVisible();
  },
  create: async (page) => {
    await page.getByRole('link', { name: 'New peering' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('half typed');
  },
  edit: async (page) => {
    await page.getByRole('link', { name: NAME, exact: true }).click();
    await page.getByRole('link', { name: 'Modify' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('half typed');
  },
};

for (const [name, open] of Object.entries(PAGES)) {
  test(`S-05: signing out from the ${name} page leaves nothing`, async ({ page, standIn }) => {
    await page.clock.install();
    await signIn(page);
    await expect(rows(page).first()).toBeVisible();
    await open(page);
    await page.getByRole('button', { name: 'Sign out' }).click();

    const expectNothing = async () => {
      await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeEnabled();
      await expect(page.getByRole('heading')).toHaveText(['Network peerings']);
      await expect(page.getByRole('textbox', { name: 'Username' })).toHaveValue('');
      await expect(page.getByRole('textbox', { name: 'Password' })).toHaveValue('');
      await expect(page).toHaveTitle(/^Sign in/);
      const markup = await page.evaluate(() => document.documentElement.outerHTML);
      for (const trace of [NAME, 'hel-app', 'half typed', 'fi-hel1', 'Sign out']) {
        expect(markup).not.toContain(trace);
      }
    };
    await expectNothing();
    // Neither Back nor time brings anything back, and no more requests are sent.
    const count = await settled(async () => (await standIn.requests()).length);
    await page.goBack();
    await expectNothing();
    await page.clock.fastForward(120_000);
    await expectNothing();
    expect(await standIn.requests()).toHaveLength(count);
  });
}

test('shows the next user nothing of the previous one', async ({ page, standIn }) => {
  await signIn(page);
  await expect(page.getByRole('link', { name: NAME, exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await standIn.fault({ path: PEERINGS_PATH }, { delay_ms: 700 });
  await signIn(page, null, 'partner');
  await expect(page.getByText('Loading peerings…')).toBeVisible();
  await expect(page.getByText(NAME)).toHaveCount(0);
  const names = (await standIn.peerings('partner')).map((peering) => peering.name);
  await expect(rows(page)).toHaveCount(names.length);
  await expect(page.getByText(NAME)).toHaveCount(0);
});

test('S-05: drops an answer that arrives after signing out', async ({ page, standIn }) => {
  await standIn.fault({ path: PEERINGS_PATH }, { delay_ms: 500 });
  await page.goto('./');
  const aborted = page.waitForEvent('requestfailed', (request) => request.url().endsWith('/network-peering'));
  await submitCredentials(page);
  await expect(page.getByText('Loading peerings…')).toBeVisible();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await aborted;
  await expect(page.getByRole('heading')).toHaveText(['Network peerings']);
  await expect(rows(page)).toHaveCount(0);
});

test('S-05: the browser keeps no list of the requests of a session', async ({ page }) => {
  await signIn(page, './peerings?label=env%3Dprod');
  await expect(rows(page).first()).toBeVisible();
  await rows(page).getByRole('link').first().click();
  await expect(page.getByRole('region', { name: 'Peering' })).toBeVisible();
  await page.getByRole('button', { name: 'Sign out' }).first().click();
  await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible();
  const requests = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
  expect(requests.filter((address) => address.includes('/1.3/'))).toEqual([]);
});
