// A WebDriver client: as much of the protocol as these tests need.
import { writeFile } from 'node:fs/promises';
import { expect } from '../../e2e/support/fixtures';
import { find, type Query, type Wanted } from './in-page';

/** What is looked for: visible elements that match the selector and have this name, in
 * shadow roots too. */
export type Target = { css: string; name?: string | RegExp; within?: Target };

const KEYS = {
  Backspace: '\uE003',
  Control: '\uE009',
  Enter: '\uE007',
  Escape: '\uE00C',
  Space: ' ',
  Tab: '\uE004',
};
export type Key = keyof typeof KEYS;

/** How often the page is asked whether a condition holds. */
const POLLS = { intervals: [50] };

type Action = { type: string; [field: string]: unknown };

/** The queries of a target, the outermost first. */
function queries({ css, name, within }: Target): Query[] {
  const own = typeof name === 'string' ? { css, name } : { css, pattern: name?.source };
  return [...(within ? queries(within) : []), own];
}

/** A window of WebKit. */
export class WebKit {
  /** The frame that was entered. */
  private frame: Target | null = null;

  private constructor(private readonly session: string) {}

  /** Opens a window, which has nothing of those before it. */
  static async open(driver: string, binary: string, args: string[]) {
    const options = { binary, args };
    const alwaysMatch = { acceptInsecureCerts: true, 'webkitgtk:browserOptions': options };
    const { sessionId } = await call<{ sessionId: string }>('POST', `${driver}session`, { capabilities: { alwaysMatch } });
    return new WebKit(`${driver}session/${sessionId}`);
  }

  async close() {
    // The driver no longer finds the window that it has just closed.
    await call('DELETE', this.session).catch((error: Error) => {
      if (!error.message.includes('no such window')) throw error;
    });
  }

  async goto(url: string) {
    await this.post('url', { url });
  }

  async resize(width: number, height: number) {
    await this.post('window/rect', { width, height });
    await expect.poll(() => this.run(() => [innerWidth, innerHeight]), POLLS).toEqual([width, height]);
  }

  async screenshot(file: string) {
    // After a resize, what was drawn before is stretched for a moment.
    await this.run(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
    await writeFile(file, Buffer.from(await call<string>('GET', `${this.session}/screenshot`), 'base64'));
  }

  /** Continues in a frame of the page, or in the page itself. */
  async enter(frame: Target | null) {
    const id = frame && (await this.until(frame, () => this.find(frame, 'element')));
    await this.post('frame', { id });
    this.frame = frame;
  }

  /** Calls a function in the page, which can use nothing but its arguments. */
  async run<Args extends unknown[], Result>(call: (...args: Args) => Result, ...args: Args): Promise<Awaited<Result>> {
    const script = `return (${call}).apply(null, arguments);`;
    return (await this.post('execute/sync', { script, args })) as Awaited<Result>;
  }

  /** The texts of all that is found. */
  texts(target: Target): Promise<string[]> {
    return this.find(target, 'texts');
  }

  /** The text of the first that is found. */
  async text(target: Target): Promise<string | undefined> {
    return (await this.texts(target))[0];
  }

  /** The values of all fields that are found. */
  values(target: Target): Promise<string[]> {
    return this.find(target, 'values');
  }

  async count(target: Target): Promise<number> {
    return (await this.texts(target)).length;
  }

  async waitFor(target: Target, count = 1) {
    await expect.poll(() => this.count(target), { ...POLLS, message: described(target) }).toBe(count);
  }

  /** Clicks the only element that is found, once it can be clicked: enabled, at rest and
   * not covered. The driver's own click takes what is in shadow roots for covered. */
  async click(target: Target) {
    let last: string | undefined;
    const point = await this.until(target, async () => {
      const point = await this.find(target, 'point');
      const rests = point !== null && JSON.stringify(point) === last;
      last = JSON.stringify(point);
      return rests ? point : null;
    });
    const { left, top } = await this.origin();
    const actions = [
      { type: 'pointerMove', duration: 0, x: left + point.x, y: top + point.y },
      { type: 'pointerDown', button: 0 },
      { type: 'pointerUp', button: 0 },
    ];
    await this.act({ type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions });
  }

  /** Presses keys together, such as Control and k. */
  async press(...keys: (Key | string)[]) {
    const values = keys.map((key) => KEYS[key as Key] ?? key);
    const down = values.map((value) => ({ type: 'keyDown', value }));
    const up = values.toReversed().map((value) => ({ type: 'keyUp', value }));
    await this.act({ type: 'key', id: 'keys', actions: [...down, ...up] });
  }

  async type(text: string) {
    const actions = [...text].flatMap((value) => [
      { type: 'keyDown', value },
      { type: 'keyUp', value },
    ]);
    await this.act({ type: 'key', id: 'keys', actions });
  }

  /** Replaces what is in a field, as a user does. */
  async fill(field: Target, text: string) {
    await this.click(field);
    await this.press('Control', 'a');
    await (text ? this.type(text) : this.press('Backspace'));
    await expect.poll(() => this.values(field), POLLS).toEqual([text]);
  }

  /** Where the frame begins in the page: the driver measures from there, even in a frame. */
  private async origin() {
    const { frame } = this;
    if (!frame) return { left: 0, top: 0 };
    await this.enter(null);
    const origin = await this.run((css) => {
      const element = document.querySelector(css)!;
      const { left, top } = element.getBoundingClientRect();
      return { left: Math.round(left + element.clientLeft), top: Math.round(top + element.clientTop) };
    }, frame.css);
    await this.enter(frame);
    return origin;
  }

  private find<What extends keyof Wanted>(target: Target, wanted: What) {
    return this.run(find, queries(target), wanted) as Promise<Wanted[What]>;
  }

  private act(source: Action) {
    return this.post('actions', { actions: [source] });
  }

  /** Waits until there is a value. */
  private async until<T>(target: Target, read: () => Promise<T | null>): Promise<T> {
    let found: T | null = null;
    await expect
      .poll(async () => (found = await read()) !== null, { ...POLLS, message: `${described(target)} can be used` })
      .toBe(true);
    return found!;
  }

  private post(command: string, body: unknown): Promise<unknown> {
    return call('POST', `${this.session}/${command}`, body);
  }
}

function described({ css, name, within }: Target): string {
  return `${css} ${name ?? ''}${within ? ` in ${described(within)}` : ''}`;
}

async function call<T>(method: string, url: string, body?: unknown): Promise<T> {
  const answer = await fetch(url, { method, body: body === undefined ? undefined : JSON.stringify(body) });
  const { value } = await answer.json();
  if (!answer.ok) throw new Error(`${method} ${new URL(url).pathname}: ${value.error} ${value.message}`);
  return value;
}
