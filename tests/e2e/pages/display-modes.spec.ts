// Narrow screens and forced colours, on every page.
import { expect, heading, row, rows, sessionMenu, signIn, test } from '../support/fixtures';
import type { Page } from '@playwright/test';

const LINK = 'hel-app to fra-db';

/** What reaches beyond the right edge of the window. */
const beyond = (page: Page) =>
  page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const wide = [...document.querySelectorAll('body *')].filter((element) => element.getBoundingClientRect().right > width + 1);
    return document.documentElement.scrollWidth > width ? wide.map((element) => `${element.tagName} ${element.className}`) : [];
  });

for (const width of [320, 344, 375, 390]) {
  test(`F-25: nothing is wider than a screen of ${width} px`, async ({ page, standIn }) => {
    await page.setViewportSize({ width, height: 700 });
    const { uuid } = (await standIn.peering(LINK))!;
    await signIn(page);
    await expect(sessionMenu(page)).toBeVisible();
    for (const [path, title] of [
      ['peerings', 'Peerings'],
      ['peerings?view=links', 'Peerings'],
      ['peerings/new', 'New peering'],
      ['reach', 'Reachability'],
      [`peerings/${uuid}`, LINK],
      [`peerings/${uuid}/edit`, 'Modify peering'],
    ]) {
      await page.evaluate((path) => {
        history.pushState({}, '', `/${path}`);
        dispatchEvent(new PopStateEvent('popstate'));
      }, path);
      await expect(heading(page)).toHaveText(title!);
      expect(await beyond(page), path).toEqual([]);
      await expect(page.getByRole('button', { name: 'Sign out' })).toBeInViewport({ ratio: 1 });
    }
  });
}

test.describe('F-27: in forced colours', () => {
  test.use({ contextOptions: { forcedColors: 'active' } });

  test('the view and the group that are shown can be told', async ({ page }) => {
    await signIn(page, './peerings?group=active');
    await expect(sessionMenu(page)).toBeVisible();
    for (const name of ['Peerings', 'Links']) {
      const view = page.getByRole('group', { name: 'Show as' }).getByRole('button', { name });
      await view.click();
      await expect(view).toHaveCSS('outline-style', 'solid');
    }
  });

  test("the focus on a row's link is seen whole", async ({ page }) => {
    await signIn(page);
    await expect(rows(page).first()).toBeVisible();
    await row(page, LINK).getByRole('link').focus();
    await page.keyboard.press('Shift');
    const cell = row(page, LINK).getByRole('cell').first();
    await expect(cell).toHaveCSS('outline-style', 'solid');
    await expect(cell).toHaveCSS('outline-offset', '-2px');
  });
});

test('F-27: links show whole states and statuses with the text spaced as readers may have it', async ({ page }) => {
  await signIn(page, './peerings?view=links');
  await expect(rows(page).first()).toBeVisible();
  // The spacing of WCAG's criterion 1.4.12.
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('* { letter-spacing: 0.12em !important; word-spacing: 0.16em !important; line-height: 1.5 !important }');
    document.adoptedStyleSheets.push(sheet);
  });
  // Names, ranges and labels are cut anyway where they are long.
  const cells = page.getByRole('table').locator(':is(td, td :not(.address)):not(:has(a), .labels, :last-child)');
  const cut = await cells.evaluateAll((all) => {
    const overflows = (each: Element) => each.scrollWidth > each.clientWidth + 1 && getComputedStyle(each).display !== 'inline';
    const isTall = (each: Element) => each.getBoundingClientRect().height > each.closest('tr')!.clientHeight;
    return all.filter((each) => overflows(each) || isTall(each)).map((each) => `${each.className}: ${each.textContent}`);
  });
  expect(cut).toEqual([]);
});
