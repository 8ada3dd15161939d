// What users come for, wherever the console is embedded: each step is compared with what
// the server holds.
import { expect, row, rows } from '../e2e/support/fixtures';
import { addLabel, fields, oneSide, pick } from '../e2e/support/forms';
import type { HeldPeering, StandIn } from '../e2e/support/stand-in';
import type { Locator } from '@playwright/test';
import { heading } from './embeddings';

/** Two networks of the `company` scenario that are not peered. */
const LOCAL = 'cph-app';
const PEER = 'mad-lab';
const NAME = 'made in a portal';
const RENAMED = 'changed in a portal';

/** Waits until exactly these are listed. They have to be few enough to be in view. */
async function expectListed(console: Locator, names: string[]) {
  expect(names.length, 'the scenario has some').toBeGreaterThan(0);
  await expect.poll(async () => (await rows(console).getByRole('link').allTextContents()).sort()).toEqual([...names].sort());
}

function names(peerings: HeldPeering[], label: { key: string; value: string }) {
  const has = (own: { key: string; value: string }) => own.key === label.key && own.value === label.value;
  return peerings.filter(({ labels }) => labels.some(has)).map(({ name }) => name);
}

/** Starts at the list and returns to it. Without a server, `initial` are the peerings at the
 * start. Returns the UUID of the peering that was created and deleted. */
export async function runCoreTasks(console: Locator, standIn: StandIn | undefined, initial?: HeldPeering[]): Promise<string | undefined> {
  const peerings = initial ?? (await standIn!.peerings());
  await expect(heading(console)).toHaveText('Peerings');
  await expect(rows(console).first()).toBeVisible();

  const bar = console.getByRole('search', { name: 'Filter peerings' });
  const label = bar.getByRole('combobox', { name: 'Label filter' });
  await label.fill('env=staging');
  await label.press('Enter');
  await expectListed(console, names(peerings, { key: 'env', value: 'staging' }));
  await bar.getByRole('button', { name: 'Remove label env=staging', exact: true }).click();
  const text = bar.getByRole('searchbox', { name: 'Filter' });
  await text.fill('hel-app to fra-db');
  await expectListed(console, ['hel-app to fra-db', 'fra-db to hel-app']);
  await text.fill('');

  await console.getByRole('link', { name: 'New peering' }).first().click();
  await fields(console).name.fill(NAME);
  await pick(console, 'Local network', LOCAL);
  await pick(console, 'Peer network', PEER);
  await oneSide(console);
  await addLabel(console, { key: 'from', value: 'portal' });
  await fields(console).create.click();
  await expect(heading(console)).toHaveText(NAME);
  const created = await standIn?.peering(NAME);
  if (standIn) {
    expect(created).toMatchObject({
      configured_status: 'active',
      labels: [{ key: 'from', value: 'portal' }],
      network: { uuid: (await standIn.network(LOCAL)).uuid },
      peer_network: { uuid: (await standIn.network(PEER)).uuid },
    });
  }

  await console.getByRole('link', { name: 'Modify' }).click();
  await expect(fields(console).name).toHaveValue(NAME);
  await fields(console).name.fill(RENAMED);
  await fields(console).values.first().fill('here');
  await fields(console).save.click();
  await expect(heading(console)).toHaveText(RENAMED);
  if (standIn) {
    expect(await standIn.peering(RENAMED)).toMatchObject({
      uuid: created?.uuid,
      labels: [{ key: 'from', value: 'here' }],
    });
  }

  await console.getByRole('button', { name: 'Delete…', exact: true }).click();
  const dialog = console.getByRole('dialog', { name: 'Delete peering' });
  await dialog.getByRole('textbox', { name: "Type the peering's name to confirm" }).fill(RENAMED);
  await dialog.getByRole('button', { name: 'Delete peering' }).click();
  await expect(heading(console)).toHaveText(`You deleted ${RENAMED}`);
  expect(await standIn?.peering(RENAMED)).toBeUndefined();

  await console.getByRole('link', { name: 'Go to the list of peerings' }).click();
  await expect(rows(console).first()).toBeVisible();
  await text.fill(RENAMED);
  await expect(row(console, RENAMED)).toHaveCount(0);
  return created?.uuid;
}
