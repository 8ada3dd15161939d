// A write that is still pending when its session ends: its answer counts by itself,
// whatever became of the session meanwhile.
import { activity } from '../support/activity';
import { expect, row, sessionMenu, signIn, submitCredentials, test } from '../support/fixtures';
import { chooseOneHalf, confirmDeletion, fields, leaveDialog, notices, openPeering, pick, waitForRouters, writesAtServer } from '../support/forms';
import { PEERINGS_PATH, type StandIn } from '../support/stand-in';
import type { Page } from '@playwright/test';

const LINK = 'hel-app to fra-db';
const OFF = 'mad-lab to waw-ci';
const CREATED = 'a late one';
const EXPIRED = { status: 401, error_code: 'AUTHENTICATION_FAILED', error_message: 'authentication failed' };

type Write = {
  what: string;
  method: string;
  path: string;
  act: (page: Page, standIn: StandIn) => Promise<void>;
  isDone: (standIn: StandIn) => Promise<boolean>;
  done: string;
  /** Whether more steps follow, which start only if the user continues. */
  hasMore?: boolean;
};

async function attachRouter(page: Page, standIn: StandIn, choice: string) {
  await openPeering(page, standIn, 'sto-cache to hel-app');
  await waitForRouters(page);
  await page.getByRole('button', { name: 'Attach a router…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Attach a router' });
  await dialog.getByRole('radio', { name: choice }).check();
  await dialog.getByRole('button', { name: 'Attach router' }).click();
}

const routers = async (standIn: StandIn) => (await standIn.api('GET', '/router')).body.routers.router.length;
let routersBefore = 0;

const WRITES: Write[] = [
  {
    what: 'creating a peering',
    method: 'POST',
    path: PEERINGS_PATH,
    async act(page) {
      await signIn(page, './peerings/new');
      await fields(page).name.fill(CREATED);
      await pick(page, 'Local network', 'hel-batch');
      await pick(page, 'Peer network', 'fra-app');
      await chooseOneHalf(page);
      await fields(page).create.click();
    },
    isDone: async (standIn) => (await standIn.peering(CREATED)) !== undefined,
    done: `Created ${CREATED}`,
  },
  {
    what: 'modifying a peering',
    method: 'PATCH',
    path: PEERINGS_PATH,
    async act(page, standIn) {
      await openPeering(page, standIn, LINK, '/edit');
      await fields(page).name.fill(CREATED);
      await fields(page).save.click();
    },
    isDone: async (standIn) => (await standIn.peering(CREATED)) !== undefined,
    done: `Modified ${CREATED}`,
  },
  {
    what: 'enabling a peering',
    method: 'PATCH',
    path: PEERINGS_PATH,
    async act(page, standIn) {
      await openPeering(page, standIn, OFF);
      await page.getByRole('button', { name: 'Enable', exact: true }).click();
    },
    isDone: async (standIn) => (await standIn.peering(OFF))?.configured_status === 'active',
    done: `Enabled ${OFF}`,
  },
  {
    what: 'deleting a peering',
    method: 'DELETE',
    path: PEERINGS_PATH,
    async act(page, standIn) {
      await openPeering(page, standIn, OFF);
      await confirmDeletion(page, OFF);
    },
    isDone: async (standIn) => (await standIn.peering(OFF)) === undefined,
    done: `Deleted ${OFF}`,
  },
  {
    what: 'creating a router',
    method: 'POST',
    path: '/1.3/router',
    async act(page, standIn) {
      routersBefore = await routers(standIn);
      await attachRouter(page, standIn, 'Create a router');
    },
    isDone: async (standIn) => (await routers(standIn)) === routersBefore + 1,
    done: 'Attached sto-cache',
    hasMore: true,
  },
  {
    what: 'attaching a router',
    method: 'PUT',
    path: '/1.3/network/',
    act: (page, standIn) => attachRouter(page, standIn, 'sto-core'),
    isDone: async (standIn) => Boolean((await standIn.network('sto-cache')).router),
    done: 'Attached sto-cache',
  },
];

/** Keeps the first of these requests from the server until `release` is called. */
async function hold(page: Page, { method, path }: Write) {
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  let arrived = () => {};
  const arrival = new Promise<void>((resolve) => (arrived = resolve));
  await page.route(
    (url) => url.pathname.startsWith(path),
    async (route) => {
      if (route.request().method() === method) {
        arrived();
        await released;
      }
      await route.continue();
    },
  );
  return { release, arrival };
}

/** Opens the list, and has its read refused for its credentials. */
async function loseSession(page: Page, standIn: StandIn) {
  // More than once: a read of the page that is left may be refused first, which nobody hears.
  await standIn.fault({ method: 'GET', path: PEERINGS_PATH, exact: true, times: 50 }, EXPIRED);
  await page.getByRole('link', { name: 'Peerings', exact: true }).first().click();
  const { leave } = leaveDialog(page);
  const dialog = page.getByRole('dialog', { name: 'Your session has ended' });
  await expect(leave.or(dialog)).toBeVisible();
  if (await leave.isVisible()) await leave.click();
  await expect(dialog).toBeVisible();
  await standIn.forgetFaults();
  return dialog;
}

for (const write of WRITES) {
  test.describe(`A4: ${write.what}, answered after its session ended`, () => {
    let release: () => void;
    let answered: Promise<unknown>;

    test.beforeEach(async ({ page, standIn }) => {
      const held = await hold(page, write);
      release = held.release;
      answered = page.waitForResponse(
        (response) => response.request().method() === write.method && new URL(response.url()).pathname.startsWith(write.path),
      );
      await write.act(page, standIn);
      await held.arrival;
    });

    test('is done for the same user', async ({ page, standIn }) => {
      const dialog = await loseSession(page, standIn);
      release();
      await answered;
      await expect.poll(() => write.isDone(standIn)).toBe(true);
      await dialog.getByRole('textbox', { name: 'Password' }).fill('demo');
      await dialog.getByRole('button', { name: 'Sign in', exact: true }).click();
      await expect(dialog).toBeHidden();
      if (write.hasMore) await page.getByRole('button', { name: 'Continue' }).click();
      await expect(notices(page)).toContainText(write.done);
      await expect(page.getByText('failed')).toHaveCount(0);
      expect(await write.isDone(standIn)).toBe(true);
      expect(await writesAtServer(standIn)).toHaveLength(write.hasMore ? 2 : 1);
    });

    test('is nothing to another user', async ({ page, standIn }) => {
      const dialog = await loseSession(page, standIn);
      await dialog.getByRole('textbox', { name: 'Username' }).fill('partner');
      await dialog.getByRole('textbox', { name: 'Password' }).fill('partner');
      await dialog.getByRole('button', { name: 'Sign in', exact: true }).click();
      await expect(page.getByRole('link', { name: 'partner-billing to hel-db' })).toBeVisible();
      release();
      await answered;
      await expect.poll(() => write.isDone(standIn)).toBe(true);
      await expect(page.getByRole('link', { name: 'partner-billing to hel-db' })).toBeVisible();
      await expect(page.getByText(write.done)).toHaveCount(0);
      await expect(page.getByRole('alert')).toHaveCount(0);
      await expect(page.getByRole('dialog')).toHaveCount(0);
      expect(await writesAtServer(standIn)).toHaveLength(1);
    });

    test('is done after signing out', async ({ page, standIn }) => {
      const dialog = await loseSession(page, standIn);
      await dialog.getByRole('button', { name: 'Sign out' }).click();
      release();
      await answered;
      await expect.poll(() => write.isDone(standIn)).toBe(true);
      await signIn(page, null);
      await expect(page.getByRole('link', { name: 'New peering' }).first()).toBeVisible();
      await expect(page.getByText('failed')).toHaveCount(0);
      expect(await writesAtServer(standIn)).toHaveLength(1);
    });
  });
}

/** Opens a page with a console that reports to it. */
async function openHost(page: Page, options: string) {
  const html = `<!doctype html><title>host</title><div id="console"></div><script type="module">
    import { mount } from './embed.js';
    window.reports = [];
    const onChange = (change) => window.reports.push(change);
    const onError = (error) => window.reports.push(error);
    mount(document.getElementById('console'), { onChange, onError, ...(${options}) });
  </script>`;
  await page.route('**/host.html', (route) => route.fulfill({ contentType: 'text/html', body: html }));
  await page.goto('./host.html');
}

const reports = (page: Page) => page.evaluate(() => (window as unknown as { reports: unknown[] }).reports);

test.describe('a host', () => {
  test('A4: hears of a write that was answered after signing out', async ({ page, standIn }) => {
    const { uuid } = (await standIn.peering(OFF))!;
    await openHost(page, JSON.stringify({ initialPath: `/peerings/${uuid}` }));
    await submitCredentials(page);
    const write = WRITES.find(({ what }) => what === 'enabling a peering')!;
    const { release, arrival } = await hold(page, write);
    await page.getByRole('button', { name: 'Enable', exact: true }).click();
    await arrival;
    await page.getByRole('button', { name: 'Sign out' }).first().click();
    await page.getByRole('button', { name: 'Sign out anyway' }).click();
    await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible();
    release();
    await expect.poll(() => reports(page)).toEqual([{ action: 'modify', uuid }]);
  });

  test('A10: that authenticates gets no error that repeats its header, nor does the page', async ({ page, standIn }) => {
    const token = 'ucat_demo0123456789abcdef';
    const authorization = `Bearer ${token}`;
    const echo = { error_code: 'BAD_GATEWAY', error_message: `Upstream refused Authorization: ${authorization}` };
    await page.route(`**${PEERINGS_PATH}`, (route) => route.fulfill({ status: 502, json: { error: echo } }));
    const account = { username: 'demo', resource_limits: {} };
    await page.route('**/1.3/account', (route) => route.fulfill({ json: { account } }));
    for (const list of ['network', 'router', 'zone']) {
      await page.route(`**/1.3/${list}`, (route) => route.fulfill({ json: { [`${list}s`]: { [list]: [] } } }));
    }
    await openHost(page, `{ authorization: () => '${authorization}' }`);
    await expect(page.getByRole('alert')).toContainText('(hidden because it repeats the credentials) (status 502)');
    await expect.poll(async () => JSON.stringify(await reports(page))).toContain('hidden');
    expect(JSON.stringify(await reports(page))).not.toContain(token);
    await expect(page.getByText(token)).toHaveCount(0);
  });
});

test.describe('A10: an error that repeats the credentials', () => {
  const header = `Basic ${Buffer.from('demo:demo').toString('base64')}`;
  const secret = header.slice('Basic '.length, -1);
  const echo = { status: 502, error_code: 'BAD_GATEWAY', error_message: `You sent Authorization: ${header}` };

  test('shows them neither on the page nor in the session log nor in a receipt', async ({ page, standIn }) => {
    await standIn.fault({ method: 'PATCH', path: PEERINGS_PATH, times: 2 }, echo);
    await signIn(page);
    await page.getByRole('searchbox', { name: 'Filter' }).fill(OFF);
    await expect(row(page, OFF)).toBeVisible();
    await page.getByRole('checkbox', { name: `Select ${OFF}`, exact: true }).click();
    await page.getByRole('group', { name: 'Selected peerings' }).getByRole('button', { name: 'Enable' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Update 1 peering' }).click();
    const card = activity(page);
    await expect(card).toContainText('hidden because it repeats the credentials');
    await expect(page.getByText(secret)).toHaveCount(0);

    const download = page.waitForEvent('download');
    await card.getByRole('button', { name: 'Download results' }).click();
    const stream = await (await download).createReadStream();
    let receipt = '';
    for await (const chunk of stream) receipt += chunk;
    expect(receipt).toContain('502');
    expect(receipt).not.toContain(secret);

    await sessionMenu(page).click();
    await page.getByRole('button', { name: 'Session log' }).click();
    const log = page.getByRole('dialog', { name: 'Session log' });
    await expect(log).toContainText('PATCH');
    await expect(log).not.toContainText(secret);
  });
});
