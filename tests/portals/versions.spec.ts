// Two versions of the console: on one page, and one after the other in a portal whose
// service worker caches.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { heading, rows } from '../e2e/support/fixtures';
import { filesOf, nextBuild } from '../e2e/support/second-build';
import { folders } from '../e2e/support/servers';
import { expect, failedWith, test } from './fixtures';
import { findRow } from './embeddings';
import type { Locator, Page } from '@playwright/test';

const NAME = 'hel-app to fra-db';
/** A page of the portal whose policy allows the two versions and a service worker. */
const HOST = '/installed/';
const FIRST = filesOf(join(import.meta.dirname, '../../dist'));
const NEXT = nextBuild(FIRST);

/** The name of the style sheet that a build shows first. */
const styleOf = (build: Map<string, Buffer>) => [...build.keys()].find((name) => /^style-.*\.css$/.test(name))!;

/** Replaces all files below a path of this worker's portal. */
function install(path: string, build: Map<string, Buffer>) {
  const folder = join(folders[test.info().parallelIndex], 'installed', path);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [name, content] of build) writeFileSync(join(folder, name), content);
}

/** Mounts a console of the build that is installed at a path, in an element of its own. */
async function mount(page: Page, path: string): Promise<Locator> {
  await page.evaluate(
    async ({ host, path }) => {
      const { mount } = await import(`${host}${path}/embed.js`);
      const place = document.createElement('div');
      place.id = path;
      document.body.append(place);
      const handle = await mount(place, { authorization: () => 'Basic ZGVtbzpkZW1v' });
      Object.assign(place, { handle });
    },
    { host: HOST, path },
  );
  return page.locator(`#${path}`);
}

test.describe('two versions on one page', () => {
  test.beforeEach(() => {
    install('first', FIRST);
    install('next', NEXT);
  });

  test('work side by side, and one goes on without the other', async ({ page }) => {
    await page.goto(HOST);
    const first = await mount(page, 'first');
    const next = await mount(page, 'next');
    for (const console of [first, next]) await expect(rows(console).first()).toBeVisible();
    await expect(first.locator(`link[href$="${styleOf(FIRST)}"]`)).toBeAttached();
    await expect(next.locator(`link[href$="${styleOf(NEXT)}"]`)).toBeAttached();

    await (await findRow(next, NAME)).getByRole('link').click();
    await expect(heading(next)).toHaveText(NAME);
    await expect(heading(first)).toHaveText('Peerings');
    await first.evaluate((place) => (place as HTMLElement & { handle: { unmount(): void } }).handle.unmount());
    await expect(heading(first)).toHaveCount(0);
    await next.getByRole('link', { name: 'Modify' }).click();
    await expect(heading(next)).toHaveText('Modify peering');
  });

  test('share the element of the first', async ({ page }) => {
    await page.goto(HOST);
    const isFirst = await page.evaluate(async (host) => {
      const { PeeringsElement: first } = await import(`${host}first/embed.js`);
      await import(`${host}next/embed.js`);
      return customElements.get('upcloud-peerings') === first;
    }, HOST);
    expect(isFirst).toBe(true);
  });

  test('need a policy that allows duplicates: otherwise the second is not loaded', async ({ browser, baseURL }) => {
    // In a context of its own: here a violation of the policy is expected.
    const context = await browser.newContext({ baseURL });
    const page = await context.newPage();
    await page.goto('/');
    const first = await mount(page, 'first');
    await expect(mount(page, 'next')).rejects.toThrow(/upcloud-peerings.* already exists/);
    await expect(rows(first).first()).toBeVisible();
    await context.close();
  });
});

/** Registers a service worker, and waits until it controls the page. */
async function register(page: Page, script: string, scope: string) {
  await page.evaluate(
    async ({ script, scope }) => {
      const { trustedTypes } = window as unknown as { trustedTypes: { createPolicy(name: string, rules: object): { createScriptURL(url: string): string } } };
      const policy = trustedTypes.createPolicy('portal', { createScriptURL: (url: string) => url });
      const controlled = new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }));
      await navigator.serviceWorker.register(policy.createScriptURL(script), { scope });
      await controlled;
    },
    { script, scope },
  );
}

/** The paths of all that service workers have cached. */
function cached(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const caches = await Promise.all((await window.caches.keys()).map((name) => window.caches.open(name)));
    const requests = await Promise.all(caches.map((cache) => cache.keys()));
    return requests.flat().map(({ url }) => new URL(url).pathname);
  });
}

test.describe('a portal with a service worker', () => {
  test('shows the next version at once, and caches no answer of the API', async ({ page }) => {
    install('live', FIRST);
    await page.goto(HOST);
    await register(page, '/service-worker.js', '/');
    await expect(rows(await mount(page, 'live')).first()).toBeVisible();
    const isOf = (build: Map<string, Buffer>, path: string) => build.has(path.slice(`${HOST}live/`.length));
    await expect.poll(async () => (await cached(page)).some((path) => path.endsWith('.wasm'))).toBe(true);
    expect((await cached(page)).filter((path) => !/-[0-9a-f]{16}(_bg)?\.\w+$/.test(path) || !isOf(FIRST, path))).toEqual([]);

    install('live', NEXT);
    await page.reload();
    const console = await mount(page, 'live');
    await expect(rows(console).first()).toBeVisible();
    expect(await page.evaluate(() => navigator.serviceWorker.controller?.scriptURL)).toContain('/service-worker.js');
    await expect(console.locator(`link[href$="${styleOf(NEXT)}"]`)).toBeAttached();
    await (await findRow(console, NAME)).getByRole('link').click();
    await expect(heading(console)).toHaveText(NAME);
  });

  test.describe('that keeps modules of the version before', () => {
    test.use({ expectedComplaints: async ({}, use) => use([failedWith(404), /integrity/, /MIME type/, /Refused to apply style/]) });

    test('shows that files are missing, and no part of a console', async ({ page }) => {
      install('live', FIRST);
      const careless = `
        addEventListener('activate', (event) => event.waitUntil(clients.claim()));
        addEventListener('fetch', (event) => {
          if (!event.request.url.endsWith('/embed.js')) return;
          event.respondWith(caches.open('modules').then(async (cache) => {
            const found = await cache.match(event.request);
            if (!found) await cache.add(event.request);
            return found ?? cache.match(event.request);
          }));
        });`;
      install('careless', new Map([['worker.js', Buffer.from(careless)]]));
      await page.goto(HOST);
      await register(page, `${HOST}careless/worker.js`, HOST);
      await expect(rows(await mount(page, 'live')).first()).toBeVisible();

      install('live', NEXT);
      // As a browser does in time: until then it has all files of the version before.
      const devtools = await page.context().newCDPSession(page);
      await devtools.send('Network.clearBrowserCache');
      await page.reload();
      await expect(mount(page, 'live')).rejects.toThrow(/could not be fetched|Failed to fetch/);
      expect(await page.locator('#live').evaluate((place) => place.shadowRoot?.childElementCount)).toBe(0);
    });
  });
});
