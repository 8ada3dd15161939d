// The filters: labels, which the server applies; text and group, which the console
// applies; and the address, which holds them all.
import { expect, row, rows, signIn, test } from '../support/fixtures';
import { expectListed, filterBar, groupButton, query } from '../support/list';
import { hasLabel, PEERINGS_PATH, type Peering, type StandIn } from '../support/stand-in';

/** The label filters of each list that was requested, in order. */
async function listQueries(standIn: StandIn) {
  const log = await standIn.requests();
  return log
    .map(({ path }) => new URL(path, 'http://stand-in'))
    .filter(({ pathname }) => pathname === PEERINGS_PATH)
    .map(({ searchParams }) => searchParams.getAll('label'));
}

test.describe('labels', () => {
  test('in the address are applied by the server', async ({ page, standIn }) => {
    const all = await standIn.peerings();
    await signIn(page, './peerings?label=env%3Dstaging');
    await expectListed(page, all.filter(hasLabel('env', 'staging')));
    await expect(filterBar(page).token('env=staging')).toBeVisible();
    expect((await listQueries(standIn)).at(-1)).toEqual(['env=staging']);
    const shown = await rows(page).count();
    await expect(filterBar(page).count).toHaveText(`${shown} of ${shown}`);
  });

  test('are added and removed', async ({ page, standIn }) => {
    const all = await standIn.peerings();
    await signIn(page);
    const { label, token } = filterBar(page);
    await label.fill('env=prod');
    await label.press('Enter');
    await expect(token('env=prod')).toBeVisible();
    await expect(label).toHaveValue('');
    await label.fill(' ticket ');
    await label.press('Enter');
    await label.fill('team=infra');
    await label.press('Enter');
    const three = all.filter((peering) => [hasLabel('env', 'prod'), hasLabel('ticket'), hasLabel('team', 'infra')].every((f) => f(peering)));
    await expectListed(page, three);
    expect((await listQueries(standIn)).at(-1)).toEqual(['env=prod', 'ticket', 'team=infra']);
    expect(query(page).getAll('label')).toEqual(['env=prod', 'ticket', 'team=infra']);

    await token('env=prod').click();
    await token('ticket').click();
    await expect(token('ticket')).toHaveCount(0);
    await expectListed(page, all.filter(hasLabel('team', 'infra')));
    expect((await listQueries(standIn)).at(-1)).toEqual(['team=infra']);
    expect(query(page).getAll('label')).toEqual(['team=infra']);
  });

  test('match keys in any case, but values exactly', async ({ page, standIn }) => {
    await signIn(page, './peerings?label=ENV%3Dstaging');
    await expectListed(page, (await standIn.peerings()).filter(hasLabel('env', 'staging')));
    await page.goto('./peerings?label=env%3DStaging');
    await signIn(page, null);
    await expect(page.getByRole('heading', { name: 'No matching peerings' })).toBeVisible();
  });

  test('S-18: with special characters reach the server unchanged', async ({ page, standIn }) => {
    const { uuid, name } = (await standIn.peering('hel-db to fra-app'))!;
    const odd = { key: 'a k&y #1', value: 'x=y&z + 100% "ä" 日本/?' };
    const term = `${odd.key}=${odd.value}`;
    await standIn.api('PATCH', `/network-peering/${uuid}`, { network_peering: { labels: [odd] } });
    await signIn(page);
    await filterBar(page).label.fill(term);
    await filterBar(page).label.press('Enter');
    await expect(filterBar(page).token(term)).toBeVisible();
    await expect(rows(page)).toHaveCount(1);
    await expect(row(page, name)).toBeVisible();
    expect((await listQueries(standIn)).at(-1)).toEqual([term]);
    expect(query(page).getAll('label')).toEqual([term]);

    await page.reload();
    await signIn(page, null);
    await expect(filterBar(page).token(term)).toBeVisible();
    await expect(rows(page)).toHaveCount(1);
    expect((await listQueries(standIn)).at(-1)).toEqual([term]);
  });

  test('distinguish an empty value from none', async ({ page, standIn }) => {
    const all = await standIn.peerings();
    await signIn(page, './peerings?label=legacy%3D');
    await expectListed(page, all.filter(hasLabel('legacy', '')));
    expect((await listQueries(standIn)).at(-1)).toEqual(['legacy=']);
  });

  test('are reported and not sent if invalid in the address', async ({ page, standIn }) => {
    await signIn(page, './peerings?label=%3Dprod&label=env%3Dstaging&label=x');
    await expect(page.getByText('The label “=prod” in the address is ignored.')).toBeVisible();
    await expect(page.getByText('The label “x” in the address is ignored.')).toBeVisible();
    await expectListed(page, (await standIn.peerings()).filter(hasLabel('env', 'staging')));
    expect(await listQueries(standIn)).toContainEqual(['env=staging']);
    expect((await listQueries(standIn)).flat()).not.toContain('=prod');
  });

  test('are reported and stay editable if typed incorrectly', async ({ page, standIn }) => {
    await standIn.endTransitions();
    await signIn(page);
    await expect(rows(page).first()).toBeVisible();
    const { label, token } = filterBar(page);
    const before = await listQueries(standIn);
    await label.fill('=prod');
    await label.press('Enter');
    await expect(label).toHaveAccessibleDescription('Write a label as key or key=value');
    await expect(page.getByRole('alert').filter({ hasText: 'Write a label as key or key=value' })).toBeVisible();
    await expect(label).toHaveValue('=prod');
    expect(await listQueries(standIn)).toEqual(before);
    await label.fill('env=prod');
    await label.press('Enter');
    await expect(token('env=prod')).toBeVisible();
    await expect(label).toHaveAccessibleDescription('');
  });

  test('do not show the rows of the previous filter while reading fails', async ({ page, standIn }) => {
    await signIn(page);
    await expect(rows(page).first()).toBeVisible();
    await standIn.fault({ path: '/1.3/network-peering?', times: 3 }, { status: 500 });
    await filterBar(page).label.fill('env=staging');
    await filterBar(page).label.press('Enter');
    await expect(page.getByRole('alert').filter({ hasText: 'Reading the peerings failed' })).toBeVisible();
    await expect(rows(page)).toHaveCount(0);
  });
});

test.describe('text', () => {
  test('filters while the user types, without the server', async ({ page, standIn }) => {
    await standIn.endTransitions();
    const names = (await standIn.peerings()).map(({ name }) => name);
    await signIn(page);
    await expect(rows(page).first()).toBeVisible();
    const { text, count } = filterBar(page);
    const before = (await listQueries(standIn)).length;
    await text.pressSequentially('STO-CA');
    const found = names.filter((name) => name.includes('sto-ca'));
    await expect(count).toHaveText(`${found.length} of ${names.length}`);
    await text.pressSequentially('che LOCAL-r');
    await expect(count).toHaveText(`1 of ${names.length}`);
    await expect(row(page, 'sto-cache to hel-app')).toBeVisible();
    await expect(text).toBeFocused();
    await expect.poll(() => query(page).get('text')).toBe('STO-CAche LOCAL-r');
    expect((await listQueries(standIn)).length).toBe(before);
  });

  test('is searched in every column and the UUID', async ({ page, standIn }) => {
    const { uuid } = (await standIn.peering('hel-app to fra-db'))!;
    const foreign = await standIn.network('partner-billing', 'partner');
    await signIn(page);
    const finds = async (text: string, name: string) => {
      await filterBar(page).text.fill(text);
      await expect(rows(page).first()).toContainText(name);
      await expect(row(page, 'fra-app to hel-db')).toHaveCount(0);
    };
    await finds('missing-local-router', 'sto-cache to hel-app');
    await finds('au-syd1', 'syd-db to syd-web');
    await finds('2a04:3540', 'ams-cache to hel-dual');
    await finds('10.125.0.0/24', 'chi-app to nyc-app');
    await finds('ticket=NET-4012', 'fra-db to hel-app');
    await finds('staging sto-queue error', 'sto-queue to hel-batch');
    await finds(uuid, 'hel-app to fra-db');
    await finds(foreign.uuid, 'hel-app to partner-billing');
  });

  test('is kept if a group is pressed right after typing', async ({ page }) => {
    // The address is updated after a pause in typing, the group at once.
    await signIn(page);
    await expect(rows(page).first()).toBeVisible();
    await filterBar(page).text.fill('sto-');
    await groupButton(page, 'Active').click();
    await expect(groupButton(page, 'Active')).toHaveAttribute('aria-pressed', 'true');
    await expect(filterBar(page).text).toHaveValue('sto-');
    await expect.poll(() => query(page).toString()).toBe('text=sto-&group=active');
  });

  test('is restored by Back if a row is opened right after typing', async ({ page }) => {
    await signIn(page);
    await expect(rows(page).first()).toBeVisible();
    await filterBar(page).text.fill('sto-cache local-r');
    await rows(page).getByRole('link', { name: 'sto-cache to hel-app' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('sto-cache to hel-app');
    await page.goBack();
    await expect(filterBar(page).text).toHaveValue('sto-cache local-r');
    await expect(rows(page)).toHaveCount(1);
  });
});

test.describe('groups', () => {
  // The group of these states depends on who owns the peer network.
  const BY_OWNER = ['pending-peer', 'peer-disabled', 'missing-peer-router'];
  const GROUPS: [string, string[]][] = [
    ['Active', ['active']],
    ['In progress', ['provisioning']],
    ['Waiting on the peer', BY_OWNER],
    ['Needs you', ['missing-local-router', 'conflict-subnet', 'deleted-peer-network', 'error', ...BY_OWNER]],
    ['Disabled', ['disabled']],
  ];

  test('count their peerings, and show them', async ({ page, standIn }) => {
    const all = await standIn.peerings();
    const { body } = await standIn.api('GET', '/network');
    const own: string[] = body.networks.network.map(({ uuid }: { uuid: string }) => uuid);
    const isMine = ({ peer_network }: Peering) => own.includes((peer_network as { uuid: string }).uuid);
    expect(new Set(all.filter(({ state }) => BY_OWNER.includes(state)).map(isMine)), 'the scenario has both').toEqual(
      new Set([true, false]),
    );
    await signIn(page);
    for (const [title, states] of GROUPS) {
      const fits = (peering: Peering) =>
        !BY_OWNER.includes(peering.state) || isMine(peering) === (title === 'Needs you');
      const count = all.filter((peering) => states.includes(peering.state) && fits(peering)).length;
      await expect(groupButton(page, title)).toContainText(String(count));
      await groupButton(page, title).click();
      await expect(groupButton(page, title)).toHaveAttribute('aria-pressed', 'true');
      await expect(filterBar(page).count).toHaveText(`${count} of ${all.length}`);
      const shown = rows(page).getByRole('cell').nth(1);
      await expect.poll(async () => states.includes((await shown.textContent())!)).toBe(true);
    }
    await groupButton(page, 'Disabled').click();
    await expect(groupButton(page, 'Disabled')).toHaveAttribute('aria-pressed', 'false');
    await expect(filterBar(page).count).toHaveText(`${all.length} of ${all.length}`);
    expect(query(page).size).toBe(0);
  });
});

test.describe('the address', () => {
  test('is restored by Back, Forward and a reload', async ({ page, standIn }) => {
    const all = await standIn.peerings();
    const staging = all.filter(hasLabel('env', 'staging'));
    const needing = staging.filter(({ state }) => state !== 'active');
    await signIn(page);
    await filterBar(page).label.fill('env=staging');
    await filterBar(page).label.press('Enter');
    await expectListed(page, staging);
    await groupButton(page, 'Needs you').click();
    await expectListed(page, needing);
    await filterBar(page).text.fill('ams');
    await expect.poll(() => query(page).toString()).toBe('label=env%3Dstaging&text=ams&group=needs-you');

    await page.goBack();
    await expectListed(page, staging);
    await expect(filterBar(page).text).toHaveValue('');
    await expect(groupButton(page, 'Needs you')).toHaveAttribute('aria-pressed', 'false');
    await page.goBack();
    await expect(filterBar(page).count).toHaveText(`${all.length} of ${all.length}`);
    await expect(filterBar(page).token('env=staging')).toHaveCount(0);
    await page.goForward();
    await page.goForward();
    await expect(filterBar(page).text).toHaveValue('ams');
    await expectListed(page, needing.filter(({ name }) => name.includes('ams')));

    await page.reload();
    await signIn(page, null);
    await expect(filterBar(page).text).toHaveValue('ams');
    await expect(filterBar(page).token('env=staging')).toBeVisible();
    await expect(groupButton(page, 'Needs you')).toHaveAttribute('aria-pressed', 'true');
    await expectListed(page, needing.filter(({ name }) => name.includes('ams')));
  });

  test('is emptied by clearing the filters', async ({ page, standIn }) => {
    const count = (await standIn.peerings()).length;
    await signIn(page, './peerings?label=env%3Dprod&text=hel&group=active');
    await expect(filterBar(page).text).toHaveValue('hel');
    await filterBar(page).clear.click();
    await expect(filterBar(page).count).toHaveText(`${count} of ${count}`);
    await expect(filterBar(page).text).toHaveValue('');
    await expect(filterBar(page).clear).toHaveCount(0);
    await expect(groupButton(page, 'Active')).toHaveAttribute('aria-pressed', 'false');
    expect(query(page).size).toBe(0);
    expect((await listQueries(standIn)).at(-1)).toEqual([]);
    await page.goBack();
    await expect(filterBar(page).token('env=prod')).toBeVisible();
    await expect(filterBar(page).text).toHaveValue('hel');
  });

  test('with an unknown group or other parameters shows everything', async ({ page, standIn }) => {
    const count = (await standIn.peerings()).length;
    await signIn(page, './peerings?group=sideways&utm=1');
    await expect(filterBar(page).count).toHaveText(`${count} of ${count}`);
  });
});
