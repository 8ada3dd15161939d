// What keeps apart: the styles of portal and console, two consoles on one page, and
// what is left of a console that was taken out.
import { row, rows } from '../e2e/support/fixtures';
import { fields, untilLater } from '../e2e/support/forms';
import { expect, signInToPortal, test } from './fixtures';
import { find, heading, open, place, PLAIN, REACT } from './embeddings';
import type { Locator, Page } from '@playwright/test';

const NAME = 'hel-app to fra-db';

/** Follows from how much room there is, and how much content. */
const MEASURED = /^(-webkit-)?(width|height|inline-size|block-size|perspective-origin|transform-origin)$/;

/** How an element looks: all of its computed styles. */
async function look(element: Locator): Promise<Record<string, string>> {
  const all = await element.first().evaluate((element) => {
    const style = getComputedStyle(element);
    return [...style].map((property) => [property, style.getPropertyValue(property)]);
  });
  return Object.fromEntries(all.filter(([property]) => !MEASURED.test(property)));
}

/** Parts of the console's list of the kinds that the portal has rules for. */
function parts(console: Locator) {
  return {
    heading: heading(console),
    link: console.getByRole('link', { name: 'Reachability' }),
    button: console.getByRole('link', { name: 'New peering' }),
    group: console.getByRole('group', { name: 'Show one group of states' }).getByRole('button'),
    input: console.getByRole('searchbox', { name: 'Filter' }),
    table: console.getByRole('table'),
    head: console.getByRole('columnheader').nth(1),
    cell: row(console, NAME).getByRole('cell').nth(1),
  };
}

async function looks(of: Record<string, Locator>) {
  const entries = Object.entries(of).map(async ([name, part]) => [name, await look(part)] as const);
  return Object.fromEntries(await Promise.all(entries));
}

test('no style of the portal reaches the console', async ({ page }) => {
  // Below a frame there is nothing but the console's own styles.
  const framed = await open(page, PLAIN.frame);
  await find(framed, NAME);
  await page.mouse.move(0, 0);
  const alone = await looks(parts(framed));
  const mounted = await open(page, PLAIN.mounted);
  await find(mounted, NAME);
  await page.mouse.move(0, 0);
  expect(await looks(parts(mounted))).toEqual(alone);
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
  const before = await looks(portal);
  await page.getByRole('link', { name: 'Mounted' }).click();
  await signInToPortal(page);
  await find(place(page), NAME);
  await page.mouse.move(0, 0);
  expect(await looks(portal)).toEqual(before);
});

for (const way of [PLAIN.mounted, PLAIN.frame, REACT.mounted, REACT.frame]) {
  test(`${way.name}: light and dark follow the portal`, async ({ page }) => {
    const console = await open(page, way);
    await expect(rows(console).first()).toBeVisible();
    const ink = () => heading(console).evaluate((heading) => getComputedStyle(heading).color);
    const light = await ink();
    await page.getByRole('button', { name: 'Dark' }).click();
    await expect.poll(ink).not.toBe(light);
    await page.getByRole('button', { name: 'Light' }).click();
    await expect.poll(ink).toBe(light);
  });
}

test.describe('two consoles', () => {
  async function both(page: Page) {
    await page.goto('/peerings/two');
    await signInToPortal(page);
    const [work, look] = [place(page), page.locator('#other-console')];
    await expect(rows(work).first()).toBeVisible();
    await expect(rows(look).first()).toBeVisible();
    return { work, look };
  }

  test('are filtered each by itself', async ({ page }) => {
    const { work, look } = await both(page);
    const bar = (console: Locator) => console.getByRole('search', { name: 'Filter peerings' });
    await expect(bar(look).getByRole('button', { name: 'Remove label env=prod' })).toBeVisible();
    await expect(bar(work).getByRole('button', { name: /^Remove label/ })).toHaveCount(0);
    await expect(bar(look).getByRole('status')).toHaveText(/^\d+ of \d+$/);
    const before = await bar(look).getByRole('status').textContent();
    await bar(work).getByRole('searchbox', { name: 'Filter' }).fill(NAME);
    await expect(rows(work)).toHaveCount(2);
    await expect(bar(look).getByRole('searchbox', { name: 'Filter' })).toHaveValue('');
    await expect(bar(look).getByRole('status')).toHaveText(before!);
    await (await find(work, NAME)).getByRole('link').click();
    await expect(heading(work)).toHaveText(NAME);
    await expect(heading(look)).toHaveText('Peerings');
  });

  test('hear the keys each by itself, and none of the portal', async ({ page }) => {
    const { work, look } = await both(page);
    await expect(work.getByRole('button', { name: 'Search…' })).toBeVisible();
    await expect(look.getByRole('button', { name: 'Search…' })).toBeVisible();
    const filter = (console: Locator) => console.getByRole('searchbox', { name: 'Filter' });
    await heading(look).focus();
    await page.keyboard.press('/');
    await expect(filter(look)).toBeFocused();
    await heading(work).focus();
    await page.keyboard.press('/');
    await expect(filter(work)).toBeFocused();
    await page.keyboard.press('Escape');

    await heading(look).focus();
    await page.keyboard.press('Control+k');
    await expect(look.getByRole('dialog', { name: 'Quick actions' })).toBeVisible();
    await expect(work.getByRole('dialog', { name: 'Quick actions' })).toHaveCount(0);
    await page.keyboard.press('Escape');
    await expect(look.getByRole('dialog', { name: 'Quick actions' })).toBeHidden();

    const colleague = page.getByRole('searchbox', { name: 'Find a colleague' });
    await colleague.focus();
    await page.keyboard.type('n/r?');
    await expect(colleague).toHaveValue('n/r?');
    await expect(heading(work)).toHaveText('Peerings');
    await heading(work).focus();
    await page.keyboard.press('n');
    await expect(heading(work)).toHaveText('New peering');
    await expect(heading(look)).toHaveText('Peerings');
  });

  test('and in the one that is read-only nothing can be changed', async ({ page, standIn }) => {
    const { work, look } = await both(page);
    await expect(look.getByText('Look only')).toBeVisible();
    await expect(work.getByText('Look only')).toHaveCount(0);
    await expect(work.getByRole('link', { name: 'New peering' })).not.toHaveCount(0);
    await expect(look.getByRole('link', { name: 'New peering' })).toHaveCount(0);
    // Rows can be selected to be saved, and for nothing else.
    for (const console of [work, look]) await console.getByRole('row').getByRole('checkbox').nth(1).check();
    const many = (console: Locator) => console.getByRole('button', { name: /^(Enable|Disable|Labels|Delete)/ });
    await expect(many(work)).not.toHaveCount(0);
    await expect(many(look)).toHaveCount(0);
    for (const console of [work, look]) {
      await (await find(console, NAME)).getByRole('link').click();
      await expect(heading(console)).toHaveText(NAME);
    }
    const changing = (console: Locator) => [
      console.getByRole('link', { name: 'Modify' }),
      console.getByRole('button', { name: /^(Enable|Disable)/ }),
      console.getByRole('button', { name: /^Delete/ }),
    ];
    for (const one of changing(work)) await expect(one).not.toHaveCount(0);
    for (const one of changing(look)) await expect(one).toHaveCount(0);
    // Neither by a key.
    await heading(look).focus();
    await page.keyboard.press('n');
    await heading(work).focus();
    await page.keyboard.press('n');
    await expect(heading(work)).toHaveText('New peering');
    await expect(heading(look)).toHaveText(NAME);
    const writes = (await standIn.requests()).filter(({ method }) => method !== 'GET');
    expect(writes).toEqual([]);
  });

  test('one is dark beside a light one', async ({ page }) => {
    const { work, look } = await both(page);
    const schemes = [work, look].map((console) =>
      heading(console).evaluate((heading) => getComputedStyle(heading).colorScheme),
    );
    expect(await Promise.all(schemes)).toEqual(['light', 'dark']);
  });
});

for (const way of [PLAIN.mounted, PLAIN.element, PLAIN.frame, REACT.mounted, REACT.element, REACT.frame]) {
  test(`${way.name}: a page of the portal that is left leaves nothing behind`, async ({ page, standIn }) => {
    await page.clock.install();
    const console = await open(page, way);
    await expect(rows(console).first()).toBeVisible();
    const count = async () => (await standIn.requests()).length;
    const before = await count();
    await untilLater(page, async () => (await count()) > before);

    await page.getByRole('link', { name: 'Home' }).click();
    await expect(heading(console)).toHaveCount(0);
    await expect(page.locator('iframe')).toHaveCount(0);
    // What was on its way may still arrive.
    let last = -1;
    await expect
      .poll(async () => {
        const [now, then] = [await count(), last];
        last = now;
        return now - then;
      })
      .toBe(0);
    // As above, where that led to a request. The page's own comes after those of a console.
    const own = () => fetch('/1.3/zone', { headers: { Authorization: 'Basic ZGVtbzpkZW1v' } }).then((answer) => answer.text());
    for (const round of [1, 2, 3]) {
      await page.clock.fastForward('05:00');
      await page.keyboard.press('Shift');
      await page.evaluate(own);
      expect(await count(), 'nothing else is asked any more').toBe(last + round);
    }
    await page.keyboard.press('n');
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  });
}

test('a form that is not sent stays while the portal is used around it', async ({ page }) => {
  const console = await open(page, PLAIN.mounted, 'peerings/new');
  await fields(console).name.fill('not sent');
  await page.getByRole('button', { name: 'Dark' }).click();
  await page.getByRole('searchbox', { name: 'Find a colleague' }).fill('n');
  await expect(fields(console).name).toHaveValue('not sent');
});
