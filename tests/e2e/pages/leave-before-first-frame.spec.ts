// A page that is left before its first frame was drawn.
import { expect, row, signIn, test } from '../support/fixtures';

test('the list is left before it is scrolled back to where it was', async ({ page, standIn }) => {
  await standIn.reset({ scenario: 'company' });
  await signIn(page);
  const heading = page.getByRole('heading', { level: 1 });
  await row(page, 'hel-app to fra-db').getByRole('link').press('Enter');
  await expect(heading).toHaveText('hel-app to fra-db');
  // From here on the console's frames wait until they are let go.
  await page.evaluate(() => {
    const frames: FrameRequestCallback[] = [];
    window.requestAnimationFrame = (frame) => frames.push(frame);
    Object.assign(window, { letGo: () => frames.splice(0).forEach((frame) => frame(performance.now())) });
  });
  await page.locator('a.logo').press('Enter');
  await expect(heading).toHaveText('Peerings');
  await expect(row(page, 'hel-app to fra-db')).toBeVisible();
  await row(page, 'hel-app to fra-db').getByRole('link').press('Enter');
  await expect(heading).toHaveText('hel-app to fra-db');
  await page.evaluate('letGo()');
  // Whatever had broken the program would keep it from opening this.
  await page.locator('a.logo').press('Enter');
  await expect(heading).toHaveText('Peerings');
});
