// A session that ends during work: the console asks for credentials, keeps what was typed,
// and sends nothing by itself.
import { expect, settled, signIn, test } from '../support/fixtures';
import {
  addLabel,
  advanceUntil,
  confirmDeletion,
  enteredLabels,
  fact,
  fields,
  holdRequests,
  openPeering,
  pick,
  recordWrites,
  writesAtServer,
} from '../support/forms';
import { PEERINGS_PATH, type StandIn } from '../support/stand-in';
import type { Page } from '@playwright/test';

const LINK = 'hel-app to fra-db';
const EXPIRED = {
  status: 401,
  error_code: 'AUTHENTICATION_FAILED',
  error_message: 'authentication failed using the given username and password',
};

function sessionEnded(page: Page) {
  const dialog = page.getByRole('dialog', { name: 'Your session has ended' });
  return {
    dialog,
    username: dialog.getByRole('textbox', { name: 'Username' }),
    password: dialog.getByRole('textbox', { name: 'Password' }),
    signIn: dialog.getByRole('button', { name: 'Sign in', exact: true }),
    signOut: dialog.getByRole('button', { name: 'Sign out' }),
  };
}

/** Refuses the credentials of the next request with this method. */
async function expire(standIn: StandIn, method = 'GET') {
  await standIn.fault({ method, path: PEERINGS_PATH }, EXPIRED);
}

async function signInAgain(page: Page, user = 'demo') {
  const { dialog, username, password, signIn } = sessionEnded(page);
  await username.fill(user);
  await password.fill(user);
  await signIn.click();
  await expect(dialog).toBeHidden();
}

test('S-10: asks for credentials during an edit, and keeps what was typed without sending it', async ({
  page,
  standIn,
}) => {
  await openPeering(page, standIn, LINK, '/edit');
  const sent = recordWrites(page);
  await fields(page).name.fill('typed before');
  await addLabel(page, { key: 'kept', value: 'yes' });
  await fields(page).disabled.check();
  await expire(standIn);
  await fields(page).save.click();

  const { dialog, username, password } = sessionEnded(page);
  await expect(dialog).toBeVisible();
  await expect(username).toHaveValue('demo');
  await expect(password).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(dialog, 'the dialog cannot be closed').toBeVisible();

  await password.fill('wrong');
  await password.press('Enter');
  await expect(dialog.getByRole('alert')).toContainText('The API rejected this username and password.');
  await expect(password).toHaveValue('');
  await signInAgain(page);
  await expect(fields(page).name).toHaveValue('typed before');
  await expect(fields(page).disabled).toBeChecked();
  expect(await enteredLabels(page)).toContainEqual({ key: 'kept', value: 'yes' });
  expect(sent).toEqual([]);
  expect(await standIn.peering(LINK)).toMatchObject({ configured_status: 'active' });

  await fields(page).save.click();
  await expect(page.getByRole('heading', { name: 'typed before', level: 1 })).toBeVisible();
  expect(sent).toHaveLength(1);
  expect(await standIn.peering('typed before')).toMatchObject({
    configured_status: 'disabled',
    labels: expect.arrayContaining([{ key: 'kept', value: 'yes' }]),
  });
});

test('S-10: does not repeat a write that was refused for its credentials, but the user can', async ({ page, standIn }) => {
  // Before signing in: while the clocks are replaced, a session could begin in 1970.
  await page.clock.install();
  const { uuid } = await openPeering(page, standIn, LINK, '/edit');
  await fields(page).name.fill('typed before');
  await expire(standIn, 'PATCH');
  await fields(page).save.click();
  await signInAgain(page);
  await page.clock.runFor('01:00');
  expect(await writesAtServer(standIn)).toEqual([`PATCH ${PEERINGS_PATH}/${uuid}`]);
  expect(await standIn.peering(LINK)).toBeDefined();
  await expect(fields(page).name).toHaveValue('typed before');
  await fields(page).save.click();
  await expect(page.getByRole('heading', { name: 'typed before', level: 1 })).toBeVisible();
  expect(await standIn.peering('typed before')).toBeDefined();
  expect(await writesAtServer(standIn)).toHaveLength(2);
});

test('keeps the form for a new peering', async ({ page, standIn }) => {
  await standIn.reset({ scenario: 'empty' });
  await signIn(page, './peerings/new');
  await fields(page).name.fill('hel to fra');
  await pick(page, 'Local network', 'hel-app');
  await pick(page, 'Peer network', 'fra-db');
  // The option depends on the networks, which may still be loading.
  await expect(fields(page).both).toBeChecked();
  await expire(standIn, 'POST');
  await fields(page).create.click();
  await signInAgain(page);
  await expect(fields(page).both).toBeChecked();
  await expect(fields(page).name).toHaveValue('hel to fra');
  await expect(fields(page).local).toHaveValue('hel-app');
  await expect(fields(page).peer).toHaveValue('fra-db');
  expect(await writesAtServer(standIn)).toHaveLength(1);
  expect(await standIn.peerings()).toEqual([]);
  await fields(page).create.click();
  await expect(page.getByRole('heading', { name: 'hel to fra', level: 1 })).toBeVisible();
  expect((await standIn.peerings()).map(({ name }) => name).sort()).toEqual(['fra-db to hel-app', 'hel to fra']);
});

test('S-10: sends no request until the user has signed in again', async ({ page, standIn }) => {
  await page.clock.install();
  const { uuid } = await openPeering(page, standIn, LINK);
  await expect(fact(page, 'State')).toHaveText('active');
  await expire(standIn);
  const { dialog } = sessionEnded(page);
  await advanceUntil(page, () => dialog.isVisible());
  const before = await settled(async () => (await standIn.requests()).length);
  await page.clock.runFor('05:00');
  expect((await standIn.requests()).slice(before)).toEqual([]);

  await standIn.api('PATCH', `/network-peering/${uuid}`, { network_peering: { name: 'renamed' } });
  await signInAgain(page);
  await expect(page.getByRole('heading', { name: 'renamed', level: 1 })).toBeVisible();
  await standIn.api('PATCH', `/network-peering/${uuid}`, { network_peering: { name: 'and again' } });
  await advanceUntil(page, () => page.getByRole('heading', { name: 'and again', level: 1 }).isVisible());
});

test('shows another user who signs in nothing of the first', async ({ page, standIn }) => {
  await openPeering(page, standIn, LINK);
  await page.getByRole('link', { name: 'Modify' }).click();
  await fields(page).name.fill('a secret of demo');
  await expire(standIn);
  await fields(page).save.click();
  await signInAgain(page, 'partner');

  await expect(page.getByRole('banner')).toContainText('partner');
  await expect(page.getByRole('alert')).toContainText('PEERING_NOT_FOUND');
  await expect(page.getByRole('textbox')).toHaveCount(0);
  for (const text of ['a secret of demo', LINK, 'demo', 'hel-app']) {
    await expect(page.getByText(text)).toHaveCount(0);
  }
  // The first user's form does not ask before it is left, and their list is not shown.
  await page.getByRole('link', { name: 'Peerings', exact: true }).first().click();
  await expect(page.getByRole('link', { name: 'partner-billing to hel-db' })).toBeVisible();
  await expect(page.getByRole('link', { name: LINK })).toHaveCount(0);
  await expect(page.getByText('a secret of demo')).toHaveCount(0);
  expect(await writesAtServer(standIn)).toEqual([]);
});

test('discards everything when the user signs out instead', async ({ page, standIn }) => {
  await openPeering(page, standIn, LINK, '/edit');
  await fields(page).name.fill('typed before');
  await expire(standIn);
  await fields(page).save.click();
  await sessionEnded(page).signOut.click();
  await expect(page.getByRole('heading', { name: 'Network peerings' })).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByRole('textbox', { name: 'Username' })).toHaveValue('');
  await expect(page.getByRole('textbox', { name: 'Password' })).toHaveValue('');
  await expect(page.getByText('typed before')).toHaveCount(0);

  await signIn(page, null);
  await expect(fields(page).name).toHaveValue(LINK);
  expect(await writesAtServer(standIn)).toEqual([]);
});

test('drops an answer that arrives after another user has signed in', async ({ page, standIn }) => {
  await openPeering(page, standIn, LINK, '/edit');
  await fields(page).name.fill('sent by demo');
  const { release, arrival } = await holdRequests(page, 'PATCH');
  await fields(page).save.click();
  await arrival;
  await page.getByRole('banner').getByRole('button', { name: 'Sign out' }).click();
  await signIn(page, null, 'partner');
  const answered = page.waitForResponse((response) => response.request().method() === 'PATCH');
  release();
  await answered;
  await expect.poll(() => standIn.peering('sent by demo')).toBeDefined();
  await expect(page.getByRole('alert')).toContainText('PEERING_NOT_FOUND');
  await expect(page.getByText('sent by demo')).toHaveCount(0);
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('does not continue a deletion after the session has ended', async ({ page, standIn }) => {
  await standIn.reset({ provisioning_delay: '1000s' });
  const { uuid } = await openPeering(page, standIn, LINK);
  await confirmDeletion(page, LINK);
  await expect(fact(page, 'State')).toHaveText('provisioning');
  await expire(standIn);
  await expect(sessionEnded(page).dialog).toBeVisible();
  await standIn.settle();
  await sessionEnded(page).signOut.click();
  await signIn(page, null);
  await expect(fact(page, 'State')).toHaveText('disabled');
  expect(await writesAtServer(standIn)).toEqual([`PATCH ${PEERINGS_PATH}/${uuid}`]);
  expect(await standIn.peering(LINK)).toMatchObject({ state: 'disabled' });
});

for (const [what, path] of [
  ['the peering', (uuid: string) => `${PEERINGS_PATH}/${uuid}`],
  ['the list', () => PEERINGS_PATH],
  ['the networks', () => '/1.3/network'],
  ['the routers', () => '/1.3/router'],
  ['the zones', () => '/1.3/zone'],
  ['the usage', () => '/1.3/account/resource-usage'],
] as const) {
  test(`S-10: a refusal of the first read of ${what} asks for credentials`, async ({ page, standIn }) => {
    const { uuid } = (await standIn.peering(LINK))!;
    await standIn.fault({ method: 'GET', path: path(uuid), exact: true }, EXPIRED);
    await signIn(page, `./peerings/${uuid}`);
    await expect(sessionEnded(page).dialog).toBeVisible();
    await signInAgain(page);
    await expect(page.getByRole('heading', { name: LINK, level: 1 })).toBeVisible();
  });
}

test('S-10: a read that is under way while its user signs in again starts anew', async ({ page, standIn }) => {
  const { uuid } = (await standIn.peering(LINK))!;
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  let held = 0;
  await page.route(`**${PEERINGS_PATH}/${uuid}`, async (route) => {
    if (held++ === 0) await released;
    await route.continue().catch(() => {});
  });
  await standIn.fault({ method: 'GET', path: '/1.3/zone', exact: true }, EXPIRED);
  await signIn(page, `./peerings/${uuid}`);
  await expect(sessionEnded(page).dialog).toBeVisible();
  await signInAgain(page);
  release();
  await expect(page.getByRole('heading', { name: LINK, level: 1 })).toBeVisible();
});
