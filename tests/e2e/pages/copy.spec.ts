// F-20: copying works where the browser has no clipboard, and says where it does not work.
import { expect, test } from '../support/fixtures';
import { openPeering } from '../support/forms';
import type { Page } from '@playwright/test';

const LINK = 'hel-app to fra-db';

const button = (page: Page) => page.getByRole('button', { name: 'Copy peering UUID' });

/** Pastes into a field of the page. */
async function pasted(page: Page) {
  await page.getByRole('link', { name: 'Peerings', exact: true }).first().click();
  const field = page.getByRole('searchbox', { name: 'Filter' });
  await field.click();
  await page.keyboard.press('Control+v');
  return field;
}

for (const [what, script] of [
  ['has no clipboard, as without TLS', () => Object.defineProperty(navigator, 'clipboard', { value: undefined })],
  ['refuses the clipboard', () => (navigator.clipboard.writeText = () => Promise.reject(new Error('refused')))],
] as const) {
  test(`F-20: copies where the browser ${what}`, async ({ page, context, standIn }) => {
    await context.addInitScript(script);
    const { uuid } = await openPeering(page, standIn, LINK);
    await button(page).click();
    await expect(button(page)).toHaveText('Copied');
    await expect(await pasted(page)).toHaveValue(uuid);
  });

  test(`F-20: says so where the browser ${what}, and its old command too`, async ({ page, context, standIn }) => {
    await context.addInitScript(script);
    await context.addInitScript(() => (Document.prototype.execCommand = () => false));
    await openPeering(page, standIn, LINK);
    await button(page).click();
    await expect(button(page)).toHaveText("Couldn't copy: select the text");
  });
}
