// What users come for, wherever the console is embedded: each step is compared with what
// the server holds.
import { expect, heading, row, rows } from '../e2e/support/fixtures';
import { addLabel, chooseOneHalf, confirmDeletion, fields, pick } from '../e2e/support/forms';
import { expectListed, filterBar } from '../e2e/support/list';
import { hasLabel, type Peering, type StandIn } from '../e2e/support/stand-in';
import type { Locator } from '@playwright/test';

/** Two networks of the `company` scenario that are not peered. */
const LOCAL = 'cph-app';
const PEER = 'mad-lab';
const NAME = 'made in a portal';
const RENAMED = 'changed in a portal';

/** Starts at the list and returns to it. Without a server, `initial` are the peerings at the
 * start. Returns the UUID of the peering that was created and deleted. */
export async function runCoreTasks(console: Locator, standIn: StandIn | undefined, initial?: Peering[]): Promise<string | undefined> {
  const peerings = initial ?? (await standIn!.peerings());
  await expect(heading(console)).toHaveText('Peerings');
  await expect(rows(console).first()).toBeVisible();

  const { label, text, token } = filterBar(console);
  await label.fill('env=staging');
  await label.press('Enter');
  await expectListed(console, peerings.filter(hasLabel('env', 'staging')));
  await token('env=staging').click();
  await text.fill('hel-app to fra-db');
  await expectListed(console, [{ name: 'hel-app to fra-db' }, { name: 'fra-db to hel-app' }]);
  await text.fill('');

  await console.getByRole('link', { name: 'New peering' }).first().click();
  await fields(console).name.fill(NAME);
  await pick(console, 'Local network', LOCAL);
  await pick(console, 'Peer network', PEER);
  await chooseOneHalf(console);
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

  await confirmDeletion(console, RENAMED);
  await expect(heading(console)).toHaveText(`You deleted ${RENAMED}`);
  expect(await standIn?.peering(RENAMED)).toBeUndefined();

  await console.getByRole('link', { name: 'Go to the list of peerings' }).click();
  await expect(rows(console).first()).toBeVisible();
  await text.fill(RENAMED);
  await expect(row(console, RENAMED)).toHaveCount(0);
  return created?.uuid;
}
