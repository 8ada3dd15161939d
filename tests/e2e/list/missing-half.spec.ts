// Links with a missing half: who can create it, and completing the link.
import { expect, rows, signIn, test } from '../support/fixtures';
import { fact, fields, notices } from '../support/forms';
import { filterBar, kindButton, linkRow, linksView } from '../support/list';

const NETWORKS = '/1.3/network';

test.describe('a missing half', () => {
  test('is found and created from the list', async ({ page, standIn }) => {
    await signIn(page);
    await linksView(page).click();
    await kindButton(page, 'Half missing').click();
    const row = linkRow(page, 'ams-search to fra-db');
    await expect(row.getByRole('cell').nth(1)).toHaveText('pending-peermissing');
    const before = Number((await kindButton(page, 'Half missing').textContent())!.match(/\d+/)![0]);
    await row.getByRole('link', { name: 'Create the other half' }).click();
    await expect(fields(page).name).toHaveValue('fra-db to ams-search');
    await expect(fields(page).local).toHaveValue('fra-db');
    await expect(fields(page).peer).toHaveValue('ams-search');
    await fields(page).create.click();
    await expect(notices(page)).toContainText('Created fra-db to ams-search');
    await expect(fact(page, 'State')).toHaveText('active');
    for (const name of ['ams-search to fra-db', 'fra-db to ams-search']) {
      expect((await standIn.peering(name))?.state).toBe('active');
    }
    await page.goBack();
    await expect(kindButton(page, 'Half missing')).toContainText(String(before - 1));
    await expect(kindButton(page, 'Half missing')).toHaveAttribute('aria-pressed', 'true');
    await expect(linkRow(page, 'ams-search to fra-db')).toHaveCount(0);
    await kindButton(page, 'Half missing').click();
    await filterBar(page).text.fill('ams-search');
    await expect(rows(page).getByRole('link')).toHaveText(['ams-search to fra-db', 'fra-db to ams-search']);
  });

  test('of another account is up to its owner, or not visible', async ({ page }) => {
    await signIn(page, './peerings?view=links&text=partner');
    const waiting = linkRow(page, 'hel-app to partner-billing');
    await expect(waiting).toContainText("the peer network's owner must create it");
    await expect(waiting.getByRole('link')).toHaveCount(1);
    const agreed = linkRow(page, 'hel-db to partner-billing');
    await expect(agreed.getByRole('cell').first()).toContainText('not visible from this account');
    await expect(agreed.getByRole('cell').nth(1)).toHaveText('activeunknown');
    await waiting.getByRole('link').click();
    await expect(page.getByText("Invite the peer network's owner").or(page.getByText('Send them')).first()).toBeVisible();
  });

  test('cannot be created once its network was deleted', async ({ page }) => {
    await signIn(page, './peerings?view=links&text=old-crm');
    await expect(linkRow(page, 'fra-legacy to old-crm')).toContainText('its network was deleted');
    await expect(linkRow(page, 'fra-legacy to old-crm').getByRole('link')).toHaveCount(1);
  });

  test('is not offered if the networks cannot be read, but pairs are still found', async ({ page, standIn }) => {
    await standIn.fault({ path: NETWORKS, exact: true, times: 9 }, { status: 403 });
    await signIn(page, './peerings?view=links');
    await expect(page.getByText('The networks could not be read')).toBeVisible();
    await expect(linkRow(page, 'ams-cache to fra-app').getByRole('link')).toHaveText(['ams-cache to fra-app', 'fra-app to ams-cache']);
    await filterBar(page).text.fill('ams-search');
    await expect(linkRow(page, 'ams-search to fra-db')).toContainText("its network couldn't be loaded");
    // Without the networks, it could belong to another account.
    await filterBar(page).text.fill('mad-lab to waw-ci');
    await expect(linkRow(page, 'mad-lab to waw-ci')).toContainText('not all data was loaded');
    await expect(page.getByRole('link', { name: 'Create the other half' })).toHaveCount(0);
  });
});
