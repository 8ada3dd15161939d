// What is left in memory: a snapshot of the JavaScript heap, and the program's own memory,
// byte by byte.
import { expect, rows, sessionMenu, signIn, test } from '../support/fixtures';
import { fields } from '../support/forms';
import { recordMemories } from '../support/memory';
import type { CDPSession, Page } from '@playwright/test';

const SECRET = 'Correct-horse-71c0-battery';
const ENCODED = Buffer.from(`demo:${SECRET}`).toString('base64');
const TOKEN = 'ucat_01Scanned4Nowhere7Found';
const LINK = 'hel-app to fra-db';

/** Which of the texts are in the program's memory. */
async function inMemory(page: Page, texts: string[]) {
  return page.evaluate((texts) => {
    const { memories } = window as unknown as { memories: WebAssembly.Memory[] };
    if (memories.length === 0) throw new Error('no memory was found');
    const holds = (bytes: Uint8Array, text: string) => {
      const wanted = new TextEncoder().encode(text);
      for (let at = bytes.indexOf(wanted[0]); at >= 0; at = bytes.indexOf(wanted[0], at + 1)) {
        if (wanted.every((byte, index) => bytes[at + index] === byte)) return true;
      }
      return false;
    };
    const all = memories.map((memory) => new Uint8Array(memory.buffer));
    return texts.filter((text) => all.some((bytes) => holds(bytes, text)));
  }, texts);
}

/** Which of the texts are in the heap after a garbage collection. */
async function inHeap(session: CDPSession, texts: string[]) {
  await session.send('HeapProfiler.collectGarbage');
  const pieces: string[] = [];
  const record = ({ chunk }: { chunk: string }) => pieces.push(chunk);
  session.on('HeapProfiler.addHeapSnapshotChunk', record);
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  session.off('HeapProfiler.addHeapSnapshotChunk', record);
  const snapshot = pieces.join('');
  expect(snapshot.length, 'the size of the snapshot').toBeGreaterThan(1_000_000);
  return texts.filter((text) => snapshot.includes(text));
}

/** Types key by key: the browser would keep a text that is filled in at once in its own heap. */
async function type(page: Page, field: string, text: string) {
  await page.getByRole('textbox', { name: field }).focus();
  await page.keyboard.type(text);
}

for (const method of ['password', 'token'] as const) {
  test(`S-01: the ${method} is not in memory after signing out`, async ({ page, context }) => {
    await recordMemories(page);
    // The stand-in accepts simple secrets only, so the request is rewritten.
    await page.route('**/1.3/**', (route) => {
      const headers = { ...route.request().headers(), authorization: `Basic ${btoa('demo:demo')}` };
      return route.continue({ headers });
    });
    await page.goto('./');
    if (method === 'password') {
      await type(page, 'Username', 'demo');
      await type(page, 'Password', SECRET);
    } else {
      await page.getByRole('radio', { name: 'Token' }).check();
      await type(page, 'API token', TOKEN);
    }
    await page.keyboard.press('Enter');
    await expect(rows(page).first()).toBeVisible();
    await expect(sessionMenu(page)).toBeVisible();
    const secrets = method === 'password' ? [SECRET, ENCODED] : [TOKEN];
    expect(await inMemory(page, secrets), 'the scan finds secrets before signing out').not.toEqual([]);

    await page.getByRole('link', { name: LINK, exact: true }).click();
    await expect(page.getByRole('heading', { name: LINK, level: 1 })).toBeVisible();
    const session = await context.newCDPSession(page);
    expect(await inHeap(session, [LINK]), 'so does the search of the heap').toEqual([LINK]);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeEnabled();

    expect(await inHeap(session, [...secrets, LINK])).toEqual([]);
    expect(await inMemory(page, [...secrets, LINK])).toEqual([]);
  });
}

test('S-05: a locked console has nothing of the account in memory except what was typed', async ({ page, context }) => {
  await recordMemories(page);
  await signIn(page);
  await page.getByRole('link', { name: LINK, exact: true }).click();
  await page.getByRole('link', { name: 'Peerings', exact: true }).first().click();
  await page.getByRole('link', { name: 'New peering' }).click();
  await type(page, 'Name', 'typed-before-the-lock');
  await expect(fields(page).local).toBeVisible();
  const names = ['hel-app to fra-db', 'fra-db to hel-app', 'hel-sandbox'];
  await expect.poll(() => inMemory(page, names)).toEqual(names);
  await sessionMenu(page).click();
  await page.getByRole('button', { name: 'Lock', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeEnabled();
  const session = await context.newCDPSession(page);
  const encoded = Buffer.from('demo:demo').toString('base64');
  expect(await inHeap(session, [...names, encoded])).toEqual([]);
  expect(await inMemory(page, [...names, encoded])).toEqual([]);
  expect(await inMemory(page, ['typed-before-the-lock'])).toEqual(['typed-before-the-lock']);
});
