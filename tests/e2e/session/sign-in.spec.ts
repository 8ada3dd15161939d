// Signing in: the form, which is shown before the program is loaded, and the credentials.
import { expect, rows, signIn, test } from '../support/fixtures';
import type { Page } from '@playwright/test';

const PROGRAM = '**/*.wasm';

/** The call that a sign-in makes, as the stand-in logs it. */
const FIRST_CALL = { method: 'GET', path: '/1.3/account', at: expect.any(Number), retry_after: null, credentials: 1 };

function fields(page: Page) {
  return {
    username: page.getByRole('textbox', { name: 'Username' }),
    password: page.getByRole('textbox', { name: 'Password' }),
    token: page.getByRole('textbox', { name: 'API token' }),
    signIn: page.getByRole('button', { name: 'Sign in', exact: true }),
    alert: page.getByRole('alert'),
  };
}

/** Delays the program until the returned function is called. */
async function holdProgram(page: Page) {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(PROGRAM, async (route) => {
    await released;
    await route.continue();
  });
  return release;
}

test.describe('before the program is loaded', () => {
  test('the form is shown and keeps what is typed', async ({ page, standIn }) => {
    const release = await holdProgram(page);
    await page.goto('./', { waitUntil: 'commit' });
    const { username, password, signIn } = fields(page);
    await expect(page.getByRole('heading', { name: 'Network peerings' })).toBeVisible();
    await username.fill('demo');
    await password.fill('demo');

    // Loading the program keeps what was typed, and the cursor position. What is sent
    // before it is loaded is the subject of F-23.
    const program = page.waitForResponse(PROGRAM);
    release();
    await program;
    await expect(page.locator('.unstarted')).toHaveCount(0);
    await expect(signIn).toBeEnabled();
    await expect(username).toHaveValue('demo');
    await expect(password).toHaveValue('demo');
    await expect(password).toBeFocused();
    expect(await standIn.requests()).toEqual([]);

    await password.press('Enter');
    await expect(rows(page).first()).toBeVisible();
  });

  test('the chosen kind of credentials is kept', async ({ page }) => {
    const release = await holdProgram(page);
    await page.goto('./', { waitUntil: 'commit' });
    const { token, signIn, password } = fields(page);
    await page.getByRole('radio', { name: 'Token' }).check();
    await expect(password).toBeHidden();
    await token.fill('ucat_demo');

    release();
    await expect(signIn).toBeEnabled();
    await expect(token).toHaveValue('ucat_demo');
    await signIn.click();
    await expect(rows(page).first()).toBeVisible();
  });
});

test.describe('a program that cannot be loaded', () => {
  test.use({ expectedComplaints: async ({}, use) => use([/Failed to (load|fetch)/, /TypeError/]) });

  test('is reported in the form', async ({ page }) => {
    await page.route(PROGRAM, (route) => route.abort());
    await page.goto('./', { waitUntil: 'commit' });
    const { signIn, alert } = fields(page);
    await expect(alert).toContainText('The console could not be started');
    await expect(signIn).toBeDisabled();
  });
});

test('S-08: reports wrong credentials, and shows nothing else', async ({ page, standIn }) => {
  await page.goto('./');
  const { username, password, signIn, alert } = fields(page);
  await username.fill('demo');
  await password.fill('wrong');
  await signIn.click();
  await expect(alert).toContainText('The API rejected this username and password.');
  await expect(alert).toContainText('Check both');
  await expect(alert).not.toContainText('token');
  await expect(password).toHaveValue('');
  await expect(password).toBeFocused();
  await expect(username).toHaveValue('demo');
  await expect(signIn).toBeEnabled();
  await expect(page.getByRole('button', { name: 'Sign out' })).toHaveCount(0);
  await expect(page.getByRole('heading')).toHaveText(['Network peerings']);
  expect(await standIn.requests()).toEqual([{ ...FIRST_CALL, status: 401 }]);

  // The next attempt clears the message.
  await password.fill('demo');
  await password.press('Enter');
  await expect(rows(page).first()).toBeVisible();
  await expect(alert).toHaveCount(0);
});

test('reports missing input without a request', async ({ page, standIn }) => {
  await page.goto('./');
  const { username, password, signIn, alert, token } = fields(page);
  await signIn.click();
  await expect(alert).toContainText('Enter a username');
  await expect(username).toBeFocused();
  await username.fill('a:b');
  await password.fill('x');
  await signIn.click();
  await expect(alert).toContainText("A username can't contain a colon");
  await username.fill('demo');
  await password.fill('');
  await signIn.click();
  await expect(alert).toContainText('Enter a password');
  await expect(password).toBeFocused();
  await page.getByRole('radio', { name: 'Token' }).check();
  await signIn.click();
  await expect(alert).toContainText('Enter an API token');
  await expect(token).toBeFocused();
  expect(await standIn.requests()).toEqual([]);
});

test('the right password shows the list', async ({ page, standIn }) => {
  await page.goto('./');
  const { username, password, signIn } = fields(page);
  await username.fill('demo');
  await password.fill('demo');
  const request = page.waitForRequest('**/1.3/account');
  await signIn.click();
  expect((await request).headers().authorization).toBe(`Basic ${btoa('demo:demo')}`);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Peerings');
  await expect(rows(page).first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Session of demo' })).toBeVisible();
  await expect(username).toHaveCount(0);
  expect((await standIn.requests())[0]).toEqual({ ...FIRST_CALL, status: 200 });
});

test('accepts a token, and reports a wrong one', async ({ page }) => {
  await page.goto('./');
  const { password, token, signIn, alert } = fields(page);
  await page.getByRole('radio', { name: 'Token' }).check();
  await expect(password).toBeHidden();
  await token.fill('ucat_wrong');
  await signIn.click();
  await expect(alert).toContainText('The API rejected this token.');
  await expect(alert).toContainText('has not expired');
  await expect(alert).not.toContainText(/password|username/);
  await expect(token).toHaveValue('');
  await expect(token).toBeFocused();

  await token.fill('ucat_partner');
  const request = page.waitForRequest('**/1.3/account');
  await signIn.click();
  expect((await request).headers().authorization).toBe('Bearer ucat_partner');
  await expect(page.getByRole('button', { name: 'Session of partner' })).toBeVisible();
  await expect(rows(page).first()).toBeVisible();
});

test('submitting twice sends one request', async ({ page, standIn }) => {
  await standIn.fault({ path: '/1.3/account', exact: true }, { delay_ms: 400 });
  await page.goto('./');
  const { username, password } = fields(page);
  await username.fill('demo');
  await password.fill('demo');
  await password.press('Enter');
  await expect(page.getByRole('button', { name: 'Signing in…' })).toBeDisabled();
  await password.press('Enter');
  await expect(rows(page).first()).toBeVisible();
  const requests = (await standIn.requests()).filter(({ path }) => path === '/1.3/account');
  expect(requests).toHaveLength(1);
});

test.describe('with a server that sends an authentication challenge', () => {
  test('the browser shows no login prompt of its own', async ({ page, standIn }) => {
    await standIn.reset({ challenge: true });
    // Requests that omit credentials prevent the browser's prompt. A headless browser
    // shows no other sign of it.
    await page.addInitScript(() => {
      const modes: string[] = [];
      const fetch = window.fetch;
      window.fetch = (input, init) => {
        const request = input instanceof Request ? input : new Request(input, init);
        if (request.url.includes('/1.3/')) modes.push(request.credentials);
        return fetch(input, init);
      };
      Object.assign(window, { credentialsModes: modes });
    });
    await page.goto('./');
    const { username, password, signIn, alert } = fields(page);
    await username.fill('demo');
    await password.fill('wrong');
    await signIn.click();
    await expect(alert).toContainText('The API rejected this username and password.');
    await expect(signIn).toBeEnabled();
    expect(await standIn.requests()).toHaveLength(1);
    await password.fill('demo');
    await signIn.click();
    await expect(rows(page).first()).toBeVisible();
    const modes = await page.evaluate(() => (window as unknown as { credentialsModes: string[] }).credentialsModes);
    expect(modes.length).toBeGreaterThan(2);
    expect(new Set(modes)).toEqual(new Set(['omit']));
  });
});

test('shows the page of the address after signing in', async ({ page, standIn }) => {
  const { uuid } = (await standIn.peering('hel-app to fra-db'))!;
  await signIn(page, `./peerings/${uuid}`);
  await expect(page.getByRole('heading', { level: 1, name: 'hel-app to fra-db' })).toBeVisible();
  expect(new URL(page.url()).pathname).toMatch(new RegExp(`/peerings/${uuid}$`));
});
