// Creating a peering: filling in the form, and what the server holds afterwards.
import { expect, signIn, test } from '../support/fixtures';
import { addLabel, advanceUntil, fact, fields, notices, pick, recordWrites } from '../support/forms';

test.beforeEach(async ({ standIn }) => {
  await standIn.reset({ scenario: 'empty' });
});

test('peers two own networks with the keyboard alone', async ({ page, standIn }) => {
  await signIn(page);
  await page.getByRole('link', { name: 'New peering' }).first().press('Enter');
  await expect(fields(page).name).toBeFocused();

  await page.keyboard.type('hel to fra');
  await page.keyboard.press('Tab');
  await page.keyboard.type('hel');
  await expect(page.getByRole('option')).toHaveText([/hel-app/]);
  await page.keyboard.press('Enter');
  await expect(fields(page).local).toHaveValue('hel-app');
  await page.keyboard.press('Tab');
  await page.keyboard.type('fra');
  await page.keyboard.press('Enter');
  await expect(fields(page).peer).toHaveValue('fra-db');
  expect(await standIn.peerings(), 'Enter picked and did not send').toEqual([]);

  // Past the status and the labels to the other half, which is not wanted here.
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(fields(page).both).toBeFocused();
  await page.keyboard.press('Space');
  await page.keyboard.press('Tab');
  await expect(fields(page).create).toBeFocused();
  await page.keyboard.press('Enter');

  await expect(page.getByRole('heading', { name: 'hel to fra' })).toBeVisible();
  await expect(notices(page)).toContainText('Created hel to fra');
  const stored = await standIn.peering('hel to fra');
  expect(stored).toMatchObject({
    configured_status: 'active',
    state: 'pending-peer',
    labels: [],
    network: { uuid: (await standIn.network('hel-app')).uuid },
    peer_network: { uuid: (await standIn.network('fra-db')).uuid },
  });
  expect(page.url()).toMatch(new RegExp(`/peerings/${stored?.uuid}$`));
});

test('picks networks with the mouse', async ({ page, standIn }) => {
  await signIn(page, './peerings/new');
  const { name, local, peer, create } = fields(page);
  await name.fill('by mouse');
  await local.click();
  await expect(page.getByRole('option')).toHaveText([/ams-web/, /fra-db/, /hel-app/, /mad-lab.*no router/]);
  await page.getByRole('option', { name: /ams-web/ }).click();
  await expect(local).toHaveValue('ams-web');
  await expect(page.getByRole('listbox')).toHaveCount(0);
  await peer.click();
  await page.getByRole('option', { name: /hel-app/ }).click();
  await create.click();

  await expect(page.getByRole('heading', { name: 'by mouse' })).toBeVisible();
  expect(await standIn.peering('by mouse')).toMatchObject({
    network: { uuid: (await standIn.network('ams-web')).uuid },
    peer_network: { uuid: (await standIn.network('hel-app')).uuid },
  });
});

test('finds a network by zone and by range', async ({ page }) => {
  await signIn(page, './peerings/new');
  const { local } = fields(page);
  for (const text of ['nl-ams1', '10.30.', 'AMS']) {
    await local.fill(text);
    await expect(page.getByRole('option')).toHaveText([/ams-web/]);
  }
  await local.fill('nowhere');
  await expect(page.getByRole('option')).toHaveCount(0);
  await expect(page.getByText('No private network of this account matches').filter({ visible: true })).toHaveCount(1);
});

test('arrow keys move through the networks, and Escape closes them without a choice', async ({ page }) => {
  await signIn(page, './peerings/new');
  const { local } = fields(page);
  const option = (name: RegExp) => page.getByRole('option', { name });
  await local.focus();
  await local.press('ArrowDown');
  await expect(local).toHaveAttribute('aria-expanded', 'true');
  await expect(option(/ams-web/)).toHaveAttribute('aria-selected', 'true');
  await local.press('ArrowDown');
  await local.press('ArrowDown');
  await local.press('ArrowUp');
  await expect(option(/fra-db/)).toHaveAttribute('aria-selected', 'true');
  await expect(option(/ams-web/)).toHaveAttribute('aria-selected', 'false');
  const marked = await option(/fra-db/).getAttribute('id');
  await expect(local).toHaveAttribute('aria-activedescendant', marked ?? '');

  await local.press('Escape');
  await expect(local).toHaveAttribute('aria-expanded', 'false');
  await expect(local).toHaveValue('');
  await expect(local).toBeFocused();

  // The marker stops at both ends of the list.
  await local.press('ArrowUp');
  for (let press = 0; press < 6; press += 1) await local.press('ArrowDown');
  await expect(option(/mad-lab/)).toHaveAttribute('aria-selected', 'true');
  await local.press('Enter');
  await expect(local).toHaveValue('mad-lab');
});

test("takes the UUID of another account's network, and shows when the link becomes active", async ({ page, standIn }) => {
  const foreign = (await standIn.network('partner-billing', 'partner')).uuid;
  const own = (await standIn.network('hel-app')).uuid;
  await page.clock.install();
  await signIn(page, './peerings/new');
  await fields(page).name.fill('to billing');
  await pick(page, 'Local network', 'hel-app');
  await pick(page, 'Peer network', foreign);
  await expect(fields(page).peer).toHaveValue(foreign);
  await fields(page).create.click();

  await expect(fact(page, 'State')).toHaveText('pending-peer');
  await expect(page.getByRole('main').getByText('Waiting for the other owner', { exact: true })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Create the other half' })).toHaveCount(0);

  const { status } = await standIn.api(
    'POST',
    '/network-peering',
    { network_peering: { name: 'to demo', network: { uuid: foreign }, peer_network: { uuid: own } } },
    'partner',
  );
  expect(status).toBe(201);
  await advanceUntil(page, async () => (await fact(page, 'State').textContent()) === 'active');
  await expect(page.getByRole('heading', { name: 'Connected' })).toBeVisible();
  expect(await standIn.peering('to billing')).toMatchObject({ state: 'active' });
});

test('sends labels and configured status as entered', async ({ page, standIn }) => {
  await signIn(page, './peerings/new');
  const { name, disabled, create } = fields(page);
  const sent = recordWrites(page);
  await name.fill('  later  ');
  await pick(page, 'Local network', 'hel-app');
  await pick(page, 'Peer network', 'fra-db');
  await disabled.check();
  await addLabel(page, { key: 'env', value: 'prod' });
  await addLabel(page, { key: 'dropped', value: 'again' });
  await addLabel(page, { key: 'legacy', value: '' });
  await page.getByRole('button', { name: 'Remove label dropped' }).click();
  // An empty row is not a label.
  await fields(page).addLabel.click();
  await fields(page).both.uncheck();
  await create.click();

  await expect(fact(page, 'State')).toHaveText('disabled');
  const labels = [
    { key: 'env', value: 'prod' },
    { key: 'legacy', value: '' },
  ];
  expect(await standIn.peering('later')).toMatchObject({ configured_status: 'disabled', state: 'disabled', labels });
  expect(sent.map(({ body }) => body)).toEqual([
    {
      name: 'later',
      configured_status: 'disabled',
      network: { uuid: (await standIn.network('hel-app')).uuid },
      peer_network: { uuid: (await standIn.network('fra-db')).uuid },
      labels,
    },
  ]);
});

test('is filled in from the address', async ({ page, standIn }) => {
  const local = (await standIn.network('hel-app')).uuid;
  const foreign = (await standIn.network('partner-billing', 'partner')).uuid;
  await signIn(page, `./peerings/new?name=a%20%26%20b&local=${local}&peer=${foreign}`);
  await expect(fields(page).name).toHaveValue('a & b');
  await expect(fields(page).local).toHaveValue('hel-app');
  await expect(fields(page).peer).toHaveValue(foreign);
  await fields(page).create.click();
  await expect(page.getByRole('heading', { name: 'a & b' })).toBeVisible();
  expect(await standIn.peering('a & b')).toMatchObject({ network: { uuid: local }, peer_network: { uuid: foreign } });
});

test('ignores invalid values in the address', async ({ page }) => {
  await signIn(page, './peerings/new?name=half&local=nonsense&peer=');
  await expect(fields(page).name).toHaveValue('half');
  await expect(fields(page).local).toHaveValue('');
  await expect(fields(page).peer).toHaveValue('');
  // Nothing was typed, so leaving does not ask.
  await page.getByRole('link', { name: 'Cancel' }).click();
  await expect(page.getByRole('link', { name: 'New peering' }).first()).toBeVisible();
});

test('creates the other half from the first one, and both become active', async ({ page, standIn }) => {
  const [hel, fra] = [(await standIn.network('hel-app')).uuid, (await standIn.network('fra-db')).uuid];
  const { body } = await standIn.api('POST', '/network-peering', {
    network_peering: { name: 'one side', network: { uuid: hel }, peer_network: { uuid: fra } },
  });
  await signIn(page, `./peerings/${body.network_peering.uuid}`);
  await page.getByRole('link', { name: 'Create the other half' }).click();
  await expect(fields(page).name).toHaveValue('fra-db to hel-app');
  await expect(fields(page).local).toHaveValue('fra-db');
  await expect(fields(page).peer).toHaveValue('hel-app');
  await fields(page).create.click();

  await expect(fact(page, 'State')).toHaveText('active');
  expect((await standIn.peerings()).map(({ name, state }) => `${name}: ${state}`).sort()).toEqual([
    'fra-db to hel-app: active',
    'one side: active',
  ]);
  const other = page.getByRole('region', { name: 'The other half' });
  await other.getByRole('link', { name: 'one side' }).click();
  await expect(page.getByRole('heading', { name: 'one side' })).toBeVisible();
  await expect(fact(page, 'State')).toHaveText('active');
});
