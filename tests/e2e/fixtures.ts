// What every test starts from: a fresh stand-in API, and a page that may not
// complain.
import { test as base, expect, type Page } from '@playwright/test';
import { StandIn } from './stand-in';

export { expect };

/** Chromium says this of every preload that carries an integrity value. */
const KNOWN = /crbug\.com\/981419/;

type Fixtures = {
  standIn: StandIn;
  /** Complaints of the console that a test expects, such as a refused request. */
  expectedComplaints: RegExp[];
};

export const test = base.extend<Fixtures>({
  standIn: [
    async ({ playwright, baseURL }, use) => {
      const http = await playwright.request.newContext({ baseURL });
      const standIn = new StandIn(http);
      await standIn.reset();
      await use(standIn);
      await http.dispose();
    },
    { auto: true },
  ],
  // Chromium reports each answer with an error status, and each broken
  // connection, as an error of its own.
  expectedComplaints: async ({}, use) => use([/Failed to load resource/]),
  context: async ({ context, expectedComplaints }, use) => {
    const complaints: string[] = [];
    context.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    context.on('weberror', (error) => complaints.push(String(error.error())));
    await use(context);
    const unexpected = complaints.filter((text) => ![KNOWN, ...expectedComplaints].some((known) => known.test(text)));
    expect(unexpected, 'the browser had nothing to complain about').toEqual([]);
  },
});

/** Signs in on the page that is open, or on the address given. */
export async function signIn(page: Page, address: string | null = './', user = 'demo') {
  if (address !== null) await page.goto(address);
  await page.getByRole('textbox', { name: 'Username' }).fill(user);
  await page.getByRole('textbox', { name: 'Password' }).fill(user);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Sign out' }).first()).toBeVisible();
}

/** The data rows of the list. */
export function rows(page: Page) {
  return page.getByRole('row').filter({ has: page.getByRole('link') });
}

/** The row of the peering with that name. */
export function row(page: Page, name: string) {
  return rows(page).filter({ has: page.getByRole('link', { name, exact: true }) });
}
