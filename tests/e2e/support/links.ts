// Links as the server holds them, and as the page shows them.
import { expect, rows } from './fixtures';
import type { HeldPeering, Label, StandIn } from './stand-in';
import type { Page } from '@playwright/test';

type Half = HeldPeering & { network: { uuid: string }; peer_network: { uuid: string } };
export type Pair = { one: Half; two: Half | undefined };

/** What a link is, by what the server says of its halves. */
export const is = {
  'Half missing': ({ one, two }: Pair, own: Set<string>) =>
    !two && (['pending-peer', 'deleted-peer-network'].includes(one.state) || (cannotTell(one) && own.has(one.peer_network.uuid))),
  'One side disabled': ({ one, two }: Pair) =>
    two ? isOff(one) !== isOff(two) : !isOff(one) && one.state === 'peer-disabled',
  'Labels differ': ({ one, two }: Pair) => !!two && written(one) !== written(two),
};

const isOff = (half: Half) => half.configured_status === 'disabled';
/** Of other states the other half's existence follows. */
const cannotTell = (half: Half) => ['disabled', 'error', 'missing-local-router', 'provisioning'].includes(half.state);
const written = ({ labels }: Half) =>
  JSON.stringify(
    labels
      .filter(({ key }) => !key.startsWith('_'))
      .map(({ key, value }) => [key.toLowerCase(), value])
      .sort(),
  );

function pairUp(peerings: HeldPeering[]): Pair[] {
  const halves = [...(peerings as Half[])].sort((one, two) => (one.name < two.name ? -1 : 1));
  const pairs: Pair[] = [];
  for (const one of halves) {
    if (pairs.some(({ two }) => two === one)) continue;
    const isOther = (half: Half) =>
      half.network.uuid === one.peer_network.uuid && half.peer_network.uuid === one.network.uuid;
    pairs.push({ one, two: halves.find(isOther) });
  }
  return pairs;
}

export async function pairs(standIn: StandIn) {
  return pairUp(await standIn.peerings());
}

export async function ownNetworks(standIn: StandIn) {
  const { body } = await standIn.api('GET', '/network');
  return new Set<string>(body.networks.network.map(({ uuid }: { uuid: string }) => uuid));
}

/** Links whose labels differ: the scenario has none. */
export async function relabel(standIn: StandIn, name: string, labels: Label[]) {
  const { uuid } = (await standIn.peering(name))!;
  const { status } = await standIn.api('PATCH', `/network-peering/${uuid}`, { network_peering: { labels } });
  expect(status).toBe(200);
}

const view = (page: Page) => page.getByRole('group', { name: 'Show as' });
export const asLinks = (page: Page) => view(page).getByRole('button', { name: 'Links' });
export const asPeerings = (page: Page) => view(page).getByRole('button', { name: 'Peerings' });
export const table = (page: Page) => page.getByRole('table', { name: 'Links' });
export const kind = (page: Page, title: string) =>
  page.getByRole('group', { name: 'Show one kind of links' }).getByRole('button', { name: new RegExp(`^\\d+ ?${title}$`) });
export const group = (page: Page, title: string) =>
  page.getByRole('group', { name: 'Show one group of states' }).getByRole('button', { name: new RegExp(`${title}$`) });
export const counted = (page: Page) => page.getByRole('search', { name: 'Filter peerings' }).getByRole('status');
export const text = (page: Page) => page.getByRole('searchbox', { name: 'Filter' });
export const labelFilter = (page: Page) => page.getByRole('combobox', { name: 'Label filter' });
export const query = (page: Page) => new URL(page.url()).searchParams.toString();

/** The row of the link that this peering is a half of. */
export function link(page: Page, name: string) {
  return rows(page).filter({ has: page.getByRole('link', { name, exact: true }) });
}

/** The names in the first lines of the rows in the document. */
export async function firstNames(page: Page) {
  return rows(page).evaluateAll((rows) => rows.map((row) => row.querySelector('td.name a')!.textContent!));
}

/** Waits until exactly these links are shown; few enough to be in the document. */
export async function expectLinks(page: Page, expected: Pair[]) {
  const names = expected.map(({ one }) => one.name).sort();
  expect(names.length, 'the scenario has some').toBeGreaterThan(0);
  await expect.poll(async () => (await firstNames(page)).sort()).toEqual(names);
}
