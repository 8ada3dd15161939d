// Two clients change the labels of the same peerings. The API replaces all labels of a
// peering at once and cannot compare, so the console reads them just before each change.
import { activity } from '../support/activity';
import { enterLabel, labelFields } from '../support/bulk';
import { expect, rows, signIn, test } from '../support/fixtures';
import { hasLabel, PEERINGS_PATH, type StandIn } from '../support/stand-in';
import type { Page } from '@playwright/test';

const SEED = 20261128;
const PEERINGS = 40;

const card = (page: Page) => activity(page);

/** Numbers from 0 to 1, the same in every run. */
function random(seed: number) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

async function prepare(page: Page, key: string) {
  await expect(rows(page).first()).toBeVisible();
  await page.getByRole('checkbox', { name: 'Select all that match' }).click();
  await page.getByRole('group', { name: 'Selected peerings' }).getByRole('button', { name: 'Labels…' }).click();
  const dialog = page.getByRole('dialog');
  await enterLabel(labelFields(dialog).add, key);
  return dialog.getByRole('button', { name: `Update ${PEERINGS} peerings` });
}

type Act = { client: number; method: string };

/** The clients' reads and writes of each peering, in the order in which the server acted. */
async function history(standIn: StandIn, from: number) {
  const acts = new Map<string, Act[]>();
  for (const { method, path, credentials } of await standIn.requests(from)) {
    const uuid = path.split(`${PEERINGS_PATH}/`)[1];
    if (uuid && credentials) acts.set(uuid, [...(acts.get(uuid) ?? []), { client: credentials, method }]);
  }
  return acts;
}

/** What the server did for each write from the writer's last read on. */
function windows(acts: Act[]) {
  return acts.flatMap(({ client, method }, at) => {
    if (method !== 'PATCH') return [];
    const read = acts.slice(0, at).findLastIndex((act) => act.client === client && act.method === 'GET');
    return [acts.slice(read === -1 ? at : read, at + 1)];
  });
}

/** Whether somebody else wrote between a client's read and its write. */
function overlaps(acts: Act[]) {
  return windows(acts).some((window) => window.slice(0, -1).some(({ method }) => method === 'PATCH'));
}

test('D10 S-27: of two clients that relabel, one loses nothing but what the other writes in between', async ({
  page,
  anotherContext,
  standIn,
}) => {
  test.slow();
  await standIn.reset({ scenario: `scale:${PEERINGS}` });
  const next = random(SEED);
  const before = await standIn.peerings();
  const other = await anotherContext.newPage();
  await signIn(page);
  await other.goto('./');
  await other.getByRole('radio', { name: 'Token' }).check();
  await other.getByRole('textbox', { name: 'API token' }).fill('ucat_demo');
  await other.getByRole('button', { name: 'Sign in', exact: true }).click();
  const [one, two] = [await prepare(page, 'client-a'), await prepare(other, 'client-b')];
  for (let index = 0; index < 4 * PEERINGS; index += 1) {
    await standIn.fault({ path: `${PEERINGS_PATH}/` }, { delay_ms: Math.round(next() * 200) });
  }
  const start = (await standIn.requests()).length;
  await Promise.all([one.click(), two.click()]);
  for (const client of [page, other]) await expect(card(client)).toContainText(`${PEERINGS} of ${PEERINGS} done`);
  await standIn.forgetFaults();

  const acts = await history(standIn, start);
  const after = await standIn.peerings();
  const lost = after.filter((peering) => !hasLabel('client-a')(peering) || !hasLabel('client-b')(peering));
  const overlapping = after.filter(({ uuid }) => overlaps(acts.get(uuid) ?? []));
  console.log(`lost updates: ${lost.length} of ${2 * PEERINGS}; writes that overlapped: ${overlapping.length}; seed ${SEED}`);
  const written = [...acts.values()].flatMap(windows);
  expect(written).toHaveLength(2 * PEERINGS);
  for (const [first] of written) expect(first.method, 'each write follows a read').toBe('GET');
  expect(overlapping).toEqual(expect.arrayContaining(lost));
  // Never both, and never a label that neither of them changed.
  for (const peering of after) {
    expect(hasLabel('client-a')(peering) || hasLabel('client-b')(peering)).toBe(true);
    const labels = before.find(({ uuid }) => uuid === peering.uuid)!.labels;
    expect(peering.labels).toEqual(expect.arrayContaining(labels));
  }
});
