// What is left in memory: the JavaScript heap as the browser's profiler takes
// it, and all of the program's own memory, byte by byte.
import { expect, rows, signIn, test } from '../support/fixtures';
import { fields } from '../support/forms';
import type { CDPSession, Page } from '@playwright/test';

const SECRET = 'Correct-horse-71c0-battery';
const ENCODED = Buffer.from(`demo:${SECRET}`).toString('base64');
const TOKEN = 'ucat_01Scanned4Nowhere7Found';
const LINK = 'hel-app to fra-db';

/** Lets the page tell of every memory that a WebAssembly program has. */
async function keepMemories(page: Page) {
  await page.addInitScript(() => {
    const held: WebAssembly.Memory[] = [];
    Object.assign(window, { heldMemories: held });
    for (const name of ['instantiate', 'instantiateStreaming'] as const) {
      const real = WebAssembly[name] as (...args: unknown[]) => Promise<WebAssembly.WebAssemblyInstantiatedSource>;
      WebAssembly[name] = (async (...args: unknown[]) => {
        const made = await real.apply(WebAssembly, args);
        const exported = Object.values((made.instance ?? made).exports);
        held.push(...exported.filter((value) => value instanceof WebAssembly.Memory));
        return made;
      }) as never;
    }
  });
}

/** Which of the texts are in the program's memory. */
async function inMemory(page: Page, texts: string[]) {
  return page.evaluate((texts) => {
    const { heldMemories } = window as unknown as { heldMemories: WebAssembly.Memory[] };
    if (heldMemories.length === 0) throw new Error('no memory was seen');
    const holds = (bytes: Uint8Array, text: string) => {
      const wanted = new TextEncoder().encode(text);
      for (let at = bytes.indexOf(wanted[0]); at >= 0; at = bytes.indexOf(wanted[0], at + 1)) {
        if (wanted.every((byte, place) => bytes[at + place] === byte)) return true;
      }
      return false;
    };
    const all = heldMemories.map((memory) => new Uint8Array(memory.buffer));
    return texts.filter((text) => all.some((bytes) => holds(bytes, text)));
  }, texts);
}

/** Which of the texts are in the heap, after everything that can be was collected. */
async function inHeap(session: CDPSession, texts: string[]) {
  await session.send('HeapProfiler.collectGarbage');
  const pieces: string[] = [];
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => pieces.push(chunk));
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  session.removeAllListeners('HeapProfiler.addHeapSnapshotChunk');
  const snapshot = pieces.join('');
  expect(snapshot.length, 'a whole snapshot').toBeGreaterThan(1_000_000);
  return texts.filter((text) => snapshot.includes(text));
}

/** Types like a person: a whole text given to the browser at once would be left in its own heap. */
async function type(page: Page, field: string, text: string) {
  await page.getByRole('textbox', { name: field }).focus();
  await page.keyboard.type(text);
}

for (const way of ['password', 'token'] as const) {
  test(`S-01: nothing of the ${way} is in memory after signing out`, async ({ page, context }) => {
    await keepMemories(page);
    // The stand-in knows only guessable secrets, so one is put in their place on the way.
    await page.route('**/1.3/**', (route) => {
      const headers = { ...route.request().headers(), authorization: `Basic ${btoa('demo:demo')}` };
      return route.continue({ headers });
    });
    await page.goto('./');
    if (way === 'password') {
      await type(page, 'Username', 'demo');
      await type(page, 'Password', SECRET);
    } else {
      await page.getByRole('radio', { name: 'Token' }).check();
      await type(page, 'API token', TOKEN);
    }
    await page.keyboard.press('Enter');
    await expect(rows(page).first()).toBeVisible();
    await expect(page.getByRole('button', { name: /^Session of/ })).toBeVisible();
    const secrets = way === 'password' ? [SECRET, ENCODED] : [TOKEN];
    expect(await inMemory(page, secrets), 'the scan finds what is there').not.toEqual([]);

    await page.getByRole('link', { name: LINK, exact: true }).click();
    await expect(page.getByRole('heading', { name: LINK, level: 1 })).toBeVisible();
    const session = await context.newCDPSession(page);
    expect(await inHeap(session, [LINK]), 'and so does the other one').toEqual([LINK]);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeEnabled();

    expect(await inHeap(session, [...secrets, LINK])).toEqual([]);
    expect(await inMemory(page, [...secrets, LINK])).toEqual([]);
  });
}

test('S-05: a locked console has nothing of the account in memory but what was typed', async ({ page, context }) => {
  await keepMemories(page);
  await signIn(page);
  await page.getByRole('link', { name: LINK, exact: true }).click();
  await page.getByRole('link', { name: 'Peerings', exact: true }).first().click();
  await page.getByRole('link', { name: 'New peering' }).click();
  await type(page, 'Name', 'typed-before-the-lock');
  await expect(fields(page).local).toBeVisible();
  const held = ['hel-app to fra-db', 'fra-db to hel-app', 'hel-sandbox'];
  expect(await inMemory(page, held)).toEqual(held);
  await page.getByRole('button', { name: /^Session of/ }).click();
  await page.getByRole('button', { name: 'Lock', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeEnabled();
  const session = await context.newCDPSession(page);
  const encoded = Buffer.from('demo:demo').toString('base64');
  expect(await inHeap(session, [...held, encoded])).toEqual([]);
  expect(await inMemory(page, [...held, encoded])).toEqual([]);
  expect(await inMemory(page, ['typed-before-the-lock'])).toEqual(['typed-before-the-lock']);
});
