// The form reads the networks again after a failure.
import { expect, signIn, test } from '../support/fixtures';
import { fields, pick } from '../support/forms';

test('retries reading the networks, and keeps what was typed', async ({ page, standIn }) => {
  await standIn.reset({ scenario: 'empty' });
  await page.clock.install();
  await standIn.fault({ path: '/1.3/network', exact: true, times: 3 }, { drop: 'before' });
  await signIn(page, './peerings/new');
  const message = page.getByText('The networks could not be read');
  // The first read is attempted three times.
  await expect.poll(() => standIn.faultsLeft()).toBe(0);
  await expect(message).toBeVisible();
  await fields(page).name.fill('typed before');
  await page.clock.fastForward(31_000);
  await expect(message).toBeHidden();
  await pick(page, 'Local network', 'hel-app');
  await expect(fields(page).name).toHaveValue('typed before');
});
