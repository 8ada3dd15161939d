// Equivalent commands: what they do, and that they are safe to paste.
import { execFileSync } from 'node:child_process';
import { expect, sessionMenu, signIn, test, type Scope } from '../support/fixtures';
import { addLabel, fields, openPeering, pick } from '../support/forms';

const ODD = `it's "odd" $HOME \`id\` \${x} %{y} \\ ü`;

async function openEquivalents(scope: Scope) {
  await scope.getByText('Show as code').first().click();
}

function block(scope: Scope, title: string) {
  return scope.getByRole('figure', { name: title }).locator('code');
}

/** The arguments that a shell passes to curl and upctl for these commands, and after
 * "stdin:" what curl reads. */
function asShell(text: string): string[] {
  const printArguments = `show() { for word in "$@"; do printf "%s\\0" "$word"; done; }
    curl() { show "$@"; IFS= read -r header; show "stdin:$header"; }; upctl() { show upctl "$@"; };`;
  const out = execFileSync('/bin/bash', ['-c', `${printArguments}\n${text}`], { env: { UPCLOUD_TOKEN: 'ucat_secret', PATH: '/nowhere' } });
  return out.toString().split('\0');
}

test('the commands of a form create the same peering, whatever was typed', async ({ page, standIn }) => {
  await signIn(page, './peerings/new');
  await openEquivalents(page);
  await expect(page.getByText('Enter the name and both networks first.')).toBeVisible();
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
  // As an argument, other users of the machine could see it.
  expect(words.filter((word) => word.includes('ucat_secret'))).toEqual(Array(2).fill('stdin:Authorization: Bearer ucat_secret'));
  const terraform = (await block(page, 'Terraform').textContent()) ?? '';
  expect(terraform.match(/resource "upcloud_network_peering"/g)).toHaveLength(2);
  expect(terraform).toContain('$${x} %%{y}');
  await expect(block(page, 'upctl')).toContainText('# upctl cannot create a peering.');
});

test('the commands of a peering read and import it', async ({ page, standIn }) => {
  const { uuid } = await openPeering(page, standIn, 'hel-app to fra-db');
  const panel = page.getByRole('region', { name: 'Equivalent commands' });
  await openEquivalents(panel);
  await expect(block(panel, 'curl')).toContainText(`/1.3/network-peering/${uuid}`);
  const terraform = block(panel, 'Terraform');
  await expect(terraform).toContainText(`id = "${uuid}"`);
  await expect(terraform).toContainText(`resource "upcloud_network_peering" "hel_app_to_fra_db_${uuid}"`);
  await expect(block(panel, 'upctl')).toContainText('upctl network-peering list -o json');
});

test('the commands of an edit send only what changed', async ({ page, standIn }) => {
  const { uuid } = await openPeering(page, standIn, 'hel-app to fra-db', '/edit');
  await openEquivalents(page);
  await expect(page.getByText('Change something first.')).toBeVisible();
  await fields(page).name.fill(ODD);
  const words = asShell((await block(page, 'curl').textContent()) ?? '');
  expect(words.filter((word) => word.startsWith('{')).map((word) => JSON.parse(word))).toEqual([
    { network_peering: { name: ODD } },
  ]);
  expect(words).toContain(`https://api.upcloud.com/1.3/network-peering/${uuid}`);
});

test('the commands of a deletion have all its steps', async ({ page, standIn }) => {
  const { uuid } = await openPeering(page, standIn, 'hel-app to fra-db');
  await page.getByRole('button', { name: 'Delete…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete peering' });
  await openEquivalents(dialog);
  const words = asShell((await block(dialog, 'curl').textContent()) ?? '');
  expect(words.filter((word) => ['PATCH', 'DELETE'].includes(word))).toEqual(['PATCH', 'DELETE']);
  await expect(block(dialog, 'upctl')).toContainText(`upctl network-peering delete ${uuid} --disable`);
});

test('the commands and the session log name the API that is configured, not the usual one', async ({ page, standIn, baseURL }) => {
  const { uuid } = (await standIn.peering('hel-app to fra-db'))!;
  await page.route('**/config.json', (route) => route.fulfill({ json: { apiBase: '/staging/1.3' } }));
  await page.route('**/staging/1.3/**', (route) => route.continue({ url: route.request().url().replace('/staging', '') }));
  await signIn(page, `./peerings/${uuid}`);
  const panel = page.getByRole('region', { name: 'Equivalent commands' });
  await openEquivalents(panel);
  const staging = new URL(`/staging/1.3/network-peering/${uuid}`, baseURL).href;
  expect(asShell((await block(panel, 'curl').textContent()) ?? '')).toContain(staging);
  await sessionMenu(page).click();
  await page.getByRole('button', { name: 'Session log' }).click();
  const log = page.getByRole('dialog', { name: 'Session log' });
  await log.getByRole('listitem').first().getByText('GET').click();
  await expect(block(log, 'curl').first()).toContainText('/staging/1.3/');
  await expect(page.getByText('api.upcloud.com')).toHaveCount(0);
});
