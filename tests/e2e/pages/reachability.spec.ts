// Long because each answer, and each way to enter a question, is its own test.
// Reachability: whether one network reaches another.
import { expect, rows, signIn, tabTo, test } from '../support/fixtures';
import { fields, patchPeering, writesAtServer } from '../support/forms';
import { PEERINGS_PATH, type StandIn } from '../support/stand-in';
import type { Page } from '@playwright/test';

/** The address of the page for these two ends. */
function question(from: string, to: string) {
  return `./reach?${new URLSearchParams({ from, to })}`;
}

function from(page: Page) {
  return page.getByRole('combobox', { name: 'From' });
}

function to(page: Page) {
  return page.getByRole('combobox', { name: 'To' });
}

function answer(page: Page) {
  return page.getByRole('region', { name: 'Answer' });
}

/** What is announced: the word and the sentences. */
function summary(page: Page) {
  return answer(page).getByRole('status');
}

function word(page: Page) {
  return summary(page).getByRole('heading', { level: 2 });
}

/** The line for a direction, or for something else that connects the two. */
function line(page: Page, title: string | RegExp) {
  return answer(page).getByRole('listitem').filter({ has: page.getByRole('heading', { level: 3, name: title }) });
}

const MISSING = 'Create the missing peering';

test.describe('yes', () => {
  test('over a peering, with links to both halves', async ({ page, standIn }) => {
    await signIn(page, question('hel-app', 'fra-db'));
    await expect(word(page)).toHaveText('Yes');
    await expect(summary(page)).toContainText('hel-app and fra-db are peered, and the peering is active.');
    for (const [one, other] of [
      ['hel-app', 'fra-db'],
      ['fra-db', 'hel-app'],
    ]) {
      const half = line(page, `${one} to ${other}`);
      await expect(half).toContainText('active');
      await expect(half).toContainText('Connected');
      await expect(half.getByRole('link')).toHaveText(`${one} to ${other}`);
    }
    await expect(answer(page).getByRole('listitem')).toHaveCount(2);
    await expect(answer(page).getByRole('link', { name: MISSING })).toHaveCount(0);
    const { uuid } = (await standIn.peering('fra-db to hel-app'))!;
    await line(page, 'fra-db to hel-app').getByRole('link').click();
    await expect(page).toHaveURL(new RegExp(`/peerings/${uuid}$`));
  });

  test('over a shared router', async ({ page }) => {
    await signIn(page, question('hel-db', 'hel-app'));
    await expect(word(page)).toHaveText('Yes');
    await expect(summary(page)).toContainText('attached to the same router, hel-core.');
    await expect(line(page, 'Shared router')).toContainText('hel-core');
    await expect(answer(page).getByRole('listitem')).toHaveCount(1);
  });

  test('within one network', async ({ page }) => {
    await signIn(page, question('10.10.0.5', 'HEL-app'));
    await expect(summary(page)).toContainText('Both are in the same network.');
    await expect(answer(page).getByRole('listitem')).toHaveCount(0);
  });

  test("if another account's half is not visible", async ({ page, standIn }) => {
    const { uuid } = await standIn.network('partner-billing', 'partner');
    await signIn(page, question('hel-db', uuid.toUpperCase()));
    await expect(word(page)).toHaveText('Yes');
    await expect(line(page, /^hel-db to /)).toContainText('Connected');
    const theirs = line(page, /to hel-db$/);
    await expect(theirs).toContainText('not visible');
    await expect(theirs).toContainText('Connected: the other half is active');
    await expect(page.getByText('Network in another account')).toBeVisible();
  });
});

test.describe('no', () => {
  test('because a half is missing, with a link that creates it', async ({ page, standIn }) => {
    await signIn(page, question('waw-ci', 'hel-batch'));
    await expect(word(page)).toHaveText('No');
    await expect(summary(page)).toContainText('There is no peering from hel-batch to waw-ci.');
    await expect(line(page, 'waw-ci to hel-batch')).toContainText('pending-peer');
    await expect(line(page, 'hel-batch to waw-ci')).toContainText('no peering');
    await answer(page).getByRole('link', { name: MISSING }).click();
    const { name, local, peer, create } = fields(page);
    await expect(name).toHaveValue('hel-batch to waw-ci');
    await expect(local).toHaveValue('hel-batch');
    await expect(peer).toHaveValue('waw-ci');
    await create.click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('hel-batch to waw-ci');
    expect((await standIn.peering('hel-batch to waw-ci'))!.state).toBe('active');
    expect(await writesAtServer(standIn)).toEqual(['POST /1.3/network-peering']);
    // The page of the new peering replaced the form in the history.
    await page.goBack();
    await expect(word(page)).toHaveText('Yes');
  });

  test('because a half is disabled, until it is enabled', async ({ page, standIn }) => {
    await page.clock.install();
    await signIn(page, question('waw-batch', 'fra-db'));
    await expect(word(page)).toHaveText('No');
    await expect(summary(page)).toContainText('The peering from fra-db to waw-batch is disabled.');
    await expect(line(page, 'waw-batch to fra-db')).toContainText('Other half disabled');
    await expect(line(page, 'fra-db to waw-batch')).toContainText('Disabled');
    await expect(answer(page).getByRole('link', { name: MISSING })).toHaveCount(0);
    const { uuid } = (await standIn.peering('fra-db to waw-batch'))!;
    await patchPeering(standIn, uuid, { configured_status: 'active' });
    await page.clock.fastForward('01:00');
    await expect(word(page)).toHaveText('Yes');
    await expect(line(page, 'fra-db to waw-batch')).toContainText('Connected');
  });

  test('because peerings are not transitive', async ({ page }) => {
    await signIn(page, question('hel-batch', 'waw-ci'));
    await expect(word(page)).toHaveText('No');
    await expect(summary(page)).toContainText('Both are peered with mad-lab, but peerings are not transitive.');
    const between = line(page, 'Over mad-lab');
    await expect(between).toContainText('Peerings are not transitive');
    await between.getByRole('link', { name: 'waw-ci to mad-lab' }).click();
    await expect(summary(page)).toContainText('from mad-lab to waw-ci is disabled');
    await page.goBack();
    await expect(summary(page)).toContainText('mad-lab, but peerings are not transitive');
  });

  test('and says who else has to create the missing half', async ({ page, standIn }) => {
    const { uuid } = await standIn.network('partner-mail', 'partner');
    await signIn(page, question('sto-app', uuid));
    await expect(summary(page)).toContainText(`There is no peering from ${uuid} to sto-app.`);
    await expect(summary(page)).toContainText('Only the owner of the other network can create the missing peering.');
    await expect(answer(page).getByRole('link', { name: MISSING })).toHaveCount(0);
    await answer(page).getByRole('link', { name: 'Open your half' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('sto-app to partner-mail');
  });
});

test('unknown, if UpCloud does not document it', async ({ page }) => {
  await signIn(page, question('fra-db', 'hel-db'));
  await expect(word(page)).toHaveText('Unknown');
  await expect(summary(page)).toContainText('There is no peering between fra-db and hel-db.');
  await expect(summary(page)).toContainText("UpCloud doesn't document whether traffic then passes.");
});

test.describe('the fields', () => {
  test('accept addresses within networks', async ({ page }) => {
    await signIn(page, './reach');
    await expect(from(page)).toBeFocused();
    await from(page).fill('10.10.0.5');
    await to(page).fill(' 10.20.0.9 ');
    await expect(word(page)).toHaveText('Yes');
    await expect(summary(page)).toContainText('10.10.0.5 is in hel-app. 10.20.0.9 is in fra-db.');
    await expect(page.getByText('In hel-app 10.10.0.0/24 fi-hel1')).toBeVisible();
  });

  test('report unknown input when the field is left', async ({ page }) => {
    await signIn(page, question('hel-app', ''));
    await to(page).fill('fra');
    await expect(page).toHaveURL(/to=fra$/);
    await expect(to(page), 'part of a name is not an error while typing').toHaveAttribute('aria-invalid', 'false');
    await to(page).press('Enter');
    await expect(to(page)).toHaveAttribute('aria-invalid', 'true');
    await expect(to(page)).toHaveAccessibleDescription(/No private network in this account is named fra\./);
    await expect(word(page)).toHaveCount(0);
    await to(page).fill('10.99.0.1');
    await to(page).blur();
    await expect(to(page)).toHaveAccessibleDescription(/No known network contains 10\.99\.0\.1\./);
    await to(page).fill('Public fi-hel1 94.237.0.0/22');
    await to(page).blur();
    await expect(to(page)).toHaveAccessibleDescription(/is not a private network/);
  });

  test('ask which of several networks is meant', async ({ page, standIn }) => {
    await signIn(page, question('10.50.4.9', 'hel-app'));
    await expect(from(page)).toHaveAccessibleDescription(/10\.50\.4\.9 is in 2 networks/);
    await expect(word(page)).toHaveCount(0);
    const choices = page.getByRole('button', { name: /-reports/ });
    await expect(choices).toHaveText([/^fra-reports/, /^hel-reports/]);
    await choices.last().press('Enter');
    await expect(from(page)).toHaveValue((await standIn.network('hel-reports')).uuid);
    await expect(from(page)).toBeFocused();
    await expect(word(page)).toHaveText('Yes');
    await page.goBack();
    await expect(from(page)).toHaveValue('10.50.4.9');
    await expect(choices).toHaveCount(2);
  });

  test('suggest names that match', async ({ page }) => {
    await signIn(page, './reach');
    const suggested = () =>
      from(page).evaluate((input: HTMLInputElement) => [...input.list!.options].map(({ value }) => value));
    await expect.poll(suggested).toContain('hel-app');
    expect(await suggested(), 'only private networks').not.toContain('Public fi-hel1 94.237.0.0/22');
    await from(page).fill('SANDBOX');
    await expect.poll(suggested).toEqual(['hel-sandbox', 'sto-sandbox']);
  });
});

test.describe('the address', () => {
  test('holds both ends, for sharing, reloading and Back', async ({ page }) => {
    await signIn(page);
    await expect(rows(page).first()).toBeVisible();
    const nav = page.getByRole('banner').getByRole('link', { name: 'Reachability' });
    await expect(nav).not.toHaveAttribute('aria-current');
    await nav.click();
    await expect(page).toHaveTitle('Reachability – UpCloud network peerings');
    await expect(nav).toHaveAttribute('aria-current', 'page');
    await from(page).fill('hel-app');
    await to(page).fill('fra-db');
    await expect(page).toHaveURL(/\/reach\?from=hel-app&to=fra-db$/);
    await page.getByRole('button', { name: 'Swap' }).click();
    await expect(page).toHaveURL(/\/reach\?from=fra-db&to=hel-app$/);
    await expect(from(page)).toHaveValue('fra-db');
    await expect(answer(page).getByRole('heading', { level: 3 }).first()).toHaveText(/fra-db .* hel-app/);

    await page.reload();
    await signIn(page, null);
    await expect(from(page)).toHaveValue('fra-db');
    await expect(word(page)).toHaveText('Yes');

    await page.goBack();
    await expect(from(page)).toHaveValue('hel-app');
    await expect(to(page)).toHaveValue('fra-db');
    await expect(page).toHaveURL(/\/reach\?from=hel-app&to=fra-db$/);
    await page.goBack();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Peerings');
    await expect(page.getByRole('banner').getByRole('link', { name: 'Peerings' })).toHaveAttribute('aria-current', 'page');
    await page.goForward();
    await expect(word(page)).toHaveText('Yes');
  });
});

test.describe('with the keyboard alone', () => {
  test('a user enters both ends, swaps them and opens the missing half', async ({ page }) => {
    await signIn(page);
    await expect(rows(page).first()).toBeVisible();
    await tabTo(page, page.getByRole('banner').getByRole('link', { name: 'Reachability' }), { most: 4, key: 'Shift+Tab' });
    await page.keyboard.press('Enter');
    await expect(from(page)).toBeFocused();
    await page.keyboard.type('waw-ci');
    await tabTo(page, page.getByRole('button', { name: 'Swap' }), { most: 1 });
    await tabTo(page, to(page), { most: 1 });
    await page.keyboard.type('hel-batch');
    await page.keyboard.press('Enter');
    await expect(word(page)).toHaveText('No');
    await expect(to(page)).toBeFocused();
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    await expect(from(page)).toHaveValue('hel-batch');
    await expect(page.getByRole('button', { name: 'Swap' })).toBeFocused();
    await expect(answer(page).getByRole('heading', { level: 3 }).first()).toHaveText(/hel-batch .* waw-ci/);
    await tabTo(page, answer(page).getByRole('link', { name: MISSING }), { most: 2 });
    await page.keyboard.press('Enter');
    await expect(fields(page).local).toHaveValue('hel-batch');
  });
});

test.describe('if the networks cannot be read', () => {
  async function uuids(standIn: StandIn) {
    const [one, other] = await Promise.all(['hel-app', 'fra-db'].map((name) => standIn.network(name)));
    return [one.uuid, other.uuid];
  }

  test('accepts UUIDs, and the answer is limited', async ({ page, standIn }) => {
    const [one, other] = await uuids(standIn);
    await standIn.fault({ path: '/1.3/network', exact: true }, { status: 403 });
    await signIn(page, question(one, other));
    await expect(page.getByText('so enter UUIDs instead of names.')).toBeVisible();
    await expect(word(page)).toHaveText('Yes');
    await expect(line(page, /.* to .*/)).toHaveCount(2);
    await to(page).fill('fra-db');
    await to(page).press('Enter');
    await expect(to(page)).toHaveAccessibleDescription(/This user isn't allowed to read networks/);
    await expect(word(page)).toHaveCount(0);
    await to(page).fill('03000000-0000-4000-8000-000000000000');
    await expect(word(page)).toHaveText('Unknown');
  });

  test('nor the peerings, the answer is unknown', async ({ page, standIn }) => {
    const [one, other] = await uuids(standIn);
    for (const path of ['/1.3/network', PEERINGS_PATH, '/1.3/router']) {
      await standIn.fault({ path, exact: true }, { status: 403 });
    }
    await signIn(page, question(one, other));
    await expect(page.getByText('The peerings could not be read')).toBeVisible();
    await expect(word(page)).toHaveText('Unknown');
    await expect(summary(page)).toContainText('It is unknown whether');
  });
});

test('shows no answer before everything was read', async ({ page, standIn }) => {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/1.3/network', async (route) => {
    await released;
    await route.continue();
  });
  const [one, other] = [await standIn.network('hel-db'), await standIn.network('hel-app')];
  const peerings = page.waitForResponse('**/1.3/network-peering');
  await signIn(page, question(one.uuid, other.uuid));
  await (await peerings).finished();
  // The page has rendered them by the second animation frame.
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
  await expect(summary(page)).toContainText('Reading the networks and peerings');
  await expect(word(page)).toHaveCount(0);
  release();
  await expect(word(page)).toHaveText('Yes');
});
