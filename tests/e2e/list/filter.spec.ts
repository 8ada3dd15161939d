// The filters: labels, which the server runs; text and group, which narrow
// what is there; and the address, which holds them all.
import { expect, row, rows, signIn, test } from '../support/fixtures';
import type { HeldPeering, StandIn } from '../support/stand-in';
import type { Page } from '@playwright/test';

function bar(page: Page) {
  const within = page.getByRole('search', { name: 'Filter peerings' });
  return {
    text: within.getByRole('searchbox', { name: 'Filter' }),
    label: within.getByRole('combobox', { name: 'Label filter' }),
    count: within.getByRole('status'),
    token: (text: string) => within.getByRole('button', { name: `Remove label ${text}`, exact: true }),
    clear: within.getByRole('button', { name: 'Clear filters' }),
  };
}

function group(page: Page, title: string) {
  return page
    .getByRole('group', { name: 'Show one group of states' })
    .getByRole('button', { name: new RegExp(`${title}$`) });
}

/** The query of each list that was asked for, the latest last. */
async function asked(standIn: StandIn) {
  const log = await standIn.requests();
  return log
    .map(({ path }) => new URL(path, 'http://stand-in'))
    .filter(({ pathname }) => pathname === '/1.3/network-peering')
    .map(({ searchParams }) => searchParams.getAll('label'));
}

function query(page: Page) {
  return new URL(page.url()).searchParams;
}

const has = (key: string, value?: string) => (peering: HeldPeering) =>
  peering.labels.some((label) => label.key === key && (value === undefined || label.value === value));

/** Waits until exactly these peerings are listed; few enough to be in view. */
async function expectListed(page: Page, peerings: HeldPeering[]) {
  const names = peerings.map((peering) => peering.name).sort();
  expect(names.length, 'the scenario has some').toBeGreaterThan(0);
  await expect.poll(async () => (await rows(page).getByRole('link').allTextContents()).sort()).toEqual(names);
}

test.describe('labels', () => {
  test('in the address filter on the server', async ({ page, standIn }) => {
    const all = await standIn.peerings();
    await signIn(page, './peerings?label=env%3Dstaging');
    await expectListed(page, all.filter(has('env', 'staging')));
    await expect(bar(page).token('env=staging')).toBeVisible();
    expect((await asked(standIn)).at(-1)).toEqual(['env=staging']);
    const shown = await rows(page).count();
    await expect(bar(page).count).toHaveText(`${shown} of ${shown}`);
  });

  test('typed ones are added up and taken away', async ({ page, standIn }) => {
    const all = await standIn.peerings();
    await signIn(page);
    const { label, token } = bar(page);
    await label.fill('env=prod');
    await label.press('Enter');
    await expect(token('env=prod')).toBeVisible();
    await expect(label).toHaveValue('');
    await label.fill(' ticket ');
    await label.press('Enter');
    await label.fill('team=infra');
    await label.press('Enter');
    const three = all.filter((peering) => [has('env', 'prod'), has('ticket'), has('team', 'infra')].every((f) => f(peering)));
    await expectListed(page, three);
    expect((await asked(standIn)).at(-1)).toEqual(['env=prod', 'ticket', 'team=infra']);
    expect(query(page).getAll('label')).toEqual(['env=prod', 'ticket', 'team=infra']);

    await token('env=prod').click();
    await token('ticket').click();
    await expect(token('ticket')).toHaveCount(0);
    await expectListed(page, all.filter(has('team', 'infra')));
    expect((await asked(standIn)).at(-1)).toEqual(['team=infra']);
    expect(query(page).getAll('label')).toEqual(['team=infra']);
  });

  test('a key matches whatever its case, a value does not', async ({ page, standIn }) => {
    await signIn(page, './peerings?label=ENV%3Dstaging');
    await expectListed(page, (await standIn.peerings()).filter(has('env', 'staging')));
    await page.goto('./peerings?label=env%3DStaging');
    await signIn(page, null);
    await expect(page.getByRole('heading', { name: 'No peering matches' })).toBeVisible();
  });

  test('S-18: with odd characters reach the server whole', async ({ page, standIn }) => {
    const { uuid, name } = (await standIn.peering('hel-db to fra-app'))!;
    const odd = { key: 'a k&y #1', value: 'x=y&z + 100% "ä" 日本/?' };
    const term = `${odd.key}=${odd.value}`;
    await standIn.api('PATCH', `/network-peering/${uuid}`, { network_peering: { labels: [odd] } });
    await signIn(page);
    await bar(page).label.fill(term);
    await bar(page).label.press('Enter');
    await expect(bar(page).token(term)).toBeVisible();
    await expect(rows(page)).toHaveCount(1);
    await expect(row(page, name)).toBeVisible();
    expect((await asked(standIn)).at(-1)).toEqual([term]);
    expect(query(page).getAll('label')).toEqual([term]);

    await page.reload();
    await signIn(page, null);
    await expect(bar(page).token(term)).toBeVisible();
    await expect(rows(page)).toHaveCount(1);
    expect((await asked(standIn)).at(-1)).toEqual([term]);
  });

  test('an empty value is another filter than none', async ({ page, standIn }) => {
    const all = await standIn.peerings();
    await signIn(page, './peerings?label=legacy%3D');
    await expectListed(page, all.filter(has('legacy', '')));
    expect((await asked(standIn)).at(-1)).toEqual(['legacy=']);
  });

  test('a bad one in the address is told and not sent', async ({ page, standIn }) => {
    await signIn(page, './peerings?label=%3Dprod&label=env%3Dstaging&label=x');
    await expect(page.getByText('The label “=prod” in the address is left out.')).toBeVisible();
    await expect(page.getByText('The label “x” in the address is left out.')).toBeVisible();
    await expectListed(page, (await standIn.peerings()).filter(has('env', 'staging')));
    expect(await asked(standIn)).toContainEqual(['env=staging']);
    expect((await asked(standIn)).flat()).not.toContain('=prod');
  });

  test('a bad one that is typed is told and stays to be mended', async ({ page, standIn }) => {
    await signIn(page);
    await expect(rows(page).first()).toBeVisible();
    const { label, token } = bar(page);
    const before = await asked(standIn);
    await label.fill('=prod');
    await label.press('Enter');
    await expect(label).toHaveAccessibleDescription('Write a label as key or key=value');
    await expect(page.getByRole('alert').filter({ hasText: 'Write a label as key or key=value' })).toBeVisible();
    await expect(label).toHaveValue('=prod');
    expect(await asked(standIn)).toEqual(before);
    await label.fill('env=prod');
    await label.press('Enter');
    await expect(token('env=prod')).toBeVisible();
    await expect(label).toHaveAccessibleDescription('');
  });

  test('rows of the filter before do not pass for those of the next', async ({ page, standIn }) => {
    await signIn(page);
    await expect(rows(page).first()).toBeVisible();
    await standIn.fault({ path: '/1.3/network-peering?', times: 3 }, { status: 500 });
    await bar(page).label.fill('env=staging');
    await bar(page).label.press('Enter');
    await expect(page.getByRole('alert').filter({ hasText: 'Reading the peerings failed' })).toBeVisible();
    await expect(rows(page)).toHaveCount(0);
  });
});

test.describe('text', () => {
  test('narrows while it is typed, without the server', async ({ page, standIn }) => {
    const names = (await standIn.peerings()).map(({ name }) => name);
    await signIn(page);
    await expect(rows(page).first()).toBeVisible();
    const { text, count } = bar(page);
    const before = (await asked(standIn)).length;
    await text.pressSequentially('STO-CA');
    const found = names.filter((name) => name.includes('sto-ca'));
    await expect(count).toHaveText(`${found.length} of ${names.length}`);
    await text.pressSequentially('che LOCAL-r');
    await expect(count).toHaveText(`1 of ${names.length}`);
    await expect(row(page, 'sto-cache to hel-app')).toBeVisible();
    await expect(text).toBeFocused();
    await expect.poll(() => query(page).get('text')).toBe('STO-CAche LOCAL-r');
    expect((await asked(standIn)).length).toBe(before);
  });

  test('finds by every column and by UUID', async ({ page, standIn }) => {
    const { uuid } = (await standIn.peering('hel-app to fra-db'))!;
    const foreign = await standIn.network('partner-billing', 'partner');
    await signIn(page);
    const finds = async (text: string, name: string) => {
      await bar(page).text.fill(text);
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

  test('is not lost to what is pressed right after it', async ({ page }) => {
    // The address follows typing after a rest; the group must not be faster.
    await signIn(page);
    await expect(rows(page).first()).toBeVisible();
    await bar(page).text.fill('sto-');
    await group(page, 'Active').click();
    await expect(group(page, 'Active')).toHaveAttribute('aria-pressed', 'true');
    await expect(bar(page).text).toHaveValue('sto-');
    await expect.poll(() => query(page).toString()).toBe('text=sto-&group=active');
  });

  test('is still there on Back from a row opened right after it', async ({ page }) => {
    await signIn(page);
    await expect(rows(page).first()).toBeVisible();
    await bar(page).text.fill('sto-cache local-r');
    await rows(page).getByRole('link', { name: 'sto-cache to hel-app' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('sto-cache to hel-app');
    await page.goBack();
    await expect(bar(page).text).toHaveValue('sto-cache local-r');
    await expect(rows(page)).toHaveCount(1);
  });
});

test.describe('groups', () => {
  // Whose turn it is in these depends on who owns the peer network.
  const BY_OWNER = ['pending-peer', 'peer-disabled', 'missing-peer-router'];
  const GROUPS: [string, string[]][] = [
    ['Active', ['active']],
    ['In progress', ['provisioning']],
    ['Waiting on the peer', BY_OWNER],
    ['Needs you', ['missing-local-router', 'conflict-subnet', 'deleted-peer-network', 'error', ...BY_OWNER]],
    ['Off', ['disabled']],
  ];

  test('count all, and show their own', async ({ page, standIn }) => {
    const all = await standIn.peerings();
    const { body } = await standIn.api('GET', '/network');
    const own: string[] = body.networks.network.map(({ uuid }: { uuid: string }) => uuid);
    const isMine = ({ peer_network }: HeldPeering) => own.includes((peer_network as { uuid: string }).uuid);
    expect(new Set(all.filter(({ state }) => BY_OWNER.includes(state)).map(isMine)), 'there are both').toEqual(
      new Set([true, false]),
    );
    await signIn(page);
    for (const [title, states] of GROUPS) {
      const fits = (peering: HeldPeering) =>
        !BY_OWNER.includes(peering.state) || isMine(peering) === (title === 'Needs you');
      const count = all.filter((peering) => states.includes(peering.state) && fits(peering)).length;
      await expect(group(page, title)).toContainText(String(count));
      await group(page, title).click();
      await expect(group(page, title)).toHaveAttribute('aria-pressed', 'true');
      await expect(bar(page).count).toHaveText(`${count} of ${all.length}`);
      const shown = await rows(page).getByRole('cell').nth(1).allTextContents();
      expect(states).toEqual(expect.arrayContaining(shown));
    }
    await group(page, 'Off').click();
    await expect(group(page, 'Off')).toHaveAttribute('aria-pressed', 'false');
    await expect(bar(page).count).toHaveText(`${all.length} of ${all.length}`);
    expect(query(page).size).toBe(0);
  });
});

test.describe('the address', () => {
  test('is restored by Back, Forward and a reload', async ({ page, standIn }) => {
    const all = await standIn.peerings();
    const staging = all.filter(has('env', 'staging'));
    const needing = staging.filter(({ state }) => state !== 'active');
    await signIn(page);
    await bar(page).label.fill('env=staging');
    await bar(page).label.press('Enter');
    await expectListed(page, staging);
    await group(page, 'Needs you').click();
    await expectListed(page, needing);
    await bar(page).text.fill('ams');
    await expect.poll(() => query(page).toString()).toBe('label=env%3Dstaging&text=ams&group=needs-you');

    await page.goBack();
    await expectListed(page, staging);
    await expect(bar(page).text).toHaveValue('');
    await expect(group(page, 'Needs you')).toHaveAttribute('aria-pressed', 'false');
    await page.goBack();
    await expect(bar(page).count).toHaveText(`${all.length} of ${all.length}`);
    await expect(bar(page).token('env=staging')).toHaveCount(0);
    await page.goForward();
    await page.goForward();
    await expect(bar(page).text).toHaveValue('ams');
    await expectListed(page, needing.filter(({ name }) => name.includes('ams')));

    await page.reload();
    await signIn(page, null);
    await expect(bar(page).text).toHaveValue('ams');
    await expect(bar(page).token('env=staging')).toBeVisible();
    await expect(group(page, 'Needs you')).toHaveAttribute('aria-pressed', 'true');
    await expectListed(page, needing.filter(({ name }) => name.includes('ams')));
  });

  test('is emptied by clearing', async ({ page, standIn }) => {
    const count = (await standIn.peerings()).length;
    await signIn(page, './peerings?label=env%3Dprod&text=hel&group=active');
    await expect(bar(page).text).toHaveValue('hel');
    await bar(page).clear.click();
    await expect(bar(page).count).toHaveText(`${count} of ${count}`);
    await expect(bar(page).text).toHaveValue('');
    await expect(bar(page).clear).toHaveCount(0);
    await expect(group(page, 'Active')).toHaveAttribute('aria-pressed', 'false');
    expect(query(page).size).toBe(0);
    expect((await asked(standIn)).at(-1)).toEqual([]);
    await page.goBack();
    await expect(bar(page).token('env=prod')).toBeVisible();
    await expect(bar(page).text).toHaveValue('hel');
  });

  test('of an unknown group or with other parameters shows everything', async ({ page, standIn }) => {
    const count = (await standIn.peerings()).length;
    await signIn(page, './peerings?group=sideways&utm=1');
    await expect(bar(page).count).toHaveText(`${count} of ${count}`);
  });
});
