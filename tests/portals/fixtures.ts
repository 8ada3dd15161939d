// The fixtures of the console's own tests, for a page of a portal.
import { expect, test as base } from '../e2e/support/fixtures';
import type { Page } from '@playwright/test';

export { expect };

const portals = process.env.PORTAL_URL?.split(' ') ?? ['http://127.0.0.1:8090/'];

/** Chromium warns of this for each `autofocus` in a cross-site frame; the console moves
 * the focus by itself. */
export const BLOCKED_AUTOFOCUS = /^Blocked autofocusing on a <\w+> element in a cross-origin subframe/;

export const test = base.extend({
  baseURL: async ({}, use, { parallelIndex }) => use(portals[parallelIndex]),
  expectedComplaints: async ({}, use) => use([BLOCKED_AUTOFOCUS]),
});

/** Chromium's message about each answer with this status. */
export function failedWith(status: number) {
  return new RegExp(`Failed to load resource.* ${status} `);
}

/** Signs in to the portal. */
export async function signInToPortal(page: Page, password = 'demo') {
  const dialog = page.getByRole('dialog', { name: 'Sign in to Acme' });
  await dialog.getByRole('textbox', { name: 'Acme user' }).fill('demo');
  await dialog.getByRole('textbox', { name: 'Acme password' }).fill(password);
  await dialog.getByRole('button', { name: 'Enter Acme' }).click();
}
