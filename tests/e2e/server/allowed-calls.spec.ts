// B1: a web server passes on what the console sends, and nothing else.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '../support/fixtures';
import { rawRequest } from '../support/raw-request';
import { PEERINGS_PATH } from '../support/stand-in';

const headers = { Authorization: `Basic ${Buffer.from('demo:demo').toString('base64')}` };
const ID = '0f58c3e7-1a94-4b6d-8e20-c7d1f9a2b354';

test.describe('B1: a proxy that passes on only what the console needs', { tag: '@server' }, () => {
  test('B1: refuses other methods and paths of the API', async ({ baseURL, standIn }) => {
    const calls = [
      ['DELETE', '/1.3/server'],
      ['GET', '/1.3/server'],
      ['POST', '/1.3/account/tokens'],
      ['GET', '/1.3/account/tokens'],
      ['GET', '/1.3/'],
      ['GET', '/1.3/nothing'],
      ['HEAD', '/1.3/account'],
      ['OPTIONS', '/1.3/account'],
      ['POST', '/1.3/account'],
      ['PUT', PEERINGS_PATH],
      ['DELETE', PEERINGS_PATH],
      ['PUT', `${PEERINGS_PATH}/${ID}`],
      ['PATCH', `/1.3/network/${ID}`],
      ['DELETE', `/1.3/network/${ID}`],
      ['GET', `${PEERINGS_PATH}/${ID}/x`],
      ['GET', '/1.3/account?x=y'],
      ['GET', `${PEERINGS_PATH}?label=<>`],
    ];
    for (const [method, path] of calls) {
      const answer = await rawRequest(baseURL!, path, { method, headers });
      expect(answer.status, `${method} ${path}`).toBe(403);
      expect(answer.headers['cache-control'], `${method} ${path}`).toBe('no-store');
    }
    expect(await standIn.requests()).toEqual([]);
  });

  test('B1: is not deceived by the way in which a path is written', async ({ baseURL, standIn }) => {
    const paths = [
      '/1.3/..;/',
      '/1.3/..;/server',
      '/1.3/account/',
      '/1.3//account',
      '//1.3/server',
      '/1.3/account/../server',
      '/1.3/network-peering/../server',
      '/1.3/account/..%2fserver',
      '/1.3/account%2f..%2fserver',
      '/1.3/%2e%2e/1.3/server',
      '/1.3/account%2ftokens',
      '/1.3/account%00',
      '/1.3/account%20',
      '/1.3/account%3f',
      '/1.3/account;x=y',
      '/1.3/account#/server',
      '/1.3/acc%6funt',
      '/1.3/ACCOUNT',
      '/%31.3/server',
      '/1%2e3/server',
      '/1.3\\server',
      '/x/../1.3/server',
      '/1.3',
      `${PEERINGS_PATH}/${ID.toUpperCase()}`,
      `${PEERINGS_PATH}/${ID}%0a`,
      `${PEERINGS_PATH}/..%2f..%2fserver`,
    ];
    for (const path of paths) {
      for (const method of ['GET', 'DELETE']) {
        const answer = await rawRequest(baseURL!, path, { method, headers });
        // Where such a path does not lead below /1.3/, it is a page or a missing file. nginx
        // completes `/1.3`.
        const isPage = method === 'GET' && answer.status === 200 && /<!doctype html>/i.test(answer.body.toString());
        if (!isPage) expect([301, 400, 403, 404, 405], `${method} ${path}`).toContain(answer.status);
      }
    }
    // Caddy has no such site, which it answers with nothing.
    await rawRequest(baseURL!, 'https://api.upcloud.com/1.3/server', { headers });
    expect(await standIn.requests()).toEqual([]);
  });

  test('B1: refuses requests of other sites, however they are related', async ({ baseURL, standIn }) => {
    for (const site of ['cross-site', 'same-site', 'none', 'nonsense']) {
      const answer = await rawRequest(baseURL!, PEERINGS_PATH, { headers: { ...headers, 'Sec-Fetch-Site': site } });
      expect(answer.status, site).toBe(403);
    }
    expect(await standIn.requests()).toEqual([]);
    for (const known of [{ 'Sec-Fetch-Site': 'same-origin' }, {}] as Record<string, string>[]) {
      const answer = await rawRequest(baseURL!, PEERINGS_PATH, { headers: { ...headers, ...known } });
      expect(answer.status).toBe(200);
    }
  });

  test("B1: refuses the requests of another site's page", async ({ browser, baseURL, standIn }) => {
    const action = new URL('/1.3/router', baseURL).href;
    const form = `<form method="post" enctype="text/plain" action="${action}"><button>Win a prize</button></form>`;
    const site = createServer((_, answer) => answer.setHeader('Content-Type', 'text/html').end(form));
    await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
    const { port } = site.address() as AddressInfo;
    // The first is another site than the console's, the second another origin of the same.
    for (const host of ['localhost', '127.0.0.1']) {
      const page = await browser.newPage();
      await page.goto(`http://${host}:${port}/`);
      const refused = page.waitForResponse(action);
      await page.getByRole('button').click();
      expect((await refused).status(), host).toBe(403);
      await page.close();
    }
    await new Promise((resolve) => site.close(resolve));
    expect(await standIn.requests()).toEqual([]);
  });
});
