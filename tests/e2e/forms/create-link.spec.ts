// Creating a working link from two networks, without leaving the console.
import { activity, entries, openActivity, steps } from '../support/activity';
import { expect, signIn, test } from '../support/fixtures';
import { addLabel, fact, fields, notices, openPeering, OUTCOME_UNKNOWN, pick, writesAtServer } from '../support/forms';
import { PEERINGS_PATH } from '../support/stand-in';
import type { Page } from '@playwright/test';

const THERE = 'sandbox link';
const BACK = 'sto-sandbox to hel-sandbox';

function router(page: Page) {
  const dialog = page.getByRole('dialog', { name: 'Attach a router' });
  return { dialog, attach: dialog.getByRole('button', { name: 'Attach router' }) };
}

/** The newest entry of the activity, while the list is open. */
function plan(page: Page) {
  return entries(page).first();
}

function trackerCard(page: Page) {
  return activity(page);
}

test('links two own networks without routers, with the mouse and no UUIDs', async ({ page, standIn }) => {
  await standIn.reset({ provisioning_delay: '1000s' });
  await signIn(page);
  await page.getByRole('link', { name: 'New peering' }).first().click();
  const { name, create } = fields(page);
  await name.fill(THERE);
  await pick(page, 'Local network', 'hel-sandbox');
  await pick(page, 'Peer network', 'sto-sandbox');
  await expect(create).toBeDisabled();
  await expect(create).toHaveAccessibleDescription(/hel-sandbox has no router/);

  // An existing router in the zone of the first network, a new one for the second.
  const { dialog, attach } = router(page);
  const ask = page.getByRole('button', { name: 'Attach a router…' });
  await expect(ask).toHaveCount(2);
  await ask.first().click();
  await dialog.getByRole('radio', { name: 'hel-core' }).check();
  await expect(dialog).toContainText(/hel-sandbox and the \d networks on this router will reach each other/);
  await expect(dialog.getByRole('listitem')).toHaveText([/^Attach hel-sandbox to the router/]);
  await attach.click();
  await expect(ask).toHaveCount(1);
  await ask.click();
  await dialog.getByRole('radio', { name: 'Create a router' }).check();
  await dialog.getByRole('textbox', { name: 'Router name' }).fill('sandbox router');
  await expect(dialog).toContainText('gets its own router');
  await expect(dialog.getByRole('listitem')).toHaveText([/^Create the router sandbox router/, /^Attach sto-sandbox/]);
  await attach.click();
  await expect(ask).toHaveCount(0);
  const network = await standIn.network('sto-sandbox');
  const routers = (await standIn.api('GET', '/router')).body.routers.router;
  expect(routers.find((router: { name: string }) => router.name === 'sandbox router').uuid).toBe(network.router);

  await expect(fields(page).both).toBeChecked();
  await addLabel(page, { key: 'env', value: 'dev' });
  await expect(page.getByText(/^Creates two peerings: sandbox link, from hel-sandbox to sto-sandbox;/)).toBeVisible();
  await create.click();
  await expect(page.getByRole('heading', { name: THERE, level: 1 })).toBeVisible();
  await expect(notices(page)).toContainText(`Created ${THERE} and ${BACK}`);
  await expect(trackerCard(page)).toContainText('Applying changes');

  // Other pages show the progress, too, up to the remaining steps.
  await page.getByRole('link', { name: 'Peerings', exact: true }).first().click();
  await openActivity(page);
  await expect(trackerCard(page)).toContainText(`${THERE}: Applying changes`);
  await standIn.settle();
  await expect(entries(page).first()).toContainText('Connected');
  await expect(trackerCard(page)).toContainText('Renew DHCP leases on existing servers');
  await expect(trackerCard(page)).toContainText('The server firewall does not filter private networks');
  for (const name of [THERE, BACK]) {
    const labels = [{ key: 'env', value: 'dev' }];
    expect(await standIn.peering(name)).toMatchObject({ state: 'active', labels });
  }
  await trackerCard(page).getByRole('button', { name: 'Clear finished' }).click();
  await expect(trackerCard(page)).toBeHidden();
});

test('links two own networks with the keyboard alone', async ({ page, standIn }) => {
  await signIn(page, './peerings/new');
  await expect(fields(page).name).toBeFocused();
  await page.keyboard.type(THERE);
  for (const network of ['lon-trial', 'ams-trial']) {
    await page.keyboard.press('Tab');
    await page.keyboard.type(network);
    await expect(page.getByRole('option')).toHaveText([/no router/]);
    await page.keyboard.press('Enter');
  }
  for (const left of [1, 0]) {
    const ask = page.getByRole('button', { name: 'Attach a router…' }).first();
    while (!(await ask.evaluate((button) => button.matches(':focus')))) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    const { dialog, attach } = router(page);
    await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
    await page.keyboard.press('Shift+Tab');
    await expect(attach).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: 'Attach a router…' })).toHaveCount(left);
  }
  while (!(await fields(page).create.evaluate((button) => button.matches(':focus')))) {
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Enter');
  await expect(fact(page, 'State')).toHaveText('active');
  for (const name of [THERE, 'ams-trial to lon-trial']) {
    expect(await standIn.peering(name)).toMatchObject({ state: 'active' });
  }
});

test.describe('when creating the second half fails', () => {
  test.beforeEach(async ({ page, standIn }) => {
    await signIn(page, './peerings/new');
    await fields(page).name.fill('first half');
    await pick(page, 'Local network', 'hel-batch');
    await pick(page, 'Peer network', 'fra-app');
    // The fault is injected once the first half was created.
    let posts = 0;
    await page.route('**/1.3/network-peering', async (route) => {
      if (route.request().method() === 'POST' && (posts += 1) === 2) {
        const fault = { status: 500, error_code: 'GENERAL_FAILURE', error_message: 'Out of luck.' };
        await standIn.fault({ method: 'POST', path: PEERINGS_PATH }, fault);
      }
      await route.continue();
    });
    await fields(page).create.click();
    await expect(page.getByRole('heading', { name: 'first half', level: 1 })).toBeVisible();
    const alert = plan(page).getByRole('alert');
    await expect(alert).toContainText('Creating fra-app to hel-batch failed');
    await expect(alert).toContainText('Out of luck.');
    await expect(alert).toContainText(OUTCOME_UNKNOWN);
    expect(await standIn.peering('first half')).toMatchObject({ state: 'pending-peer' });
    expect(await standIn.peering('fra-app to hel-batch')).toBeUndefined();
  });

  test('it can be retried', async ({ page, standIn }) => {
    await expect(steps(page)).toHaveText([/first half\s+Done$/, /hel-batch\s+Failed$/]);
    await plan(page).getByRole('button', { name: 'Try again' }).click();
    await expect(notices(page)).toContainText('Created first half and fra-app to hel-batch');
    await expect(fact(page, 'State')).toHaveText('active');
    for (const name of ['first half', 'fra-app to hel-batch']) {
      expect(await standIn.peering(name)).toMatchObject({ state: 'active' });
    }
    expect(await writesAtServer(standIn)).toHaveLength(3);
  });

  test('the first half can be deleted again', async ({ page, standIn }) => {
    await plan(page).getByRole('button', { name: 'Undo' }).click();
    await expect(notices(page)).toContainText('Deleted first half');
    await expect(page.getByRole('heading', { name: 'You deleted first half' })).toBeVisible();
    expect(await standIn.peering('first half')).toBeUndefined();
  });
});

test('attaches a router to a network from the page of its peering', async ({ page, standIn }) => {
  await openPeering(page, standIn, 'sto-cache to hel-app');
  await page.getByRole('button', { name: 'Attach a router…' }).click();
  const { dialog, attach } = router(page);
  await dialog.getByRole('radio', { name: 'sto-core' }).check();
  await attach.click();
  await expect(fact(page, 'State')).toHaveText('active');
  await expect(trackerCard(page)).toContainText('Connected');
  expect(await standIn.peering('hel-app to sto-cache')).toMatchObject({ state: 'active' });
  expect((await standIn.network('sto-cache')).router).toBeTruthy();
});

test('creates a router even if the routers cannot be read', async ({ page, standIn }) => {
  await standIn.fault({ method: 'GET', path: '/1.3/router', times: 9 }, { status: 403 });
  await openPeering(page, standIn, 'sto-cache to hel-app');
  await page.getByRole('button', { name: 'Attach a router…' }).click();
  const { dialog, attach } = router(page);
  await expect(dialog).toContainText('Not all routers could be read');
  await expect(dialog.getByRole('radio')).toHaveCount(1);
  await dialog.getByRole('textbox', { name: 'Router name' }).fill(' ');
  await attach.click();
  await expect(dialog.getByRole('textbox')).toHaveAccessibleDescription('Enter a name for the router');
  await dialog.getByRole('textbox').fill('the new one');
  await attach.click();
  await expect(fact(page, 'State')).toHaveText('active');
  expect((await standIn.network('sto-cache')).router).toBeTruthy();
});
