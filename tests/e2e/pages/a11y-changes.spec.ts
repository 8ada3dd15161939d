// Accessibility of the dialogs, panels and activity of changes, in light and dark.
import { expectAccessible } from '../support/axe';
import { entries, openActivity } from '../support/activity';
import { expect, signIn, test } from '../support/fixtures';
import { confirmDeletion, fields, openPeering, pick } from '../support/forms';
import { PEERINGS_PATH } from '../support/stand-in';

const LINK = 'hel-app to fra-db';

test('preflight checks that block the form, and the router dialog', async ({ page }) => {
  await signIn(page, './peerings/new');
  await pick(page, 'Local network', 'hel-sandbox');
  await pick(page, 'Peer network', 'nyc-web');
  await expect(page.getByText(/^\d of 9 checks failed/)).toBeVisible();
  await page.getByRole('checkbox', { name: 'Same labels on the other half' }).uncheck();
  await expectAccessible(page, 'checks that fail and warn');
  await page.getByRole('button', { name: 'Attach a router…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Attach a router' });
  await dialog.getByRole('radio', { name: 'Create a router' }).check();
  await dialog.getByRole('textbox').fill('');
  await dialog.getByRole('button', { name: 'Attach router' }).click();
  await expect(dialog.getByText('Enter a name for the router')).toBeVisible();
  await expectAccessible(page, 'the dialog for a router');
});

test('a form filled in from a link, with unknown values', async ({ page, standIn }) => {
  const theirs = (await standIn.network('partner-billing', 'partner')).uuid;
  const ours = (await standIn.network('hel-batch')).uuid;
  await signIn(page, `./peerings/new?local=${ours}&peer=${theirs}&from=handshake&range=10.200.0.0%2F24`);
  await expect(page.getByRole('region', { name: 'Invitation' })).toBeVisible();
  await expect(page.getByText(/unknown$/).first()).toBeVisible();
  await expectAccessible(page, 'an invitation');
  await signIn(page, `./peerings/new?name=x&local=${ours}&peer=${theirs}`);
  await expect(page.getByRole('region', { name: "Invite the peer network's owner" })).toBeVisible();
  await page.getByText('Message to send').click();
  for (const summary of await page.getByText('Show as code').all()) await summary.click();
  await expectAccessible(page, 'the handshake and the equivalents');
});

test('dialogs for both halves', async ({ page, standIn }) => {
  await openPeering(page, standIn, LINK);
  await page.getByText('Checks: routers').click();
  await expect(page.getByText(/^\d of 7 checks failed/)).toBeVisible();
  await expectAccessible(page, 'the checks of a peering');
  await page.getByRole('button', { name: 'Delete…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete peering' });
  await dialog.getByRole('radio', { name: /^Both halves/ }).check();
  await dialog.getByText('Show as code').click();
  await expectAccessible(page, 'the dialog for both sides');
});

test('cards: a plan that runs, stops and fails, and a tracked change', async ({ page, standIn }) => {
  await standIn.reset({ provisioning_delay: '1000s' });
  await openPeering(page, standIn, LINK);
  await confirmDeletion(page, LINK);
  await openActivity(page);
  const card = entries(page).first();
  await expect(card).toContainText('Wait until');
  await expectAccessible(page, 'a plan at work');
  await card.getByRole('button', { name: 'Stop' }).click();
  await expect(card).toContainText('Stopped');
  await expectAccessible(page, 'a plan that was stopped');
  const fault = { status: 409, error_code: 'BUSY', error_message: 'Not now.' };
  await standIn.fault({ method: 'DELETE', path: PEERINGS_PATH }, fault);
  await standIn.settle();
  await card.getByRole('button', { name: 'Continue deleting', exact: true }).click();
  await expect(card.getByRole('alert')).toBeVisible();
  await expectAccessible(page, 'a plan that failed');
  await card.getByRole('button', { name: 'Undo' }).click();
  await expect(card).toContainText('Applying changes');
  await expectAccessible(page, 'a tracked change');
  await standIn.settle();
  await expect(card).toContainText('Connected');
  await expectAccessible(page, 'a completed change');
});

test('on a narrow screen', async ({ page, standIn }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await openPeering(page, standIn, 'sto-cache to hel-app');
  await expect(page.getByRole('region', { name: 'The other half' })).toBeVisible();
  await expectAccessible(page, 'a peering and its other side');
  await signIn(page, './peerings/new');
  await pick(page, 'Local network', 'hel-sandbox');
  await pick(page, 'Peer network', 'sto-sandbox');
  await expect(fields(page).both).toBeVisible();
  await expectAccessible(page, 'a form with its checks');
  const widths = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  expect(widths[0], 'the page does not scroll sideways').toBeLessThanOrEqual(widths[1]);
});
