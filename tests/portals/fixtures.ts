// What the portals' tests start from: as the console's own, but at a portal, and without
// a complaint that is let pass.
import { type Page } from '@playwright/test';
import { expect, test as base } from '../e2e/support/fixtures';

export { expect };

const portals = process.env.PORTAL_URL?.split(' ') ?? ['http://127.0.0.1:8090/'];

/** Chromium says this of each field that begins with the focus, in a frame of another
 * site; the console gives it the focus by itself. */
export const AUTOFOCUS = /^Blocked autofocusing on a <\w+> element in a cross-origin subframe/;

export const test = base.extend({
  baseURL: async ({}, use, { parallelIndex }) => use(portals[parallelIndex]),
  expectedComplaints: async ({}, use) => use([AUTOFOCUS]),
});

/** What Chromium says of each answer with this status. */
export function answered(status: number) {
  return new RegExp(`Failed to load resource.* ${status} `);
}

/** Signs in to the portal, where it asks. */
export async function signInToPortal(page: Page, password = 'demo') {
  const dialog = page.getByRole('dialog', { name: 'Sign in to Acme' });
  await dialog.getByRole('textbox', { name: 'Acme user' }).fill('demo');
  await dialog.getByRole('textbox', { name: 'Acme password' }).fill(password);
  await dialog.getByRole('button', { name: 'Enter Acme' }).click();
}
