// Each file of the build, changed on its way: no browser may use it. What is
// named in index.html carries the hash of its content there, and what a file
// fetches later, in the file that fetches it. `import` takes no hash: what it gets
// is what the modulepreload of the same address got, which does.
import { readdirSync } from 'node:fs';
import { expect, signIn, test } from './fixtures';
import { openPeering } from './forms';
import type { Page } from '@playwright/test';

const BUILD = '../../dist';

/** What a server may send in place of a file, as long as the file is there. */
const COMPRESSED = /\.(br|gz)$/;

/** The page itself and what an installation says of itself, which only TLS guards, and
 * the icon, whose hash browsers do not check. */
const UNCHECKED = [/^index\.html$/, /^config\.json$/, /^favicon-[0-9a-f]{16}\.svg$/];

/** What this page does not load: the console for other pages, the sample data, and
 * what looks at a configuration that says more than the one of the build. */
const OTHERS = /^(embed|frame|demo-|validate-)/;

const FILES = readdirSync(BUILD).filter((name) => !COMPRESSED.test(name) && !OTHERS.test(name) && !UNCHECKED.some((pattern) => pattern.test(name)));

/** Serves the file with something added that leaves it a file of its kind. */
async function changeOnItsWay(page: Page, name: string) {
  await page.route(`**/${name}`, async (route) => {
    const answer = await route.fetch();
    await route.fulfill({
      body: Buffer.concat([await answer.body(), added(name)]),
      contentType: answer.headers()['content-type'],
    });
  });
}

/** A browser that used the file would show it. */
function added(name: string) {
  if (name.endsWith('.js')) return Buffer.from('\ndocument.title = "changed";');
  if (name.endsWith('.css')) return Buffer.from('\nhtml { cursor: crosshair; }');
  // A section that means nothing, which any engine accepts.
  return Buffer.from([0, 2, 1, 'x'.charCodeAt(0)]);
}

test('S-14: every file of the build is one that these tests know', () => {
  const kinds = FILES.map((name) => name.replace(/[0-9a-f]{16}/, '*')).sort();
  expect(kinds).toEqual(['boot-*.js', 'later-*.css', 'pages-*.wasm', 'style-*.css', 'upcloud-peerings-*.js', 'upcloud-peerings-*_bg.wasm']);
});

test('S-14: nothing but these files is fetched, and all from where the page is', async ({ page, baseURL }) => {
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

test.describe('where a file is changed', () => {
  test.use({
    expectedComplaints: async ({}, use) => use([/integrity/, /Failed to fetch/, /Failed to load resource/]),
  });

  for (const name of FILES) {
    test(`S-14: ${name.replace(/-[0-9a-f]{16}/, '')} is refused`, async ({ page, standIn }) => {
      const refused = page.waitForEvent('console', (message) => {
        const text = message.text();
        return text.includes(name) && text.includes('The resource has been blocked');
      });
      // Awaited last, so that a file that is used fails the test by what it does.
      refused.catch(() => undefined);
      await changeOnItsWay(page, name);
      if (name.startsWith('pages-')) {
        await openPeering(page, standIn, (await standIn.peerings())[0].name);
        await expect(page.getByRole('alert')).toContainText('could not be fetched');
      } else {
        await page.goto('./', { waitUntil: 'networkidle' });
      }
      if (name.endsWith('.css')) {
        // The console is legible and works without its styles.
        await signIn(page, null);
        await refused;
        expect(await page.evaluate(() => getComputedStyle(document.documentElement).cursor)).toBe('auto');
      } else if (!name.startsWith('pages-')) {
        // The program enables the button as the first thing it does.
        await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeDisabled();
        // Nothing runs that could tell of it where it is the script that starts all else.
        const told = name.startsWith('boot-') ? '' : 'could not be started';
        await expect(page.getByRole('alert')).toContainText(told);
      }
      await expect(page).not.toHaveTitle('changed');
      await refused;
    });
  }
});
