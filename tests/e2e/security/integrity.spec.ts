// The browser refuses each file of the build if it was changed in transit. index.html has
// the hashes of the files it names, and each file has those of the files it fetches.
// `import` takes no hash, but uses what an element with a hash loaded from the same address.
import { readdirSync } from 'node:fs';
import { isFirefox } from '../support/engine';
import { expect, signIn, test } from '../support/fixtures';
import { openPeering } from '../support/forms';
import type { ConsoleMessage, Page } from '@playwright/test';

const BUILD = '../../dist';

/** Compressed versions, which a server may send instead of the file. */
const COMPRESSED = /\.(br|gz)$/;

/** Files without a hash: the page itself and the configuration, which only TLS protects,
 * and the icon, whose hash browsers do not check. */
const UNCHECKED = [/^index\.html$/, /^config\.json$/, /^favicon-[0-9a-f]{16}\.svg$/];

/** Files that this page does not load: the console for embedding, the sample data, and the
 * validation of a configuration other than the build's. */
const OTHERS = /^(embed|frame|demo-|validate-)/;

const FILES = readdirSync(BUILD).filter((name) => !COMPRESSED.test(name) && !OTHERS.test(name) && !UNCHECKED.some((pattern) => pattern.test(name)));

/** Serves the file with an addition that keeps it valid. */
async function changeInTransit(page: Page, name: string) {
  await page.route(`**/${name}`, async (route) => {
    const answer = await route.fetch();
    await route.fulfill({
      body: Buffer.concat([await answer.body(), added(name)]),
      contentType: answer.headers()['content-type'],
    });
  });
}

/** An addition whose effect shows that the browser used the file. */
function added(name: string) {
  if (name.endsWith('.js')) return Buffer.from('\ndocument.title = "changed";');
  if (name.endsWith('.css')) return Buffer.from('\nhtml { cursor: crosshair; }');
  // A custom section, which any engine ignores.
  return Buffer.from([0, 2, 1, 'x'.charCodeAt(0)]);
}

test('S-14: these tests know every file of the build', () => {
  const kinds = FILES.map((name) => name.replace(/[0-9a-f]{16}/, '*')).sort();
  expect(kinds).toEqual(['boot-*.js', 'later-*.css', 'pages-*.wasm', 'style-*.css', 'upcloud-peerings-*.js', 'upcloud-peerings-*_bg.wasm']);
});

test("S-14: fetches these files only, all from the page's origin", async ({ page, baseURL }) => {
  const fetched = new Set<string>();
  page.on('request', (request) => {
    const address = request.url();
    expect(address.startsWith(baseURL ?? '')).toBe(true);
    const path = address.slice((baseURL ?? '').length);
    if (!path.startsWith('1.3/') && request.resourceType() !== 'document') fetched.add(path);
  });
  const last = page.waitForResponse(/\/pages-[0-9a-f]{16}\.wasm$/);
  await signIn(page);
  await last;
  const unknown = [...fetched].filter((path) => !FILES.includes(path) && !UNCHECKED.some((pattern) => pattern.test(path)));
  expect(unknown).toEqual([]);
  expect([...fetched]).toEqual(expect.arrayContaining(FILES));
});

test.describe('a changed file', () => {
  test.use({
    expectedComplaints: async ({}, use) => use([/integrity/, /Failed to fetch/, /Failed to load resource/, /NetworkError/, /error loading dynamically imported module/]),
  });

  for (const name of FILES) {
    test(`S-14: ${name.replace(/-[0-9a-f]{16}/, '')} is refused`, async ({ page, standIn }) => {
      const isRefusal = (message: ConsoleMessage) => {
        const text = message.text();
        return text.includes(name) && text.includes('The resource has been blocked');
      };
      // Firefox does not report the refusal of a file that a test answers with: only its effect shows.
      const refused = isFirefox(page) ? Promise.resolve() : page.waitForEvent('console', isRefusal);
      // Awaited last, so that the effect of a file that was used fails the test.
      refused.catch(() => undefined);
      await changeInTransit(page, name);
      if (name.startsWith('pages-')) {
        await openPeering(page, standIn, (await standIn.peerings())[0].name);
        await expect(page.getByRole('alert')).toContainText("Couldn't load this part of the console");
      } else {
        await page.goto('./');
      }
      if (name.endsWith('.css')) {
        // The console works without its styles.
        await signIn(page, null);
        await refused;
        expect(await page.evaluate(() => getComputedStyle(document.documentElement).cursor)).toBe('auto');
      } else if (!name.startsWith('pages-')) {
        // The program would enable the button first.
        await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeDisabled();
        await expect(page.getByRole('alert')).toContainText('could not be started');
      }
      await expect(page).not.toHaveTitle('changed');
      await refused;
    });
  }
});
