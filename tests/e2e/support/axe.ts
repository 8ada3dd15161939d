// Accessibility checks by axe, in light and dark.
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** WCAG 2.2 at level AA, and what it includes. */
export const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/**
 * Reports what axe finds on the page, or a part of it, in light and dark; the test
 * continues. Only the rule on contrast depends on colours.
 */
export async function expectAccessible(page: Page, what: string, part?: string) {
  // What is under the mouse may look different.
  if (!part) await page.mouse.move(0, 0);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    // Without frames, axe needs no separate page to collect results.
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
