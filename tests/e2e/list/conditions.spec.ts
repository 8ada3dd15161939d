// Filter conditions, in addition to labels and text.
import { expectAccessible } from '../support/axe';
import { expect, rows, signIn, test } from '../support/fixtures';
import { filterBar } from '../support/list';
import type { Peering, StandIn } from '../support/stand-in';
import type { Page } from '@playwright/test';

const form = (page: Page) => page.getByRole('form', { name: 'Add filter' });
const token = (page: Page, text: string) => page.getByRole('button', { name: `Remove filter ${text}`, exact: true });

async function add(page: Page, property: string, operator: string, value: string) {
  await page.getByRole('button', { name: 'Add filter' }).click();
  await form(page).getByLabel('Property').selectOption({ label: property });
  await form(page).getByLabel('Operator').selectOption({ label: operator });
  await form(page).getByLabel('Value').fill(value);
  await form(page).getByRole('button', { name: 'Add', exact: true }).click();
}

type Held = Peering & {
  network: { uuid: string; ip_networks: { ip_network: { address: string }[] } };
  peer_network: { uuid: string };
};

/** Each property and operator, and a predicate for the peerings that match. */
async function cases(standIn: StandIn) {
  const all = (await standIn.peerings()) as Held[];
  const { body } = await standIn.api('GET', '/network');
  type Network = { uuid: string; name: string; zone: string };
  const networks = new Map<string, Network>(body.networks.network.map((n: Network) => [n.uuid, n]));
  const ends = (p: Held) => [networks.get(p.network.uuid), networks.get(p.peer_network.uuid)].filter((n) => n !== undefined);
  const first = ends(all[0]!)[0]!;
  const reversed = (p: Held) => all.some((q) => q.network.uuid === p.peer_network.uuid && q.peer_network.uuid === p.network.uuid);
  const list: [string, string, string, (p: Held) => boolean][] = [
    ['State', 'is', 'active', (p) => p.state === 'active'],
    ['State', 'is not', 'active', (p) => p.state !== 'active'],
    ['Configured', 'is', 'disabled', (p) => p.configured_status === 'disabled'],
    ['Configured', 'is not', 'disabled', (p) => p.configured_status !== 'disabled'],
    ['Name', 'contains', 'HEL', (p) => p.name.includes('hel')],
    ['Name', 'does not contain', 'hel', (p) => !p.name.includes('hel')],
    ['Name', 'is', all[0]!.name, (p) => p.name === all[0]!.name],
    ['Name', 'is not', all[0]!.name, (p) => p.name !== all[0]!.name],
    ['Network', 'is', first.name, (p) => ends(p).some((n) => n.name === first.name)],
    ['Network', 'is not', first.uuid, (p) => !ends(p).some((n) => n.uuid === first.uuid)],
    ['Network', 'contains', 'fra', (p) => ends(p).some((n) => n.name.includes('fra'))],
    ['Network', 'does not contain', 'fra', (p) => !ends(p).some((n) => n.name.includes('fra'))],
    ['Zone', 'is', 'de-fra1', (p) => ends(p).some((n) => n.zone === 'de-fra1')],
    ['Zone', 'is not', 'de-fra1', (p) => !ends(p).some((n) => n.zone === 'de-fra1')],
    ['Label', 'does not contain', 'env=prod', (p) => !p.labels.some((l) => l.key === 'env' && l.value === 'prod')],
    ['Halves', 'is', 'two', reversed],
  ];
  return { all, list };
}

test('each property and operator filters, and the address holds it', async ({ page, standIn }) => {
  test.slow();
  const { all, list } = await cases(standIn);
  await signIn(page);
  for (const [property, operator, value, meets] of list) {
    await add(page, property, operator, value);
    const met = all.filter(meets).length;
    await expect(filterBar(page).count, `${property} ${operator} ${value}`).toHaveText(`${met} of ${all.length}`);
    await expect(page).toHaveURL(/where=/);
    const address = page.url();
    await token(page, `${property} ${operator} ${value}`).click();
    await expect(filterBar(page).count).toHaveText(`${all.length} of ${all.length}`);
    await page.goBack();
    await expect(page).toHaveURL(address);
    await expect(filterBar(page).count).toHaveText(`${met} of ${all.length}`);
    await page.goForward();
    await expect(page).not.toHaveURL(/where=/);
  }
});

test('an address finds the ranges that contain it', async ({ page, standIn }) => {
  const { all } = await cases(standIn);
  const range = all[0]!.network.ip_networks.ip_network[0]!.address;
  const inside = range.split('/')[0]!.replace(/0$/, '7');
  await signIn(page);
  await add(page, 'Ranges', 'contain', inside);
  await expect(rows(page).filter({ hasNotText: range })).toHaveCount(0);
  await expect(rows(page).first()).toBeVisible();
  const found = await rows(page).count();
  expect(found).toBeLessThan(all.length);
  for (const text of await rows(page).allTextContents()) expect(text).toContain(range);
  await add(page, 'Ranges', 'contain', 'ten.0.0.1');
  await expect(form(page).getByRole('alert')).toHaveText(/Write an address such as 10\.0\.0\.5/);
  await expect(form(page).getByLabel('Value')).toHaveValue('ten.0.0.1');
});

test('"is" conditions on one property are alternatives, all others must hold, and only labels are sent', async ({ page, standIn }) => {
  const { all } = await cases(standIn);
  await signIn(page);
  await add(page, 'State', 'is', 'error');
  await add(page, 'State', 'is', 'conflict-subnet');
  const either = all.filter((p) => ['error', 'conflict-subnet'].includes(p.state));
  await expect(filterBar(page).count).toHaveText(`${either.length} of ${all.length}`);
  await add(page, 'Label', 'contains', 'env=prod');
  await expect(page.getByRole('button', { name: 'Remove label env=prod' })).toBeVisible();
  const both = either.filter((p) => p.labels.some((l) => l.key === 'env' && l.value === 'prod'));
  const sent = all.filter((p) => p.labels.some((l) => l.key === 'env' && l.value === 'prod'));
  await expect(filterBar(page).count).toHaveText(`${both.length} of ${sent.length}`);
  const lists = (await standIn.requests()).filter(({ path }) => path.startsWith('/1.3/network-peering?'));
  expect(lists.length).toBeGreaterThan(0);
  for (const { path } of lists) expect(new URL(path, 'http://x').searchParams.toString()).toMatch(/^label=/);
});

for (const size of [20, 1_000, 20_000]) {
  test(`filters ${size} rows with the keyboard alone`, async ({ page, standIn }) => {
    test.slow();
    await standIn.reset({ scenario: `scale:${size}` });
    await signIn(page);
    await expect(filterBar(page).count).toHaveText(`${size} of ${size}`);
    await page.getByRole('button', { name: 'Add filter' }).focus();
    await page.keyboard.press('Enter');
    await expect(form(page).getByLabel('Property')).toBeFocused();
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    await page.keyboard.type('active');
    await page.keyboard.press('Enter');
    const all = await standIn.peerings();
    const met = all.filter(({ state }) => state !== 'active').length;
    await expect(filterBar(page).count).toHaveText(`${met} of ${size}`);
    await expect(token(page, 'State is not active')).toBeVisible();
    await page.getByRole('button', { name: 'Add filter' }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await expect(form(page)).toHaveCount(0);
  });
}

test('reports invalid conditions in the address, and applies the others', async ({ page, standIn }) => {
  const { all } = await cases(standIn);
  await signIn(page, './peerings?where=state:is:active&where=nonsense&where=range:has:x&where=sides:is:three');
  const met = all.filter(({ state }) => state === 'active').length;
  await expect(filterBar(page).count).toHaveText(`${met} of ${all.length}`);
  await expect(page.getByText('The filter “nonsense” in the address is ignored. Write a filter as property:operator:value.')).toBeVisible();
  await expect(page.getByText(/“sides:is:three” in the address is ignored\. Enter one or two\./)).toBeVisible();
});

test('the form and the tokens are accessible', async ({ page }) => {
  await signIn(page);
  await add(page, 'State', 'is not', 'active');
  await page.getByRole('button', { name: 'Add filter' }).click();
  await expectAccessible(page, 'the form');
});

test.describe('views', () => {
  const dialog = (page: Page) => page.getByRole('dialog', { name: 'Views' });

  test('are saved, opened, shared as links and deleted', async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await signIn(page, './peerings?where=state:not:active&sort=-state');
    await expect(filterBar(page).count).toHaveText(/^\d+ of \d+$/);
    const filtered = await filterBar(page).count.textContent();
    await page.getByRole('button', { name: 'Views…' }).click();
    await expect(dialog(page).getByText('No saved views')).toBeVisible();
    await dialog(page).getByRole('textbox', { name: 'View name' }).fill('To look at');
    await page.keyboard.press('Enter');
    await expect(dialog(page).getByRole('link', { name: 'To look at' })).toBeVisible();
    await expectAccessible(page, 'the views');
    await dialog(page).getByRole('button', { name: 'Copy link' }).click();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(new URL(copied).search).toBe('?where=state%3Anot%3Aactive&sort=-state');
    await dialog(page).getByRole('button', { name: 'Close' }).click();

    await signIn(page, './peerings?text=nothing-like-it');
    await page.getByRole('button', { name: 'Views…' }).click();
    await dialog(page).getByRole('link', { name: 'To look at' }).click();
    await expect(dialog(page)).toBeHidden();
    await expect(page).toHaveURL(/where=state%3Anot%3Aactive&sort=-state$/);
    await expect(filterBar(page).count).toHaveText(filtered!);
    await expect(filterBar(page).text).toHaveValue('');

    await page.getByRole('button', { name: 'Views…' }).click();
    await dialog(page).getByRole('button', { name: 'Delete the view To look at' }).click();
    await expect(dialog(page).getByText('No saved views')).toBeVisible();
    expect(await page.evaluate(() => JSON.stringify(Object.entries(localStorage)))).not.toContain('demo');
  });
});
