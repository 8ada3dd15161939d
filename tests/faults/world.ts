// The console in a browser, the stand-in behind it, and the model of what the server
// must hold: what operations work with, and what is checked after each.
import { installClock } from '../e2e/support/clock';
import { expect } from '../e2e/support/fixtures';
import { OUTCOME_UNKNOWN } from '../e2e/support/forms';
import type { StandIn } from '../e2e/support/stand-in';
import type { BrowserContext, Page } from '@playwright/test';
import { Model } from './model';
import type { Random } from './random';
import { SessionBarrier } from './session-barrier';
import { dismissNotices, readScreen, recordNotices, type Screen } from './screen';
import { NO_FAULT, forMethod, type Report, type FaultCase } from './fault-kinds';
import type { ServedFiles } from './upgrade';

/** The longest that anything may take, in milliseconds of real time. */
const TIMEOUT = 15_000;
/** How often the screen is read before the console's clock is advanced. */
const READS_BEFORE_ADVANCE = 4;
/** How often the clock waits for a pending request, which may itself need time to pass. */
const MAX_REQUEST_WAITS = 20;
/** After being idle for longer, the user may have to sign in again; in milliseconds. */
const IDLE_LIMIT = 13 * 60_000;
/** After a session longer than this, too. */
const LONGEST_SESSION = 7 * 3_600_000;

/** Which requests meet the fault. */
export type Target = { method: string; path: string; exact?: boolean; times?: number };

export class World {
  /** How many writes the user has requested, by method; some may not have been sent. */
  readonly allowed: Record<string, number> = {};
  /** Whether the console may ask for credentials. */
  mayAskToSignIn = false;
  /** Errors that the browser reported. */
  readonly complaints: string[] = [];
  /** How often each kind of fault was met. */
  readonly met = new Map<string, number>();
  /** The console's files, on a day on which they are replaced. */
  files?: ServedFiles;
  private logged = 0;
  private readonly barrier: SessionBarrier;
  /** The number of unanswered requests. */
  private underWay = 0;
  /** By how much the clock was advanced since the last sign-in. */
  private elapsed = 0;

  private constructor(
    readonly page: Page,
    readonly context: BrowserContext,
    readonly standIn: StandIn,
    readonly random: Random,
    readonly model: Model,
  ) {
    this.barrier = new SessionBarrier(standIn);
  }

  static async open(page: Page, context: BrowserContext, standIn: StandIn, random: Random, prepare?: (world: World) => Promise<void>): Promise<World> {
    await standIn.reset({ scenario: 'empty' });
    const { networks } = await standIn.state();
    const world = new World(page, context, standIn, random, new Model(networks, 'demo'));
    page.on('pageerror', (error) => world.complaints.push(String(error)));
    page.on('console', (message) => {
      if (/panicked|unreachable/.test(message.text())) world.complaints.push(message.text());
    });
    page.on('request', () => (world.underWay += 1));
    page.on('requestfinished', () => (world.underWay -= 1));
    page.on('requestfailed', () => (world.underWay -= 1));
    await installClock(page);
    await recordNotices(page);
    await prepare?.(world);
    await page.goto('./');
    world.mayAskToSignIn = true;
    await world.until('the list', (screen) => (screen.rows && !screen.asksToSignIn ? true : null));
    return world;
  }

  /** Presses a key on the first element that matches. */
  async press(selector: string, key = 'Enter') {
    await this.page.locator(selector).first().press(key, { timeout: TIMEOUT });
  }

  /** A random fault for a request with this method; most requests meet none. */
  draw(method: string, cases: FaultCase[]): FaultCase {
    return forMethod(this.random.weighted(cases), method);
  }

  allow(method: string, count = 1) {
    this.allowed[method] = (this.allowed[method] ?? 0) + count;
  }

  /** Makes requests meet the fault from now on. */
  async arm(faultCase: FaultCase, target: Target) {
    if (faultCase.kind === '401') this.mayAskToSignIn = true;
    if (faultCase.fault) await this.standIn.fault({ times: 1, ...target }, faultCase.fault);
    if (faultCase.browser === 'offline') await this.context.setOffline(true);
    if (faultCase.browser === 'dns') await this.page.route('**/1.3/**', (route) => route.abort('namenotresolved'));
  }

  /** Ends that; returns whether a request met the fault. */
  async disarm(faultCase: FaultCase): Promise<boolean> {
    if (faultCase.browser === 'offline') await this.context.setOffline(false);
    if (faultCase.browser === 'dns') await this.page.unroute('**/1.3/**');
    const met = faultCase.browser !== undefined || (faultCase.fault !== undefined && (await this.standIn.forgetFaults()) === 0);
    const kind = met ? faultCase.kind : NO_FAULT.kind;
    this.met.set(kind, (this.met.get(kind) ?? 0) + 1);
    return met;
  }

  /** Attempts a write: returns what the console reports, and whether the server acted. */
  async attempt(faultCase: FaultCase, target: Target, press: () => Promise<void>): Promise<{ report: Report; acted: boolean }> {
    if (!faultCase.browser) this.allow(target.method);
    await this.arm(faultCase, target);
    await press();
    if (faultCase.stalls) await this.waitOut(faultCase, target);
    const report = await this.until(`the outcome of ${target.method}`, outcome);
    const met = await this.disarm(faultCase);
    const allowedReports = met ? faultCase.reports : NO_FAULT.reports;
    const seen = await this.screen();
    expect(allowedReports, `the report after ${met ? faultCase.kind : 'no fault'}: ${JSON.stringify(seen)}`).toContain(report);
    return { report, acted: met ? faultCase.acts : true };
  }

  /** Advances the clock past the timeout, once the request has arrived. */
  async waitOut({ acts }: FaultCase, { method, path }: Target) {
    const arrived = { timeout: TIMEOUT, intervals: [20] };
    await expect.poll(() => this.standIn.faultsLeft(), arrived).toBe(0);
    // The server ignores a request that is aborted before it was read.
    const isAnswered = async () => {
      const log = await this.standIn.requests(this.logged);
      return log.some((request) => request.method === method && request.path.startsWith(path));
    };
    if (acts) await expect.poll(isAnswered, arrived).toBe(true);
    await this.page.clock.fastForward(31_000);
  }

  screen(): Promise<Screen> {
    return readScreen(this.page);
  }

  /** Reads the screen until it shows something, and advances the console's clock meanwhile. */
  async until<T>(what: string, find: (screen: Screen) => T | null, push = 1_000, signsIn = true): Promise<T> {
    const begin = Date.now();
    let pushed = 0;
    let requestWaits = 0;
    for (let looks = 1; ; looks += 1) {
      const screen = await this.screen();
      if (signsIn && screen.asksToSignIn && find(screen) === null) {
        expect(this.mayAskToSignIn, `the console asks for credentials without a reason, before ${what}`).toBe(true);
        if (!screen.busy.length) await this.signIn();
      }
      const found = find(screen);
      if (found !== null) return found;
      if (Date.now() - begin > TIMEOUT) throw new Error(`${what} did not appear: ${JSON.stringify(screen, null, 1)}`);
      if (looks % READS_BEFORE_ADVANCE !== 0) continue;
      // A pending request would time out too early.
      requestWaits = this.underWay > 0 && requestWaits < MAX_REQUEST_WAITS ? requestWaits + 1 : 0;
      // Not so long that the user would seem to be away.
      if (requestWaits === 0 && pushed + push < IDLE_LIMIT) {
        await this.advanceClock(push);
        pushed += push;
      }
    }
  }

  /** Advances the console's clock until requests have met all faults. */
  async untilMet() {
    for (let looks = 1; (await this.standIn.faultsLeft()) > 0; looks += 1) {
      if (looks > 400) throw new Error('the request that should meet the fault is not sent');
      const { asksToSignIn, busy } = await this.screen();
      if (asksToSignIn && !busy.length) await this.signIn();
      if (looks % READS_BEFORE_ADVANCE === 0) await this.advanceClock(5_000);
    }
  }

  /** Advances the console's clock. After a long absence or session the user may have to sign in. */
  async advanceClock(time: number) {
    this.elapsed += time;
    if (time > IDLE_LIMIT || this.elapsed > LONGEST_SESSION) this.mayAskToSignIn = true;
    await this.page.clock.fastForward(time);
  }

  /** Reloads the page, which ends the session. */
  async reload() {
    this.mayAskToSignIn = true;
    await this.page.reload();
  }

  /** Signs in where the console asks for it. */
  async signIn() {
    await this.typeCredentials();
    await this.until('the end of signing in', (screen) => (screen.asksToSignIn ? null : true), 1_000, false);
    this.mayAskToSignIn = false;
    this.elapsed = 0;
  }

  /** Fills in the sign-in form and submits it. */
  async typeCredentials() {
    const form = this.page.locator('form.sign-in:visible');
    const way = await this.barrier.nextWay();
    await form.locator(`input[name=way][value=${way}]`).check();
    const user = form.locator('input[name=username]');
    if (way === 'account' && (await user.inputValue()) !== 'demo') await user.fill('demo');
    const secret = form.locator(`input[name=${way === 'token' ? 'token' : 'password'}]`);
    await secret.fill(way === 'token' ? 'ucat_demo' : 'demo');
    await this.barrier.raise(this.underWay);
    await secret.press('Enter');
  }

  /** Uses the pointer: a key would be lost if a new page's heading takes the focus just then. */
  async clickLogo() {
    const logo = this.page.locator('a.logo');
    try {
      await logo.click({ timeout: 3_000 });
    } catch (error) {
      // An earlier poll may have ended the session.
      if (!this.mayAskToSignIn || !(await this.screen()).asksToSignIn) throw error;
      await this.signIn();
      await logo.click();
    }
  }

  async toList() {
    await this.clickLogo();
    const left = (screen: Screen) => {
      if (screen.dialog === 'Leave without saving?') return 'dialog' as const;
      return screen.rows && screen.path === '/peerings' ? ('list' as const) : null;
    };
    if ((await this.until('the list', left)) === 'dialog') {
      await this.press('dialog[open] button.danger');
      await this.until('the list', (screen) => (screen.rows && !screen.dialog ? true : null));
    }
  }

  /** Opens the page of a peering from the list. */
  async toDetail(uuid: string, wait = true) {
    if (new URL(this.page.url()).pathname.endsWith(uuid)) return;
    await this.toList();
    await this.press(`tr[data-row] a[href$="${uuid}"]`);
    if (wait) await this.until('the page of the peering', (screen) => (screen.facts ? true : null));
  }

  /** Checks what must hold after each operation. */
  async settle() {
    await dismissNotices(this.page);
    // Keeps the session from becoming idle.
    await this.page.keyboard.press('Shift');
    const { peerings } = await this.standIn.state();
    expect(this.model.differences(peerings), 'what the server holds').toEqual([]);
    await this.checkWriteCounts();
    await this.barrier.check();
    await this.until('a screen that agrees with the server', (screen) => this.agrees(screen) || null, 31_000);
    expect(this.complaints, 'no errors in the browser').toEqual([]);
  }

  /** Whether nothing is in progress and the screen shows what the server holds. */
  agrees({ rows, facts, path, busy, warnings, asksToSignIn, dialog }: Screen): boolean {
    if (busy.length || warnings.length || asksToSignIn || dialog) return false;
    if (rows) {
      const filtered = this.page.url().includes('label=');
      const expected = this.model.peerings.map((peering) => `${peering.uuid} ${peering.name.trim()} ${this.model.state(peering)} ${peering.status}`);
      const shown = rows.map(({ uuid, name, state, status }) => `${uuid} ${name} ${state} ${status}`);
      return filtered || JSON.stringify(shown.sort()) === JSON.stringify(expected.sort());
    }
    if (facts) {
      const peering = this.model.peerings.find(({ uuid }) => path.endsWith(uuid));
      const names = peering?.labels.every(({ key, value }) => facts.labels.includes(key) && facts.labels.includes(value));
      return !!peering && facts.name === peering.name && facts.status === peering.status && facts.state === this.model.state(peering) && !!names;
    }
    return true;
  }

  /** Checks that only requested writes have reached the server. */
  private async checkWriteCounts() {
    const fresh = await this.standIn.requests(this.logged);
    this.logged += fresh.length;
    const sent: Record<string, number> = {};
    for (const { method } of fresh) if (method !== 'GET') sent[method] = (sent[method] ?? 0) + 1;
    for (const [method, count] of Object.entries(sent)) {
      expect(count, `how many of ${method} reached the server: ${JSON.stringify(fresh)}`).toBeLessThanOrEqual(this.allowed[method] ?? 0);
    }
    for (const method of Object.keys(this.allowed)) this.allowed[method] = 0;
  }
}

/** What the screen reports about the one change in progress, once it is known. */
export function outcome(screen: Screen): Report | null {
  if (screen.asksToSignIn) return 'sign-in';
  if (screen.busy.length) return null;
  const [alert] = screen.alerts;
  if (alert) return /Somebody else changed/.test(alert) ? 'conflict' : OUTCOME_UNKNOWN.test(alert) ? 'unknown' : 'refused';
  return screen.notices.length ? 'success' : null;
}
