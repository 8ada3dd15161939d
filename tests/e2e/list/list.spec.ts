// The list: its rows and its states.
import { expect, row, rows, signIn, test } from '../support/fixtures';
import { filterBar, groups } from '../support/list';
import { PEERINGS_PATH } from '../support/stand-in';
import type { Page } from '@playwright/test';

test.describe('rows', () => {
  test('have every column', async ({ page, standIn }) => {
    await signIn(page);
    await expect(page.getByRole('columnheader')).toHaveText([
      'Name↑',
      'State',
      'Local network',
      'Link',
      'Peer network',
      'Configured',
      'Labels',
    ]);
    const cells = row(page, 'hel-app to fra-db').getByRole('cell');
    await expect(cells.nth(1)).toHaveText('active');
    for (const [cell, texts] of [
      [2, ['fi-hel1', 'hel-app', '10.10.0.0/24']],
      [4, ['10.20.0.0/24', 'fra-db', 'de-fra1']],
    ] as const) {
      for (const text of texts) await expect(cells.nth(cell).getByText(text, { exact: true })).toBeVisible();
    }
    await expect(cells.nth(5)).toHaveText('active');
    for (const text of ['env', 'prod', 'team', 'core', 'ticket', 'NET-4012']) {
      await expect(cells.nth(6).getByText(text, { exact: true })).toBeVisible();
    }
    const { uuid } = (await standIn.peering('hel-app to fra-db'))!;
    await expect(cells.nth(0).getByRole('link')).toHaveAttribute('href', new RegExp(`/peerings/${uuid}$`));
  });

  test('show both ranges of a network with IPv6', async ({ page }) => {
    await signIn(page, './peerings?text=hel-dual');
    const local = row(page, 'hel-dual to ams-cache').getByRole('cell').nth(2);
    await expect(local).toContainText('10.10.8.0/24, 2a04:3540:1000:310::/64');
  });

  test("show the UUID of another account's network", async ({ page, standIn }) => {
    const { uuid } = await standIn.network('partner-billing', 'partner');
    await signIn(page, './peerings?text=partner-billing');
    const peer = row(page, 'hel-app to partner-billing').getByRole('cell').nth(4);
    await expect(peer.getByTitle(uuid)).toHaveText(`${uuid.slice(0, 8)}…${uuid.slice(-4)}`);
    // This half does not show its ranges before the other half exists: another peering does.
    await expect(peer).toContainText('10.200.0.0/24');
    const other = row(page, 'hel-db to partner-billing').getByRole('cell').nth(4);
    await expect(other.getByTitle(uuid)).toBeVisible();
    await expect(other).toContainText('10.200.0.0/24');
  });

  test('show a disabled peering', async ({ page }) => {
    await signIn(page);
    const cells = row(page, 'fra-db to waw-batch').getByRole('cell');
    await expect(cells.nth(1)).toHaveText('disabled');
    await expect(cells.nth(5)).toHaveText('disabled');
  });

  test('have the full names as tooltips', async ({ page }) => {
    await signIn(page);
    const cells = row(page, 'hel-app to fra-db').getByRole('cell');
    await expect(cells.first()).toHaveAttribute('title', 'hel-app to fra-db');
    await expect(cells.getByTitle('hel-app', { exact: true })).toHaveText('hel-app');
    await expect(cells.getByTitle('fra-db', { exact: true })).toHaveText('fra-db');
  });

  test('are sorted by name and counted', async ({ page, standIn }) => {
    const names = (await standIn.peerings()).map((peering) => peering.name).sort();
    await signIn(page);
    await expect(filterBar(page).count).toHaveText(`${names.length} of ${names.length}`);
    await expect(rows(page).getByRole('link').first()).toHaveText(names[0]);
    const shown = await rows(page).getByRole('link').allTextContents();
    expect(shown.length).toBeGreaterThan(15);
    expect(shown).toEqual(names.slice(0, shown.length));
    await expect(page.getByRole('table')).toHaveAttribute('aria-rowcount', String(names.length + 1));

    // The last row is added when it is scrolled into view.
    await page.getByRole('table').hover();
    await page.mouse.wheel(0, 100_000);
    await expect(rows(page).getByRole('link').last()).toHaveText(names.at(-1)!);
    await expect(rows(page).last()).toHaveAttribute('aria-rowindex', String(names.length + 1));
    await expect(rows(page).last()).toBeInViewport({ ratio: 1 });
  });

  test('show fifteen at once', async ({ page }) => {
    await page.setViewportSize({ width: 1280, height: 800 });
    await signIn(page);
    await expect(rows(page).nth(14)).toBeInViewport({ ratio: 1 });
  });

  test('scroll by the thousands without all being in the document', async ({ page, standIn }) => {
    await standIn.reset({ scenario: 'scale:5000' });
    await signIn(page);
    await expect(filterBar(page).count).toHaveText('5000 of 5000');
    expect(await rows(page).count()).toBeLessThan(60);
    await page.getByRole('table').hover();
    await page.mouse.wheel(0, 1_000_000);
    await expect(rows(page).last()).toHaveAttribute('aria-rowindex', '5001');
    await expect(rows(page).last()).toBeInViewport({ ratio: 1 });
    expect(await rows(page).count()).toBeLessThan(60);
  });
});

test.describe('state', () => {
  test('loading', async ({ page, standIn }) => {
    await standIn.fault({ path: PEERINGS_PATH }, { delay_ms: 800 });
    await signIn(page);
    await expect(page.getByText('Loading peerings…')).toBeVisible();
    await expect(page.getByText('No peerings yet')).toHaveCount(0);
    await expect(rows(page).first()).toBeVisible();
    await expect(page.getByText('Loading peerings…')).toHaveCount(0);
  });

  test('empty', async ({ page, standIn }) => {
    await standIn.reset({ scenario: 'empty' });
    await signIn(page);
    await expect(page.getByRole('heading', { name: 'No peerings yet' })).toBeVisible();
    await expect(filterBar(page).count).toHaveText('0 of 0');
    await expect(rows(page)).toHaveCount(0);
    await page.getByRole('link', { name: 'Create your first peering' }).click();
    await expect(page.getByRole('heading', { name: 'New peering' })).toBeVisible();
  });

  test('no match', async ({ page, standIn }) => {
    const count = (await standIn.peerings()).length;
    await signIn(page);
    await filterBar(page).text.fill('no such thing');
    await expect(page.getByRole('heading', { name: 'No matching peerings' })).toBeVisible();
    await expect(filterBar(page).count).toHaveText(`0 of ${count}`);
    await page.getByRole('button', { name: 'Show all peerings' }).click();
    await expect(filterBar(page).count).toHaveText(`${count} of ${count}`);
    await expect(filterBar(page).text).toHaveValue('');
  });

  test('no match by the server', async ({ page }) => {
    await signIn(page, './peerings?label=env%3Dnowhere');
    await expect(page.getByRole('heading', { name: 'No matching peerings' })).toBeVisible();
    await expect(page.getByText('No peerings yet')).toHaveCount(0);
  });

  test('failed', async ({ page, standIn }) => {
    await standIn.fault({ path: PEERINGS_PATH, times: 3 }, { status: 500 });
    await signIn(page);
    const alert = page.getByRole('alert').filter({ hasText: 'Reading the peerings failed' });
    await expect(alert).toContainText('Your request could not be fulfilled');
    await expect(alert).toContainText(/status 500, correlation id \w{26}/);
    await expect(page.getByText('No peerings yet')).toHaveCount(0);
    await expect(page.getByText('No matching peerings')).toHaveCount(0);
    await expect(filterBar(page).count).toHaveText('');
    await expect(rows(page)).toHaveCount(0);
    await alert.getByRole('button', { name: 'Try again' }).click();
    await expect(rows(page).first()).toBeVisible();
    await expect(alert).toHaveCount(0);
  });

  test('failed and loading show no counts', async ({ page, standIn }) => {
    await standIn.fault({ path: PEERINGS_PATH, times: 3 }, { status: 500 });
    await signIn(page);
    const groupBar = groups(page);
    await expect(page.getByText('Reading the peerings failed')).toBeVisible();
    await expect.soft(groupBar, 'failed').not.toHaveText(/\d/);
    await page.route(`**${PEERINGS_PATH}`, () => {});
    await page.getByRole('button', { name: 'Sign out' }).click();
    await signIn(page, null);
    await expect(page.getByText('Loading peerings…')).toBeVisible();
    await expect.soft(groupBar, 'loading').not.toHaveText(/\d/);
  });

  test('failed, if the answer is not a list', async ({ page }) => {
    await page.route(`**${PEERINGS_PATH}`, (route) => route.fulfill({ json: { hello: 'world' } }));
    await signIn(page);
    await expect(page.getByRole('alert')).toContainText("couldn't be read");
    await expect(page.getByText('No peerings yet')).toHaveCount(0);
  });
});

test.describe('on a narrow screen', () => {
  test.use({ viewport: { width: 390, height: 800 } });

  /** The elements that can be scrolled sideways, the document among them. */
  function sideways(page: Page) {
    return page.evaluate(() =>
      [...document.querySelectorAll('*')]
        .filter((element) => {
          const scrolls = element === document.scrollingElement || /auto|scroll/.test(getComputedStyle(element).overflowX);
          return scrolls && element.scrollWidth > element.clientWidth;
        })
        .map((element) => element.className || element.tagName)
        .filter((name) => name !== 'table'),
    );
  }

  test('only the table scrolls sideways', async ({ page, standIn }) => {
    const { uuid } = (await standIn.peerings()).find((peering) => peering.name.length > 100)!;
    await page.goto('./');
    expect(await sideways(page), 'sign-in').toEqual([]);
    await signIn(page, null);
    await expect(rows(page).first()).toBeVisible();
    expect(await sideways(page), 'list').toEqual([]);

    // A long name and whole UUIDs are the hard case for the other pages.
    await signIn(page, `./peerings/${uuid}`);
    await expect(page.getByRole('region', { name: 'Peering' })).toBeVisible();
    expect(await sideways(page), 'detail').toEqual([]);
    await page.getByRole('link', { name: 'Modify' }).click();
    await expect(page.getByRole('button', { name: 'Save changes' })).toBeVisible();
    expect(await sideways(page), 'edit').toEqual([]);
    await page.getByRole('link', { name: 'Peerings' }).first().click();
    await page.getByRole('link', { name: 'New peering' }).click();
    await page.getByRole('combobox', { name: 'Local network' }).click();
    await expect(page.getByRole('option').first()).toBeVisible();
    expect(await sideways(page), 'create').toEqual([]);
  });
});

test.describe('F-21: fields that are null', () => {
  const peering = (n: number, fields: object) => ({
    uuid: `0f000000-0000-4000-8000-00000000000${n}`,
    name: `p${n}`,
    configured_status: 'active',
    state: 'active',
    network: { uuid: '03000000-0000-4000-8000-000000000001' },
    peer_network: { uuid: '03000000-0000-4000-8000-000000000002' },
    ...fields,
  });
  const answer = (...peerings: object[]) => ({ body: JSON.stringify({ network_peerings: { network_peering: peerings } }) });

  test('are read like absent ones, and hide no row', async ({ page, standIn }) => {
    const end = { uuid: '03000000-0000-4000-8000-000000000001', ip_networks: { ip_network: null } };
    const odd = answer(peering(1, { name: null }), peering(2, { labels: [{ key: 'env', value: null }] }), peering(3, { network: end, labels: null }));
    await standIn.fault({ path: PEERINGS_PATH, exact: true, times: 9 }, odd);
    await signIn(page);
    await expect(rows(page)).toHaveCount(3);
    await expect(page.getByText("couldn't be read")).toHaveCount(0);
  });

  test('of which nothing can be read are no empty account', async ({ page, standIn }) => {
    await standIn.fault({ path: PEERINGS_PATH, exact: true, times: 9 }, answer(peering(1, { uuid: null }), peering(2, { network: null })));
    await signIn(page);
    await expect(page.getByRole('heading', { name: 'No peering could be read' })).toBeVisible();
    await expect(page.getByText("2 objects in the API's answer couldn't be read")).toBeVisible();
    await expect(page.getByText('No peerings yet')).toHaveCount(0);
    await standIn.forgetFaults();
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(rows(page).first()).toBeVisible();
  });
});
