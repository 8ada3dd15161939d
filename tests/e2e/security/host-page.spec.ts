// Pages of others around the console: what they have, and what browsers do to them, must
// not lead it astray.
import { expect, row, rows, signIn, submitCredentials, test } from '../support/fixtures';
import { openPeering } from '../support/forms';
import type { Page } from '@playwright/test';

const LINK = 'hel-app to fra-db';

/** Opens a host's page: its body, and a script that gets what `embed.js` exports. */
async function openHost(page: Page, body: string, script: string, head = '') {
  const html = `<!doctype html><title>host</title>${head}<body>${body}<script type="module">
    const { mount } = await import(location.origin + '/embed.js');
    ${script}
  </script>`;
  await page.route('**/host/**', (route) => route.fulfill({ contentType: 'text/html', body: html }));
  await page.goto('./host/');
}

test.describe('F-03: a translated page', () => {
  test('is not that of the console', async ({ page }) => {
    await page.goto('./');
    await expect(page.locator('html')).toHaveAttribute('translate', 'no');
    await expect(page.locator('html')).toHaveClass('notranslate');
  });

  test('has a console in it that is not translated', async ({ page }) => {
    await openHost(page, '<div id="here"></div>', `await mount(document.getElementById('here'));`);
    await expect(page.getByRole('textbox', { name: 'Username' })).toBeVisible();
    const console = page.locator('.console');
    expect(await console.evaluate((element: HTMLElement) => element.translate)).toBe(false);
    await expect(console).toHaveClass(/notranslate/);
  });
});

test.describe('F-04: a base element that names another origin', () => {
  const elsewhere = 'https://elsewhere.example';

  for (const basePath of [undefined, '/host/']) {
    test(`gets no request, link or address, ${basePath ? 'with addresses of its own' : 'in memory'}`, async ({ page, baseURL }) => {
      const asked: string[] = [];
      await page.route(`${elsewhere}/**`, (route) => {
        asked.push(route.request().url());
        return route.abort();
      });
      const options = JSON.stringify({ basePath });
      await openHost(
        page,
        '<div id="here"></div>',
        `await mount(document.getElementById('here'), ${options});`,
        `<base href="${elsewhere}/deep/">`,
      );
      await submitCredentials(page);
      await expect(rows(page).first()).toBeVisible();
      await page.getByRole('searchbox', { name: 'Filter' }).fill(LINK);
      const link = row(page, LINK).getByRole('link');
      if (basePath) {
        expect(await link.evaluate((element: HTMLAnchorElement) => element.href)).toContain(`${baseURL}host/peerings/`);
      }
      await link.click();
      await expect(page.getByRole('heading', { name: LINK, level: 1 })).toBeVisible();
      if (basePath) {
        await expect(page).toHaveURL(/\/host\/peerings\/[0-9a-f-]{36}$/);
        await page.goBack();
        await expect(rows(page).first()).toBeVisible();
      }
      expect(asked).toEqual([]);
    });
  }
});

test.describe('F-07: attributes of the element that are set after it was inserted', () => {
  const element = (script: string) => `
    const element = document.createElement('upcloud-peerings');
    element.style.height = '80vh';
    document.body.append(element);
    ${script}`;
  const create = (page: Page) => page.getByRole('link', { name: 'New peering' }).first();

  test('count at once', async ({ page }) => {
    await openHost(page, '', element(`element.setAttribute('read-only', ''); element.setAttribute('theme', 'dark');`));
    await submitCredentials(page);
    await expect(rows(page).first()).toBeVisible();
    await expect(create(page)).toHaveCount(0);
    await expect(page.locator('.console')).toHaveAttribute('data-theme', 'dark');
  });

  test('count later, in both directions, and keep what was typed', async ({ page }) => {
    await openHost(page, '', element('window.element = element;'));
    await submitCredentials(page);
    await expect(create(page)).toBeVisible();
    await page.getByRole('searchbox', { name: 'Filter' }).fill('hel');
    const set = (change: string) => page.evaluate(`window.element.${change}`);
    await set(`setAttribute('read-only', 'false')`);
    await expect(create(page)).toHaveCount(0);
    await set(`removeAttribute('read-only')`);
    await expect(create(page)).toBeVisible();
    await set(`setAttribute('without', 'create export')`);
    await expect(create(page)).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'Export…' })).toHaveCount(0);
    await set(`setAttribute('class', 'wide')`);
    await expect(page.getByRole('searchbox', { name: 'Filter' })).toHaveValue('hel');
  });

  test('are refused by name if they are misspelt', async ({ page }) => {
    await openHost(page, '', element('window.element = element;'));
    await submitCredentials(page);
    await expect(create(page)).toBeVisible();
    await page.evaluate(`window.element.setAttribute('readonly', '')`);
    await expect(page.getByRole('alert')).toContainText('readonly');
    await expect(create(page)).toHaveCount(0);
    // Without it, the element can be used again.
    await page.evaluate(`window.element.remove(); window.element.removeAttribute('readonly'); document.body.append(window.element)`);
    await submitCredentials(page);
    await expect(create(page)).toBeVisible();
  });

  test('that name another API open a console of that one', async ({ page }) => {
    await openHost(page, '', element('window.element = element;'));
    await submitCredentials(page);
    await expect(create(page)).toBeVisible();
    const other = page.waitForRequest((request) => new URL(request.url()).pathname === '/other/1.3/account');
    await page.evaluate(`window.element.setAttribute('api-base', '/other/1.3')`);
    await submitCredentials(page);
    await other;
  });
});

test.describe('F-09: a host with hotkeys on its document', () => {
  const hotkeys = `
    window.pressed = [];
    document.addEventListener('keydown', (event) => {
      window.pressed.push(event.key);
      if (event.key === '/') {
        event.preventDefault();
        document.getElementById('search').focus();
      }
    });
    await mount(document.getElementById('here'));`;

  test('does not get what is typed into the fields of the console', async ({ page }) => {
    await openHost(page, '<input id="search"><div id="here"></div>', hotkeys);
    await submitCredentials(page);
    await expect(rows(page).first()).toBeVisible();
    const filter = page.getByRole('searchbox', { name: 'Filter' });
    await filter.click();
    await page.keyboard.type('10.10.0.0/24');
    await expect(filter).toHaveValue('10.10.0.0/24');
    await expect(filter).toBeFocused();
    const pressed = () => page.evaluate(() => (window as unknown as { pressed: string[] }).pressed);
    expect(await pressed()).toEqual([]);
    // The page around it may have a dialog to close, or a shortcut of its own.
    for (const key of ['Escape', 'Control+b', 'F2']) await page.keyboard.press(key);
    expect(await pressed()).toEqual(['Escape', 'Control', 'b', 'F2']);
  });

  test('gets what is pressed elsewhere in the console, as before', async ({ page }) => {
    await openHost(page, '<input id="search"><div id="here"></div>', hotkeys);
    await submitCredentials(page);
    await rows(page).first().getByRole('link').focus();
    await page.keyboard.press('x');
    expect(await page.evaluate(() => (window as unknown as { pressed: string[] }).pressed)).toContain('x');
  });
});

test.describe('F-10: a host that keeps its own state in the history', () => {
  test('finds it again, and an object to put it into', async ({ page, standIn }) => {
    await openPeering(page, standIn, LINK);
    const states = await page.evaluate(() => {
      history.replaceState({ ...history.state, theirs: 'kept' }, '');
      return history.state;
    });
    expect(states).toMatchObject({ theirs: 'kept' });
    // A change of the address without a new entry.
    await page.getByRole('link', { name: 'Peerings', exact: true }).first().click();
    await expect(rows(page).first()).toBeVisible();
    expect(await page.evaluate(() => typeof history.state)).toBe('object');
    await page.evaluate(() => history.replaceState({ ...history.state, theirs: 'too' }, ''));
    await page.getByRole('searchbox', { name: 'Filter' }).fill('hel-app');
    await expect(page).toHaveURL(/hel-app/);
    expect(await page.evaluate(() => history.state)).toMatchObject({ theirs: 'too' });
    await page.goBack();
    await expect(page.getByRole('heading', { name: LINK, level: 1 })).toBeVisible();
    expect(await page.evaluate(() => history.state.theirs)).toBe('kept');
  });

  test('may wrap pushState and write into the state, as routers of others do', async ({ page }) => {
    await page.addInitScript(() => {
      const push = history.pushState.bind(history);
      history.pushState = (state, unused, url) => {
        'use strict';
        state.__theirs = 'router';
        push(state, unused, url);
      };
    });
    await signIn(page);
    await page.getByRole('searchbox', { name: 'Filter' }).fill(LINK);
    await row(page, LINK).getByRole('link').click();
    await expect(page).toHaveURL(/peerings\/[0-9a-f-]{36}$/);
    expect(await page.evaluate(() => history.state.__theirs)).toBe('router');
    await page.goBack();
    await expect(rows(page).first()).toBeVisible();
  });
});
