// Rows of the security checklist that no other file covers. SECURITY.md lists all rows
// with their tests.
import { readdirSync, readFileSync } from 'node:fs';
import { expect, rows, sessionMenu, signIn, test } from '../support/fixtures';
import { fields, openPeering, writesAtServer } from '../support/forms';
import { PEERINGS_PATH } from '../support/stand-in';

const LINK = 'hel-app to fra-db';

test('S-04: sign-out is visible on every page', async ({ page, standIn }) => {
  const { uuid } = await openPeering(page, standIn, LINK);
  const signOut = page.getByRole('banner').getByRole('button', { name: 'Sign out' });
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 800 });
    for (const route of ['peerings', 'peerings/new', `peerings/${uuid}`, `peerings/${uuid}/edit`, 'reach', 'nowhere']) {
      await page.evaluate((href) => {
        history.pushState(null, '', href);
        dispatchEvent(new PopStateEvent('popstate'));
      }, `/${route}`);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expect(signOut, `${route} at ${width}`).toBeInViewport({ ratio: 1 });
    }
  }
});

test('S-07: the fields work with password managers and pasting', async ({ page }) => {
  await page.goto('./');
  const username = page.getByRole('textbox', { name: 'Username' });
  const password = page.getByRole('textbox', { name: 'Password' });
  await expect(username).toHaveAttribute('autocomplete', 'username');
  await expect(username).toHaveAttribute('spellcheck', 'false');
  await expect(password).toHaveAttribute('autocomplete', 'current-password');
  await expect(password).toHaveAttribute('type', 'password');
  await page.getByRole('radio', { name: 'Token' }).check();
  const token = page.getByRole('textbox', { name: 'API token' });
  await expect(token).toHaveAttribute('type', 'password');
  await page.getByRole('radio', { name: 'Account' }).check();
  for (const field of await page.locator('form.sign-in input:not([type=radio])').all()) {
    await expect(field).not.toHaveAttribute('maxlength');
  }
  const long = 'a very long pass phrase, '.repeat(40);
  const refused = await password.evaluate((input: HTMLInputElement, text) => {
    const data = new DataTransfer();
    data.setData('text/plain', text);
    return !input.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, long);
  expect(refused, 'pasting is not prevented').toBe(false);
  await password.fill(long);
  await expect(password).toHaveValue(long);
});

test('S-09: the sign-in page recommends less powerful credentials', async ({ page }) => {
  await page.goto('./');
  await expect(page.getByText(/subaccount that only has network permissions/)).toBeVisible();
  await page.getByRole('radio', { name: 'Token' }).check();
  await expect(page.getByText(/Tokens that expire and are limited to your IP addresses/)).toBeVisible();
});

/** Each element and each attribute with a fixed value in the sources of the program. */
function markupInSources() {
  const folder = '../../src';
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(rs|html)$/.test(name));
  const text = names.map((name) => readFileSync(`${folder}/${name}`, 'utf8').replace(/^\s*\/\/.*/gm, '')).join('\n');
  const found = (pattern: RegExp, within = text) => [...new Set([...within.matchAll(pattern)].map(([, name]) => name))];
  // An end tag of its own, so that no generic type is taken for one.
  const elements = found(/<\/([a-z][a-z0-9]*)>/g);
  // The one that is left out is set on an element that listens, which is made without markup.
  const tags = found(/<[a-z][a-z0-9]*(\s[^<>{]*)/g).join(' ');
  const attributes = found(/\s([A-Za-z-]+)="/g, tags).filter((name) => name !== 'popovertargetaction');
  expect(elements.length).toBeGreaterThan(30);
  expect(attributes.length).toBeGreaterThan(10);
  return [...elements.map((name) => `<${name}></${name}>`), ...attributes.map((name) => `<p ${name}="x">`)];
}

test.describe('S-16: Trusted Types', () => {
  test.use({ expectedComplaints: async ({}, use) => use([/./]) });

  test('the policy allows plain markup, and nothing that loads or runs', async ({ page }) => {
    // The program does not expose its policy.
    await page.addInitScript(() => {
      const { trustedTypes } = window as unknown as { trustedTypes: { createPolicy(...args: unknown[]): unknown } };
      const make = trustedTypes.createPolicy.bind(trustedTypes);
      trustedTypes.createPolicy = (...args) => Object.assign(window, { made: make(...args) }).made;
    });
    await page.goto('./');
    await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeEnabled();
    const outcomes = await page.evaluate((known) => {
      const policy = (window as unknown as { made: { createHTML(text: string): unknown } }).made;
      const passes = (text: string) => {
        try {
          return String(policy.createHTML(text)) === text;
        } catch {
          return false;
        }
      };
      const plain = [...known, '<p class="a">x</p>', '<svg viewBox="0 0 1 1"><path d="M0 0"/></svg>', 'only text', '<br>'];
      const harmful = [
        '<script>alert(1)</script>',
        '<SCRIPT src=x></SCRIPT>',
        '<img src=x onerror=alert(1)>',
        '<img/src=x>',
        '<svg/onload=alert(1)>',
        '<p onclick ="x">',
        '<a href="javascript:alert(1)">x</a>',
        '<iframe srcdoc="x"></iframe>',
        '<object data=x></object>',
        '<embed>',
        '<base href=//elsewhere.example>',
        '<meta http-equiv=refresh content=0>',
        '<link rel=stylesheet>',
        '<!--><script>',
        '<svg><use xlink:href=//elsewhere.example#x></svg>',
        '<form action=//elsewhere.example>',
        '<button formaction=//elsewhere.example>',
        '<style>* { display: none }</style>',
        '<p style="display: none">x</p>',
        '<svg><animate attributeName="x" to="y"/></svg>',
        '<a ping="//elsewhere.example">x</a>',
        '<marquee>x</marquee>',
        '<x-element></x-element>',
        '<math><mtext></mtext></math>',
        '<p class=a>x</p>',
        '<p class="a"unknown>x</p>',
        '<p',
        '<!-- comment -->',
        '<<p>style>',
      ];
      return { plain: plain.filter((text) => !passes(text)), harmful: harmful.filter(passes) };
    }, markupInSources());
    expect(outcomes).toEqual({ plain: [], harmful: [] });
  });

  test('no other policy can be created', async ({ page, context }) => {
    // The violation is expected, so it must not fail the test.
    const blocked = await page.goto('./').then(() =>
      page.evaluate(() => {
        addEventListener('securitypolicyviolation', (event) => event.stopImmediatePropagation(), true);
        const { trustedTypes } = window as unknown as { trustedTypes: { createPolicy(name: string, rules: object): void } };
        try {
          trustedTypes.createPolicy('another', { createHTML: (text: string) => text });
          return false;
        } catch {
          return true;
        }
      }),
    );
    expect(blocked).toBe(true);
    expect(context.pages()).toHaveLength(1);
  });
});

test('S-20: addresses and labels cannot change the address of the API', async ({ page, standIn, baseURL }) => {
  const origins = new Set<string>();
  page.on('request', (request) => origins.add(new URL(request.url()).origin));
  const elsewhere = 'https://elsewhere.example/1.3';
  const query = ['api', 'api_base', 'apiBase', 'base', 'url', 'host', 'label', 'text']
    .map((name) => `${name}=${encodeURIComponent(elsewhere)}`)
    .join('&');
  await signIn(page, `./peerings?${query}#${elsewhere}`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const { uuid } = (await standIn.peering(LINK))!;
  for (const route of [`//elsewhere.example/peerings/${uuid}`, `/peerings/https:%2f%2felsewhere.example`, `/peerings/new?local=${encodeURIComponent(elsewhere)}`]) {
    await page.evaluate((href) => {
      history.pushState(null, '', `${location.origin}${href}`);
      dispatchEvent(new PopStateEvent('popstate'));
    }, route);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  }
  expect([...origins]).toEqual([new URL(String(baseURL)).origin]);
  expect(await writesAtServer(standIn)).toEqual([]);
});

test('S-25: submitting several times sends once', async ({ page, standIn }) => {
  const { uuid } = await openPeering(page, standIn, LINK, '/edit');
  await standIn.fault({ method: 'PATCH', path: `/1.3/network-peering/${uuid}` }, { delay_ms: 300 });
  await fields(page).name.fill('sent once');
  await page.locator('form.peering-form').evaluate((form: HTMLFormElement) => {
    form.requestSubmit();
    form.requestSubmit();
    form.querySelector<HTMLElement>('button.primary')?.click();
  });
  await expect(page.getByRole('heading', { name: 'sent once', level: 1 })).toBeVisible();
  expect(await writesAtServer(standIn)).toEqual([`PATCH /1.3/network-peering/${uuid}`]);
});

test('S-03: addresses, exports and commands do not contain the credentials', async ({ page, standIn }) => {
  const addresses: string[] = [];
  page.on('request', (request) => addresses.push(request.url()));
  page.on('framenavigated', (frame) => addresses.push(frame.url()));
  await openPeering(page, standIn, LINK);
  await page.getByText('Show as code').click();
  const shown = await page.locator('.equivalents').allInnerTexts();
  await page.getByRole('link', { name: 'Peerings', exact: true }).first().click();
  await expect(rows(page).first()).toBeVisible();
  const exported: string[] = [];
  for (const kind of [/^CSV \(/, /^CSV with/, /^JSON/, /^Terraform/, /^Shell script/]) {
    await page.getByRole('button', { name: 'Export…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Export' });
    await dialog.getByRole('radio', { name: kind }).check();
    const download = page.waitForEvent('download');
    await dialog.getByRole('button', { name: 'Download' }).click();
    exported.push(readFileSync(await (await download).path(), 'utf8'));
  }
  const encoded = Buffer.from('demo:demo').toString('base64');
  const all = [...addresses, ...shown, ...exported].join('\n');
  expect(all).toContain('$UPCLOUD_TOKEN');
  expect(all).not.toContain(encoded);
  expect(all).not.toMatch(/:\/\/[^/\s]*@|password|Basic [A-Za-z0-9+/]{6}/i);
});

test('S-21: leaving a page cancels its reads', async ({ page, standIn }) => {
  await signIn(page);
  await expect(rows(page).first()).toBeVisible();
  await expect(sessionMenu(page)).toBeVisible();
  const { uuid } = (await standIn.peering(LINK))!;
  await standIn.fault({ method: 'GET', path: `/1.3/network-peering/${uuid}` }, { delay_ms: 4_000 });
  const request = page.waitForRequest((request) => request.url().endsWith(uuid));
  const cancelled = page.waitForEvent('requestfailed', (request) => request.url().endsWith(uuid));
  await page.getByRole('link', { name: LINK, exact: true }).click();
  await request;
  await page.getByRole('link', { name: 'Peerings', exact: true }).first().click();
  expect((await cancelled).failure()?.errorText).toContain('ERR_ABORTED');
});

test('S-21: each request times out after 30 seconds', async ({ page, standIn }) => {
  // The browser's timeouts run a hundred times as fast.
  await page.addInitScript(() => {
    const real = AbortSignal.timeout.bind(AbortSignal);
    const limits: number[] = [];
    Object.assign(window, { limits });
    AbortSignal.timeout = (time) => {
      limits.push(time);
      return real(time / 100);
    };
  });
  let sent = 0;
  page.on('request', (request) => {
    if (request.url().includes('/1.3/')) sent += 1;
  });
  await openPeering(page, standIn, LINK, '/edit');
  await standIn.fault({ method: 'PATCH', path: PEERINGS_PATH }, { delay_ms: 4_000 });
  await fields(page).name.fill('too late');
  await fields(page).save.click();
  await expect(page.getByRole('alert')).toContainText('No response within 30 seconds');
  const limits = () => page.evaluate(() => (window as unknown as { limits: number[] }).limits);
  expect(new Set(await limits())).toEqual(new Set([30_000]));
  await expect.poll(async () => (await limits()).length - sent, 'requests without a limit').toBe(0);
});
