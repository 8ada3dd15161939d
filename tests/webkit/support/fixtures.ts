// What every test starts from: a fresh stand-in, and a window in which unexpected errors
// and warnings fail the test.
import { readFileSync } from 'node:fs';
import { expect, test as base } from '../../e2e/support/fixtures';
import { StandIn } from '../../e2e/support/stand-in';
import { WebKit } from './driver';

export { expect };

/** An environment variable that `cargo xtask` sets. */
function given(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run these tests by \`cargo xtask e2e --webkit\``);
  return value;
}

export const CONSOLE = given('CONSOLE_URL');
export const PORTAL = given('PORTAL_URL');
/** The folder from which nginx serves the console. */
export const SITE = `${given('SERVER_FOLDERS')}/site`;
/** What nginx writes about each answer. */
export const LOG = `${given('SERVER_FOLDERS')}/nginx/logs/peerings.access.log`;
/** Where pictures of all pages go, if somebody wants to look at them. */
export const PICTURES = process.env.WEBKIT_PICTURES;

const complaintsSoFar = () => readFileSync(given('WEBKIT_COMPLAINTS'), 'utf8').split('\n').filter((line) => line !== '');

type Fixtures = {
  /** The stand-in behind the portal instead of that behind the console. */
  inPortal: boolean;
  isDark: boolean;
  webkit: WebKit;
};

export const test = base.extend<Fixtures>({
  inPortal: [false, { option: true }],
  isDark: [false, { option: true }],
  expectedComplaints: async ({}, use) => use([]),
  standIn: async ({ playwright, inPortal }, use) => {
    const baseURL = given(inPortal ? 'PORTAL_STAND_IN_URL' : 'STAND_IN_URL');
    const http = await playwright.request.newContext({ baseURL });
    const standIn = new StandIn(http);
    await standIn.reset();
    await use(standIn);
    await http.dispose();
  },
  webkit: async ({ isDark, expectedComplaints }, use, info) => {
    const earlier = complaintsSoFar().length;
    const args = ['--complaints', given('WEBKIT_COMPLAINTS'), ...(isDark ? ['--dark'] : [])];
    const webkit = await WebKit.open(given('WEBKIT_DRIVER_URL'), given('WEBKIT_WINDOW'), args);
    await use(webkit);
    if (info.status !== info.expectedStatus) await webkit.screenshot(info.outputPath('page.png'));
    await webkit.close();
    const unexpected = complaintsSoFar().slice(earlier).filter((line) => !expectedComplaints.some((pattern) => pattern.test(line)));
    expect(unexpected, 'no errors or warnings in the page').toEqual([]);
  },
});
