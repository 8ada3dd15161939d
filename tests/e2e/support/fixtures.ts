// What every test starts from: a fresh stand-in API, and a page in which unexpected
// errors and warnings fail the test.
import { test as base, expect, type BrowserContext, type Locator, type Page } from '@playwright/test';
import { FIREFOX_ABORTED } from './engine';
import { caddy, nginx, standIns } from './servers';
import { StandIn } from './stand-in';

export { expect };

/** The prefix of complaints that no test may expect. */
const VIOLATION = 'Violation of the Content-Security-Policy:';

/** A page, or the part of it that contains a console. */
export type Scope = Page | Locator;

type Fixtures = {
  standIn: StandIn;
  /** Complaints that a test expects, such as about a refused request. */
  expectedComplaints: RegExp[];
  /** The browser's complaints so far. Unexpected ones fail the test at its end. */
  complaints: string[];
  /** A second browser profile, as another person uses. */
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
  // Chromium reports each answer with an error status, and each broken connection.
  expectedComplaints: async ({}, use) => use([/Failed to load resource/]),
  complaints: async ({ expectedComplaints, browserName }, use) => {
    const complaints: string[] = [];
    await use(complaints);
    const usual = browserName === 'firefox' ? [FIREFOX_ABORTED] : [];
    const expected = (text: string) =>
      !text.startsWith(VIOLATION) && [...usual, ...expectedComplaints].some((pattern) => pattern.test(text));
    const unexpected = complaints.filter((text) => !expected(text));
    expect(unexpected, 'no errors or warnings in the browser').toEqual([]);
  },
  context: async ({ context, complaints }, use) => {
    await recordComplaints(context, complaints);
    await use(context);
  },
  // A route handler of the test may still be running when the test ends.
  page: async ({ page }, use) => {
    await use(page);
    if (!page.isClosed()) await page.unrouteAll({ behavior: 'ignoreErrors' });
  },
  anotherContext: async ({ browser, baseURL, complaints }, use) => {
    const context = await browser.newContext({ baseURL });
    await recordComplaints(context, complaints);
    await use(context);
    await context.close();
  },
});

/** Records what the browser complains about in pages of the context. */
async function recordComplaints(context: BrowserContext, complaints: string[]) {
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

/** Signs in on the open page (`null`), or on the given address. */
export async function signIn(page: Page, address: string | null = './', user = 'demo') {
  if (address !== null) await page.goto(address);
  await submitCredentials(page, user);
  await expect(page.getByRole('button', { name: 'Sign out' }).first()).toBeVisible();
}

/** Fills in the sign-in form and submits it. */
export async function submitCredentials(scope: Scope, user = 'demo', password = user) {
  await scope.getByRole('textbox', { name: 'Username' }).fill(user);
  await scope.getByRole('textbox', { name: 'Password' }).fill(password);
  await scope.getByRole('button', { name: 'Sign in', exact: true }).click();
}

/** The button that opens the menu of the session. It appears with the lazily loaded pages. */
export function sessionMenu(page: Page) {
  return page.getByRole('button', { name: /^Session of/ });
}

/** The heading of the console's page. */
export function heading(scope: Scope) {
  return scope.getByRole('heading', { level: 1 });
}

/** Presses Tab until the element has the focus. */
export async function tabTo(page: Page, target: Locator, { most = 40, key = 'Tab' } = {}) {
  for (let presses = 0; presses < most; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  await expect(target, `reached with ${most} presses of ${key}`).toBeFocused();
}

/** Reads a value until two successive reads, 100 ms apart, are equal; returns it. */
export async function settled<T>(read: () => Promise<T>): Promise<T> {
  let last: T | undefined;
  const isStable = async () => {
    const before = last;
    last = await read();
    return last === before;
  };
  await expect.poll(isStable, { intervals: [100] }).toBe(true);
  return last as T;
}

/** The root for locators that are matched within other elements. */
function root(scope: Scope) {
  return 'page' in scope ? scope.page() : scope;
}

/** The data rows of the list. */
export function rows(scope: Scope) {
  return scope.getByRole('row').filter({ has: root(scope).getByRole('link') });
}

/** The row of the peering with that name. */
export function row(scope: Scope, name: string) {
  return rows(scope).filter({ has: root(scope).getByRole('link', { name, exact: true }) });
}
