// What nginx and Caddy send with the configurations in deploy/: security headers, caching
// and compressed files. The titles have the numbers of the security checklist.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CspEvaluator } from 'csp_evaluator/dist/evaluator.js';
import { Severity } from 'csp_evaluator/dist/finding.js';
import { CspParser } from 'csp_evaluator/dist/parser.js';
import { expect, signIn, test } from '../support/fixtures';
import { caddy, nginx } from '../support/servers';
import type { APIRequestContext } from '@playwright/test';

const HASHED = /-[0-9a-f]{12,16}(_bg)?\.[a-z]+$/;
const AUTHORIZATION = `Basic ${Buffer.from('demo:demo').toString('base64')}`;
const UNKNOWN = '0f58c3e7-1a94-4b6d-8e20-c7d1f9a2b354';

/** The addresses of the files named in the page. */
async function assets(request: APIRequestContext) {
  const html = await (await request.get('./')).text();
  return [...html.matchAll(/(?:src|href)="\.(\/[^"]+\.[a-z]+)"/g)].map(([, address]) => address);
}

/** The policy by directive. */
async function policy(request: APIRequestContext) {
  const text = (await request.get('./')).headers()['content-security-policy'];
  return new Map(
    text.split(';').map((directive) => {
      const [name, ...values] = directive.trim().split(/\s+/);
      return [name, values.join(' ')] as const;
    }),
  );
}

test.describe('a web server', { tag: '@server' }, () => {
  test.describe('S-11: the Content-Security-Policy', () => {
    test('allows nothing by default, and nothing unsafe', async ({ request }) => {
      const directives = await policy(request);
      expect(directives.get('default-src')).toBe("'none'");
      expect(directives.get('script-src')).toMatch(/^'self' 'wasm-unsafe-eval' 'sha256-[\w+/]{43}='$/);
      for (const name of ['style-src', 'connect-src', 'base-uri']) expect(directives.get(name), name).toBe("'self'");
      expect(directives.get('form-action')).toBe("'none'");
      expect(directives.get('require-trusted-types-for')).toBe("'script'");
      expect(directives.get('trusted-types')).toBe('upcloud-peerings');
      expect(directives.has('object-src'), 'default-src covers it').toBe(false);
      const values = [...directives.values()].join(' ');
      expect(values).not.toMatch(/'unsafe-|\*|https?:|blob:/);
    });

    test('refuses an inline script and an inline style', async ({ browser, baseURL }) => {
      // The usual context would fail the test on a violation.
      const context = await browser.newContext();
      await context.addInitScript(() => {
        const refused: string[] = [];
        addEventListener('securitypolicyviolation', (event) => refused.push(event.effectiveDirective));
        Object.assign(window, { refused });
      });
      const page = await context.newPage();
      const inline = '<style>body { color: red }</style><p style="color: red"></p><script>document.title = "run"</script>';
      await page.route(baseURL!, async (route) => {
        const response = await route.fetch();
        const body = (await response.text()).replace('<body>', `<body>${inline}`);
        await route.fulfill({ response, body });
      });
      await page.goto(baseURL!);
      const refused = () => page.evaluate(() => (window as unknown as { refused: string[] }).refused);
      await expect.poll(refused).toEqual(['style-src-elem', 'style-src-attr', 'script-src-elem']);
      expect(await page.title()).not.toBe('run');
      await context.close();
    });
  });

  test('S-12: cannot be framed', async ({ browser, baseURL }) => {
    // A server on this machine, as browsers do not allow pages from elsewhere to frame local
    // addresses anyway.
    const portal = createServer((_, answer) => {
      answer.setHeader('Content-Type', 'text/html');
      answer.end(`<h1>Portal</h1><iframe src="${baseURL}"></iframe>`);
    });
    await new Promise<void>((resolve) => portal.listen(0, '127.0.0.1', resolve));
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`http://127.0.0.1:${(portal.address() as AddressInfo).port}/`);
    await expect(page.getByRole('heading', { name: 'Portal' })).toBeVisible();
    await expect.poll(() => page.frames()[1].url()).toBe('chrome-error://chromewebdata/');
    await expect(page.frameLocator('iframe').getByRole('textbox')).toHaveCount(0);
    await context.close();
    await new Promise((resolve) => portal.close(resolve));
  });

  test('S-13: every answer has each security header once', async ({ request }) => {
    const [asset] = (await assets(request)).filter((address) => HASHED.test(address));
    const headers = { Authorization: AUTHORIZATION };
    const answers = [
      [200, await request.get('./')],
      [200, await request.get('peerings/new?peer=x')],
      [200, await request.get(asset)],
      [404, await request.get('gone-0123456789abcdef.js')],
      [404, await request.get('gone.js')],
      [404, await request.get('index.html.br')],
      [405, await request.post('./')],
      // An invalid path to nginx, and a page of the console to Caddy.
      [test.info().project.name === 'caddy' ? 200 : 400, await request.get('%00')],
      [200, await request.get('1.3/zone', { headers })],
      [401, await request.get('1.3/zone')],
      [404, await request.get(`1.3/network-peering/${UNKNOWN}`, { headers })],
      [403, await request.get('1.3/nothing', { headers })],
    ] as const;
    for (const [status, answer] of answers) {
      const what = `${status} ${answer.url()}`;
      expect(answer.status(), what).toBe(status);
      const values = (name: string) =>
        answer
          .headersArray()
          .filter((header) => header.name.toLowerCase() === name)
          .map(({ value }) => value);
      expect(values('content-security-policy'), what).toHaveLength(1);
      expect(values('x-content-type-options'), what).toEqual(['nosniff']);
      expect(values('referrer-policy'), what).toEqual(['no-referrer']);
      expect(values('cross-origin-opener-policy'), what).toEqual(['same-origin']);
      expect(values('cross-origin-resource-policy'), what).toEqual(['same-origin']);
      expect(values('permissions-policy'), what).toHaveLength(1);
      expect(values('cache-control'), what).toHaveLength(1);
      expect(values('strict-transport-security'), what).toEqual(['max-age=63072000; includeSubDomains']);
      expect(values('server').join(), what).not.toMatch(/\d/);
    }
  });

  test('S-14: loads everything from this origin, with integrity values', async ({ page, request, baseURL }) => {
    const requested: string[] = [];
    page.context().on('request', (sent) => requested.push(sent.url()));
    await signIn(page);
    await page.getByRole('link', { name: 'hel-app to fra-db' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'hel-app to fra-db' })).toBeVisible();
    await page.getByRole('link', { name: 'Peerings', exact: true }).first().click();
    await page.getByRole('link', { name: 'New peering' }).first().click();
    await expect(page.getByRole('button', { name: 'Create peering' })).toBeVisible();
    expect(requested.length).toBeGreaterThan(10);
    expect(requested.filter((address) => new URL(address).origin !== new URL(baseURL!).origin)).toEqual([]);

    const html = await (await request.get('./')).text();
    const tags = html.match(/<(?:link|script)\b[^>]*>/g)!;
    // The policy allows the only inline script by its hash.
    const fetched = tags.filter((tag) => tag !== '<script>');
    expect(fetched.length).toBe(tags.length - 1);
    expect(fetched.length).toBeGreaterThan(4);
    for (const tag of fetched) expect(tag).toMatch(/ integrity="sha384-[A-Za-z0-9+/]{64}"/);
    expect(html.replace(/<script>.*<\/script>/, '')).not.toMatch(/<style|<script(?![^>]* src=)| on[a-z]+=| style=/);
  });

  test("S-15: meets an observatory's criteria", async ({ request, page, baseURL }) => {
    const { parallelIndex, project } = test.info();
    const server = project.name === 'caddy' ? caddy : nginx;
    const plain = new URL('/peerings?label=a%3Db', server.plain[parallelIndex]);
    const redirect = await request.get(plain.href, { maxRedirects: 0 });
    expect(redirect.status()).toBe(301);
    expect(redirect.headers().location).toBe('https://127.0.0.1/peerings?label=a%3Db');
    const inTheClear = await request.get(new URL('/1.3/zone', plain).href, {
      headers: { Authorization: AUTHORIZATION },
      maxRedirects: 0,
    });
    expect(inTheClear.status(), 'credentials sent without TLS are refused').toBe(403);

    const directives = await policy(request);
    expect(directives.get('default-src')).toBe("'none'");
    expect(directives.get('frame-ancestors')).toBe("'none'");
    const policyText = (await request.get('./')).headers()['content-security-policy'];
    const findings = new CspEvaluator(new CspParser(policyText).csp).evaluate();
    // It cannot know that this origin hosts neither JSONP nor files of users.
    const known = findings.filter(({ directive, value }) => directive === 'script-src' && value === "'self'");
    expect(known.map(({ severity }) => severity)).toEqual([Severity.MEDIUM_MAYBE]);
    expect(findings.filter((finding) => !known.includes(finding))).toEqual([]);
    const lasts = Number(/max-age=(\d+)/.exec((await request.get('./')).headers()['strict-transport-security'])![1]);
    expect(lasts).toBeGreaterThanOrEqual(365 * 24 * 3600);
    await signIn(page);
    expect(await page.context().cookies(baseURL!)).toEqual([]);
  });

  test.describe('S-32: files that are not public', () => {
    test('source maps, compressed versions and hidden files are not served', async ({ request }) => {
      const files = await assets(request);
      const names = files.flatMap((file) => [`${file}.map`, `${file}.br`, `${file}.gz`]);
      for (const name of [...names, '.git/config', '.env', 'a/.htpasswd']) {
        expect((await request.get(name)).status(), name).toBe(404);
      }
      for (const file of files) {
        expect((await (await request.get(file)).body()).includes('sourceMappingURL'), file).toBe(false);
      }
    });

    test("the stand-in's control routes are not reachable", async ({ request, standIn }) => {
      const before = await standIn.state();
      const answer = await request.get('__emulator/state');
      expect(answer.headers()['content-type']).toMatch(/^text\/html/);
      expect((await request.post('__emulator/reset', { data: { scenario: 'empty' } })).status()).toBe(405);
      expect((await request.post('1.3/../__emulator/reset', { data: { scenario: 'empty' } })).status()).toBe(405);
      expect(await standIn.state()).toEqual(before);
    });
  });

  test('files with a hash in their names are cached forever, all others are revalidated', async ({ request }) => {
    const files = await assets(request);
    expect(files.length).toBeGreaterThan(4);
    for (const file of files) {
      expect(file).toMatch(HASHED);
      const answer = await request.get(file);
      expect(answer.headers()['cache-control'], file).toBe('public, max-age=31536000, immutable');
    }
    for (const name of ['./', 'index.html', 'peerings/new', 'gone-0123456789abcdef.js', 'gone.css']) {
      expect((await request.get(name)).headers()['cache-control'], name).toBe('no-cache');
    }
    const { etag } = (await request.get(files[0])).headers();
    expect((await request.get(files[0], { headers: { 'If-None-Match': etag } })).status()).toBe(304);
    // Other files have no tag that could be wrong: files.spec.ts.
  });

  test('serves the console for unknown pages, and 404 for unknown files', async ({ request }) => {
    const index = await (await request.get('./')).text();
    for (const path of ['peerings', 'peerings/0f58c3e7-1a94-4b6d-8e20-c7d1f9a2b354/edit', 'no/such/page']) {
      const answer = await request.get(path);
      expect(answer.status(), path).toBe(200);
      expect(await answer.text(), path).toBe(index);
    }
    for (const path of ['gone.js', 'peerings/gone.css', 'gone-0123456789abcdef_bg.wasm']) {
      expect((await request.get(path)).status(), path).toBe(404);
    }
  });

  test('serves compressed files to browsers that accept them, with the right type', async ({ request }) => {
    const files = await assets(request);
    const types = { js: 'text/javascript', css: 'text/css', wasm: 'application/wasm', svg: 'image/svg+xml' };
    for (const file of ['./', ...files]) {
      const type = Object.entries(types).find(([end]) => file.endsWith(`.${end}`))?.[1] ?? 'text/html';
      for (const [accepts, encoding] of [
        ['gzip, deflate, br', 'br'],
        ['gzip', 'gzip'],
        ['identity', undefined],
      ]) {
        const headers = (await request.get(file, { headers: { 'Accept-Encoding': accepts! } })).headers();
        expect(headers['content-encoding'], `${file} for ${accepts}`).toBe(encoding);
        expect(headers['content-type'].split(';')[0], file).toBe(type);
        expect(headers.vary, file).toBe('Accept-Encoding');
      }
    }
  });
});
