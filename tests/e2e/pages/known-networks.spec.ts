// U-08: whatever the console knows of a network, every place that names the network says,
// with where it is known from; and nothing else.
import { expect, row, signIn, test } from '../support/fixtures';
import { fields, openPeering } from '../support/forms';
import { expectListed, linkRow } from '../support/list';
import type { Page } from '@playwright/test';

const peerCell = (page: Page, name: string) => row(page, name).getByRole('cell').nth(4);
const card = (page: Page, end: string) => page.getByRole('region', { name: `${end} network`, exact: true });

test.describe('a row of the list', () => {
  test("shows the ranges of the account's own network while the other half is missing", async ({ page }) => {
    await signIn(page, './peerings?text=mad-demo');
    await expect(peerCell(page, 'mad-demo to sto-cache')).toContainText('10.44.0.0/24');
    await signIn(page, './peerings?view=links&text=mad-demo');
    await expect(linkRow(page, 'mad-demo to sto-cache')).toContainText('10.44.0.0/24');
  });

  test("shows the ranges of another account's network that another peering shows", async ({ page }) => {
    await signIn(page, './peerings?text=hel-app');
    await expect(peerCell(page, 'hel-app to partner-billing')).toContainText('10.200.0.0/24');
    await signIn(page, './peerings?view=links&text=partner-billing');
    await expect(linkRow(page, 'hel-app to partner-billing')).toContainText('10.200.0.0/24');
  });

  test('shows that a network was deleted', async ({ page }) => {
    await signIn(page, './peerings?text=old-crm');
    await expect(peerCell(page, 'fra-legacy to old-crm')).toContainText('deleted network');
  });

  test('shows ranges that nothing shows as unknown', async ({ page }) => {
    await signIn(page, './peerings?text=lon-edge', 'partner');
    await expect(peerCell(page, 'partner-tax to lon-edge')).toContainText('range unknown');
  });

  test('is found by the ranges it shows', async ({ page }) => {
    const found = [{ name: 'mad-demo to sto-cache' }, { name: 'hel-app to sto-cache' }, { name: 'sto-cache to hel-app' }];
    await signIn(page, './peerings?text=10.44.0.0');
    await expectListed(page, found);
    await signIn(page, './peerings?where=range:has:10.44.0.5');
    await expectListed(page, found);
    // Only another peering shows these.
    await signIn(page, './peerings?text=10.200.0.0+pending');
    await expectListed(page, [{ name: 'hel-app to partner-billing' }]);
  });
});

test.describe('the page of a peering', () => {
  test('names the peering that shows the ranges', async ({ page, standIn }) => {
    await openPeering(page, standIn, 'hel-app to partner-billing');
    await expect(card(page, 'Peer')).toContainText('Network in another account');
    await expect(card(page, 'Peer')).toContainText('10.200.0.0/24from hel-db to partner-billing');
  });

  test('calls a deleted network deleted, in the checks too', async ({ page, standIn }) => {
    await openPeering(page, standIn, 'fra-legacy to old-crm');
    await expect(card(page, 'Peer').getByRole('heading')).toHaveText('Deleted network');
    await expect(card(page, 'Peer')).not.toContainText('once both halves exist');
    await page.getByText('Checks: routers').click();
    const check = (id: string) => page.locator(`[data-check=${id}]`);
    await expect(check('peer-router')).toContainText('was deleted');
    await expect(check('zones')).toContainText('was deleted');
    await expect(check('reverse-direction')).toContainText('none can be created');
    await expect(page.getByText("or doesn't exist")).toHaveCount(0);
  });

  test('does not say whose a network is while the networks cannot be read', async ({ page, standIn }) => {
    await standIn.fault({ path: '/1.3/network', exact: true, times: 9 }, { status: 403, error_message: 'Not for you.' });
    await openPeering(page, standIn, 'hel-app to partner-billing');
    await expect(card(page, 'Peer').getByRole('heading')).toHaveText('Name unknown');
    await expect(card(page, 'Local')).toContainText('10.10.0.0/24');
  });
});

test.describe('the form for a new peering', () => {
  test('shows in the diagram what an invitation says, as not verified', async ({ page, standIn }) => {
    const ours = (await standIn.network('partner-tax', 'partner')).uuid;
    const theirs = (await standIn.network('sto-app')).uuid;
    await signIn(page, `./peerings/new?local=${ours}&peer=${theirs}&from=handshake&range=10.44.1.0%2F24&zone=se-sto1`, 'partner');
    await expect(card(page, 'Peer')).toContainText('10.44.1.0/24from the invitation, not verified');
    await expect(card(page, 'Peer')).toContainText('se-sto1 · Stockholm #1 from the invitation, not verified');
    await expect(card(page, 'Local')).not.toContainText('invitation');
    // It says nothing of another network.
    await fields(page).peer.fill('11111111-1111-4111-8111-111111111111');
    await expect(card(page, 'Peer')).toContainText('11111111');
    await expect(card(page, 'Peer')).not.toContainText('10.44.1.0/24');
    await expect(card(page, 'Peer').getByRole('heading')).toHaveText('Network not in this account');
  });

  test("offers another account's network with the ranges that are known", async ({ page, standIn }) => {
    const { uuid } = await standIn.network('partner-billing', 'partner');
    await signIn(page, './peerings/new');
    await fields(page).peer.fill(uuid);
    await expect(page.getByRole('option')).toContainText('10.200.0.0/24');
    await expect(page.getByRole('option')).toContainText('Network in another account');
  });
});

test('reachability calls a deleted network deleted', async ({ page, standIn }) => {
  const { peer_network } = (await standIn.peering('fra-legacy to old-crm'))! as unknown as { peer_network: { uuid: string } };
  await signIn(page, `./reach?from=fra-legacy&to=${peer_network.uuid}`);
  await expect(page.getByText('Deleted network')).toBeVisible();
  await expect(page.getByText('Network in another account')).toHaveCount(0);
});
