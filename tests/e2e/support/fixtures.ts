// What every test starts from: a fresh stand-in API, and a page that may not
// complain.
import { test as base, expect, type BrowserContext, type Locator, type Page } from '@playwright/test';
import { caddy, nginx, standIns } from './servers';
import { StandIn } from './stand-in';

export { expect };

/** Chromium says this of every preload that carries an integrity value. */
const KNOWN = /crbug\.com\/981419/;

/** What begins a complaint that no test may expect. */
const VIOLATION = 'Violation of the Content-Security-Policy:';

/** A page, or the part of one that a console is in. */
export type Scope = Page | Locator;

type Fixtures = {
  standIn: StandIn;
  /** Complaints of the console that a test expects, such as a refused request. */
  expectedComplaints: RegExp[];
  /** What the browser complained of so far; it fails the test at its end. */
  complaints: string[];
  /** A second browser, as somebody else has it. */
  anotherContext: BrowserContext;
};

export const test = base.extend<Fixtures>({
  baseURL: async ({}, use, { parallelIndex, project }) => {
    const consoles = { nginx: nginx.consoles, caddy: caddy.consoles }[project.name] ?? standIns;
    await use(consoles[parallelIndex]);
  },
  standIn: [
    async ({ playwright }, use, { parallelIndex }) => {
      const http = await playwright.request.newContext({ baseURL: standIns[parallelIndex] });
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
  complaints: async ({ expectedComplaints }, use) => {
    const complaints: string[] = [];
    await use(complaints);
    const expected = (text: string) =>
      !text.startsWith(VIOLATION) && [KNOWN, ...expectedComplaints].some((known) => known.test(text));
    const unexpected = complaints.filter((text) => !expected(text));
    expect(unexpected, 'the browser had nothing to complain about').toEqual([]);
  },
  context: async ({ context, complaints }, use) => {
    await watch(context, complaints);
    await use(context);
  },
  // What a test does to answers may be under way when it ends.
  page: async ({ page }, use) => {
    await use(page);
    if (!page.isClosed()) await page.unrouteAll({ behavior: 'ignoreErrors' });
  },
  anotherContext: async ({ browser, baseURL, complaints }, use) => {
    const context = await browser.newContext({ baseURL });
    await watch(context, complaints);
    await use(context);
    await context.close();
  },
});

/** Takes down what browsers complain of in pages of the context. */
async function watch(context: BrowserContext, complaints: string[]) {
  context.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  context.on('weberror', (error) => complaints.push(String(error.error())));
  await context.addInitScript((violation) => {
    addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sourceFile, lineNumber }) => {
      console.error(violation, effectiveDirective, blockedURI, sourceFile, lineNumber);
    });
  }, VIOLATION);
}

/** Signs in on the page that is open, or on the address given. */
export async function signIn(page: Page, address: string | null = './', user = 'demo') {
  if (address !== null) await page.goto(address);
  await page.getByRole('textbox', { name: 'Username' }).fill(user);
  await page.getByRole('textbox', { name: 'Password' }).fill(user);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Sign out' }).first()).toBeVisible();
}

/** What is looked for in each of several elements: never from a part of the page. */
function inner(scope: Scope) {
  return 'page' in scope ? scope.page() : scope;
}

/** The data rows of the list. */
export function rows(scope: Scope) {
  return scope.getByRole('row').filter({ has: inner(scope).getByRole('link') });
}

/** The row of the peering with that name. */
export function row(scope: Scope, name: string) {
  return rows(scope).filter({ has: inner(scope).getByRole('link', { name, exact: true }) });
}
