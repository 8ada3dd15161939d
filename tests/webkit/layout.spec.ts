// How the pages look in WebKit: nothing is wider than the window, and nothing keeps a size
// from before.
import { mkdirSync } from 'node:fs';
import { expectRows, open, pages, visit } from './support/controls';
import type { WebKit } from './support/driver';
import { CONSOLE, expect, PICTURES, test } from './support/fixtures';

const LINK = 'hel-app to fra-db';
const WIDTHS = [1280, 390, 320];

/** One run names all pages with a fault. */
const soft = expect.configure({ soft: true, timeout: 3_000 });

/** What reaches beyond the right edge, if the page scrolls sideways. */
const beyond = (webkit: WebKit) =>
  webkit.run(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const wide = [...document.querySelectorAll('body *')].filter((element) => element.getBoundingClientRect().right > width + 1);
    return wide.map((element) => `${element.tagName} ${element.className}`);
  });

/** The heights of what is below the last element of each visible group of fields. */
const holes = (webkit: WebKit) =>
  webkit.run(() => {
    const groups = [...document.querySelectorAll('fieldset')].filter((group) => group.checkVisibility());
    return groups.flatMap((group) => {
      const ends = [...group.children].filter((child) => child.checkVisibility()).map((child) => child.getBoundingClientRect().bottom);
      const { paddingBottom, borderBottomWidth } = getComputedStyle(group);
      const own = parseFloat(paddingBottom) + parseFloat(borderBottomWidth);
      const rest = Math.round(group.getBoundingClientRect().bottom - own - Math.max(...ends));
      return rest > 20 ? [`${group.className}: ${rest} px`] : [];
    });
  });

for (const isDark of [false, true]) {
  test.describe(isDark ? 'dark' : 'light', () => {
    test.use({ isDark });

    test('F-25 F-28: no page scrolls sideways or has a hole, after the window became narrow', async ({ webkit, standIn }) => {
      test.skip(isDark && !PICTURES, 'colours change no sizes');
      const picture = async (name: string, width: number) => {
        if (!PICTURES) return;
        mkdirSync(PICTURES, { recursive: true });
        await webkit.screenshot(`${PICTURES}/${name}-${width}-${isDark ? 'dark' : 'light'}.png`);
      };
      await webkit.goto(CONSOLE);
      for (const width of WIDTHS) {
        await webkit.resize(width, 1000);
        soft(await beyond(webkit), `sign-in at ${width} px`).toEqual([]);
        await picture('sign-in', width);
      }
      await webkit.resize(1280, 1000);
      await open(webkit, CONSOLE);
      await expectRows(webkit);
      const names = ['list', 'links', 'create', 'reach', 'detail', 'edit'];
      for (const [index, [path, shown]] of (await pages(standIn, LINK)).entries()) {
        await webkit.resize(1280, 1000);
        await visit(webkit, path, shown);
        for (const width of WIDTHS) {
          await webkit.resize(width, 1000);
          await soft.poll(() => beyond(webkit), `${path} at ${width} px`).toEqual([]);
          await soft.poll(() => holes(webkit), `${path} at ${width} px`).toEqual([]);
          await picture(names[index]!, width);
        }
      }
    });
  });
}

/** The lines of text in each part of the choice between kinds of credentials. */
const linesOfChoices = (webkit: WebKit) =>
  webkit.run(() =>
    [...document.querySelectorAll('.auth-methods > *')].map((part) => {
      const range = document.createRange();
      range.selectNodeContents(part);
      const texts = [...range.getClientRects()].filter(({ width }) => width > 0);
      return [...new Set(texts.map(({ top, bottom }) => Math.round((top + bottom) / 2)))];
    }),
  );

test('F-28: the words before the kinds of credentials stand beside them', async ({ webkit }) => {
  await webkit.goto(CONSOLE);
  const lines = (await linesOfChoices(webkit)).flat();
  expect(Math.max(...lines) - Math.min(...lines), 'they are on one line').toBeLessThan(4);
});

test('F-25: no word of the sign-in form is broken at 320 px', async ({ webkit }) => {
  await webkit.goto(CONSOLE);
  await webkit.resize(320, 1000);
  const heights = (await linesOfChoices(webkit)).map((lines) => Math.max(...lines) - Math.min(...lines));
  expect(heights).toHaveLength(3);
  expect(Math.max(...heights), 'each is on one line').toBeLessThan(4);
});
