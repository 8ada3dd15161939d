// Answers that are not the API's: sign-in pages of gateways, redirects, empty answers. A
// write that got one is never reported as done; the console looks the outcome up.
import { activity } from '../support/activity';
import { expect, signIn, test } from '../support/fixtures';
import {
  chooseOneHalf,
  confirmDeletion,
  fields,
  notices,
  openPeering,
  OUTCOME_UNKNOWN,
  pick,
  waitForRouters,
  writesAtServer,
} from '../support/forms';
import { PEERINGS_PATH, type Fault, type StandIn } from '../support/stand-in';
import type { Page } from '@playwright/test';

const LINK = 'hel-app to fra-db';
const OFF = 'mad-lab to waw-ci';
const SIGN_IN = { html: true, title: 'Sign in' };

/** What a gateway answers, and what the console says of it. Chromium answers 407 itself. */
const GATEWAYS: Record<string, { fault: Fault; said: RegExp }> = {
  'a page with status 200': { fault: { status: 200, ...SIGN_IN }, said: /\(status 200\) is a web page titled "Sign in"/ },
  'a redirect to a page': { fault: { status: 303, location: '/' }, said: /redirects this request instead of answering it/ },
  'a page with status 404': { fault: { status: 404, ...SIGN_IN }, said: /\(status 404\) is a web page titled "Sign in"/ },
  'an empty answer with status 200': { fault: { status: 200, body: '' }, said: /\(status 200\) is empty, not an API response/ },
  'an empty answer with status 407': { fault: { status: 407, body: '' }, said: /\(status 407\) is empty|No response/ },
};

type Write = {
  what: string;
  method: string;
  path: string;
  /** Opens the page and does what sends the write. */
  act: (page: Page, standIn: StandIn) => Promise<void>;
  /** Whether the server has carried it out. */
  isDone: (standIn: StandIn) => Promise<boolean>;
  /** What would be said of a success. */
  done: RegExp;
};

const exists = async (standIn: StandIn, name: string) => (await standIn.peering(name)) !== undefined;

const routersNamed = async (standIn: StandIn, name: string) => {
  const { body } = await standIn.api('GET', '/router');
  return body.routers.router.filter((router: { name: string }) => router.name === name);
};

async function attachRouter(page: Page, standIn: StandIn, isNew: boolean) {
  await openPeering(page, standIn, 'sto-cache to hel-app');
  await waitForRouters(page);
  await page.getByRole('button', { name: 'Attach a router…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Attach a router' });
  await dialog.getByRole('radio', { name: isNew ? 'Create a router' : 'sto-core' }).check();
  if (isNew) await dialog.getByRole('textbox', { name: 'Router name' }).fill('the new one');
  await dialog.getByRole('button', { name: 'Attach router' }).click();
}

const WRITES: Write[] = [
  {
    what: 'creating a peering',
    method: 'POST',
    path: PEERINGS_PATH,
    async act(page) {
      await signIn(page, './peerings/new');
      await fields(page).name.fill('in doubt');
      await pick(page, 'Local network', 'hel-batch');
      await pick(page, 'Peer network', 'fra-app');
      await chooseOneHalf(page);
      await fields(page).create.click();
    },
    isDone: (standIn) => exists(standIn, 'in doubt'),
    done: /Created in doubt/,
  },
  {
    what: 'modifying a peering',
    method: 'PATCH',
    path: PEERINGS_PATH,
    async act(page, standIn) {
      await openPeering(page, standIn, LINK, '/edit');
      await fields(page).name.fill('in doubt');
      await fields(page).save.click();
    },
    isDone: (standIn) => exists(standIn, 'in doubt'),
    done: /Modified in doubt/,
  },
  {
    what: 'disabling a peering',
    method: 'PATCH',
    path: PEERINGS_PATH,
    async act(page, standIn) {
      await openPeering(page, standIn, 'fra-db to waw-batch');
      await page.getByRole('button', { name: 'Enable', exact: true }).click();
    },
    isDone: async (standIn) => (await standIn.peering('fra-db to waw-batch'))?.configured_status === 'active',
    done: /Enabled fra-db to waw-batch/,
  },
  {
    what: 'deleting a peering',
    method: 'DELETE',
    path: PEERINGS_PATH,
    async act(page, standIn) {
      await openPeering(page, standIn, OFF);
      await confirmDeletion(page, OFF);
    },
    isDone: async (standIn) => !(await exists(standIn, OFF)),
    done: /Deleted|You deleted/,
  },
  {
    what: 'creating a router',
    method: 'POST',
    path: '/1.3/router',
    act: (page, standIn) => attachRouter(page, standIn, true),
    isDone: async (standIn) => (await routersNamed(standIn, 'the new one')).length > 0,
    done: /Attached sto-cache/,
  },
  {
    what: 'attaching a router',
    method: 'PUT',
    path: '/1.3/network/',
    act: (page, standIn) => attachRouter(page, standIn, false),
    isDone: async (standIn) => Boolean((await standIn.network('sto-cache')).router),
    done: /Attached sto-cache/,
  },
];

function failure(page: Page) {
  return page.getByRole('alert').filter({ hasText: OUTCOME_UNKNOWN });
}

for (const { what, method, path, act, isDone, done } of WRITES) {
  for (const [gateway, { fault, said }] of Object.entries(GATEWAYS)) {
    test(`A2, A3: ${what} is not done after ${gateway}`, async ({ page, standIn }) => {
      await standIn.fault({ method, path }, fault);
      await act(page, standIn);
      await expect(failure(page)).toContainText(said);
      await expect(page.getByText(done)).toHaveCount(0);
      expect(await standIn.faultsLeft()).toBe(0);
      expect(await isDone(standIn)).toBe(false);
      expect(await writesAtServer(standIn)).toHaveLength(1);
    });
  }

  test(`S-22, A2: ${what} is done if a look at the server finds it`, async ({ page, standIn }) => {
    await standIn.fault({ method, path }, { status: 200, ...SIGN_IN, acted: true });
    await act(page, standIn);
    await expect(notices(page)).toContainText(done);
    await expect(failure(page)).toHaveCount(0);
    expect(await standIn.faultsLeft()).toBe(0);
    expect(await isDone(standIn)).toBe(true);
    // Creating a router is followed by attaching it.
    expect(await writesAtServer(standIn)).toHaveLength(path === '/1.3/router' ? 2 : 1);
  });
}

test('A3: the disabling of a deletion that finds a 404 does not count as deleted', async ({ page, standIn }) => {
  for (const fault of [
    { status: 404, ...SIGN_IN },
    { status: 404, error_code: 'PEERING_NOT_FOUND', error_message: 'No.' },
  ]) {
    await standIn.reset();
    await standIn.fault({ method: 'PATCH', path: PEERINGS_PATH }, fault);
    const { uuid } = await openPeering(page, standIn, LINK);
    await confirmDeletion(page, LINK);
    await expect(page.getByRole('alert').filter({ hasText: `Disabling ${LINK} failed` })).toBeVisible();
    await expect(page.getByText(/Deleted|You deleted/)).toHaveCount(0);
    expect(await standIn.peering(LINK)).toBeDefined();
    expect(await writesAtServer(standIn)).toEqual([`PATCH ${PEERINGS_PATH}/${uuid}`]);
    await page.getByRole('button', { name: 'Dismiss' }).click();
    await page.getByRole('button', { name: 'Sign out' }).first().click();
  }
});

test('A3: a page with status 404 does not make a peering disappear', async ({ page, standIn }) => {
  const peering = (await standIn.peering(LINK))!;
  await standIn.fault({ method: 'GET', path: `${PEERINGS_PATH}/${peering.uuid}`, times: 9 }, { status: 404, ...SIGN_IN });
  await signIn(page, `./peerings/${peering.uuid}`);
  await expect(page.getByText('(status 404) is a web page titled "Sign in"').first()).toBeVisible();
  await expect(page.getByText('does not exist')).toHaveCount(0);
});

test('A2: the list says what came instead of it', async ({ page, standIn }) => {
  await standIn.fault({ path: PEERINGS_PATH }, { status: 200, ...SIGN_IN });
  await signIn(page);
  const failed = page.getByRole('alert').filter({ hasText: 'Reading the peerings failed' });
  await expect(failed).toContainText('The response (status 200) is a web page titled "Sign in", not an API response');
  await failed.getByRole('button', { name: 'Try again' }).click();
  await expect(failed).toHaveCount(0);
});

test('A2: a 401 that is a web page does not reject the password, nor end the session', async ({ page, standIn }) => {
  await standIn.fault({ path: '/1.3/account' }, { status: 401, ...SIGN_IN });
  await page.goto('./');
  await page.getByRole('textbox', { name: 'Username' }).fill('demo');
  await page.getByRole('textbox', { name: 'Password' }).fill('demo');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('(status 401) is a web page titled "Sign in"');
  await expect(page.getByRole('alert')).not.toContainText('rejected');

  await standIn.fault({ path: PEERINGS_PATH }, { status: 401, ...SIGN_IN });
  await signIn(page, null);
  const failed = page.getByRole('alert').filter({ hasText: 'Reading the peerings failed' });
  await expect(failed).toContainText('(status 401) is a web page titled "Sign in"');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('S-22, A2: bulk changes look each unknown outcome up', async ({ page, standIn }) => {
  const [acted, notActed] = [(await standIn.peering(OFF))!, (await standIn.peering('fra-db to waw-batch'))!];
  await signIn(page);
  await standIn.fault({ method: 'PATCH', path: `${PEERINGS_PATH}/${acted.uuid}` }, { status: 200, ...SIGN_IN, acted: true });
  await standIn.fault({ method: 'PATCH', path: `${PEERINGS_PATH}/${notActed.uuid}` }, { status: 200, ...SIGN_IN });
  for (const { name } of [acted, notActed]) {
    await page.getByRole('searchbox', { name: 'Filter' }).fill(name);
    await page.getByRole('checkbox', { name: `Select ${name}`, exact: true }).click();
  }
  await page.getByRole('group', { name: 'Selected peerings' }).getByRole('button', { name: 'Enable' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Update 2 peerings' }).click();
  const card = activity(page);
  await expect(card).toContainText('1 of 2 done, 1 failed');
  await expect(card).toContainText('is a web page titled "Sign in"');
  const status = async (name: string) => (await standIn.peering(name))!.configured_status;
  expect(await status(acted.name)).toBe('active');
  expect(await status(notActed.name)).toBe('disabled');
  expect(await writesAtServer(standIn)).toHaveLength(2);
});

test.describe('A13: a router whose creation was not answered', () => {
  test.beforeEach(async ({ page, standIn }) => {
    await standIn.fault({ method: 'POST', path: '/1.3/router' }, { status: 502, html: true, acted: true });
    // Neither the look afterwards nor the one before the second attempt gets an answer.
    const refused = { status: 403, error_code: 'ACTION_FORBIDDEN', error_message: 'Not now.' };
    await openPeering(page, standIn, 'sto-cache to hel-app');
    await expect(page.getByRole('button', { name: 'Attach a router…' })).toBeVisible();
    await waitForRouters(page);
    await page.getByRole('button', { name: 'Attach a router…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Attach a router' });
    await dialog.getByRole('radio', { name: 'Create a router' }).check();
    await dialog.getByRole('textbox', { name: 'Router name' }).fill('the new one');
    await standIn.fault({ method: 'GET', path: '/1.3/router', times: 99 }, refused);
    await dialog.getByRole('button', { name: 'Attach router' }).click();
    await expect(failure(page)).toContainText('Creating the router the new one failed');
  });

  test('is not created again while the routers cannot be read', async ({ page, standIn }) => {
    const again = page.getByRole('button', { name: 'Try again' });
    await again.click();
    await expect(failure(page)).toContainText('could not be looked up');
    await expect(again).toBeVisible();
    expect((await writesAtServer(standIn)).filter((write) => write === 'POST /1.3/router')).toHaveLength(1);

    await standIn.forgetFaults();
    await again.click();
    await expect(notices(page)).toContainText('Attached sto-cache');
    expect(await routersNamed(standIn, 'the new one')).toHaveLength(1);
    expect((await standIn.network('sto-cache')).router).toBeTruthy();
  });

  test('is found, even if another one has its name', async ({ page, standIn }) => {
    await standIn.forgetFaults();
    await standIn.api('POST', '/router', { router: { name: 'the new one' } });
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(notices(page)).toContainText('Attached sto-cache');
    expect(await routersNamed(standIn, 'the new one')).toHaveLength(2);
  });
});
