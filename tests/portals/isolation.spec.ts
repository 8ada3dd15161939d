// Isolation: the styles of portal and console, two consoles on one page, and what an
// unmounted console leaves behind.
import { heading, row, rows, settled } from '../e2e/support/fixtures';
import { advanceUntil, fields } from '../e2e/support/forms';
import { filterBar, groups } from '../e2e/support/list';
import { expect, signInToPortal, test } from './fixtures';
import { container, findRow, FRAMEWORKS, openConsole, PLAIN, REACT } from './embeddings';
import type { Locator, Page } from '@playwright/test';

const NAME = 'hel-app to fra-db';

/** Properties that depend on the size of the window and the content. */
const LAYOUT_DEPENDENT = /^(-webkit-)?(width|height|inline-size|block-size|perspective-origin|transform-origin)$/;

/** The computed styles of an element. */
async function styles(element: Locator): Promise<Record<string, string>> {
  const all = await element.first().evaluate((element) => {
    const style = getComputedStyle(element);
    return [...style].map((property) => [property, style.getPropertyValue(property)]);
  });
  return Object.fromEntries(all.filter(([property]) => !LAYOUT_DEPENDENT.test(property)));
}

/** Parts of the console's list that match rules of the portal's style sheet. */
function parts(console: Locator) {
  return {
    heading: heading(console),
    link: console.getByRole('link', { name: 'Reachability' }),
    button: console.getByRole('link', { name: 'New peering' }),
    group: groups(console).getByRole('button'),
    input: filterBar(console).text,
    table: console.getByRole('table'),
    head: console.getByRole('columnheader').nth(1),
    cell: row(console, NAME).getByRole('cell').nth(1),
  };
}

async function stylesOf(elements: Record<string, Locator>) {
  const entries = Object.entries(elements).map(async ([name, part]) => [name, await styles(part)] as const);
  return Object.fromEntries(await Promise.all(entries));
}

test('no style of the portal reaches the console', async ({ page }) => {
  // In a frame only the console's own styles apply.
  const framed = await openConsole(page, PLAIN.frame);
  await findRow(framed, NAME);
  await page.mouse.move(0, 0);
  const alone = await stylesOf(parts(framed));
  const mounted = await openConsole(page, PLAIN.mounted);
  await findRow(mounted, NAME);
  await page.mouse.move(0, 0);
  expect(await stylesOf(parts(mounted))).toEqual(alone);
});

test('no style of the console reaches the portal', async ({ page }) => {
  await page.goto('/');
  const portal = {
    page: page.locator('html'),
    body: page.locator('body'),
    heading: page.locator('#title'),
    link: page.getByRole('link', { name: 'Home' }),
    button: page.getByRole('button', { name: 'Dark' }),
    input: page.getByRole('searchbox', { name: 'Find a colleague' }),
  };
  await page.mouse.move(0, 0);
  const before = await stylesOf(portal);
  await page.getByRole('link', { name: 'Mounted' }).click();
  await signInToPortal(page);
  await findRow(container(page), NAME);
  await page.mouse.move(0, 0);
  expect(await stylesOf(portal)).toEqual(before);
});

for (const embedding of [PLAIN.mounted, PLAIN.frame, REACT.mounted, REACT.frame]) {
  test(`${embedding.name}: follows the portal's light or dark theme`, async ({ page }) => {
    const console = await openConsole(page, embedding);
    await expect(rows(console).first()).toBeVisible();
    const color = () => heading(console).evaluate((heading) => getComputedStyle(heading).color);
    const light = await color();
    await page.getByRole('button', { name: 'Dark' }).click();
    await expect.poll(color).not.toBe(light);
    await page.getByRole('button', { name: 'Light' }).click();
    await expect.poll(color).toBe(light);
  });
}

test.describe('two consoles', () => {
  async function both(page: Page) {
    await page.goto('/peerings/two');
    await signInToPortal(page);
    const [editable, readOnly] = [container(page), page.locator('#other-console')];
    await expect(rows(editable).first()).toBeVisible();
    await expect(rows(readOnly).first()).toBeVisible();
    return { editable, readOnly };
  }

  test('have filters of their own', async ({ page }) => {
    const { editable, readOnly } = await both(page);
    await expect(filterBar(readOnly).token('env=prod')).toBeVisible();
    await expect(editable.getByRole('search').getByRole('button', { name: /^Remove label/ })).toHaveCount(0);
    await expect(filterBar(readOnly).count).toHaveText(/^\d+ of \d+$/);
    const before = await filterBar(readOnly).count.textContent();
    await filterBar(editable).text.fill(NAME);
    await expect(rows(editable)).toHaveCount(2);
    await expect(filterBar(readOnly).text).toHaveValue('');
    await expect(filterBar(readOnly).count).toHaveText(before!);
    await (await findRow(editable, NAME)).getByRole('link').click();
    await expect(heading(editable)).toHaveText(NAME);
    await expect(heading(readOnly)).toHaveText('Peerings');
  });

  test('react to keys in themselves only, not in each other or the portal', async ({ page }) => {
    const { editable, readOnly } = await both(page);
    await expect(editable.getByRole('button', { name: 'Search…' })).toBeVisible();
    await expect(readOnly.getByRole('button', { name: 'Search…' })).toBeVisible();
    await heading(readOnly).focus();
    await page.keyboard.press('/');
    await expect(filterBar(readOnly).text).toBeFocused();
    await heading(editable).focus();
    await page.keyboard.press('/');
    await expect(filterBar(editable).text).toBeFocused();
    await page.keyboard.press('Escape');

    await heading(readOnly).focus();
    await page.keyboard.press('Control+k');
    await expect(readOnly.getByRole('dialog', { name: 'Quick actions' })).toBeVisible();
    await expect(editable.getByRole('dialog', { name: 'Quick actions' })).toHaveCount(0);
    await page.keyboard.press('Escape');
    await expect(readOnly.getByRole('dialog', { name: 'Quick actions' })).toBeHidden();

    const colleague = page.getByRole('searchbox', { name: 'Find a colleague' });
    await colleague.focus();
    await page.keyboard.type('n/r?');
    await expect(colleague).toHaveValue('n/r?');
    await expect(heading(editable)).toHaveText('Peerings');
    await heading(editable).focus();
    await page.keyboard.press('n');
    await expect(heading(editable)).toHaveText('New peering');
    await expect(heading(readOnly)).toHaveText('Peerings');
  });

  test('the read-only one offers no change', async ({ page, standIn }) => {
    const { editable, readOnly } = await both(page);
    await expect(readOnly.getByText('Look only')).toBeVisible();
    await expect(editable.getByText('Look only')).toHaveCount(0);
    await expect(editable.getByRole('link', { name: 'New peering' })).not.toHaveCount(0);
    await expect(readOnly.getByRole('link', { name: 'New peering' })).toHaveCount(0);
    // Rows can be selected for an export only.
    for (const console of [editable, readOnly]) await console.getByRole('row').getByRole('checkbox').nth(1).check();
    const bulkActions = (console: Locator) => console.getByRole('button', { name: /^(Enable|Disable|Labels|Delete)/ });
    await expect(bulkActions(editable)).not.toHaveCount(0);
    await expect(bulkActions(readOnly)).toHaveCount(0);
    for (const console of [editable, readOnly]) {
      await (await findRow(console, NAME)).getByRole('link').click();
      await expect(heading(console)).toHaveText(NAME);
    }
    const actions = (console: Locator) => [
      console.getByRole('link', { name: 'Modify' }),
      console.getByRole('button', { name: /^(Enable|Disable)/ }),
      console.getByRole('button', { name: /^Delete/ }),
    ];
    for (const one of actions(editable)) await expect(one).not.toHaveCount(0);
    for (const one of actions(readOnly)) await expect(one).toHaveCount(0);
    // Nor by a shortcut.
    await heading(readOnly).focus();
    await page.keyboard.press('n');
    await heading(editable).focus();
    await page.keyboard.press('n');
    await expect(heading(editable)).toHaveText('New peering');
    await expect(heading(readOnly)).toHaveText(NAME);
    const writes = (await standIn.requests()).filter(({ method }) => method !== 'GET');
    expect(writes).toEqual([]);
  });

  test('can have different themes', async ({ page }) => {
    const { editable, readOnly } = await both(page);
    const schemes = [editable, readOnly].map((console) =>
      heading(console).evaluate((heading) => getComputedStyle(heading).colorScheme),
    );
    expect(await Promise.all(schemes)).toEqual(['light', 'dark']);
  });
});

for (const embedding of [PLAIN.mounted, PLAIN.element, PLAIN.frame, REACT.frame, ...FRAMEWORKS.flatMap(({ mounted, element }) => [mounted, element])]) {
  test(`${embedding.name}: nothing remains of a console after leaving its page in the portal`, async ({ page, standIn }) => {
    await page.clock.install();
    const console = await openConsole(page, embedding);
    await expect(rows(console).first()).toBeVisible();
    const count = async () => (await standIn.requests()).length;
    const before = await count();
    await advanceUntil(page, async () => (await count()) > before);

    await page.getByRole('link', { name: 'Home' }).click();
    await expect(heading(console)).toHaveCount(0);
    await expect(page.locator('iframe')).toHaveCount(0);
    // Requests sent before may still arrive.
    const last = await settled(count);
    // The page's own request is sent after any that a console might send.
    const own = () => fetch('/1.3/zone', { headers: { Authorization: 'Basic ZGVtbzpkZW1v' } }).then((answer) => answer.text());
    for (const round of [1, 2, 3]) {
      await page.clock.fastForward('05:00');
      await page.keyboard.press('Shift');
      await page.evaluate(own);
      expect(await count(), 'no further requests').toBe(last + round);
    }
    await page.keyboard.press('n');
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('dialog')).toHaveCount(0);

    // A new console works, where the portal is still signed in.
    await page.goBack();
    if (embedding.path.endsWith('/element')) await embedding.signIn(page, console);
    await expect(rows(console).first()).toBeVisible();
  });
}

test('an unsent form survives while the user works in the portal around it', async ({ page }) => {
  const console = await openConsole(page, PLAIN.mounted, 'peerings/new');
  await fields(console).name.fill('not sent');
  await page.getByRole('button', { name: 'Dark' }).click();
  await page.getByRole('searchbox', { name: 'Find a colleague' }).fill('n');
  await expect(fields(console).name).toHaveValue('not sent');
});
