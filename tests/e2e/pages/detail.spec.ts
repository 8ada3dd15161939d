// Long because a table holds the explanation expected of each state.
// The page of a peering: what its state means, who must act, and the next step.
import { expect, rows, signIn, test } from '../support/fixtures';
import { filterBar } from '../support/list';
import type { StandIn } from '../support/stand-in';
import type { Page } from '@playwright/test';

const CHANGE = [/^Modify$/, /^(Enable|Disable)$/, /^Delete…$/];

type Explained = {
  name: string;
  state: string;
  title: string;
  text?: RegExp;
  actor: string;
  /** The names of the offered remedies. */
  steps: string[];
  /** For whom a message is offered. */
  send?: string;
};

const OPEN = 'Open the other half';
const ROUTER = 'Attach a router…';
const YOU = 'Action required';
const OWNER = "Waiting for the other owner";

const EXPLAINED: Explained[] = [
  {
    name: 'hel-app to fra-db',
    state: 'active',
    title: 'Connected',
    text: /hel-app and fra-db can reach each other's ranges/,
    actor: 'No action needed',
    steps: [],
  },
  {
    name: 'lon-edge to ams-web',
    state: 'provisioning',
    title: 'Applying changes',
    actor: 'In progress',
    steps: [],
  },
  {
    name: 'waw-ci to hel-batch',
    state: 'pending-peer',
    title: 'Other half missing',
    text: /until a peering from hel-batch back to waw-ci exists/,
    actor: YOU,
    steps: ['Create the other half'],
  },
  {
    name: 'hel-app to partner-billing',
    state: 'pending-peer',
    title: 'Waiting for the other owner to create their half',
    text: /Send them these two UUIDs/,
    actor: OWNER,
    steps: [],
  },
  {
    name: 'waw-batch to fra-db',
    state: 'peer-disabled',
    title: 'Other half disabled',
    text: /until the peering from fra-db back to waw-batch is enabled/,
    actor: YOU,
    steps: ['Enable the other half', OPEN],
  },
  {
    name: 'cph-app to partner-orders',
    state: 'peer-disabled',
    title: 'Other half disabled',
    text: /until the owner of network [0-9a-f-]{36} enables their peering/,
    actor: OWNER,
    steps: [],
    send: "the other half's owner",
  },
  {
    name: 'hel-app to sto-cache',
    state: 'missing-peer-router',
    title: 'The peer network has no router',
    text: /until a router of the same zone is attached to sto-cache/,
    actor: YOU,
    steps: [ROUTER],
  },
  {
    name: 'ams-cache to partner-stock',
    state: 'missing-peer-router',
    title: 'The peer network has no router',
    text: /until the owner of network [0-9a-f-]{36} attaches a router/,
    actor: OWNER,
    steps: [],
    send: "the other half's owner",
  },
  {
    name: 'sto-cache to hel-app',
    state: 'missing-local-router',
    title: 'The local network has no router',
    text: /attached to sto-cache/,
    actor: YOU,
    steps: [ROUTER],
  },
  {
    name: 'hel-app to fra-archive',
    state: 'conflict-subnet',
    title: 'Address ranges overlap',
    text: /10\.10\.0\.0\/24 of hel-app and 10\.10\.0\.128\/25 of fra-archive/,
    actor: YOU,
    steps: [OPEN, 'Delete this half…'],
  },
  {
    name: 'fra-legacy to old-crm',
    state: 'deleted-peer-network',
    title: 'Peer network deleted',
    text: /A peering can't be repointed, so delete it/,
    actor: YOU,
    steps: ['Delete this half…'],
  },
  {
    name: 'sto-queue to hel-batch',
    state: 'error',
    title: 'Setup failed',
    text: /contact UpCloud support with this peering's UUID/,
    actor: YOU,
    steps: ['Disable and enable again…'],
    send: 'UpCloud support',
  },
  {
    name: 'fra-db to waw-batch',
    state: 'disabled',
    title: 'Disabled',
    actor: 'No action needed',
    steps: ['Enable this half', 'Delete this half…'],
  },
];

/** Opens a peering's page by its address. */
async function open(page: Page, standIn: StandIn, name: string) {
  const peering = (await standIn.peering(name))!;
  await signIn(page, `./peerings/${peering.uuid}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
  return peering;
}

test.describe('states', () => {
  for (const state of new Set(EXPLAINED.map((explained) => explained.state))) {
    test(state, async ({ page, standIn }) => {
      await signIn(page);
      for (const explained of EXPLAINED.filter((explained) => explained.state === state)) {
        const { name, title, text, actor, steps, send } = explained;
        expect((await standIn.peering(name))!.state, 'in the scenario').toBe(state);
        await filterBar(page).text.fill(name);
        await rows(page).getByRole('link', { name, exact: true }).click();
        await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);

        const main = page.getByRole('main');
        const offered = (name: string | RegExp) => main.getByRole('button', { name }).or(main.getByRole('link', { name }));
        await expect(main.getByRole('heading', { level: 2, name: title })).toBeVisible();
        if (text) await expect(main.getByText(text)).toBeVisible();
        await expect(main.getByText(actor, { exact: true })).toBeVisible();
        await expect(main.getByRole('region', { name: 'Peering' })).toContainText(state);
        for (const step of steps) await expect(offered(step)).toBeVisible();
        const step = offered(/(this|other) half|…$/).and(main.locator('.state-panel *'));
        await expect(step, 'no other step is offered').toHaveCount(steps.length);
        const message = main.locator('summary', { hasText: 'Message to ' }).and(main.locator('.state-panel *'));
        await expect(message).toHaveText(send ? [`Message to ${send}`] : []);
        if (send) {
          await message.click();
          await expect(main.getByRole('figure', { name: 'Message' })).toContainText(/[0-9a-f-]{36}/);
        }
        for (const change of CHANGE) await expect(offered(change)).toBeVisible();
        await page.getByRole('navigation').getByRole('link', { name: 'Peerings' }).click();
      }
    });
  }

  test('unknown to the console', async ({ page, standIn }) => {
    const { uuid } = (await standIn.peering('hel-app to fra-db'))!;
    await page.route('**/1.3/network-peering**', async (route) => {
      const response = await route.fetch();
      const json = await response.json();
      const peerings = json.network_peerings?.network_peering ?? [json.network_peering];
      for (const peering of peerings) if (peering.uuid === uuid) peering.state = 'melting';
      await route.fulfill({ response, json });
    });
    await open(page, standIn, 'hel-app to fra-db');
    await expect(page.getByRole('heading', { name: 'Unknown state' })).toBeVisible();
    await expect(page.getByText('The API reports the state “melting”.')).toBeVisible();
  });

  test('pending-peer links to creating the other half', async ({ page, standIn }) => {
    await open(page, standIn, 'waw-ci to hel-batch');
    await page.getByRole('link', { name: 'Create the other half' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('New peering');
    await expect(page.getByRole('textbox', { name: 'Name' })).toHaveValue('hel-batch to waw-ci');
    await expect(page.getByRole('combobox', { name: 'Local network' })).toHaveValue('hel-batch');
    await expect(page.getByRole('combobox', { name: 'Peer network' })).toHaveValue('waw-ci');
  });

  test('peer-disabled links to the other half, and Back returns', async ({ page, standIn }) => {
    await open(page, standIn, 'waw-batch to fra-db');
    await page.getByRole('link', { name: 'Open the other half' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('fra-db to waw-batch');
    await page.goBack();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('waw-batch to fra-db');
  });
});

test.describe('the properties', () => {
  test('have every field, and both networks', async ({ page, standIn }) => {
    const peering = await open(page, standIn, 'hel-dual to lon-edge');
    const fields = page.getByRole('region', { name: 'Peering' });
    for (const text of [peering.uuid, peering.name, 'env', 'prod', 'team', 'edge']) {
      await expect(fields.getByText(text, { exact: true })).toBeVisible();
    }
    const times = fields.getByRole('time');
    await expect(times).toHaveAttribute('datetime', String(peering.created_at));
    await expect(times).toContainText(String(new Date(String(peering.created_at)).getFullYear()));
    expect(peering.updated_at, 'never modified').toBeNull();
    await expect(fields.getByText('never', { exact: true })).toBeVisible();

    for (const [title, name, texts] of [
      ['Local network', 'hel-dual', ['10.10.8.0/24', '2a04:3540:1000:310::/64', /^fi-hel1 · /]],
      ['Peer network', 'lon-edge', ['10.61.0.0/24', /^uk-lon1 · /]],
    ] as const) {
      const network = await standIn.network(name);
      const card = page.getByRole('region', { name: title });
      for (const text of [name, network.uuid, ...texts]) {
        await expect(card.getByText(text, { exact: true })).toBeVisible();
      }
    }
  });

  test("have the UUID of another account's network, and what is unknown", async ({ page, standIn }) => {
    const { uuid } = await standIn.network('lon-edge');
    // No other peering of that account shows its ranges.
    await signIn(page, './peerings?text=lon-edge', 'partner');
    await page.getByRole('link', { name: 'partner-tax to lon-edge' }).click();
    const card = page.getByRole('region', { name: 'Peer network', exact: true });
    await expect(card.getByText(uuid, { exact: true })).toBeVisible();
    await expect(card).toContainText('Network in another account');
    await expect(card).toContainText('Shown once both halves exist');
    await expect(card).toContainText('Unknown');
  });

  test('can be copied', async ({ page, standIn, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const { uuid } = await open(page, standIn, 'hel-app to fra-db');
    const copy = page.getByRole('button', { name: 'Copy peering UUID' });
    await copy.click();
    await expect(copy).toHaveText('Copied');
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(uuid);
    await expect(copy, 'after a while the button is reset').toHaveText('Copy');
    for (const end of ['local', 'peer']) {
      await expect(page.getByRole('button', { name: `Copy ${end} network UUID` })).toBeVisible();
    }
  });

  test('are not reported as copied if the browser refuses', async ({ page, standIn }) => {
    await open(page, standIn, 'hel-app to fra-db');
    const refused = page.evaluate(
      () =>
        new Promise<void>((resolve) => {
          navigator.clipboard.writeText = () => {
            setTimeout(resolve, 0);
            return Promise.reject(new Error('refused'));
          };
        }),
    );
    const copy = page.getByRole('button', { name: 'Copy peering UUID' });
    await copy.click();
    await refused;
    await expect(copy).toHaveText('Copy');
  });

  test('follow the server', async ({ page, standIn }) => {
    await page.clock.install();
    const { uuid } = await open(page, standIn, 'lon-edge to ams-web');
    const title = page.getByRole('heading', { level: 2 });
    await expect(title.filter({ hasText: 'Applying changes' })).toBeVisible();
    await standIn.force(uuid, null);
    await page.clock.fastForward(3_000);
    await expect(title.filter({ hasText: 'Connected' })).toBeVisible();
  });
});

test.describe('errors', () => {
  test('an unknown peering', async ({ page }) => {
    const uuid = '0f000000-0000-4000-8000-000000000000';
    await signIn(page, `./peerings/${uuid}`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('This peering does not exist');
    await expect(page.getByText(uuid)).toBeVisible();
    await page.getByRole('link', { name: 'Go to the list of peerings' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Peerings');
  });

  test("another account's peering", async ({ page, standIn }) => {
    const { uuid } = (await standIn.peering('partner-tax to lon-edge', 'partner'))!;
    await signIn(page, `./peerings/${uuid}`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('This peering does not exist');
  });

  test('a peering that another client deletes', async ({ page, standIn }) => {
    await page.clock.install();
    const { uuid } = await open(page, standIn, 'fra-db to waw-batch');
    expect((await standIn.api('DELETE', `/network-peering/${uuid}`)).status).toBe(204);
    await page.clock.fastForward(30_000);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('This peering does not exist');
    await expect(page.getByRole('button', { name: /Enable|Delete/ })).toHaveCount(0);
  });

  test('a peering that cannot be read at first', async ({ page, standIn }) => {
    const { uuid } = (await standIn.peering('hel-app to fra-db'))!;
    const path = `/1.3/network-peering/${uuid}`;
    await standIn.fault({ path, times: 3 }, { status: 500 });
    await signIn(page, `./peerings/${uuid}`);
    const alert = page.getByRole('alert').filter({ hasText: 'Reading the peering failed' });
    await expect(alert).toContainText('GENERAL_FAILURE');
    await expect(page.getByText('does not exist')).toHaveCount(0);
    await alert.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('hel-app to fra-db');
    await expect(alert).toHaveCount(0);
    const statuses = (await standIn.requests()).filter((request) => request.path === path).map(({ status }) => status);
    expect(statuses).toEqual([500, 500, 500, 200]);
  });

  test('a peering that cannot be read again stays, and is marked as out of date', async ({ page, standIn }) => {
    await page.clock.install();
    const { uuid } = await open(page, standIn, 'hel-app to fra-db');
    await expect(page.getByRole('heading', { name: 'Connected' })).toBeVisible();
    await standIn.fault({ path: `/1.3/network-peering/${uuid}`, times: 3 }, { status: 500 });
    await page.clock.fastForward(30_000);
    const stale = page.getByRole('status').filter({ hasText: 'This may be out of date' });
    await expect(stale).toBeVisible();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('hel-app to fra-db');
    await page.clock.fastForward(30_000);
    await expect(stale).toHaveCount(0);
  });
});
