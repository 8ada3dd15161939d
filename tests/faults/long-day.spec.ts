// A console that is used for hours takes no more of the browser and of the server at their
// end than at their beginning (D8). FAULT_DAY_HOURS says for how many virtual hours.
import { expect, rows, sessionMenu, signIn, test } from '../e2e/support/fixtures';
import { installClock } from '../e2e/support/clock';
import { fields, leaveDialog } from '../e2e/support/forms';
import { filterBar, linksView, peeringsView } from '../e2e/support/list';
import { recordMemories } from '../e2e/support/memory';
import type { StandIn } from '../e2e/support/stand-in';
import type { CDPSession, Page } from '@playwright/test';

const HOURS = Number(process.env.FAULT_DAY_HOURS ?? 3);
/** The first hour fills what has a limit, such as the session log. */
const WARM_UP = 1;
/** A sign-out frees what belongs to the session, which would hide its growth. */
const HOURS_OF_SESSION = 6;
const STEP_IN_SECONDS = 20;
const LINK = 'hel-app to fra-db';

type Levels = { pages: number; heap: number; nodes: number; listeners: number; requests: number };

/** How much more than after the first hour is level, as a share and in addition to it. */
const TOLERANCES: Record<keyof Levels, [share: number, more: number]> = {
  pages: [0, 2],
  heap: [0.1, 500_000],
  nodes: [0, 20],
  listeners: [0, 5],
  requests: [0.05, 10],
};

/** Counts the requests of a page that are not answered yet. */
function underWay(page: Page) {
  let count = 0;
  page.on('request', () => (count += 1));
  page.on('requestfinished', () => (count -= 1));
  page.on('requestfailed', () => (count -= 1));
  return () => count;
}

/** What a user does once in an hour; everything that opens is closed again. */
async function work(page: Page) {
  await page.getByRole('link', { name: LINK, exact: true }).click();
  await expect(page.getByRole('region', { name: 'The other half' }).getByRole('link')).toBeVisible();
  await page.getByRole('link', { name: 'Modify' }).click();
  await fields(page).name.fill('typed');
  await page.getByRole('link', { name: 'Peerings', exact: true }).first().click();
  await leaveDialog(page).leave.click();
  await linksView(page).click();
  await expect(page.getByRole('table', { name: 'Links' })).toBeVisible();
  await peeringsView(page).click();
  await filterBar(page).text.fill('hel');
  await expect(filterBar(page).count).toContainText(' of ');
  await filterBar(page).text.fill('');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: /Search/ }).fill('fra');
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'New peering' }).first().click();
  await expect(fields(page).name).toBeVisible();
  await page.getByRole('link', { name: 'Peerings', exact: true }).first().click();
  await expect(page.getByRole('link', { name: LINK, exact: true })).toBeVisible();
}

async function levels(page: Page, session: CDPSession, standIn: StandIn, from: number): Promise<Levels> {
  await session.send('HeapProfiler.collectGarbage');
  const { nodes, jsEventListeners: listeners } = await session.send('Memory.getDOMCounters');
  const { usedSize: heap } = await session.send('Runtime.getHeapUsage');
  const pages = await page.evaluate(() => {
    const { memories } = window as unknown as { memories: WebAssembly.Memory[] };
    return memories.reduce((sum, memory) => sum + memory.buffer.byteLength / 65_536, 0);
  });
  return { pages, heap, nodes, listeners, requests: (await standIn.requests(from)).length };
}

test(`S-24 D8: after ${HOURS} virtual hours memory, nodes, listeners and requests an hour are level`, async ({ page, context, standIn }) => {
  test.setTimeout(30_000 + HOURS * 15_000);
  await standIn.reset({ scenario: 'company' });
  await standIn.endTransitions();
  await recordMemories(page);
  await installClock(page);
  const pending = underWay(page);
  await signIn(page);
  await expect(sessionMenu(page)).toBeVisible();
  const session = await context.newCDPSession(page);
  const hours: Levels[] = [];
  for (let hour = 1; hour <= HOURS; hour += 1) {
    const from = (await standIn.requests()).length;
    for (let seconds = 0; seconds < 3600; seconds += STEP_IN_SECONDS) {
      await page.clock.fastForward(STEP_IN_SECONDS * 1000);
      await expect.poll(pending, { intervals: [5, 10, 20] }).toBe(0);
      if (seconds % 600 === 0) await page.keyboard.press('Shift');
    }
    await work(page);
    await expect.poll(pending, { intervals: [5, 10, 20] }).toBe(0);
    hours.push(await levels(page, session, standIn, from));
    if (hour % HOURS_OF_SESSION === 0) {
      await page.getByRole('button', { name: 'Sign out' }).first().click();
      await signIn(page, null);
      await expect(rows(page).first()).toBeVisible();
    }
  }
  test.info().annotations.push({ type: 'hours', description: JSON.stringify(hours) });
  const begin = hours[WARM_UP]!;
  const end = hours.at(-1)!;
  for (const [what, [share, more]] of Object.entries(TOLERANCES) as [keyof Levels, [number, number]][]) {
    const limit = begin[what] * (1 + share) + more;
    expect(end[what], `${what}, hour by hour: ${hours.map((level) => level[what]).join(', ')}`).toBeLessThanOrEqual(limit);
  }
});
