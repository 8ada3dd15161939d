// Leaving a page before its first frame.
import { expect, row, signIn, test } from '../support/fixtures';

test('leaves the list before its scroll position is restored', async ({ page, standIn }) => {
  await standIn.reset({ scenario: 'company' });
  await signIn(page);
  const heading = page.getByRole('heading', { level: 1 });
  await row(page, 'hel-app to fra-db').getByRole('link').press('Enter');
  await expect(heading).toHaveText('hel-app to fra-db');
  // From here on, animation frames wait for `runFrames`.
  await page.evaluate(() => {
    const frames: FrameRequestCallback[] = [];
    window.requestAnimationFrame = (frame) => frames.push(frame);
    Object.assign(window, { runFrames: () => frames.splice(0).forEach((frame) => frame(performance.now())) });
  });
  await page.locator('a.logo').press('Enter');
  await expect(heading).toHaveText('Peerings');
  await expect(row(page, 'hel-app to fra-db')).toBeVisible();
  await row(page, 'hel-app to fra-db').getByRole('link').press('Enter');
  await expect(heading).toHaveText('hel-app to fra-db');
  await page.evaluate('runFrames()');
  // A program that had crashed would not open this.
  await page.locator('a.logo').press('Enter');
  await expect(heading).toHaveText('Peerings');
});
