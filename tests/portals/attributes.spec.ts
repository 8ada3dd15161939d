// Attributes of the element that a framework sets after it inserted the element.
import { rows } from '../e2e/support/fixtures';
import { filterBar } from '../e2e/support/list';
import { expect, test } from './fixtures';
import { FRAMEWORKS, openConsole } from './embeddings';

for (const { element } of FRAMEWORKS) {
  test(`${element.name}: a later read-only counts and keeps what was typed`, async ({ page, standIn }) => {
    const console = await openConsole(page, element);
    const create = console.getByRole('link', { name: 'New peering' });
    await expect(rows(console).first()).toBeVisible();
    await expect(create).not.toHaveCount(0);
    await filterBar(console).text.fill('hel');

    const readOnly = page.getByRole('checkbox', { name: 'Read only' });
    await readOnly.check();
    await expect(create).toHaveCount(0);
    await expect(filterBar(console).text, 'the console is the same').toHaveValue('hel');
    await readOnly.uncheck();
    await expect(create).not.toHaveCount(0);
    expect((await standIn.requests()).filter(({ method }) => method !== 'GET')).toEqual([]);
  });

  test(`${element.name}: read-only counts if it is set before the user signs in`, async ({ page }) => {
    await page.goto(element.path);
    await page.getByRole('checkbox', { name: 'Read only' }).check();
    const console = element.console(page);
    await element.signIn(page, console);
    await expect(rows(console).first()).toBeVisible();
    await expect(console.getByRole('link', { name: 'Reachability' })).toBeVisible();
    await expect(console.getByRole('link', { name: 'New peering' })).toHaveCount(0);
  });
}
