// The list of peerings and links: its filter bar, its views and its rows.
import { expect, rows, type Scope } from './fixtures';
import type { Page } from '@playwright/test';

export function filterBar(scope: Scope) {
  const bar = scope.getByRole('search', { name: 'Filter peerings' });
  return {
    text: bar.getByRole('searchbox', { name: 'Filter' }),
    label: bar.getByRole('combobox', { name: 'Label filter' }),
    count: bar.getByRole('status'),
    token: (label: string) => bar.getByRole('button', { name: `Remove label ${label}`, exact: true }),
    clear: bar.getByRole('button', { name: 'Clear filters' }),
  };
}

/** The filters by groups of states, above the table. */
export function groups(scope: Scope) {
  return scope.getByRole('group', { name: 'Show one group of states' });
}

export function groupButton(page: Page, title: string) {
  return groups(page).getByRole('button', { name: new RegExp(`${title}$`) });
}

/** The filters by kinds of links, above the table. */
export function kinds(page: Page) {
  return page.getByRole('group', { name: 'Show one kind of links' });
}

export function kindButton(page: Page, title: string) {
  return kinds(page).getByRole('button', { name: new RegExp(`^\\d+ ?${title}$`) });
}

function viewButton(page: Page, name: string) {
  return page.getByRole('group', { name: 'Show as' }).getByRole('button', { name });
}

export const linksView = (page: Page) => viewButton(page, 'Links');
export const peeringsView = (page: Page) => viewButton(page, 'Peerings');

export const linksTable = (page: Page) => page.getByRole('table', { name: 'Links' });
export const peeringsTable = (page: Page) => page.getByRole('table', { name: 'Peerings' });

/** The row of the link that this peering is a half of. */
export function linkRow(page: Page, name: string) {
  return rows(page).filter({ has: page.getByRole('link', { name, exact: true }) });
}

/** The query of the page's address. */
export function query(page: Page) {
  return new URL(page.url()).searchParams;
}

/** Waits until exactly these peerings are listed. They have to be few enough to be in view. */
export async function expectListed(scope: Scope, peerings: { name: string }[]) {
  const names = peerings.map(({ name }) => name).sort();
  expect(names.length, 'the scenario has some').toBeGreaterThan(0);
  await expect.poll(async () => (await rows(scope).getByRole('link').allTextContents()).sort()).toEqual(names);
}
