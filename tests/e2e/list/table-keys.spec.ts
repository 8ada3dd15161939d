// F-29: keys that scroll the table work while one of its rows has the focus, which keeps it.
import { expect, heading, rows, settled, signIn, tabTo, test } from '../support/fixtures';
import { filterBar, linksTable, peeringsTable } from '../support/list';
import type { Locator, Page } from '@playwright/test';

/** Where the frame around the table is scrolled to. */
function scrollTop(table: Locator) {
  return settled(() => table.locator('..').evaluate((frame) => Math.round(frame.scrollTop)));
}

/** Whether the focused element is in the part of the table that can be seen. */
function focusIsInView(table: Locator) {
  return table.locator('..').evaluate((frame) => {
    const [outer, inner] = [frame, document.activeElement!].map((element) => element.getBoundingClientRect()) as [DOMRect, DOMRect];
    return frame.contains(document.activeElement) && inner.bottom > outer.top && inner.top < outer.bottom;
  });
}

const VIEWS: [string, string, (page: Page) => Locator][] = [
  ['peerings', '', peeringsTable],
  ['links', '?view=links', linksTable],
];

for (const [name, query, table] of VIEWS) {
  test(`F-29: the table of ${name} is scrolled with the keyboard, and the focus stays`, async ({ page, standIn }) => {
    await standIn.reset({ scenario: 'scale:1000' });
    await signIn(page, `./peerings${query}`);
    await expect(filterBar(page).count).toHaveText(/^(\d+) of \1$/);
    const count = Number((await filterBar(page).count.textContent())!.split(' ')[0]);
    const first = rows(page).first();
    await expect(first).toHaveAttribute('aria-rowindex', '2');
    const text = (await first.getByRole('link').first().textContent())!;
    const link = table(page).getByRole('link', { name: text, exact: true });
    await tabTo(page, link);

    let top = 0;
    for (let presses = 0; presses < 4; presses += 1) {
      await page.keyboard.press('PageDown');
      const next = await scrollTop(table(page));
      expect(next, 'scrolled down').toBeGreaterThan(top);
      top = next;
      await expect(link, 'out of view').toBeFocused();
    }
    await page.keyboard.press('End');
    await expect(page.locator(`[aria-rowindex="${count + 1}"]`)).toBeInViewport({ ratio: 1 });
    await expect(link).toBeFocused();
    const bottom = await scrollTop(table(page));
    await page.keyboard.press('PageUp');
    expect(await scrollTop(table(page)), 'scrolled up').toBeLessThan(bottom);

    // Tab goes on with what can be seen, not with the row after the focused one.
    await expect
      .poll(async () => {
        await page.keyboard.press('Tab');
        return focusIsInView(table(page));
      })
      .toBe(true);
    await page.keyboard.press('Home');
    await expect.poll(() => scrollTop(table(page))).toBe(0);
    await expect(rows(page).first()).toHaveAttribute('aria-rowindex', '2');
  });
}

test('F-29: a focused row out of view goes when its peering does, and only then', async ({ page, standIn }) => {
  await standIn.reset({ scenario: 'scale:1000' });
  await signIn(page);
  await expect(filterBar(page).count).toHaveText('1000 of 1000');
  const text = (await rows(page).nth(3).getByRole('link').textContent())!;
  const link = page.getByRole('link', { name: text, exact: true });
  await link.focus();
  await page.keyboard.press('End');
  await expect(page.locator('[aria-rowindex="1001"]')).toBeInViewport({ ratio: 1 });
  await expect(link).toBeFocused();
  await page.keyboard.press('Home');
  await expect(link).toBeInViewport();
  await expect(link, 'back in view').toBeFocused();
  await expect(page.getByRole('link', { name: text, exact: true }), 'once').toHaveCount(1);

  // A key that is pressed while the browser still scrolls may only change where that ends.
  expect(await scrollTop(peeringsTable(page))).toBe(0);
  await page.keyboard.press('End');
  await expect(page.locator('[aria-rowindex="1001"]')).toBeInViewport({ ratio: 1 });
  const { uuid } = (await standIn.peering(text))!;
  await standIn.api('PATCH', `/network-peering/${uuid}`, { network_peering: { configured_status: 'disabled' } });
  await standIn.settle();
  expect((await standIn.api('DELETE', `/network-peering/${uuid}`)).status).toBe(204);
  // More than once: a read that was under way has no part in it.
  await expect(async () => {
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await expect(filterBar(page).count).toHaveText('999 of 999', { timeout: 1_000 });
  }).toPass();
  await expect(link).toHaveCount(0);
  await expect(heading(page)).toBeFocused();
});

test('F-29: every tab stop of the list has a role and a name', async ({ page }) => {
  for (const [, query, table] of VIEWS) {
    await signIn(page, `./peerings${query}`);
    await expect(table(page)).toBeVisible();
    await expect(heading(page)).toBeFocused();
    for (let presses = 0; presses < 40; presses += 1) {
      await page.keyboard.press('Tab');
      const focused = await page.evaluate(() => (document.activeElement!.cloneNode() as Element).outerHTML);
      expect(focused, 'an element to operate').toMatch(/^<(a|button|input|select|body)\b/);
    }
  }
});
