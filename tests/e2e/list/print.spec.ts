// F-26: printing shows all rows that match, and nothing to operate the page with.
import { expect, rows, sessionMenu, settled, signIn, test } from '../support/fixtures';
import { filterBar } from '../support/list';
import type { Page } from '@playwright/test';

/** Prints, and returns how many rows were in the document and how many pages came out. */
async function print(page: Page) {
  await page.evaluate(() => {
    Object.assign(window, { most: 0 });
    const count = () => Math.max((window as unknown as { most: number }).most, document.querySelectorAll('tr[data-row]').length);
    new MutationObserver(() => Object.assign(window, { most: count() })).observe(document.body, { childList: true, subtree: true });
  });
  const pdf = (await page.pdf({ format: 'A4', landscape: true })).toString('latin1');
  const most = await page.evaluate(() => (window as unknown as { most: number }).most);
  return { rows: most, pages: pdf.match(/\/Type\s*\/Page\b/g)?.length ?? 0 };
}

/** In Firefox, Playwright can neither show a page as printed nor is its PDF readable. */
const CHROMIUM = { tag: '@chromium' };

/** Opens the list as it is printed. */
async function preview(page: Page) {
  await page.emulateMedia({ media: 'print' });
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
}

test.describe('F-26: the list, printed,', () => {
  test('has all rows as soon as the event before it ends', async ({ page, standIn }) => {
    const all = (await standIn.peerings()).length;
    await signIn(page);
    await expect(sessionMenu(page)).toBeVisible();
    // Firefox prints what is there then: no task or microtask runs before.
    const atOnce = await page.evaluate(() => {
      dispatchEvent(new Event('beforeprint'));
      return document.querySelectorAll('tr[data-row]').length;
    });
    expect(atOnce).toBe(all);
  });

  test('has all links, each with its own names, as soon as the event ends, wherever it was scrolled to', async ({ page }) => {
    await page.setViewportSize({ width: 1280, height: 620 });
    await signIn(page, './peerings?view=links');
    await expect(rows(page).first()).toBeVisible();
    const total = Number((await filterBar(page).count.textContent())!.split(' ')[0]);
    const frame = page.locator('.table');
    await frame.evaluate((element) => element.scrollTo(0, 900));
    await settled(async () => (await rows(page).allTextContents()).join());
    const shown = await page.evaluate(() => {
      dispatchEvent(new Event('beforeprint'));
      return [...document.querySelectorAll('tr[data-row]')].map((row) => row.querySelector('a')?.textContent);
    });
    expect(shown).toHaveLength(total);
    expect(new Set(shown).size).toBe(total);
  });

  test('has all rows that match, on as many pages as they need', CHROMIUM, async ({ page, standIn }) => {
    const all = (await standIn.peerings()).length;
    await signIn(page);
    await expect(sessionMenu(page)).toBeVisible();
    const onScreen = await settled(() => rows(page).count());
    expect(onScreen).toBeLessThan(all);
    const printed = await print(page);
    expect(printed.rows).toBe(all);
    expect(printed.pages).toBeGreaterThan(1);
    await expect(rows(page)).toHaveCount(onScreen);

    await filterBar(page).text.fill('hel-app to');
    await expect(filterBar(page).count).not.toHaveText(`${all} of ${all}`);
    const matching = Number((await filterBar(page).count.textContent())!.split(' ')[0]);
    await preview(page);
    await expect(rows(page)).toHaveCount(matching);
  });

  test('cuts no text, and has no controls', CHROMIUM, async ({ page }) => {
    await page.setViewportSize({ width: 1050, height: 700 });
    await signIn(page);
    await expect(sessionMenu(page)).toBeVisible();
    await preview(page);
    await expect(page.getByRole('button', { name: 'Export…' })).toBeHidden();
    await expect(page.getByRole('button', { name: 'Search…' })).toBeHidden();
    await expect(page.getByRole('checkbox')).toHaveCount(0);
    const wrong = await rows(page).evaluateAll((rows) =>
      rows.flatMap((row, place) => {
        const below = rows[place + 1]?.getBoundingClientRect().top ?? Infinity;
        const { bottom } = row.getBoundingClientRect();
        const cells = [...row.querySelectorAll('td')];
        const cut = cells.filter((cell) => cell.scrollWidth > cell.clientWidth + 1 || cell.getBoundingClientRect().bottom > bottom + 1);
        return [...(bottom > below + 1 ? ['overlaps the next row'] : []), ...cut.map((cell) => `${cell.className} is cut`)];
      }),
    );
    expect(wrong).toEqual([]);
  });
});
