// The table: sorting, columns, row height, and rows that keep the focus while the
// elements around them are reused for others.
import { expect, row, rows, signIn, test } from '../support/fixtures';
import { filterBar } from '../support/list';
import type { Peering, StandIn } from '../support/stand-in';
import type { Page } from '@playwright/test';

const SIZES = [20, 1_000, 20_000];
/** The table's order: ignores case, and compares numbers by value. */
const byName = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

function head(page: Page, title: string) {
  return page.getByRole('columnheader').filter({ has: page.getByRole('button', { name: title, exact: true }) });
}

function sort(page: Page, title: string) {
  return head(page, title).getByRole('button', { name: title, exact: true });
}

async function openList(page: Page, standIn: StandIn, count: number, query = '') {
  await standIn.reset({ scenario: `scale:${count}` });
  await signIn(page, `./peerings${query}`);
  await expect(filterBar(page).count).toHaveText(`${count} of ${count}`);
}

/** The texts of a column's cells, from top to bottom. */
async function column(page: Page, index: number) {
  await expect(rows(page).first()).toBeVisible();
  return rows(page).evaluateAll(
    (rows, index) => rows.map((row) => row.querySelectorAll('[role=cell]')[index]!.textContent!),
    index,
  );
}

/** The peerings sorted by one key, ascending, and perhaps a second one, descending. */
function expected(all: Peering[], first: (p: Peering) => string, second?: (p: Peering) => string) {
  const by = (key: (p: Peering) => string) => (a: Peering, b: Peering) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0);
  return [...all].sort(
    (a, b) => by(first)(a, b) || (second ? -by(second)(a, b) : 0) || byName.compare(a.name, b.name),
  );
}

for (const count of SIZES) {
  test(`sorts ${count} rows by one column and by several, with mouse and keyboard`, async ({ page, standIn }) => {
    test.slow();
    await openList(page, standIn, count);
    const all = await standIn.peerings();
    await expect(head(page, 'Name')).toHaveAttribute('aria-sort', 'ascending');

    await sort(page, 'State').click();
    await expect(head(page, 'State')).toHaveAttribute('aria-sort', 'ascending');
    await expect(head(page, 'Name')).not.toHaveAttribute('aria-sort');
    await expect(page).toHaveURL(/sort=state$/);
    const state = (p: Peering) => p.state;
    const once = expected(all, state).slice(0, 10);
    await expect.poll(async () => (await column(page, 0)).slice(0, 10)).toEqual(once.map(({ name }) => name));

    await sort(page, 'Configured').focus();
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.press('Shift+Enter');
    await expect(page).toHaveURL(/sort=state%2C-status$/);
    await expect(head(page, 'Configured')).toHaveText('Configured↓2');
    await expect(head(page, 'State')).toHaveText('State↑1');
    const twice = expected(all, state, (p) => p.configured_status).slice(0, 10);
    await expect.poll(async () => (await column(page, 0)).slice(0, 10)).toEqual(twice.map(({ name }) => name));

    await page.keyboard.press('Shift+Enter');
    await expect(page).toHaveURL(/sort=state$/);
    await sort(page, 'Name').click();
    await sort(page, 'Name').click();
    await expect(page).toHaveURL(/sort=-name$/);
    await expect(page.getByRole('row').nth(1)).toHaveAttribute('aria-rowindex', '2');
    await page.goBack();
    await expect(page).toHaveURL(/peerings$/);
    await expect(head(page, 'Name')).toHaveAttribute('aria-sort', 'ascending');
  });

  test(`scrolls ${count} rows, and each has its index`, async ({ page, standIn }) => {
    test.slow();
    await openList(page, standIn, count);
    await expect(page.getByRole('table')).toHaveAttribute('aria-rowcount', String(count + 1));
    await rows(page).first().hover();
    await page.mouse.wheel(0, 10_000_000);
    const last = page.locator(`[aria-rowindex="${count + 1}"]`);
    await expect(last).toBeInViewport({ ratio: 1 });
    // Once scrolling ends, the document has the rows in visible order.
    const indices = () => rows(page).evaluateAll((rows) => rows.map((row) => Number(row.getAttribute('aria-rowindex'))));
    const areLast = async () => (await indices()).every((shown, index, all) => shown === count + 2 - all.length + index);
    await expect.poll(areLast).toBe(true);
    expect(await rows(page).count()).toBeLessThan(60);
    await page.mouse.wheel(0, -10_000_000);
    await expect(page.locator('[aria-rowindex="2"]')).toBeInViewport({ ratio: 1 });
  });
}

test('a row keeps the focus while the elements around it are reused', async ({ page, standIn }) => {
  await openList(page, standIn, 1_000);
  const name = (await column(page, 0))[6]!;
  const link = page.getByRole('link', { name, exact: true });
  await link.focus();
  // After scrolling by two rows it has the same element.
  await page.getByRole('table').locator('..').evaluate((frame) => frame.scrollBy(0, 74));
  await expect(rows(page).first()).not.toHaveAttribute('aria-rowindex', '1');
  await expect(link).toBeFocused();
  // Out of view, the focus must not move to another peering, nor get lost.
  await page.getByRole('table').locator('..').evaluate((frame) => frame.scrollTo(0, 20_000));
  await expect(page.locator('[aria-rowindex="545"]')).toBeVisible();
  await expect(link).not.toBeInViewport();
  await expect(link).toBeFocused();
});

test.describe('columns', () => {
  const dialog = (page: Page) => page.getByRole('dialog', { name: 'Columns' });
  const width = async (page: Page, title: string) => Math.round((await head(page, title).boundingBox())!.width);

  test('are chosen, ordered and resized in the dialog, and stored', async ({ page }) => {
    await signIn(page);
    await page.getByRole('button', { name: 'Columns…' }).click();
    await dialog(page).getByRole('checkbox', { name: 'UUID' }).check();
    await dialog(page).getByRole('checkbox', { name: 'Link' }).uncheck();
    await expect(dialog(page).getByRole('checkbox', { name: 'Name' })).toBeDisabled();
    await dialog(page).getByRole('button', { name: 'Move Labels to the left' }).press('Enter');
    const widthOfState = dialog(page).getByRole('spinbutton', { name: 'Width of State in pixels' });
    // Typed: in Firefox, `fill` does not make the field report a change.
    await widthOfState.press('ControlOrMeta+a');
    await widthOfState.pressSequentially('240');
    await widthOfState.press('Tab');
    await expect(page).toHaveURL(/columns=name%2Cstate%7E240%2Clocal%2Cpeer%2Clabels%2Cstatus%2Cid$/);
    await dialog(page).getByRole('button', { name: 'Done' }).click();
    const chosen = ['Name↑', 'State', 'Local network', 'Peer network', 'Labels', 'Configured', 'UUID'];
    await expect(page.getByRole('columnheader')).toHaveText(chosen);
    await expect.poll(() => width(page, 'State')).toBe(240);

    // An address without columns shows those chosen last.
    await signIn(page, './peerings?text=hel');
    await expect(page.getByRole('columnheader')).toHaveText(chosen);
    await expect(page).toHaveURL(/text=hel&columns=/);
    // Columns in the address are shown, but not stored as a choice.
    await signIn(page, './peerings?columns=name%2Cstate');
    await expect(page.getByRole('columnheader')).toHaveText(['Name↑', 'State']);
    await signIn(page);
    await expect(page.getByRole('columnheader')).toHaveText(chosen);
    await page.getByRole('button', { name: 'Columns…' }).click();
    await dialog(page).getByRole('button', { name: 'Reset columns' }).click();
    await expect(page).toHaveURL(/peerings$/);
  });

  test('are resized and moved by dragging', async ({ page }) => {
    await signIn(page);
    await expect(page.getByRole('button', { name: 'Columns…' })).toBeVisible();
    const state = (await head(page, 'State').boundingBox())!;
    await page.mouse.move(state.x + state.width - 3, state.y + 15);
    await page.mouse.down();
    await page.mouse.move(state.x + state.width + 57, state.y + 15, { steps: 4 });
    await page.mouse.up();
    await expect(page).toHaveURL(/state%7E238/);
    await expect.poll(() => width(page, 'State')).toBe(238);

    const labels = (await head(page, 'Labels').boundingBox())!;
    const to = (await head(page, 'State').boundingBox())!;
    await page.mouse.move(labels.x + 20, labels.y + 15);
    await page.mouse.down();
    await page.mouse.move(to.x + 20, to.y + 15, { steps: 4 });
    await page.mouse.up();
    await expect(page).toHaveURL(/columns=name%2Clabels%2Cstate/);
    // The end of a drag is not a click: the sort order is unchanged.
    await expect(page).not.toHaveURL(/sort=/);
    await expect(page.getByRole('columnheader').nth(1)).toHaveText('Labels');
  });

  test('in an invalid address are shown where they exist', async ({ page }) => {
    await signIn(page, './peerings?columns=state~9999,nonsense,state,labels~x&sort=nonsense,-,--name');
    await expect(page.getByRole('columnheader')).toHaveText(['Name↑', 'State', 'Labels']);
    await expect.poll(() => width(page, 'State')).toBe(900);
  });

  test('compact rows are chosen, and stored', async ({ page }) => {
    await signIn(page);
    const height = async () => Math.round((await rows(page).nth(1).boundingBox())!.height);
    await expect.poll(height).toBe(37);
    await page.getByRole('button', { name: 'Columns…' }).click();
    await dialog(page).getByRole('radio', { name: 'Compact rows' }).check();
    await dialog(page).getByRole('button', { name: 'Done' }).click();
    await expect.poll(height).toBe(30);
    // There is no gap between rows.
    const tops = () => rows(page).evaluateAll((rows) => rows.slice(0, 5).map((row) => row.getBoundingClientRect().top));
    await expect.poll(async () => (await tops()).slice(1).map((top, i, all) => (i ? top - all[i - 1]! : 30))).toEqual([30, 30, 30, 30]);
    await signIn(page);
    await expect.poll(height).toBe(30);
  });
});

test('a selection stays with its peerings when the order changes', async ({ page }) => {
  await signIn(page);
  const checkbox = (name: string) => page.getByRole('checkbox', { name: `Select ${name}`, exact: true });
  const name = (await column(page, 0))[2]!;
  await checkbox(name).check();
  await sort(page, 'Name').click();
  await sort(page, 'Name').click();
  await expect(page).toHaveURL(/sort=-name$|peerings$/);
  await filterBar(page).text.fill(name);
  await expect(row(page, name)).toBeVisible();
  await expect(checkbox(name)).toBeChecked();
});
