// The same thing by other means: what it says, and that it is safe to paste.
import { execFileSync } from 'node:child_process';
import { expect, signIn, test } from '../support/fixtures';
import { addLabel, fields, openPeering, pick } from '../support/forms';
import type { Locator, Page } from '@playwright/test';

const ODD = `it's "odd" $HOME \`id\` \${x} %{y} \\ ü`;

async function open(place: Page | Locator) {
  await place.getByText('The same with curl, upctl or Terraform').first().click();
}

function block(place: Page | Locator, title: string) {
  return place.getByRole('figure', { name: title }).locator('code');
}

/** What a shell makes of the commands, with curl and upctl only telling what they were given. */
function asShell(text: string): string[] {
  const tell = 'curl() { for word in "$@"; do printf "%s\\0" "$word"; done; }; upctl() { curl upctl "$@"; };';
  const out = execFileSync('/bin/bash', ['-c', `${tell}\n${text}`], { env: { UPCLOUD_TOKEN: 'ucat_secret', PATH: '/nowhere' } });
  return out.toString().split('\0');
}

test('a form becomes commands that make the very same, whatever it holds', async ({ page, standIn }) => {
  await signIn(page, './peerings/new');
  await open(page);
  await expect(page.getByText('Shown once the name and both networks are filled in.')).toBeVisible();
  await fields(page).name.fill(ODD);
  await pick(page, 'Local network', 'hel-batch');
  await pick(page, 'Peer network', 'fra-app');
  await addLabel(page, { key: 'note', value: ODD });
  const text = (await block(page, 'curl').textContent()) ?? '';
  expect(text).not.toContain('demo');
  const words = asShell(text);
  const sent = words.filter((word) => word.startsWith('{')).map((word) => JSON.parse(word).network_peering);
  expect(sent.map(({ name }) => name)).toEqual([ODD, 'fra-app to hel-batch']);
  expect(sent[0]).toMatchObject({
    labels: [{ key: 'note', value: ODD }],
    network: { uuid: (await standIn.network('hel-batch')).uuid },
  });
  expect(words).toContain('Authorization: Bearer ucat_secret');
  const terraform = (await block(page, 'Terraform').textContent()) ?? '';
  expect(terraform.match(/resource "upcloud_network_peering"/g)).toHaveLength(2);
  expect(terraform).toContain('$${x} %%{y}');
  await expect(block(page, 'upctl')).toContainText('# upctl cannot create a peering.');
});

test('a peering is shown as what reads and what imports it', async ({ page, standIn }) => {
  const { uuid } = await openPeering(page, standIn, 'hel-app to fra-db');
  const place = page.getByRole('region', { name: 'By other means' });
  await open(place);
  await expect(block(place, 'curl')).toContainText(`/1.3/network-peering/${uuid}`);
  const terraform = block(place, 'Terraform');
  await expect(terraform).toContainText(`id = "${uuid}"`);
  await expect(terraform).toContainText('resource "upcloud_network_peering" "hel_app_to_fra_db"');
  await expect(block(place, 'upctl')).toContainText('upctl network-peering list -o json');
});

test('a change is shown as what sends only what changed', async ({ page, standIn }) => {
  const { uuid } = await openPeering(page, standIn, 'hel-app to fra-db', '/edit');
  await open(page);
  await expect(page.getByText('Shown once something is changed.')).toBeVisible();
  await fields(page).name.fill(ODD);
  const words = asShell((await block(page, 'curl').textContent()) ?? '');
  expect(words.filter((word) => word.startsWith('{')).map((word) => JSON.parse(word))).toEqual([
    { network_peering: { name: ODD } },
  ]);
  expect(words).toContain(`https://api.upcloud.com/1.3/network-peering/${uuid}`);
});

test('a deletion is shown as its steps', async ({ page, standIn }) => {
  const { uuid } = await openPeering(page, standIn, 'hel-app to fra-db');
  await page.getByRole('button', { name: 'Delete…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete peering' });
  await open(dialog);
  const words = asShell((await block(dialog, 'curl').textContent()) ?? '');
  expect(words.filter((word) => ['PATCH', 'DELETE'].includes(word))).toEqual(['PATCH', 'DELETE']);
  await expect(block(dialog, 'upctl')).toContainText(`upctl network-peering delete ${uuid} --disable`);
});
