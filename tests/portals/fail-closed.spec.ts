// What cannot be understood or read opens nothing: addresses of frames, attributes and
// options that are misspelt, a frame's configuration.
import { rows, submitCredentials } from '../e2e/support/fixtures';
import { BLOCKED_AUTOFOCUS, expect, failedWith, test } from './fixtures';
import { container, PLAIN } from './embeddings';
import type { Page } from '@playwright/test';

/** What `mountFrame` rejects with; the frame that it inserts is removed. */
function refusal(page: Page, options: object) {
  return page.evaluate(async (options) => {
    const module = '/console/embed-frame.js';
    const { mountFrame } = await import(module);
    const place = document.createElement('div');
    document.body.append(place);
    const mounted = mountFrame(place, options).catch((error: Error) => `${error.name}: ${error.message}`);
    // A refused address is never inserted, not even for a moment.
    return place.childElementCount ? 'inserted' : mounted;
  }, options);
}

for (const src of ['javascript:alert(1)', ' JavaScript:alert(1)', 'data:text/html,<p>x', 'blob:http://127.0.0.1/1', 'about:blank', 'file:///etc/passwd']) {
  test(`mountFrame refuses ${src.trim()}`, async ({ page }) => {
    await page.goto('/');
    expect(await refusal(page, { src })).toMatch(/^TypeError: .*https:/);
  });
}

test('mountFrame refuses a misspelt option', async ({ page }) => {
  await page.goto('/');
  expect(await refusal(page, { src: 'http://localhost/frame.html', readonly: true })).toBe('TypeError: options has no readonly.');
});

/** Inserts the element with these attributes and this property. */
async function insert(page: Page, attributes: Record<string, string>, options: object = {}) {
  await page.goto('/');
  await page.evaluate(
    async ({ attributes, options }) => {
      const module = '/console/embed.js';
      await import(module);
      const element = document.createElement('upcloud-peerings');
      element.id = 'console';
      for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
      // `undefined` does not come through as an argument.
      Object.assign(element, { options: 'readOnly' in options ? options : { ...options, readOnly: undefined } });
      document.body.append(element);
    },
    { attributes, options },
  );
}

for (const [name, value] of [['readonly', ''], ['idle-minutes', '5'], ['idleminutes', '5'], ['with-out', 'create'], ['apibase', '/1.3']]) {
  test(`the element refuses the attribute ${name}`, async ({ page }) => {
    await insert(page, { [name]: value });
    await expect(container(page).getByRole('alert')).toContainText(`The element has no attribute ${name}`);
    await expect(container(page).getByRole('button')).toHaveCount(0);
  });
}

for (const [name, attributes] of [
  ['without a value', { 'read-only': '' }],
  ['"false"', { 'read-only': 'false' }],
] as const) {
  test(`read-only ${name} forbids changes, also beside an option without a value`, async ({ page }) => {
    await insert(page, { ...attributes, class: 'wide', 'data-theme': 'x' });
    const console = container(page);
    await submitCredentials(console);
    await expect(rows(console).first()).toBeVisible();
    await expect(console.getByRole('link', { name: 'Reachability' })).toBeVisible();
    await expect(console.getByRole('link', { name: 'New peering' })).toHaveCount(0);
  });
}

test('an attribute with an unknown feature opens nothing', async ({ page }) => {
  await insert(page, { without: 'create everything' });
  await expect(container(page).getByRole('alert')).toContainText('options.without[1] has to be one of');
});

test.describe('a frame whose configuration cannot be read', () => {
  test.use({ expectedComplaints: async ({}, use) => use([BLOCKED_AUTOFOCUS, failedWith(404), failedWith(500)]) });

  for (const [name, answer] of [
    ['is missing', { status: 404 }],
    ['fails', { status: 500 }],
    ['is a web page', { contentType: 'text/html', body: '<!doctype html>' }],
    ['names no portal', { json: {} }],
  ] as const) {
    test(`${name}: stays empty`, async ({ page }) => {
      await page.clock.install();
      await page.route('**/config.json', (route) => route.fulfill(answer));
      await page.goto(PLAIN.frame.path);
      const alert = page.getByRole('alert').filter({ hasText: 'Peerings cannot be shown' });
      await expect
        .poll(async () => {
          await page.clock.fastForward('00:05');
          return alert.count();
        })
        .toBe(1);
      await expect(page.locator('iframe')).toHaveCount(0);
    });
  }
});
