// F-11: a gateway with single sign-on in front of the console and the API, which knows its
// users by a cookie. Real nginx, with `auth_request`.
import { expect, heading, row, rows, sessionMenu, submitCredentials, test } from '../support/fixtures';
import { writesAtServer } from '../support/forms';
import { nginx } from '../support/servers';
import type { BrowserContext, Page } from '@playwright/test';

const LINK = 'hel-app to fra-db';
const SIGN_ON = 'probably to a sign-on page';

test.use({
  // Playwright's own complaint about an answer that the browser does not follow.
  expectedComplaints: async ({}, use) => use([/Failed to load resource/]),
});

const dialog = (page: Page) => page.getByRole('dialog');
const gateway = () => nginx.gateways[test.info().parallelIndex]!;

/** Opens the console through the gateway's sign-on page. */
async function enter(page: Page, how: 'Enter' | 'Enter as demo', config: object) {
  await page.route('**/config.json', (route) => route.fulfill({ json: config }));
  await page.goto(gateway());
  await expect(page).toHaveTitle('Single sign-on');
  await page.getByRole('link', { name: how, exact: true }).click();
}

/** Signs on again, in another tab. */
async function signOn(context: BrowserContext, how: string) {
  const other = await context.newPage();
  await other.goto(gateway());
  await other.getByRole('link', { name: how, exact: true }).click();
  await other.close();
}

test.describe('F-11: credentials that are typed', { tag: '@nginx' }, () => {
  test('reach the API with the cookie of the gateway, where config.json says so', async ({ page, context, standIn }) => {
    await enter(page, 'Enter', { cookies: true });
    await submitCredentials(page);
    await expect(rows(page).first()).toBeVisible();
    await expect(sessionMenu(page)).toBeVisible();

    await context.clearCookies();
    await page.getByRole('button', { name: 'Refresh' }).click();
    await expect(page.getByText(SIGN_ON).first()).toBeVisible();
    await expect(row(page, LINK)).toBeVisible();
    const before = (await standIn.requests()).length;
    await signOn(context, 'Enter');
    await page.getByRole('button', { name: 'Refresh' }).click();
    await expect(page.getByText(SIGN_ON)).toHaveCount(0);
    expect((await standIn.requests(before)).length).toBeGreaterThan(0);
  });

  test('are not followed by a cookie otherwise, and the page says what stands in between', async ({ page, standIn }) => {
    await enter(page, 'Enter', {});
    await submitCredentials(page);
    const alert = page.getByRole('alert');
    await expect(alert).toContainText(SIGN_ON);
    await expect(alert).toContainText('Open this address in a new tab to sign in there');
    await expect(alert).toContainText('"cookies" in config.json');
    expect(await standIn.requests()).toEqual([]);
  });

  test('a change that the gateway redirects is not said to be done', async ({ page, context, standIn }) => {
    await enter(page, 'Enter', { cookies: true });
    await submitCredentials(page);
    await row(page, LINK).getByRole('link').click();
    await expect(heading(page)).toHaveText(LINK);
    await context.clearCookies();
    await page.getByRole('button', { name: 'Disable', exact: true }).click();
    await dialog(page).getByRole('button', { name: 'Disable peering' }).click();
    await expect(page.getByText('redirects this request').first()).toBeVisible();
    await expect(page.getByText('Done')).toHaveCount(0);
    expect(await writesAtServer(standIn)).toEqual([]);
  });
});

test.describe('F-11: a gateway that authenticates its users at the API', { tag: '@nginx' }, () => {
  test('needs no sign-in page, and its end is said where work can go on', async ({ page, context, standIn }) => {
    await enter(page, 'Enter as demo', { authorization: 'proxy' });
    await expect(rows(page).first()).toBeVisible();
    await expect(page.getByRole('button', { name: 'Sign in' })).toHaveCount(0);
    const filter = page.getByRole('searchbox', { name: 'Filter' });
    await filter.fill('hel-app');

    await context.clearCookies();
    await page.getByRole('button', { name: 'Refresh' }).click();
    await expect(dialog(page)).toContainText('Your session has ended');
    await expect(dialog(page)).toContainText('a gateway asks for it if you open this address in a new tab');
    const before = (await standIn.requests()).length;
    await dialog(page).getByRole('button', { name: 'Continue' }).click();
    await expect(dialog(page).getByRole('alert')).toContainText('Not authenticated yet');
    expect(await standIn.requests(before)).toEqual([]);

    await signOn(context, 'Enter as demo');
    await dialog(page).getByRole('button', { name: 'Continue' }).click();
    await expect(dialog(page)).toBeHidden();
    await expect(filter).toHaveValue('hel-app');
    await expect(row(page, LINK)).toBeVisible();
  });

  test('must be on the origin of the page', async ({ page }) => {
    await enter(page, 'Enter', { authorization: 'proxy', apiBase: 'https://api.example.com/1.3' });
    await expect(page.getByRole('alert')).toContainText("config.json.apiBase has to be on the page's own origin");
    await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeDisabled();
  });
});
