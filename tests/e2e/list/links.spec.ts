// The list of links: one row for both halves of a link, and the address.
import { expectAccessible } from '../support/axe';
import { scrollTable } from '../support/engine';
import { expect, heading, rows, settled, signIn, tabTo, test } from '../support/fixtures';
import { fields, writesAtServer } from '../support/forms';
import { expectLinks, firstNames, matchesKind, ownNetworks, pairs, setLabels } from '../support/links';
import {
  filterBar,
  kindButton,
  kinds,
  linkRow,
  linksTable,
  linksView,
  peeringsTable,
  peeringsView,
  query,
} from '../support/list';

test.describe('a row', () => {
  test('shows both halves, and the count is of links', async ({ page, standIn }) => {
    const all = await pairs(standIn);
    await page.setViewportSize({ width: 1280, height: 1800 });
    await signIn(page);
    await expect(peeringsView(page)).toHaveAttribute('aria-pressed', 'true');
    await linksView(page).click();
    await expect(linksView(page)).toHaveAttribute('aria-pressed', 'true');
    await expect(peeringsView(page)).toHaveAttribute('aria-pressed', 'false');
    await expect(filterBar(page).count).toHaveText(`${all.length} of ${all.length}`);
    await expect(linksTable(page)).toHaveAttribute('aria-rowcount', String(all.length + 1));
    await expect(page.getByRole('columnheader')).toHaveText([
      'Names',
      'States',
      'Local network',
      'Link',
      'Peer network',
      'Configured',
      'Labels and differences',
    ]);
    const names = await firstNames(page);
    expect(names.length).toBeGreaterThan(9);
    expect(names).toEqual(all.map(({ one }) => one.name).slice(0, names.length));

    const cells = linkRow(page, 'fra-db to waw-batch').getByRole('cell');
    const { one, two } = all.find(({ one }) => one.name === 'fra-db to waw-batch')!;
    const links = cells.first().getByRole('link');
    await expect(links).toHaveText(['fra-db to waw-batch', 'waw-batch to fra-db']);
    await expect(links.first()).toHaveAttribute('href', new RegExp(`${one.uuid}$`));
    await expect(links.last()).toHaveAttribute('href', new RegExp(`${two!.uuid}$`));
    await expect(cells.nth(1)).toHaveText('disabledpeer-disabled');
    await expect(cells.nth(2)).toContainText('fra-db');
    await expect(cells.nth(4)).toContainText('waw-batch');
    await expect(cells.nth(5)).toHaveText('disabledactive');
    await expect(cells.nth(6)).toContainText('env');
    await expect(cells.nth(6)).toContainText('configured: disabled ≠ active');
    await expect(linkRow(page, 'ams-cache to fra-app').getByRole('cell').nth(6)).not.toContainText('≠');
  });

  test('shows labels whose keys or values differ', async ({ page, standIn }) => {
    await setLabels(standIn, 'cph-app to lon-app', [
      { key: 'env', value: 'staging' },
      { key: 'TEAM', value: 'core' },
      { key: 'owner', value: '' },
    ]);
    await signIn(page, './peerings?view=links&text=cph-app+to+lon-app');
    const labels = linkRow(page, 'lon-app to cph-app').getByRole('cell').nth(6);
    await expect(labels).toContainText('env: staging ≠ prod · owner: empty ≠ none');
    await expect(labels).toContainText('TEAMcore');
    await expect(labels).not.toContainText('TEAM:');
  });

  test('opens the page of each half, and Back restores the scroll position', async ({ page }) => {
    await signIn(page, './peerings?view=links');
    await scrollTable(linksTable(page), 700);
    const second = linkRow(page, 'fra-db to hel-app').getByRole('link').last();
    await expect(second).toBeInViewport({ ratio: 1 });
    const name = (await second.textContent())!;
    const top = () => second.evaluate((link) => Math.round(link.getBoundingClientRect().top));
    const before = await settled(top);
    // By key: in Firefox, Playwright scrolls to what it clicks, even if it is in view.
    await second.press('Enter');
    await expect(heading(page)).toHaveText(name);
    await page.goBack();
    await expect(second).toBeFocused();
    await expect.poll(top).toBe(before);

    // The other table has a scroll position of its own.
    await peeringsView(page).click();
    await expect(peeringsTable(page)).toBeVisible();
    await expect(rows(page).first()).toBeInViewport({ ratio: 1 });
    await expect(rows(page).first()).toHaveAttribute('aria-rowindex', '2');
    await page.goBack();
    await expect.poll(top).toBe(before);
  });
});

test.describe('the address', () => {
  test('is restored by Back, Forward and a reload', async ({ page, standIn }) => {
    const all = await pairs(standIn);
    const own = await ownNetworks(standIn);
    const missing = all.filter((pair) => matchesKind['Half missing'](pair, own));
    await signIn(page);
    await linksView(page).click();
    await expect(linksTable(page)).toBeVisible();
    expect(query(page).toString()).toBe('view=links');
    await kindButton(page, 'Half missing').click();
    await expectLinks(page, missing);
    expect(query(page).toString()).toBe('view=links&kind=half-missing');

    await page.goBack();
    await expect(filterBar(page).count).toHaveText(`${all.length} of ${all.length}`);
    await expect(kindButton(page, 'Half missing')).toHaveAttribute('aria-pressed', 'false');
    await page.goBack();
    await expect(peeringsTable(page)).toBeVisible();
    await expect(peeringsView(page)).toHaveAttribute('aria-pressed', 'true');
    await expect(kinds(page)).toHaveCount(0);
    await page.goForward();
    await page.goForward();
    await expectLinks(page, missing);

    await page.reload();
    await signIn(page, null);
    await expect(kindButton(page, 'Half missing')).toHaveAttribute('aria-pressed', 'true');
    await expectLinks(page, missing);
    await kindButton(page, 'Half missing').click();
    await expect(kindButton(page, 'Half missing')).toHaveAttribute('aria-pressed', 'false');
    expect(query(page).toString()).toBe('view=links');
  });

  test('with a kind but no view, or an unknown kind, filters nothing', async ({ page, standIn }) => {
    const count = (await standIn.peerings()).length;
    await signIn(page, './peerings?kind=half-missing');
    await expect(filterBar(page).count).toHaveText(`${count} of ${count}`);
    const links = (await pairs(standIn)).length;
    await signIn(page, './peerings?view=links&kind=sideways');
    await expect(filterBar(page).count).toHaveText(`${links} of ${links}`);
  });

  test('keeps the view when the filters are cleared', async ({ page, standIn }) => {
    const all = await pairs(standIn);
    await signIn(page, './peerings?view=links&kind=half-missing&text=hel&group=needs-you');
    await filterBar(page).clear.click();
    await expect(filterBar(page).count).toHaveText(`${all.length} of ${all.length}`);
    expect(query(page).toString()).toBe('view=links');
    await filterBar(page).text.fill('no such thing');
    await expect(page.getByRole('heading', { name: 'No matching links' })).toBeVisible();
    await expect(filterBar(page).count).toHaveText(`0 of ${all.length}`);
    await page.getByRole('button', { name: 'Show all links' }).click();
    await expect(filterBar(page).count).toHaveText(`${all.length} of ${all.length}`);
    await expect(linksTable(page)).toBeVisible();
  });
});

test('rows follow changes by others, and keep the focus', async ({ page, standIn }) => {
  await signIn(page, './peerings?view=links&text=ams-cache+fra-app');
  const second = linkRow(page, 'ams-cache to fra-app').getByRole('link').last();
  await second.focus();
  const { uuid } = (await standIn.peering('fra-app to ams-cache'))!;
  await standIn.api('PATCH', `/network-peering/${uuid}`, {
    network_peering: { configured_status: 'disabled', name: 'renamed fra-app' },
  });
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await expect(second).toHaveText('renamed fra-app');
  await expect(second).toBeFocused();
  await expect(rows(page).getByRole('cell').nth(1)).toHaveText('peer-disableddisabled');
  await expect(kindButton(page, 'One half disabled')).toContainText('4');
});

test('a half is found and opened with the keyboard alone', async ({ page }) => {
  await signIn(page);
  await expect(rows(page).first()).toBeVisible();
  await expect(heading(page)).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(peeringsView(page)).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(linksView(page)).toBeFocused();
  expect(await linksView(page).evaluate((button) => getComputedStyle(button).outlineStyle)).toBe('solid');
  await page.keyboard.press('Enter');
  await expect(linksTable(page)).toBeVisible();
  await expect(linksView(page)).toBeFocused();
  // Past the buttons, the groups and the filters to the kinds.
  await tabTo(page, kindButton(page, 'Half missing'), { most: 16 });
  await page.keyboard.press('Space');
  await expect(kindButton(page, 'Half missing')).toHaveAttribute('aria-pressed', 'true');
  await expect(kindButton(page, 'Half missing')).toBeFocused();
  const create = linkRow(page, 'ams-search to fra-db').getByRole('link', { name: 'Create the other half' });
  await tabTo(page, create, { most: 9 });
  await page.keyboard.press('Enter');
  await expect(fields(page).name).toHaveValue('fra-db to ams-search');
});

test('thousands of links scroll without being all in the document', async ({ page, standIn }) => {
  await standIn.reset({ scenario: 'scale:5000' });
  await signIn(page, './peerings?view=links');
  await expect(filterBar(page).count).toHaveText(/^(\d+) of \1$/);
  const count = Number((await filterBar(page).count.textContent())!.split(' ')[0]);
  expect(count).toBeGreaterThan(2_500);
  await linksTable(page).hover();
  await page.mouse.wheel(0, 1_000_000);
  await expect(rows(page).last()).toHaveAttribute('aria-rowindex', String(count + 1));
  await expect(rows(page).last()).toBeInViewport({ ratio: 1 });
  expect(await rows(page).count()).toBeLessThan(50);
});

test('an account without peerings has no links', async ({ page, standIn }) => {
  await standIn.reset({ scenario: 'empty' });
  await signIn(page, './peerings?view=links');
  await expect(page.getByRole('heading', { name: 'No peerings yet' })).toBeVisible();
  expect(await writesAtServer(standIn)).toEqual([]);
});

test.describe('when the part with the links cannot be fetched', () => {
  test.use({ expectedComplaints: async ({}, use) => use([/Failed to fetch/, /Failed to load resource/, /integrity/]) });

  test('shows an error instead of the table, and can retry', async ({ page }) => {
    const part = /\/pages-[0-9a-f]{16}\.wasm$/;
    await page.route(part, (route) => route.abort());
    await signIn(page, './peerings?view=links');
    await expect(page.getByRole('alert')).toContainText("Couldn't load this part of the console");
    await expect(heading(page)).toHaveText('Peerings');
    await page.unroute(part);
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(linksTable(page)).toBeVisible();
  });
});

test('is accessible in light and dark, wide and narrow', async ({ page, standIn }) => {
  await setLabels(standIn, 'fra-db to hel-app', [{ key: 'env', value: 'prod' }]);
  await signIn(page, './peerings?view=links');
  for (const [width, filters] of [
    [1280, ['Half missing', 'One half disabled', 'Labels differ', 'Other half not visible']],
    [390, ['Half missing', 'Labels differ']],
  ] as const) {
    await page.setViewportSize({ width, height: 800 });
    for (const title of filters) {
      await kindButton(page, title).click();
      await expect(kindButton(page, title)).toHaveAttribute('aria-pressed', 'true');
      await expectAccessible(page, `${title}, ${width}`);
    }
    const sideways = await page.evaluate(() => document.scrollingElement!.scrollWidth - document.scrollingElement!.clientWidth);
    expect(sideways, `${width}`).toBe(0);
    const cut = await page.getByRole('row').evaluateAll((rows) => rows.filter((row) => row.scrollWidth > row.clientWidth + 1).length);
    expect(cut, `rows wider than the table, ${width}`).toBe(0);
  }
});
