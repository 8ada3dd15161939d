// Two tabs, each with a session of its own.
import { expect, row, signIn, test } from '../support/fixtures';
import { advanceUntil, chooseOneHalf, confirmDeletion, fact, fields, openPeering, pick } from '../support/forms';

const LINK = 'hel-app to fra-db';

test('polling shows the changes made in another tab', async ({ context, page, standIn }) => {
  const list = await context.newPage();
  await list.clock.install();
  await signIn(list);
  await expect(row(list, LINK)).toContainText('active');

  await openPeering(page, standIn, LINK);
  await page.getByRole('button', { name: 'Disable', exact: true }).click();
  await page.getByRole('button', { name: 'Disable peering' }).click();
  await expect(fact(page, 'State')).toHaveText('disabled');
  const linked = row(list, LINK).getByText('disabled', { exact: true });
  await advanceUntil(list, async () => (await linked.count()) > 0);
  await expect(row(list, 'fra-db to hel-app')).toContainText('peer-disabled');

  // And the other way round.
  await list.getByRole('link', { name: 'New peering' }).first().click();
  await fields(list).name.fill('from the other tab');
  await pick(list, 'Local network', 'hel-batch');
  await pick(list, 'Peer network', 'fra-app');
  await chooseOneHalf(list);
  await fields(list).create.click();
  await expect(fact(list, 'State')).toHaveText('pending-peer');
  await page.getByRole('link', { name: 'Peerings', exact: true }).first().click();
  await expect(row(page, 'from the other tab')).toContainText('pending-peer');
});

test('the page of a peering shows that another tab deleted it', async ({ context, page, standIn }) => {
  const name = 'mad-lab to waw-ci';
  const watcher = await context.newPage();
  await watcher.clock.install();
  await openPeering(watcher, standIn, name);
  await openPeering(page, standIn, name);
  await confirmDeletion(page, name);
  await expect(page.getByRole('heading', { name: `You deleted ${name}` })).toBeVisible();
  await advanceUntil(watcher, () => watcher.getByRole('heading', { name: 'This peering does not exist' }).isVisible());
  expect(await standIn.peering(name)).toBeUndefined();
});

test('two tabs that modify one peering do not overwrite each other silently', async ({ context, page, standIn }) => {
  const other = await context.newPage();
  await openPeering(page, standIn, LINK, '/edit');
  await openPeering(other, standIn, LINK, '/edit');
  await fields(page).name.fill('first');
  await fields(page).save.click();
  await expect(page.getByRole('heading', { name: 'first', level: 1 })).toBeVisible();
  await fields(other).name.fill('second');
  await fields(other).save.click();
  await expect(other.getByRole('alert')).toContainText('Somebody else changed this peering');
  expect(await standIn.peering('first')).toBeDefined();
});

test("a new tab has no session, and signing out in it does not affect another user's tab", async ({ context, page, standIn }) => {
  await openPeering(page, standIn, LINK);
  const opened = context.waitForEvent('page');
  await page.getByRole('link', { name: 'Modify' }).click({ modifiers: ['ControlOrMeta'] });
  const other = await opened;
  await expect(other.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible();
  await expect(other.getByText(LINK)).toHaveCount(0);
  await signIn(other, null, 'partner');
  await expect(other.getByRole('alert')).toContainText('PEERING_NOT_FOUND');
  await other.getByRole('button', { name: 'Sign out' }).first().click();
  await expect(other.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible();

  await page.getByRole('button', { name: 'Disable', exact: true }).click();
  await page.getByRole('button', { name: 'Disable peering' }).click();
  await expect(fact(page, 'State')).toHaveText('disabled');
  expect(await standIn.peering(LINK)).toMatchObject({ configured_status: 'disabled' });
});
