// The console's own page below a path, and its sample data, which need no server.
import { heading, signIn } from '../e2e/support/fixtures';
import { expect, failedWith, test } from './fixtures';
import { runCoreTasks } from './core-tasks';

test.use({ expectedComplaints: async ({}, use) => use([/crbug\.com\/981419/, failedWith(404)]) });

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
      await signIn(page, `/console/${path}`);
      await expect(heading(page.locator('body'))).toHaveText(title!);
      expect(new URL(page.url()).pathname).toBe(`/console/${path}`);
    }
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
});
