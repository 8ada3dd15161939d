// What axe finds on a page, in light and in dark.
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** WCAG 2.2 at level AA, and what it is built on. */
export const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What is under the mouse looks different, which is not for chance to decide. */
async function moveAway(page: Page) {
  await page.mouse.move(0, 0);
}

/**
 * Notes what axe finds on the page, or a part of it, as it is now, in light and
 * in dark; the test goes on. Of all rules only the one on contrast sees colours.
 */
export async function check(page: Page, what: string, part?: string) {
  if (!part) await moveAway(page);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    // There are no frames, so axe needs no page of its own to gather results.
    const axe = new AxeBuilder({ page }).setLegacyMode();
    if (part) axe.include(part);
    if (colorScheme === 'light' && !part) axe.withTags(TAGS);
    else axe.withRules(['color-contrast']);
    const { violations } = await axe.analyze();
    const found = violations.flatMap(({ id, help, nodes }) =>
      nodes.map((node) => `${id} (${help}): ${node.target.join(' ')} ${node.any[0]?.message ?? ''}`),
    );
    expect.soft(found, `${what}, ${colorScheme}`).toEqual([]);
  }
}
