// Links as the server holds them, and as the list shows them.
import { expect, rows } from './fixtures';
import { patchPeering } from './forms';
import type { Label, Peering, StandIn } from './stand-in';
import type { Page } from '@playwright/test';

type Half = Peering & { network: { uuid: string }; peer_network: { uuid: string } };
export type Pair = { one: Half; two: Half | undefined };

/** Whether a link is of this kind, by what the server holds. */
export const matchesKind = {
  'Half missing': ({ one, two }: Pair, own: Set<string>) =>
    !two && (['pending-peer', 'deleted-peer-network'].includes(one.state) || (leavesOtherHalfOpen(one) && own.has(one.peer_network.uuid))),
  'One half disabled': ({ one, two }: Pair) =>
    two ? isDisabled(one) !== isDisabled(two) : !isDisabled(one) && one.state === 'peer-disabled',
  'Labels differ': ({ one, two }: Pair) => !!two && comparableLabels(one) !== comparableLabels(two),
};

const isDisabled = (half: Half) => half.configured_status === 'disabled';
/** Whether the other half may or may not exist; any other state implies one or the other. */
const leavesOtherHalfOpen = (half: Half) => ['disabled', 'error', 'missing-local-router', 'provisioning'].includes(half.state);
const comparableLabels = ({ labels }: Half) =>
  JSON.stringify(
    labels
      .filter(({ key }) => !key.startsWith('_'))
      .map(({ key, value }) => [key.toLowerCase(), value])
      .sort(),
  );

export async function pairs(standIn: StandIn) {
  const halves = ((await standIn.peerings()) as Half[]).sort((one, two) => (one.name < two.name ? -1 : 1));
  const pairs: Pair[] = [];
  for (const one of halves) {
    if (pairs.some(({ two }) => two === one)) continue;
    const isOtherHalf = (half: Half) =>
      half.network.uuid === one.peer_network.uuid && half.peer_network.uuid === one.network.uuid;
    pairs.push({ one, two: halves.find(isOtherHalf) });
  }
  return pairs;
}

export async function ownNetworks(standIn: StandIn) {
  const { body } = await standIn.api('GET', '/network');
  return new Set<string>(body.networks.network.map(({ uuid }: { uuid: string }) => uuid));
}

/** Sets the labels of one half, as the scenario has no links whose labels differ. */
export async function setLabels(standIn: StandIn, name: string, labels: Label[]) {
  const { uuid } = (await standIn.peering(name))!;
  await patchPeering(standIn, uuid, { labels });
}

/** The first names in the rows that the document has. */
export async function firstNames(page: Page) {
  return rows(page).evaluateAll((rows) => rows.map((row) => row.querySelector('td.name a')!.textContent!));
}

/** Waits until exactly these links are listed. They have to be few enough to be in view. */
export async function expectLinks(page: Page, expected: Pair[]) {
  const names = expected.map(({ one }) => one.name).sort();
  expect(names.length, 'the scenario has some').toBeGreaterThan(0);
  await expect.poll(async () => (await firstNames(page)).sort()).toEqual(names);
}
