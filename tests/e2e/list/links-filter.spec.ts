// Filters of links: by kind, and those that peerings have as well.
import { expect, rows, signIn, test } from '../support/fixtures';
import { expectLinks, matchesKind, ownNetworks, pairs, setLabels } from '../support/links';
import { filterBar, groupButton, kindButton, peeringsView, query } from '../support/list';
import { PEERINGS_PATH } from '../support/stand-in';

test.describe('the list of links', () => {
  for (const title of ['Half missing', 'One half disabled', 'Labels differ'] as const) {
    test(`filters by ${title}`, async ({ page, standIn }) => {
      await setLabels(standIn, 'fra-db to hel-app', [{ key: 'env', value: 'prod' }]);
      await setLabels(standIn, 'hel-batch to sto-queue', [{ key: 'ENV', value: 'staging' }]);
      const own = await ownNetworks(standIn);
      const all = await pairs(standIn);
      const expected = all.filter((pair) => matchesKind[title](pair, own));
      await signIn(page, './peerings?view=links');
      await expect(kindButton(page, title)).toContainText(String(expected.length));
      await kindButton(page, title).click();
      await expectLinks(page, expected);
      await expect(filterBar(page).count).toHaveText(`${expected.length} of ${all.length}`);
    });
  }

  test('counts agreeing halves and other halves that are not visible', async ({ page, standIn }) => {
    const own = await ownNetworks(standIn);
    const all = await pairs(standIn);
    const agree = all.filter((pair) => pair.two && !matchesKind['One half disabled'](pair) && !matchesKind['Labels differ'](pair));
    const unseen = all.filter((pair) => !pair.two && !matchesKind['Half missing'](pair, own));
    await signIn(page, './peerings?view=links');
    await expect(kindButton(page, 'Both halves match')).toContainText(String(agree.length));
    await kindButton(page, 'Other half not visible').click();
    await expectLinks(page, unseen);
    await expect(kindButton(page, 'Other half not visible')).toContainText(String(unseen.length));
  });

  test('searches text in both halves', async ({ page, standIn }) => {
    const all = await pairs(standIn);
    await signIn(page, './peerings?view=links');
    await filterBar(page).text.fill('sto-cache local-router');
    await expectLinks(page, all.filter(({ two }) => two?.name === 'sto-cache to hel-app'));
    await expect(filterBar(page).count).toHaveText(`1 of ${all.length}`);
    await expect.poll(() => query(page).toString()).toBe('text=sto-cache+local-router&view=links');
    // The other view keeps the text.
    await peeringsView(page).click();
    await expect(rows(page)).toHaveCount(1);
    await expect(filterBar(page).text).toHaveValue('sto-cache local-router');
  });

  test('filters by a group that one half is in', async ({ page, standIn }) => {
    const all = await pairs(standIn);
    const off = all.filter(({ one, two }) => [one, two].some((half) => half?.state === 'disabled'));
    await signIn(page, './peerings?view=links');
    await expect(groupButton(page, 'Disabled')).toContainText(String(off.length));
    await groupButton(page, 'Disabled').click();
    await expectLinks(page, off);
    await kindButton(page, 'One half disabled').click();
    await expectLinks(page, off.filter((pair) => matchesKind['One half disabled'](pair)));
    expect(query(page).toString()).toBe('group=off&view=links&kind=one-side-disabled');
  });

  test('shows other halves without the label that is filtered by', async ({ page, standIn }) => {
    await setLabels(standIn, 'fra-db to hel-app', [{ key: 'env', value: 'test' }]);
    await signIn(page, './peerings?view=links');
    await filterBar(page).label.fill('ticket=NET-4012');
    await filterBar(page).label.press('Enter');
    await expect(rows(page)).toHaveCount(1);
    await expect(rows(page).getByRole('link')).toHaveText(['hel-app to fra-db', 'fra-db to hel-app']);
    await expect(rows(page)).toContainText('env: prod ≠ test');
    const requested = (await standIn.requests()).map(({ path }) => path);
    expect(requested).toContainEqual(expect.stringContaining(`${PEERINGS_PATH}?label=ticket%3DNET-4012`));
    await expect(page.getByText('could not be read')).toHaveCount(0);
    // Also on a page that is opened with this filter.
    await page.reload();
    await signIn(page, null);
    await expect(rows(page).getByRole('link')).toHaveText(['hel-app to fra-db', 'fra-db to hel-app']);
    await expect(filterBar(page).count).toHaveText('1 of 1');
  });

  test('claims nothing about other halves that could not be read', async ({ page, standIn }) => {
    await setLabels(standIn, 'fra-db to waw-batch', [{ key: 'only', value: 'here' }]);
    await page.route(`**${PEERINGS_PATH}`, (route) => route.fulfill({ status: 500, json: {} }));
    await signIn(page, './peerings?view=links&label=only%3Dhere');
    await expect(page.getByText('The peerings that the label filter leaves out could not be read')).toBeVisible();
    await expect(rows(page)).toContainText('not all data was loaded');
    await expect(kindButton(page, 'Half missing')).toContainText('0');
    await page.unroute(`**${PEERINGS_PATH}`);
    await page.getByRole('button', { name: 'Refresh' }).click();
    await expect(rows(page).getByRole('link')).toHaveText(['fra-db to waw-batch', 'waw-batch to fra-db']);
    await expect(page.getByText('The peerings that the label filter leaves out could not be read')).toHaveCount(0);
  });
});
