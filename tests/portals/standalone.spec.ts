// The console's own page below a path, and its sample data, which need no server.
import { heading, signIn } from '../e2e/support/fixtures';
import { expect, failedWith, test } from './fixtures';
import { runCoreTasks } from './core-tasks';

/** Below each path where a console could be, its files are looked for. The portal answers
 * some of these requests with a page of its own. */
const LOOKED_FOR = [failedWith(404), /Refused to apply style/, /MIME type/, /valid digest in the 'integrity' attribute/, /_bg\.wasm\. SRI's integrity checks failed/];

test.use({ expectedComplaints: async ({}, use) => use(LOOKED_FOR) });

test.describe("the console's own page below a path", () => {
  test('finds, filters, creates, modifies and deletes peerings', async ({ page, standIn }) => {
    await signIn(page, '/console/');
    await runCoreTasks(page.locator('body'), standIn);
    expect(new URL(page.url()).pathname).toBe('/console/peerings');
  });

  test('has an address for each of its pages', async ({ page, standIn }) => {
    const { uuid, name } = (await standIn.peerings())[0]!;
    for (const [path, title] of [
      [`peerings/${uuid}`, name],
      [`peerings/${uuid}/edit`, 'Modify peering'],
      ['peerings/new', 'New peering'],
      ['reach', 'Reachability'],
      ['nowhere', 'Page not found'],
    ]) {
      for (const slash of ['', '/']) {
        await signIn(page, `/console/${path}${slash}`);
        await expect(heading(page.locator('body'))).toHaveText(title!);
        expect(new URL(page.url()).pathname).toBe(`/console/${path}${slash}`);
      }
    }
  });

  test('F-18: keeps the query after a trailing slash', async ({ page }) => {
    await signIn(page, '/console/reach/?from=10.0.0.1&to=10.0.0.2');
    await expect(heading(page.locator('body'))).toHaveText('Reachability');
    await expect(page.getByRole('combobox', { name: 'From' })).toHaveValue('10.0.0.1');
  });
});

test.describe('an address that could belong to several paths', () => {
  test('F-17: is of the console that is there', async ({ page, standIn }) => {
    const { uuid, name } = (await standIn.peerings())[0]!;
    // This console is installed below a path that is a page of one at /portal/.
    for (const [path, title] of [
      ['', 'Peerings'],
      ['peerings', 'Peerings'],
      [`peerings/${uuid}`, name],
      ['reach', 'Reachability'],
      ['new', 'Page not found'],
      [uuid, 'Page not found'],
      ['foo/bar', 'Page not found'],
      ['foo/bar/', 'Page not found'],
    ]) {
      await signIn(page, `/portal/peerings/${path}`);
      await expect(heading(page.locator('body'))).toHaveText(title!);
      expect(new URL(page.url()).pathname).toBe(`/portal/peerings/${path}`);
    }
    await page.getByRole('link', { name: 'Go to the list of peerings' }).click();
    await expect(heading(page.locator('body'))).toHaveText('Peerings');
    expect(new URL(page.url()).pathname).toBe('/portal/peerings/peerings');
  });
});

test.describe('sample data', () => {
  test('finds, filters, creates, modifies and deletes peerings without a server', async ({ page, standIn }) => {
    await page.goto('/console/');
    await page.getByRole('button', { name: 'Try it with sample data' }).click();
    await expect(page.getByRole('note')).toContainText('Sample data');
    const initial = await standIn.peerings();
    const before = (await standIn.requests()).length;
    await runCoreTasks(page.locator('body'), undefined, initial);
    expect(await standIn.requests(before), 'nothing was requested from the server').toEqual([]);

    await page.getByRole('button', { name: 'Sign out' }).click();
    await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeEnabled();
    await expect(page.getByRole('note')).toHaveCount(0);
    await signIn(page, null);
    await expect(heading(page.locator('body'))).toHaveText('Peerings');
    expect((await standIn.requests(before)).length, 'the list comes from the server').toBeGreaterThan(0);
  });

  test('follows a change to its final state, as the API does', async ({ page }) => {
    await page.goto('/console/');
    await page.getByRole('button', { name: 'Try it with sample data' }).click();
    await page.getByRole('searchbox', { name: 'Filter' }).fill('hel-app to fra-db');
    await page.getByRole('link', { name: 'hel-app to fra-db', exact: true }).click();
    await page.getByRole('button', { name: 'Disable', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Disable peering' }).click();
    await expect(page.getByRole('button', { name: 'Enable', exact: true })).toBeVisible();
    await expect(page.getByRole('main')).toContainText('disabled');
  });

  test('stores nothing of a change, which the account does while it runs', async ({ page }) => {
    await page.addInitScript(() => {
      const names: string[] = [];
      const { setItem } = Storage.prototype;
      Storage.prototype.setItem = function (name, value) {
        names.push(name);
        setItem.call(this, name, value);
      };
      Object.assign(window, { names });
    });
    const journals = () =>
      page.evaluate(() =>
        (window as unknown as { names: string[] }).names.filter((name) => name.startsWith('upcloud-peerings.run.')),
      );
    const disable = async () => {
      await page.getByRole('searchbox', { name: 'Filter' }).fill('hel-app to fra-db');
      await page.getByRole('link', { name: 'hel-app to fra-db', exact: true }).click();
      await page.getByRole('button', { name: 'Disable', exact: true }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Disable peering' }).click();
      await expect(page.getByRole('button', { name: 'Enable', exact: true })).toBeVisible();
    };
    await page.goto('/console/');
    await page.getByRole('button', { name: 'Try it with sample data' }).click();
    await disable();
    expect(await journals()).toEqual([]);
    await signIn(page, '/console/');
    await disable();
    expect((await journals()).length).toBeGreaterThan(0);
  });
});
