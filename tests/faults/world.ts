// A console in the browser, the stand-in behind it, and the model of what that
// must hold: what operations work with, and what is checked after each.
import type { BrowserContext, Page } from '@playwright/test';
import { expect } from '../e2e/support/fixtures';
import { DOUBT } from '../e2e/support/forms';
import type { StandIn } from '../e2e/support/stand-in';
import { Model } from './model';
import type { Random } from './random';
import { note, read, tidyUp, type Screen } from './screen';
import { WAYS, WELL, onVerb, type Told, type Way } from './fault-kinds';

export const LIST = '/1.3/network-peering';

/** The longest that anything may take here, in milliseconds of the real clock. */
const PATIENCE = 15_000;
/** After so many looks at an unchanged screen the console's clock is pushed on. */
const LOOKS = 4;
/** So often the clock waits for a request, until that seems to need the time itself. */
const HELD = 20;
/** Whoever does nothing for longer may be asked for credentials, in milliseconds. */
const ALONE = 13 * 60_000;
/** So may whoever signed in longer ago than this. */
const LONGEST_SESSION = 7 * 3_600_000;

/** Which requests something goes wrong with. */
export type Target = { method: string; path: string; exact?: boolean; times?: number };

export class World {
  /** Writes that the user has asked for and that may not have been sent yet, by verb. */
  readonly allowed: Record<string, number> = {};
  /** Whether credentials may be asked for. */
  mayAsk = false;
  /** What the browser complained about. */
  readonly complaints: string[] = [];
  /** How often each kind of fault was met. */
  readonly met = new Map<string, number>();
  private logged = 0;
  /** How many requests have not been answered yet. */
  private underWay = 0;
  /** The console's time since somebody signed in, as far as it was pushed on. */
  private elapsed = 0;

  private constructor(
    readonly page: Page,
    readonly context: BrowserContext,
    readonly standIn: StandIn,
    readonly random: Random,
    readonly model: Model,
  ) {}

  static async open(page: Page, context: BrowserContext, standIn: StandIn, random: Random): Promise<World> {
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
    await page.clock.install();
    await note(page);
    // The browser's own limit keeps the real time; this one keeps the page's.
    await page.addInitScript(() => {
      AbortSignal.timeout = (time) => {
        const controller = new AbortController();
        setTimeout(() => controller.abort(new DOMException('The time is up', 'TimeoutError')), time);
        return controller.signal;
      };
    });
    await page.goto('./');
    world.mayAsk = true;
    await world.until('the list', (screen) => (screen.rows && !screen.asksToSignIn ? true : null));
    return world;
  }

  /** Presses what has the focus or this, as somebody at the keyboard does. */
  async press(selector: string, key = 'Enter') {
    await this.page.locator(selector).first().press(key, { timeout: PATIENCE });
  }

  /** A way to go wrong for a request of this verb; most go well. */
  draw(method: string, without: string[] = []): Way {
    return onVerb(this.random.weighted(WAYS.filter(({ kind }) => !without.includes(kind))), method);
  }

  allow(method: string, count = 1) {
    this.allowed[method] = (this.allowed[method] ?? 0) + count;
  }

  /** Lets requests go wrong from now on. */
  async arm(way: Way, target: Target) {
    if (way.kind === '401') this.mayAsk = true;
    if (way.fault) await this.standIn.fault({ times: 1, ...target }, way.fault);
    if (way.browser === 'offline') await this.context.setOffline(true);
    if (way.browser === 'dns') await this.page.route('**/1.3/**', (route) => route.abort('namenotresolved'));
  }

  /** Ends that; answers whether anything did go wrong. */
  async disarm(way: Way): Promise<boolean> {
    if (way.browser === 'offline') await this.context.setOffline(false);
    if (way.browser === 'dns') await this.page.unroute('**/1.3/**');
    const met = way.browser !== undefined || (way.fault !== undefined && (await this.standIn.forgetFaults()) === 0);
    const kind = met ? way.kind : WELL.kind;
    this.met.set(kind, (this.met.get(kind) ?? 0) + 1);
    return met;
  }

  /** A write that may go wrong: what is told of it, and whether the server acted. */
  async attempt(way: Way, target: Target, press: () => Promise<void>): Promise<{ told: Told; acted: boolean }> {
    if (!way.browser) this.allow(target.method);
    await this.arm(way, target);
    await press();
    if (way.stalls) await this.outwait(way, target);
    const told = await this.until(`the outcome of ${target.method}`, outcome);
    const met = await this.disarm(way);
    const mayTell = met ? way.told : WELL.told;
    const seen = await this.screen();
    expect(mayTell, `what is told after ${met ? way.kind : 'no fault'}: ${JSON.stringify(seen)}`).toContain(told);
    return { told, acted: met ? way.acts : true };
  }

  /** Lets the time pass that an answer is waited for, once the request has arrived. */
  async outwait({ acts }: Way, { method, path }: Target) {
    const arrived = { timeout: PATIENCE, intervals: [20] };
    await expect.poll(() => this.standIn.faultsLeft(), arrived).toBe(0);
    // What is given up while the server still reads it is not acted upon.
    const isAnswered = async () => {
      const log = await this.standIn.requests(this.logged);
      return log.some((request) => request.method === method && request.path.startsWith(path));
    };
    if (acts) await expect.poll(isAnswered, arrived).toBe(true);
    await this.page.clock.fastForward(31_000);
  }

  screen(): Promise<Screen> {
    return read(this.page);
  }

  /** Looks at the screen until it shows something; meanwhile the console's time passes. */
  async until<T>(what: string, find: (screen: Screen) => T | null, push = 1_000, signsIn = true): Promise<T> {
    const begin = Date.now();
    let pushed = 0;
    let held = 0;
    for (let looks = 1; ; looks += 1) {
      const screen = await this.screen();
      if (signsIn && screen.asksToSignIn && find(screen) === null) {
        expect(this.mayAsk, `credentials are asked for without a reason, before ${what}`).toBe(true);
        if (!screen.busy.length) await this.signIn();
      }
      const found = find(screen);
      if (found !== null) return found;
      if (Date.now() - begin > PATIENCE) throw new Error(`${what} does not come: ${JSON.stringify(screen, null, 1)}`);
      if (looks % LOOKS !== 0) continue;
      // While one is under way, a request's time would be up too early.
      held = this.underWay > 0 && held < HELD ? held + 1 : 0;
      // Not for so long that nobody seems to be there any more.
      if (held === 0 && pushed + push < ALONE) {
        await this.leap(push);
        pushed += push;
      }
    }
  }

  /** Lets the console's time pass until no fault is left that no request has met. */
  async untilMet() {
    for (let looks = 1; (await this.standIn.faultsLeft()) > 0; looks += 1) {
      if (looks > 400) throw new Error('the request that is to go wrong is not sent');
      const { asksToSignIn, busy } = await this.screen();
      if (asksToSignIn && !busy.length) await this.signIn();
      if (looks % LOOKS === 0) await this.leap(5_000);
    }
  }

  /** Lets the console's time pass. Long absences, and long sessions, may end in a sign-in. */
  async leap(time: number) {
    this.elapsed += time;
    if (time > ALONE || this.elapsed > LONGEST_SESSION) this.mayAsk = true;
    await this.page.clock.fastForward(time);
  }

  /** Signs in where that is asked for, in the page or over it. */
  async signIn() {
    await this.typeCredentials();
    await this.until('the end of signing in', (screen) => (screen.asksToSignIn ? null : true), 1_000, false);
    this.mayAsk = false;
    this.elapsed = 0;
  }

  /** Fills the form to sign in with, and sends it. */
  async typeCredentials() {
    const form = this.page.locator('form.sign-in:visible');
    const user = form.locator('input[name=username]');
    if ((await user.inputValue()) !== 'demo') await user.fill('demo');
    await form.locator('input[name=password]').fill('demo');
    await form.locator('input[name=password]').press('Enter');
  }

  /** The pointer instead of a key, which goes astray where a new page's heading just takes the focus. */
  async clickLogo() {
    const logo = this.page.locator('a.logo');
    try {
      await logo.click({ timeout: 3_000 });
    } catch (error) {
      // A reading that came first may have ended the session.
      if (!this.mayAsk || !(await this.screen()).asksToSignIn) throw error;
      await this.signIn();
      await logo.click();
    }
  }

  /** Goes to the list. */
  async toList() {
    await this.clickLogo();
    const left = (screen: Screen) => {
      if (screen.dialog === 'Leave without saving?') return 'asked' as const;
      return screen.rows && screen.path === '/peerings' ? ('there' as const) : null;
    };
    if ((await this.until('the list', left)) === 'asked') {
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

  /** Ends an operation: everything that must hold after each. */
  async settle() {
    await tidyUp(this.page);
    // Somebody is there.
    await this.page.keyboard.press('Shift');
    const { peerings } = await this.standIn.state();
    expect(this.model.differences(peerings), 'what the server holds').toEqual([]);
    await this.countWrites();
    await this.until('a screen that agrees with the server', (screen) => this.agrees(screen) || null, 31_000);
    expect(this.complaints, 'the browser has nothing to complain about').toEqual([]);
  }

  /** Whether the screen is at rest and says what the server holds. */
  agrees({ rows, facts, path, busy, warnings, asksToSignIn, dialog }: Screen): boolean {
    if (busy.length || warnings.length || asksToSignIn || dialog) return false;
    if (rows) {
      const filtered = this.page.url().includes('label=');
      const expected = this.model.held.map((held) => `${held.uuid} ${held.name.trim()} ${this.model.state(held)} ${held.status}`);
      const shown = rows.map(({ uuid, name, state, status }) => `${uuid} ${name} ${state} ${status}`);
      return filtered || JSON.stringify(shown.sort()) === JSON.stringify(expected.sort());
    }
    if (facts) {
      const held = this.model.held.find(({ uuid }) => path.endsWith(uuid));
      const names = held?.labels.every(({ key, value }) => facts.labels.includes(key) && facts.labels.includes(value));
      return !!held && facts.name === held.name && facts.status === held.status && facts.state === this.model.state(held) && !!names;
    }
    return true;
  }

  /** No write has reached the server that nobody asked for. */
  private async countWrites() {
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

/** What the screen says became of the one thing that is under way. */
export function outcome(screen: Screen): Told | null {
  if (screen.asksToSignIn) return 'asked';
  if (screen.busy.length) return null;
  const [alert] = screen.alerts;
  if (alert) return /Somebody else changed/.test(alert) ? 'conflict' : DOUBT.test(alert) ? 'doubt' : 'refused';
  return screen.notices.length ? 'success' : null;
}
