// Navigation: Back, reload, scroll positions, and the keyboard alone.
import { scrollTable } from '../support/engine';
import { expect, heading, row, rows, settled, signIn, tabTo, test } from '../support/fixtures';
import { leaveDialog, openPeering } from '../support/forms';
import { filterBar } from '../support/list';

const NAME = 'hel-app to fra-db';

test.describe('Back', () => {
  test('works while a field has the focus', async ({ page }) => {
    await signIn(page);
    for (const [link, field] of [
      ['Reachability', 'From'],
      ['New peering', 'Local network'],
    ]) {
      await page.getByRole('link', { name: link }).click();
      await page.getByRole('combobox', { name: field }).focus();
      await page.evaluate(() => history.back());
      await expect(heading(page)).toHaveText('Peerings');
      await expect(rows(page).first()).toBeVisible();
    }
  });

  // In Firefox, Playwright's `goBack` may wait for a load that pages of one document do not have.
  test('visits the pages in reverse order', { tag: '@chromium' }, async ({ page }) => {
    await signIn(page);
    await row(page, NAME).getByRole('link').click();
    await expect(heading(page)).toHaveText(NAME);
    await page.getByRole('link', { name: 'Modify' }).click();
    await expect(heading(page)).toHaveText('Modify peering');
    await page.goBack();
    await expect(heading(page)).toHaveText(NAME);
    await page.goBack();
    await expect(heading(page)).toHaveText('Peerings');
    await page.getByRole('link', { name: 'New peering' }).click();
    await expect(heading(page)).toHaveText('New peering');
    await page.goBack();
    await expect(rows(page).first()).toBeVisible();
    await page.goForward();
    await expect(heading(page)).toHaveText('New peering');
    await page.goBack();
    await page.goto('./nowhere');
    await page.goBack();
    await signIn(page, null);
    await expect(rows(page).first()).toBeVisible();
  });

  test('each page has a title, and its heading takes the focus', async ({ page }) => {
    await signIn(page);
    const expectPage = async (name: string) => {
      await expect(page).toHaveTitle(`${name} – UpCloud network peerings`);
      await expect(heading(page)).toBeFocused();
    };
    await expectPage('Peerings');
    await row(page, NAME).getByRole('link').click();
    await expectPage(NAME);
    await page.getByRole('link', { name: 'Modify' }).click();
    await expectPage('Modify peering');
    await page.getByRole('link', { name: NAME }).click();
    await expectPage(NAME);
    await page.getByRole('navigation', { name: 'Breadcrumb' }).getByRole('link', { name: 'Peerings' }).click();
    await page.getByRole('link', { name: 'New peering' }).click();
    await expect(page).toHaveTitle('New peering – UpCloud network peerings');
    await expect(page.getByRole('textbox', { name: 'Name' })).toBeFocused();
    await page.getByRole('banner').getByRole('link', { name: 'Peerings' }).click();
    await expectPage('Peerings');
  });

  test("restores the list's scroll position", async ({ page }) => {
    await signIn(page);
    await expect(rows(page).first()).toBeVisible();
    await scrollTable(page.getByRole('table'), 1_300);
    await expect(row(page, 'lon-edge to ams-web')).toBeInViewport({ ratio: 1 });
    const top = () => row(page, 'lon-edge to ams-web').evaluate((row) => Math.round(row.getBoundingClientRect().top));
    const before = await settled(top);
    // By key: in Firefox, Playwright scrolls to what it clicks, even if it is in view.
    await row(page, 'lon-edge to ams-web').getByRole('link').press('Enter');
    await expect(heading(page)).toHaveText('lon-edge to ams-web');
    await page.goBack();
    await expect(row(page, 'lon-edge to ams-web')).toBeInViewport({ ratio: 1 });
    await expect.poll(top).toBe(before);

    // A list with another filter starts at the top.
    await page.getByRole('button', { name: /Active$/ }).click();
    await expect(rows(page).first()).toHaveAttribute('aria-rowindex', '2');
    await expect(rows(page).first()).toBeInViewport({ ratio: 1 });
  });

  test('and links return to the filtered list', async ({ page }) => {
    const filtered = /\/peerings\?label=env%3Dprod&text=fra-db$/;
    await signIn(page, './peerings?label=env%3Dprod&text=fra-db');
    await row(page, NAME).getByRole('link').click();
    const crumb = page.getByRole('navigation', { name: 'Breadcrumb' }).getByRole('link', { name: 'Peerings' });
    await crumb.click();
    await expect(page).toHaveURL(filtered);
    await expect(row(page, NAME)).toBeVisible();
    await page.getByRole('link', { name: 'New peering' }).click();
    await page.getByRole('link', { name: 'Cancel' }).click();
    await expect(page).toHaveURL(filtered);
    await row(page, NAME).getByRole('link').click();
    await page.getByRole('link', { name: 'Modify' }).click();
    await crumb.click();
    await expect(page).toHaveURL(filtered);
    // The link in the top bar shows all peerings.
    await page.getByRole('banner').getByRole('link', { name: 'Peerings' }).click();
    await expect(page).toHaveURL(/\/peerings$/);
  });

  test('asks before a form with input is left', async ({ page, standIn }) => {
    await signIn(page);
    await page.getByRole('link', { name: 'New peering' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('half typed');
    const { dialog, leave } = leaveDialog(page);
    await page.goBack();
    await dialog.getByRole('button', { name: 'Stay' }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByRole('textbox', { name: 'Name' })).toHaveValue('half typed');
    expect(new URL(page.url()).pathname).toMatch(/\/peerings\/new$/);

    await page.goBack();
    await leave.click();
    await expect(rows(page).first()).toBeVisible();
    expect(new URL(page.url()).pathname).not.toMatch(/new$/);
    expect((await standIn.requests()).every(({ method }) => method === 'GET')).toBe(true);
  });
});

test.describe('a reload', () => {
  const PAGES: [string, (uuid: string) => string, string][] = [
    ['list', () => './peerings?label=env%3Dprod&text=fra-db', 'Peerings'],
    ['detail', (uuid) => `./peerings/${uuid}`, NAME],
    ['edit', (uuid) => `./peerings/${uuid}/edit`, 'Modify peering'],
    ['create', () => './peerings/new?name=given', 'New peering'],
    ['not found', () => './nowhere', 'Page not found'],
  ];
  for (const [name, address, title] of PAGES) {
    test(`of the ${name} page shows it after signing in`, async ({ page, standIn }) => {
      const { uuid } = (await standIn.peering(NAME))!;
      await signIn(page, address(uuid));
      await expect(heading(page)).toHaveText(title);
      const before = page.url();
      await page.reload();
      await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeEnabled();
      await expect(heading(page)).toHaveText('Network peerings');
      await signIn(page, null);
      await expect(heading(page)).toHaveText(title);
      expect(page.url()).toBe(before);
      if (name === 'edit') await expect(page.getByRole('textbox', { name: 'Name' })).toHaveValue(NAME);
      if (name === 'create') await expect(page.getByRole('textbox', { name: 'Name' })).toHaveValue('given');
    });
  }
});

test('an unknown address says so, and links to the list', async ({ page, standIn }) => {
  for (const path of ['nowhere', 'peerings/not-a-uuid', 'peerings/new/more']) {
    await signIn(page, `./${path}`);
    await expect(heading(page)).toHaveText('Page not found');
    await expect(page.getByText(`/${path}`)).toBeVisible();
  }
  await page.getByRole('link', { name: 'Go to the list of peerings' }).click();
  await expect(rows(page).first()).toBeVisible();
  expect((await standIn.requests()).map(({ path }) => path)).not.toContain('/1.3/network-peering/not-a-uuid');
});

test.describe('an unknown address below a path', () => {
  // A console could be installed there: its files are looked for.
  test.use({ expectedComplaints: async ({}, use) => use([/Failed to load resource/, /Refused to apply style/, /MIME type/, /None of the .sha384. hashes/, /_bg\.wasm.*(has been blocked|SRI's integrity checks failed)/]) });

  test('says so, and links to the list', async ({ page }) => {
    await signIn(page, './no/such/page');
    await expect(heading(page)).toHaveText('Page not found');
    expect(new URL(page.url()).pathname).toBe('/no/such/page');
    await page.getByRole('link', { name: 'Go to the list of peerings' }).click();
    await expect(rows(page).first()).toBeVisible();
    expect(new URL(page.url()).pathname).toBe('/peerings');
  });
});

test('a row opens in a new tab', async ({ page, context }) => {
  await signIn(page);
  const opened = context.waitForEvent('page');
  await row(page, NAME).getByRole('link').click({ modifiers: ['ControlOrMeta'] });
  const tab = await opened;
  await signIn(tab, null);
  await expect(heading(tab)).toHaveText(NAME);
  await expect(heading(page)).toHaveText('Peerings');
});

test.describe('with the keyboard alone', () => {
  test('a user signs in, filters, opens a peering and goes back', async ({ page }) => {
    await page.goto('./');
    await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeEnabled();
    await tabTo(page, page.getByRole('textbox', { name: 'Username' }), { most: 4 });
    await page.keyboard.type('demo');
    await tabTo(page, page.getByRole('textbox', { name: 'Password' }), { most: 2 });
    await page.keyboard.type('demo');
    await page.keyboard.press('Enter');
    await expect(heading(page)).toBeFocused();

    await tabTo(page, page.getByRole('button', { name: /Needs you$/ }));
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: /Needs you$/ })).toHaveAttribute('aria-pressed', 'true');
    await tabTo(page, page.getByRole('combobox', { name: 'Label filter' }));
    await page.keyboard.type('env=prod');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: 'Remove label env=prod' })).toBeVisible();
    await tabTo(page, filterBar(page).text);
    await page.keyboard.type('sto-cache missing-local');
    const found = row(page, 'sto-cache to hel-app');
    await expect(rows(page)).toHaveCount(1);
    await expect(page).toHaveURL(/text=sto-cache/);
    await tabTo(page, found.getByRole('link'));
    await page.keyboard.press('Enter');

    await expect(heading(page)).toHaveText('sto-cache to hel-app');
    await expect(heading(page)).toBeFocused();
    await page.keyboard.press('Shift+Tab');
    await expect(page.getByRole('navigation').getByRole('link', { name: 'Peerings' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(heading(page)).toBeFocused();
    await expect(rows(page), 'still filtered').toHaveCount(1);
  });

  test('the focus is visible', async ({ page }) => {
    await signIn(page);
    await expect(rows(page).first()).toBeVisible();
    for (let presses = 0; presses < 20; presses += 1) {
      await page.keyboard.press('Tab');
      // An outline around the element, or the bar that contains it.
      const visible = await page.evaluate(() => {
        const focused = document.activeElement!;
        const within = focused.closest('[role=search]');
        const plain = getComputedStyle(document.querySelector('[aria-label="Show one group of states"]')!).borderColor;
        const outlined = getComputedStyle(focused).outlineStyle !== 'none';
        return { name: focused.outerHTML, isVisible: outlined || (!!within && getComputedStyle(within).borderColor !== plain) };
      });
      expect(visible.isVisible, visible.name).toBe(true);
    }
  });
});

test('U-18: a new page is shown from its top, and Back returns to where one was', async ({ page, standIn }) => {
  await page.setViewportSize({ width: 390, height: 600 });
  await openPeering(page, standIn, 'hel-app to fra-db');
  const other = page.getByRole('region', { name: 'The other half' }).getByRole('link');
  await other.scrollIntoViewIfNeeded();
  const position = await page.evaluate(() => scrollY);
  expect(position).toBeGreaterThan(100);
  await other.click();
  await expect(page.getByRole('heading', { name: 'fra-db to hel-app', level: 1 })).toBeVisible();
  expect(await page.evaluate(() => scrollY)).toBe(0);
  await page.goBack();
  await expect(page.getByRole('heading', { name: 'hel-app to fra-db', level: 1 })).toBeVisible();
  // Engines round positions differently.
  await expect.poll(async () => Math.abs((await page.evaluate(() => scrollY)) - position)).toBeLessThan(1);
});
