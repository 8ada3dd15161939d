// A link between two accounts: each owner creates one half, and the first sends the second
// an address that fills in the form.
import { activity } from '../support/activity';
import { expect, signIn, test } from '../support/fixtures';
import { fact, fields, openPeering, pick } from '../support/forms';
import type { Page } from '@playwright/test';

function card(page: Page) {
  return page.getByRole('region', { name: "Invite the peer network's owner" });
}

test('two accounts create a link', async ({ page, standIn, anotherContext }) => {
  const ours = (await standIn.network('sto-app')).uuid;
  const theirs = (await standIn.network('partner-tax', 'partner')).uuid;

  await signIn(page, './peerings/new');
  await fields(page).name.fill('to tax');
  await pick(page, 'Local network', 'sto-app');
  await pick(page, 'Peer network', theirs);
  await expect(card(page), 'shown before the form is sent').toContainText(theirs);
  await fields(page).create.click();
  await expect(fact(page, 'State')).toHaveText('pending-peer');
  await expect(card(page)).toContainText('The invitation contains no secrets');
  for (const text of [theirs, ours, '10.44.1.0/24']) {
    await expect(card(page).getByText(text, { exact: true })).toBeVisible();
  }
  const address = (await card(page).getByText(/peerings\/new\?/).first().textContent()) ?? '';
  await card(page).getByText('Message to send').click();
  const message = card(page).getByRole('figure', { name: 'Message' });
  for (const text of [address, `Local network (yours): ${theirs}`, `Peer network (mine): ${ours}`, '$UPCLOUD_TOKEN']) {
    await expect(message).toContainText(text);
  }

  const partner = await anotherContext.newPage();
  await signIn(partner, address, 'partner');
  const note = partner.getByRole('region', { name: 'Invitation' });
  await expect(note).toContainText('Confirm these values with the owner of the peer network through another channel');
  await expect(note).toContainText('10.44.1.0/24');
  await expect(fields(partner).local).toHaveValue('partner-tax');
  await expect(fields(partner).peer).toHaveValue(ours);
  await fields(partner).create.click();
  await expect(fact(partner, 'State')).toHaveText('active');
  await expect(activity(partner)).toContainText('Connected');
  await anotherContext.close();

  await expect(fact(page, 'State')).toHaveText('active', { timeout: 15_000 });
  await expect(activity(page)).toContainText('Connected', { timeout: 15_000 });
  await expect(card(page), 'nothing is left to request').toHaveCount(0);
  expect(await standIn.peering('to tax')).toMatchObject({ state: 'active' });
  const { body } = await standIn.api('GET', '/network-peering', undefined, 'partner');
  const back = body.network_peerings.network_peering.find((peering: { network: { uuid: string } }) => peering.network.uuid === theirs);
  expect(back).toMatchObject({ state: 'active', peer_network: { uuid: ours } });
});

test('says that the network is not in the account of whoever opens the address', async ({ page, standIn }) => {
  const { uuid } = await standIn.network('partner-billing', 'partner');
  const ours = (await standIn.network('hel-app')).uuid;
  await signIn(page, `./peerings/new?local=${uuid}&peer=${ours}&from=handshake&range=10.10.0.0%2F24&zone=fi-hel1`);
  await expect(page.getByText('The local network is not in this account.')).toBeVisible();
});

test('shows text from the address as text only', async ({ page, standIn }) => {
  const { uuid } = await standIn.network('hel-app');
  const evil = encodeURIComponent('<img src=x onerror=alert(1)>');
  await signIn(page, `./peerings/new?name=${evil}&local=${uuid}&from=handshake&range=${evil}&zone=${evil}`);
  await expect(fields(page).name).toHaveValue('<img src=x onerror=alert(1)>');
  const note = page.getByRole('region', { name: 'Invitation' });
  await expect(note).toContainText('unknown');
  await expect(note).not.toContainText('onerror');
  await expect(page.locator('main img')).toHaveCount(0);
});

test("offers a message that asks for enabling another account's half", async ({ page, standIn }) => {
  const { peer_network } = await openPeering(page, standIn, 'cph-app to partner-orders');
  await page.getByText("Message to the other half's owner").click();
  const message = page.getByRole('figure', { name: 'Message' });
  await expect(message).toContainText('Please enable your peering from network');
  await expect(message).toContainText((peer_network as { uuid: string }).uuid);
  await expect(card(page)).toHaveCount(0);
});
