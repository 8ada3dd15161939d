// The pages other than the list are in a file of their own, which is loaded later.
import { expect, signIn, test } from '../support/fixtures';
import { openPeering } from '../support/forms';
import { PEERINGS_PATH } from '../support/stand-in';

const PART = /\/pages-[0-9a-f]{16}\.wasm$/;

test('are fetched after the list, and only once', async ({ page, standIn }) => {
  const order: string[] = [];
  page.on('request', (request) => {
    if (PART.test(request.url())) order.push('pages');
  });
  page.on('response', (response) => {
    if (/\/1\.3\/network-peering\?/.test(response.url()) || response.url().endsWith(PEERINGS_PATH)) order.push('list');
  });
  const fetched = page.waitForResponse(PART);
  await signIn(page);
  expect((await fetched).status()).toBe(200);
  expect(order[0]).toBe('list');

  const { uuid } = (await standIn.peerings())[0];
  await page.locator(`a[href$="/peerings/${uuid}"]`).first().click();
  await expect(page.getByRole('region', { name: 'Peering', exact: true })).toBeVisible();
  await page.getByRole('link', { name: 'Modify' }).click();
  await expect(page.getByRole('button', { name: 'Save changes' })).toBeVisible();
  expect(order.filter((what) => what === 'pages')).toEqual(['pages']);
});

test.describe('when they cannot be fetched', () => {
  test.use({
    expectedComplaints: async ({}, use) => use([/Failed to fetch/, /Failed to load resource/, /integrity/]),
  });

  test('shows an error that can be retried', async ({ page, standIn }) => {
    await page.route(PART, (route) => route.abort());
    await openPeering(page, standIn, (await standIn.peerings())[0].name);
    await expect(page.getByRole('alert')).toContainText("Couldn't load this part of the console");

    await page.unroute(PART);
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByRole('region', { name: 'Peering', exact: true })).toBeVisible();
  });

  test('refuses a file that differs from the build', async ({ page, standIn }) => {
    await page.route(PART, async (route) => {
      const body = Buffer.from(await (await route.fetch()).body());
      body[body.length - 1] ^= 1;
      await route.fulfill({ body, contentType: 'application/wasm' });
    });
    await openPeering(page, standIn, (await standIn.peerings())[0].name);
    await expect(page.getByRole('alert')).toContainText("Couldn't load this part of the console");
  });
});
