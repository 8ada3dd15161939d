// Who authenticates: the portal, by a function, or its server, as a proxy; and which
// messages a frame accepts.
import { heading, rows } from '../e2e/support/fixtures';
import { chooseOneHalf, fields, pick } from '../e2e/support/forms';
import { PEERINGS_PATH } from '../e2e/support/stand-in';
import { BLOCKED_AUTOFOCUS, expect, failedWith, signInToPortal, test } from './fixtures';
import { container, findRow, openConsole, PLAIN, REACT } from './embeddings';

const REFUSED = { status: 401, error_code: 'AUTHENTICATION_FAILED', error_message: 'no' };

test.describe('where the portal authenticates', () => {
  test.use({ expectedComplaints: async ({}, use) => use([BLOCKED_AUTOFOCUS, failedWith(401)]) });

  for (const embedding of [PLAIN.mounted, PLAIN.frame, REACT.mounted, REACT.frame]) {
    test(`${embedding.name}: asks for credentials again after a refusal`, async ({ page, standIn }) => {
      await page.goto(embedding.path);
      await signInToPortal(page, 'wrong');
      const dialog = page.getByRole('dialog', { name: 'Sign in to Acme' });
      await expect(dialog.getByRole('alert')).toHaveText('That was refused.');
      await signInToPortal(page);
      const console = embedding.console(page);
      await expect(rows(console).first()).toBeVisible();

      // Also during a session: the form keeps what was typed, and sends it once.
      await console.getByRole('link', { name: 'New peering' }).first().click();
      await fields(console).name.fill('sent once');
      await pick(console, 'Local network', 'cph-app');
      await pick(console, 'Peer network', 'mad-lab');
      await chooseOneHalf(console);
      await standIn.fault({ method: 'POST', path: PEERINGS_PATH, times: 1 }, REFUSED);
      await fields(console).create.click();
      await expect(dialog).toBeVisible();
      await expect(fields(console).name).toHaveValue('sent once');
      await signInToPortal(page);
      await expect(heading(console)).toHaveText('sent once');
      const sent = (await standIn.requests()).filter(({ method }) => method === 'POST');
      expect(sent.map(({ status }) => status)).toEqual([401, 201]);
    });
  }
});

test.describe('behind a proxy', () => {
  // The console asks before it continues once the session has ended.
  test.use({ expectedComplaints: async ({}, use) => use([failedWith(401)]) });

  for (const embedding of [PLAIN.proxied, REACT.proxied]) {
    test(`${embedding.name}: the browser has a cookie that scripts cannot read, and no credentials`, async ({ page, context }) => {
      const sent: (string | undefined)[] = [];
      page.on('request', async (request) => {
        if (request.url().includes('/proxied/1.3/')) sent.push((await request.allHeaders()).authorization);
      });
      const console = await openConsole(page, embedding);
      await expect(rows(console).first()).toBeVisible();
      await expect.poll(() => sent.length).toBeGreaterThan(0);
      expect(sent.filter(Boolean)).toEqual([]);
      const cookies = await context.cookies(new URL('/proxied/1.3/', page.url()).href);
      expect(cookies).toMatchObject([{ name: 'portal_session', httpOnly: true, sameSite: 'Strict' }]);
      expect(await page.evaluate(() => document.cookie)).toBe('');

      // The cookie alone is not enough: another page of the same site would send it, too.
      const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join();
      const statusFor = async (site: string, headers = { Cookie: cookie }) =>
        (await page.request.get('/proxied/1.3/account', { headers: { 'Sec-Fetch-Site': site, ...headers } })).status();
      expect(await statusFor('same-origin')).toBe(200);
      expect(await statusFor('same-site')).toBe(401);
      expect(await statusFor('cross-site')).toBe(401);
      expect(await statusFor('same-origin', { Cookie: 'portal_session=guessed' })).toBe(401);

      await console.getByRole('button', { name: 'Sign out' }).click();
      await expect(page.getByText('The networks of Acme')).toBeVisible();
      expect(await context.cookies(new URL('/proxied/1.3/', page.url()).href)).toEqual([]);
    });

    test(`${embedding.name}: starts a new session after the server's has ended`, async ({ page, context, standIn }) => {
      const console = await openConsole(page, embedding);
      await (await findRow(console, 'hel-app to fra-db')).getByRole('link').click();
      await console.getByRole('link', { name: 'Modify' }).click();
      await fields(console).name.fill('saved in the end');
      await context.clearCookies();
      const newSession = page.waitForResponse((answer) => answer.url().endsWith('/session'));
      await fields(console).save.click();
      expect((await newSession).status()).toBe(200);
      await console.getByRole('dialog', { name: 'Your session has ended' }).getByRole('button', { name: 'Continue' }).click();
      await expect(fields(console).name).toHaveValue('saved in the end');
      await fields(console).save.click();
      await expect(heading(console)).toHaveText('saved in the end');
      expect(await standIn.peering('saved in the end')).toBeDefined();
    });
  }
});

test("the server's sign-out clears what the browser cached", async ({ request }) => {
  expect((await request.post('/session/end')).headers()['clear-site-data']).toBe('"cache"');
  expect((await request.get('/')).headers()['clear-site-data']).toBeUndefined();
});

test.describe('a frame', () => {
  test('stays empty if its configuration does not name the portal', async ({ page }) => {
    await page.clock.install();
    await page.route('**/config.json', (route) => route.fulfill({ json: { portals: ['https://elsewhere.example'] } }));
    await page.goto(PLAIN.frame.path);
    const alert = page.getByRole('alert').filter({ hasText: 'Peerings cannot be shown' });
    // The portal waits some time for the frame, which may not answer.
    await expect
      .poll(async () => {
        await page.clock.fastForward('00:05');
        return alert.count();
      })
      .toBe(1);
    await expect(alert).toContainText('portals');
    await expect(page.locator('iframe')).toHaveCount(0);
  });

  test('is as high as its content', async ({ page }) => {
    const console = await openConsole(page, PLAIN.frame);
    await expect(rows(console).first()).toBeVisible();
    const scrolls = () => console.evaluate(({ ownerDocument: { documentElement: root } }) => root.scrollHeight > root.clientHeight);
    await expect.poll(scrolls).toBe(false);
    await console.getByRole('link', { name: 'New peering' }).first().click();
    await expect(heading(console)).toHaveText('New peering');
    await expect.poll(scrolls).toBe(false);
  });
});

test("every answer has the host's strict policy", async ({ page, request }) => {
  await page.goto('/');
  for (const path of ['/', '/peerings/mounted/peerings/new', '/react/', '/console/index.html', '/1.3/account', '/no.js']) {
    const policy = (await request.get(path)).headers()['content-security-policy'];
    for (const part of ["default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "style-src 'self'", "require-trusted-types-for 'script'"]) {
      expect(policy, path).toContain(part);
    }
    expect(policy, path).not.toContain('unsafe-inline');
  }
  await expect(container(page)).toHaveCount(0);
});
