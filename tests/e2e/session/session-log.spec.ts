// The session log: it has what support needs, and no secrets.
import { expect, rows, sessionMenu, signIn, test } from '../support/fixtures';
import { fields, openPeering } from '../support/forms';
import { PEERINGS_PATH } from '../support/stand-in';
import type { Page } from '@playwright/test';

const LINK = 'hel-app to fra-db';
const ENCODED = Buffer.from('demo:demo').toString('base64');

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

async function openLog(page: Page) {
  await sessionMenu(page).click();
  await page.getByRole('button', { name: 'Session log' }).click();
  const dialog = page.getByRole('dialog', { name: 'Session log' });
  await expect(dialog).toBeVisible();
  return dialog;
}

const copied = (page: Page) => page.evaluate(() => navigator.clipboard.readText());

test('S-28: shows a failed call with what support asks for', async ({ page, standIn }) => {
  const { uuid } = await openPeering(page, standIn, LINK, '/edit');
  await fields(page).name.fill('another name');
  await standIn.fault({ method: 'PATCH', path: PEERINGS_PATH }, { status: 409, error_code: 'X_CODE', error_message: 'Not now.' });
  await fields(page).save.click();
  const notice = page.getByRole('alert').filter({ hasText: 'Not now.' });
  await expect(notice).toBeVisible();
  const correlation = await notice.getByText('Correlation id').locator('xpath=following-sibling::dd').textContent();

  const dialog = await openLog(page);
  const call = dialog.getByRole('listitem').filter({ hasText: `PATCH /network-peering/${uuid}` });
  await expect(call).toHaveCount(1);
  await expect(call).toContainText(/409, \d+ ms/);
  await call.locator('summary').click();
  await expect(call).toContainText('"another name"');
  await expect(call).toContainText('X_CODE');
  await expect(call).toContainText(String(correlation));
  await call.getByRole('button', { name: 'Copy curl' }).click();
  await expect.poll(() => copied(page)).toContain('$UPCLOUD_TOKEN');
  expect(await copied(page)).toContain(`--request PATCH`);

  await dialog.getByRole('button', { name: 'Copy the whole log' }).click();
  await expect.poll(() => copied(page)).toContain('UpCloud network peerings console');
  const text = await copied(page);
  expect(text).toContain(`PATCH /network-peering/${uuid} → 409`);
  expect(text).toContain('GET /account → 200');
});

test('S-03: hides credentials that a proxy repeats', async ({ page }) => {
  await signIn(page);
  await expect(rows(page).first()).toBeVisible();
  await page.route('**/1.3/network-peering/*', (route) =>
    route.fulfill({
      status: 502,
      contentType: 'text/html',
      headers: { 'Upcloud-Cid': `of-${ENCODED}` },
      body: `<h1>Bad gateway</h1><pre>Authorization: ${route.request().headers().authorization}</pre>`,
    }),
  );
  await page.getByRole('link', { name: 'New peering' }).click();
  await page.evaluate(() => history.back());
  await rows(page).getByRole('link').first().click();
  const dialog = await openLog(page);
  const failed = dialog.getByRole('listitem').filter({ hasText: '502' }).first();
  await failed.locator('summary').click();
  await expect(failed).toContainText('hidden because it repeats the credentials');
  await dialog.getByRole('button', { name: 'Copy the whole log' }).click();
  await expect.poll(() => copied(page)).toContain('502');
  expect(await copied(page)).not.toContain(ENCODED);
  expect(await dialog.innerText()).not.toContain(ENCODED);
});

test('S-05: discards the log at the end of the session', async ({ page }) => {
  await signIn(page);
  await expect(sessionMenu(page)).toBeVisible();
  await page.getByRole('link', { name: LINK, exact: true }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await signIn(page, './', 'partner');
  const dialog = await openLog(page);
  await expect(dialog.getByRole('listitem').filter({ hasText: '/account' }).first()).toBeVisible();
  const calls = await dialog.getByRole('listitem').allTextContents();
  expect(calls.filter((call) => /network-peering\/[0-9a-f-]{36}/.test(call))).toEqual([]);
});
