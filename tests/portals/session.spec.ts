// Who authenticates: the portal, by a function; its server, behind a proxy; and what a
// frame accepts from whom.
import { rows } from '../e2e/support/fixtures';
import { fields, oneSide, pick } from '../e2e/support/forms';
import { answered, AUTOFOCUS, expect, signInToPortal, test } from './fixtures';
import { find, heading, open, place, PLAIN, REACT } from './embeddings';

const REFUSED = { status: 401, error_code: 'AUTHENTICATION_FAILED', error_message: 'no' };

test.describe('where the portal authenticates', () => {
  test.use({ expectedComplaints: async ({}, use) => use([AUTOFOCUS, answered(401)]) });

  for (const way of [PLAIN.mounted, PLAIN.frame, REACT.mounted, REACT.frame]) {
    test(`${way.name}: what was refused is asked for again`, async ({ page, standIn }) => {
      await page.goto(way.path);
      await signInToPortal(page, 'wrong');
      const dialog = page.getByRole('dialog', { name: 'Sign in to Acme' });
      await expect(dialog.getByRole('alert')).toHaveText('That was refused.');
      await signInToPortal(page);
      const console = way.console(page);
      await expect(rows(console).first()).toBeVisible();

      // In the middle of a session as well: what is typed stays, and is sent once.
      await console.getByRole('link', { name: 'New peering' }).first().click();
      await fields(console).name.fill('sent once');
      await pick(console, 'Local network', 'cph-app');
      await pick(console, 'Peer network', 'mad-lab');
      await oneSide(console);
      await standIn.fault({ method: 'POST', path: '/1.3/network-peering', times: 1 }, REFUSED);
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
  // Where its session has ended the console asks whether it may go on.
  test.use({ expectedComplaints: async ({}, use) => use([answered(401)]) });

  for (const way of [PLAIN.proxied, REACT.proxied]) {
    test(`${way.name}: the browser has a cookie that scripts cannot read, and no credentials`, async ({ page, context }) => {
      const sent: (string | undefined)[] = [];
      page.on('request', async (request) => {
        if (request.url().includes('/proxied/1.3/')) sent.push((await request.allHeaders()).authorization);
      });
      const console = await open(page, way);
      await expect(rows(console).first()).toBeVisible();
      await expect.poll(() => sent.length).toBeGreaterThan(0);
      expect(sent.filter(Boolean)).toEqual([]);
      const cookies = await context.cookies(new URL('/proxied/1.3/', page.url()).href);
      expect(cookies).toMatchObject([{ name: 'portal_session', httpOnly: true, sameSite: 'Strict' }]);
      expect(await page.evaluate(() => document.cookie)).toBe('');

      // The cookie alone does not do: another page of the same site would send it, too.
      const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join();
      const asked = async (site: string, headers = { Cookie: cookie }) =>
        (await page.request.get('/proxied/1.3/account', { headers: { 'Sec-Fetch-Site': site, ...headers } })).status();
      expect(await asked('same-origin')).toBe(200);
      expect(await asked('same-site')).toBe(401);
      expect(await asked('cross-site')).toBe(401);
      expect(await asked('same-origin', { Cookie: 'portal_session=guessed' })).toBe(401);

      await console.getByRole('button', { name: 'Sign out' }).click();
      await expect(page.getByText('The networks of Acme')).toBeVisible();
      expect(await context.cookies(new URL('/proxied/1.3/', page.url()).href)).toEqual([]);
    });

    test(`${way.name}: a session of the server's that has ended begins again`, async ({ page, context, standIn }) => {
      const console = await open(page, way);
      await (await find(console, 'hel-app to fra-db')).getByRole('link').click();
      await console.getByRole('link', { name: 'Modify' }).click();
      await fields(console).name.fill('saved in the end');
      await context.clearCookies();
      const begun = page.waitForResponse((answer) => answer.url().endsWith('/session'));
      await fields(console).save.click();
      expect((await begun).status()).toBe(200);
      await console.getByRole('dialog', { name: 'Your session has ended' }).getByRole('button', { name: 'Go on' }).click();
      await expect(fields(console).name).toHaveValue('saved in the end');
      await fields(console).save.click();
      await expect(heading(console)).toHaveText('saved in the end');
      expect(await standIn.peering('saved in the end')).toBeDefined();
    });
  }
});

test.describe('a frame', () => {
  test('whose configuration does not name the portal stays empty', async ({ page }) => {
    await page.clock.install();
    await page.route('**/config.json', (route) => route.fulfill({ json: { portals: ['https://elsewhere.example'] } }));
    await page.goto(PLAIN.frame.path);
    const told = page.getByRole('alert').filter({ hasText: 'Peerings cannot be shown' });
    // A frame that may not answer says nothing, so it is given some time.
    await expect
      .poll(async () => {
        await page.clock.fastForward('00:05');
        return told.count();
      })
      .toBe(1);
    await expect(told).toContainText('portals');
    await expect(page.locator('iframe')).toHaveCount(0);
  });

  test('is as high as what it shows', async ({ page }) => {
    const console = await open(page, PLAIN.frame);
    await expect(rows(console).first()).toBeVisible();
    const scrolls = () => console.evaluate(({ ownerDocument: { documentElement: root } }) => root.scrollHeight > root.clientHeight);
    await expect.poll(scrolls).toBe(false);
    await console.getByRole('link', { name: 'New peering' }).first().click();
    await expect(heading(console)).toHaveText('New peering');
    await expect.poll(scrolls).toBe(false);
  });
});

test('the host’s policy is strict, in every answer', async ({ page, request }) => {
  await page.goto('/');
  for (const path of ['/', '/peerings/mounted/peerings/new', '/react/', '/console/index.html', '/1.3/account', '/no.js']) {
    const policy = (await request.get(path)).headers()['content-security-policy'];
    for (const part of ["default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "style-src 'self'", "require-trusted-types-for 'script'"]) {
      expect(policy, path).toContain(part);
    }
    expect(policy, path).not.toContain('unsafe-inline');
  }
  await expect(place(page)).toHaveCount(0);
});
