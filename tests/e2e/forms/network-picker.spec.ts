// The network picker with more networks than fit on the screen.
import { expect, signIn, test } from '../support/fixtures';
import { fields, pick } from '../support/forms';

test('keeps the marked network in view', async ({ page, standIn }) => {
  await standIn.reset({ scenario: 'scale:400' });
  await signIn(page, './peerings/new');
  const { local } = fields(page);
  await local.click();
  await expect(page.getByRole('option').nth(31)).toBeAttached();
  const marked = page.locator('[role=option][aria-selected=true]').filter({ visible: true });
  const list = page.getByRole('listbox', { name: 'Local network' });
  for (const [key, times] of [
    ['ArrowDown', 30],
    ['ArrowUp', 30],
  ] as const) {
    for (let press = 0; press < times; press += 1) {
      await local.press(key);
      await expect(marked).toBeInViewport({ ratio: 0.95 });
    }
    const scrolled = await list.evaluate((list) => list.scrollTop);
    expect(scrolled > 0, `the list after ${key}`).toBe(key === 'ArrowDown');
  }
});

test('warns when a network without a router is picked', async ({ page }) => {
  await signIn(page, './peerings/new');
  await pick(page, 'Local network', 'hel-sandbox');
  await expect(page.getByRole('status').filter({ hasText: 'hel-sandbox has no router. Attach one to create the peering; see the checks.' })).toBeVisible();
  await pick(page, 'Local network', 'hel-app');
  await expect(page.getByText('has no router')).toHaveCount(0);
  await pick(page, 'Peer network', 'hel-sandbox');
  await expect(page.getByText('hel-sandbox has no router. No traffic passes')).toBeVisible();
});
