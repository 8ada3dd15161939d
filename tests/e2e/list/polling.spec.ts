// The list follows the server, and copes with unexpected answers.
import { installClock } from '../support/clock';
import { expect, row, rows, settled, signIn, test } from '../support/fixtures';
import { filterBar } from '../support/list';
import { PEERINGS_PATH } from '../support/stand-in';
import type { Page } from '@playwright/test';

/** Changes the server's answers on their way. */
async function alter(page: Page, change: (peerings: Record<string, unknown>[]) => void) {
  await page.route(`**${PEERINGS_PATH}`, async (route) => {
    const response = await route.fetch();
    const json = await response.json();
    change(json.network_peerings.network_peering);
    await route.fulfill({ response, json });
  });
}

function setVisible(page: Page, visible: boolean) {
  return page.evaluate((visible) => {
    Object.defineProperty(document, 'hidden', { value: !visible, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  }, visible);
}

test('S-24: shows that provisioning has become active, without a reload', async ({ page, standIn }) => {
  const { uuid } = (await standIn.peering('lon-edge to ams-web'))!;
  await page.clock.install();
  await signIn(page, './peerings?text=lon-edge+to+ams-web');
  const state = row(page, 'lon-edge to ams-web').getByRole('cell').nth(1);
  await expect(state).toHaveText('provisioning');
  const group = page.getByRole('button', { name: /In progress$/ });
  await expect(group).toContainText('1');
  await standIn.force(uuid, null);
  await page.clock.fastForward(3_000);
  await expect(state).toHaveText('active');
  await expect(group).toContainText('0');
});

test('follows the server while no peering is in transition', async ({ page, standIn }) => {
  // Without a transition the list is polled every 30 seconds.
  await standIn.endTransitions();
  const renamed = (await standIn.peering('hel-app to fra-db'))!;
  const deleted = (await standIn.peering('fra-db to waw-batch'))!;
  await page.clock.install();
  await signIn(page);
  await expect(row(page, renamed.name)).toBeVisible();
  await standIn.api('PATCH', `/network-peering/${renamed.uuid}`, { network_peering: { name: 'aaa renamed' } });
  expect((await standIn.api('DELETE', `/network-peering/${deleted.uuid}`)).status).toBe(204);
  await page.clock.fastForward(30_000);
  await expect(rows(page).first().getByRole('link')).toHaveText('aaa renamed');
  await expect(row(page, renamed.name)).toHaveCount(0);
  await expect(row(page, deleted.name)).toHaveCount(0);
});

test('reads at once on Refresh', async ({ page, standIn }) => {
  const { uuid } = (await standIn.peering('hel-app to fra-db'))!;
  await signIn(page);
  await expect(row(page, 'hel-app to fra-db')).toBeVisible();
  await standIn.api('PATCH', `/network-peering/${uuid}`, { network_peering: { configured_status: 'disabled' } });
  await page.getByRole('button', { name: 'Refresh' }).click();
  await expect(row(page, 'hel-app to fra-db').getByRole('cell').nth(1)).toHaveText('disabled');
  await expect(row(page, 'fra-db to hel-app').getByRole('cell').nth(1)).toHaveText('peer-disabled');
});

test('S-24: reads nothing while the page is hidden', async ({ page, standIn }) => {
  await page.clock.install();
  await signIn(page);
  await expect(rows(page).first()).toBeVisible();
  await setVisible(page, false);
  const before = await settled(async () => (await standIn.requests()).length);
  await page.clock.fastForward(300_000);
  expect(await standIn.requests()).toHaveLength(before);
  await setVisible(page, true);
  await expect.poll(async () => (await standIn.requests()).length).toBeGreaterThan(before);
});

test('S-24: goes on reading after the page was hidden for a moment', async ({ page, standIn }) => {
  await installClock(page);
  await signIn(page);
  await expect(rows(page).first()).toBeVisible();
  await settled(async () => (await standIn.requests()).length);
  // The wait for the next read, of three seconds, ends meanwhile.
  await page.clock.fastForward(1_000);
  await setVisible(page, false);
  await page.clock.fastForward(2_500);
  const before = await settled(async () => (await standIn.requests()).length);
  await setVisible(page, true);
  await page.clock.fastForward(3_000);
  await expect.poll(async () => (await standIn.requests()).length).toBeGreaterThan(before);
});

test('S-31: shows peerings with a state and fields of a later API', async ({ page }) => {
  await alter(page, (peerings) => {
    for (const peering of peerings) Object.assign(peering, { hyperdrive: { engaged: true }, created_at: null });
    const odd = peerings.find((peering) => peering.name === 'hel-app to fra-db')!;
    Object.assign(odd, { state: 'melting', configured_status: 'paused', labels: undefined });
  });
  await signIn(page);
  const cells = row(page, 'hel-app to fra-db').getByRole('cell');
  await expect(cells.nth(1)).toHaveText('melting');
  await expect(cells.nth(5)).toHaveText('paused');
  await expect(cells.nth(6)).toHaveText('none');
  await expect(row(page, 'hel-app to sto-app').getByRole('cell').nth(1)).toHaveText('active');
  await page.getByRole('button', { name: /Needs you$/ }).click();
  await expect(row(page, 'hel-app to fra-db')).toBeVisible();
  await expect(row(page, 'hel-app to sto-app')).toHaveCount(0);
});

test('reports an invalid object, and shows all others', async ({ page, standIn }) => {
  const count = (await standIn.peerings()).length;
  await alter(page, (peerings) => {
    peerings[0].uuid = 42;
  });
  await signIn(page);
  await expect(page.getByText("1 object in the API's answer couldn't be read and isn't shown.")).toBeVisible();
  await expect(filterBar(page).count).toHaveText(`${count - 1} of ${count - 1}`);
});

for (const status of [500, 429]) {
  test(`does not say that networks are missing which it has read before, after status ${status}`, async ({ page, standIn }) => {
    await signIn(page);
    const cells = row(page, 'hel-app to fra-db').getByRole('cell');
    await expect(cells.nth(4)).toContainText('fra-db');
    await settled(async () => (await standIn.requests()).length);
    await standIn.fault({ path: '/1.3/network', exact: true, times: 3 }, { status, retry_after: 1 });
    await page.getByRole('button', { name: 'Refresh' }).click();
    await expect(page.getByRole('status').filter({ hasText: 'The networks may be out of date' })).toBeVisible();
    await expect(page.getByText('names and zones are missing')).toHaveCount(0);
    await expect(cells.nth(4)).toContainText('fra-db');
  });
}

test('works without the networks, and says what is missing', async ({ page, standIn }) => {
  const { uuid } = await standIn.network('fra-db');
  await standIn.fault({ path: '/1.3/network', exact: true, times: 9 }, { status: 403, error_message: 'Not for you.' });
  await signIn(page);
  const warning = page.getByRole('status').filter({ hasText: 'The networks could not be read' });
  await expect(warning).toContainText('Not for you (status 403');
  const cells = row(page, 'hel-app to fra-db').getByRole('cell');
  await expect(cells.nth(1)).toHaveText('active');
  await expect(cells.nth(4).getByTitle(uuid)).toBeVisible();
  await expect(cells.nth(4)).toContainText('10.20.0.0/24');
  await expect(page.getByRole('alert').filter({ hasText: /./ })).toHaveCount(0);
});
