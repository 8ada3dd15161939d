// F-01: a field has the focus when its page goes away. Browsers send it a last event, which
// must find nothing that is gone. Complaints of the browser fail each test.
import { installClock } from '../support/clock';
import { expect, rows, signIn, test } from '../support/fixtures';
import { openPeering } from '../support/forms';
import { palette } from '../support/palette';
import type { Locator, Page } from '@playwright/test';
import type { StandIn } from '../support/stand-in';

type Place = { what: string; focus: (page: Page, standIn: StandIn) => Promise<Locator> };

/** Types into a field, which is in the middle of something then. */
async function typed(field: Locator, text: string) {
  await field.fill(text);
  await expect(field).toBeFocused();
  return field;
}

const PLACES: Place[] = [
  {
    what: 'the filter of the list',
    async focus(page) {
      await signIn(page);
      await expect(rows(page).first()).toBeVisible();
      return typed(page.getByRole('searchbox', { name: 'Filter' }), 'hel');
    },
  },
  {
    what: 'the label filter',
    async focus(page) {
      await signIn(page);
      return typed(page.getByRole('combobox', { name: 'Label filter' }), 'env');
    },
  },
  {
    what: 'a network of a new peering',
    async focus(page) {
      await signIn(page, './peerings/new');
      return typed(page.getByRole('combobox', { name: 'Local network' }), 'hel');
    },
  },
  {
    what: 'the name of a peering',
    async focus(page, standIn) {
      await openPeering(page, standIn, 'hel-app to fra-db', '/edit');
      return typed(page.getByRole('textbox', { name: 'Name', exact: true }), 'other');
    },
  },
  {
    what: 'an end of a question of reachability',
    async focus(page) {
      await signIn(page, './reach');
      return typed(page.getByRole('combobox', { name: 'From' }), 'hel');
    },
  },
];

const ENDS: { how: string; end: (page: Page) => Promise<void> }[] = [
  {
    how: 'locking with the quick actions',
    async end(page) {
      await page.keyboard.press('Control+k');
      await palette(page).getByRole('combobox').fill('lock the');
      await page.keyboard.press('Enter');
    },
  },
  {
    how: 'signing out with the quick actions',
    async end(page) {
      await page.keyboard.press('Control+k');
      await palette(page).getByRole('combobox').fill('sign out');
      await page.keyboard.press('Enter');
      const anyway = page.getByRole('button', { name: 'Sign out anyway' });
      const form = page.getByRole('textbox', { name: 'Username' });
      await expect(anyway.or(form).first()).toBeVisible();
      if (await anyway.isVisible()) await anyway.click();
    },
  },
  {
    how: 'signing out in another tab',
    async end(page) {
      const other = await page.context().newPage();
      await signIn(other);
      await other.getByRole('button', { name: 'Sign out' }).first().click();
      await other.close();
      await page.bringToFront();
    },
  },
  { how: 'the idle limit', end: (page) => page.clock.fastForward('20:00') },
];

for (const { what, focus } of PLACES) {
  for (const { how, end } of ENDS) {
    test(`F-01: ${what} has the focus at ${how}`, async ({ page, standIn }) => {
      await installClock(page);
      const field = await focus(page, standIn);
      await end(page);
      await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible();
      // A form is kept for its user, out of sight.
      await expect(field.and(page.locator(':focus'))).toHaveCount(0);
      await signIn(page, null);
      await expect(page.getByRole('alert').filter({ hasText: 'stopped' })).toHaveCount(0);
    });
  }
}

for (const name of ['Filter', 'Label filter']) {
  test(`F-01: the field "${name}" has the focus when its page is left by Back`, async ({ page, standIn }) => {
    await openPeering(page, standIn, 'hel-app to fra-db');
    await page.getByRole('link', { name: 'Peerings', exact: true }).first().click();
    await expect(rows(page).first()).toBeVisible();
    await typed(page.getByRole('searchbox', { name, exact: true }).or(page.getByRole('combobox', { name, exact: true })), 'hel');
    await page.goBack();
    await expect(page.getByRole('heading', { name: 'hel-app to fra-db', level: 1 })).toBeVisible();
    await expect(page.getByRole('alert').filter({ hasText: 'stopped' })).toHaveCount(0);
  });
}
