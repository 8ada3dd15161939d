// The machine's clock is set by a day while a change waits for the server, and while
// nobody is there (D7). A clock that goes forward cannot be told from a sleep.
import { installClock } from '../support/clock';
import { activity } from '../support/activity';
import { expect, rows, sessionMenu, settled, signIn, test } from '../support/fixtures';
import { confirmDeletion, notices, openPeering, writesAtServer } from '../support/forms';
import { filterBar } from '../support/list';
import { PEERINGS_PATH, type StandIn } from '../support/stand-in';
import type { Page } from '@playwright/test';

const LINK = 'hel-app to fra-db';
const DAY = 24 * 3_600_000;

async function setClock(page: Page, by: number) {
  await page.clock.setSystemTime((await page.evaluate(() => Date.now())) + by);
}

async function expectLocked(page: Page, why: RegExp) {
  await expect(page.getByRole('status').filter({ hasText: why })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeEnabled();
  await expect(rows(page)).toHaveCount(0);
}

/** Changes that wait between two writes: a peering has to be disabled before it is deleted. */
const CHANGES = [
  {
    what: 'a plan',
    async begin(page: Page, standIn: StandIn) {
      await openPeering(page, standIn, LINK);
      await confirmDeletion(page, LINK);
    },
    expectDone: (page: Page) => expect(notices(page)).toContainText(`Deleted ${LINK}`),
  },
  {
    what: 'a bulk change',
    async begin(page: Page) {
      await signIn(page);
      await filterBar(page).text.fill(LINK);
      await expect(sessionMenu(page)).toBeVisible();
      await page.getByRole('checkbox', { name: `Select ${LINK}`, exact: true }).click();
      await page.getByRole('group', { name: 'Selected peerings' }).getByRole('button', { name: 'Delete…' }).click();
      const typed = page.getByRole('dialog').getByRole('textbox', { name: 'Type the number of peerings to confirm' });
      await typed.fill('1');
      await typed.press('Enter');
    },
    expectDone: (page: Page) => expect(activity(page)).toContainText('1 of 1 done'),
  },
];

for (const { what, begin, expectDone } of CHANGES) {
  test.describe(`D7: ${what}`, () => {
    let uuid: string;

    test.beforeEach(async ({ page, standIn }) => {
      await standIn.reset({ provisioning_delay: '100000s' });
      uuid = (await standIn.peering(LINK))!.uuid;
      await installClock(page);
      await begin(page, standIn);
      await expect.poll(async () => (await standIn.peering(LINK))?.configured_status).toBe('disabled');
    });

    test('is finished, and no later than without it, if the clock is set back a day', async ({ page, standIn }) => {
      await setClock(page, -DAY);
      await page.clock.runFor('00:10');
      expect(await standIn.peering(LINK)).toBeDefined();
      await standIn.settle();
      await page.clock.runFor('00:10');
      await expect.poll(() => standIn.peering(LINK)).toBeUndefined();
      await page.clock.runFor('00:05');
      await expectDone(page);
      expect(await writesAtServer(standIn)).toEqual([`PATCH ${PEERINGS_PATH}/${uuid}`, `DELETE ${PEERINGS_PATH}/${uuid}`]);
    });

    test('gives up after its limit, and the session is locked, if the clock is set back a day', async ({ page, standIn }) => {
      await setClock(page, -DAY);
      for (let minutes = 0; minutes < 18; minutes += 2) await page.clock.runFor('02:00');
      await expectLocked(page, /after inactivity/);
      expect(await writesAtServer(standIn)).toEqual([`PATCH ${PEERINGS_PATH}/${uuid}`]);
    });

    for (const [way, wake] of [
      ['a key', (page: Page) => page.keyboard.press('Enter')],
      ['a press', (page: Page) => page.mouse.click(640, 300)],
      ['its next look', (page: Page) => page.clock.runFor('00:03')],
    ] as const) {
      test(`ends with the session if the clock is set forward a day: noticed by ${way}`, async ({ page, standIn }) => {
        await setClock(page, DAY);
        // What the change waits for has come.
        await standIn.settle();
        await wake(page);
        await expectLocked(page, /session's time limit/);
        const reads = await settled(async () => (await standIn.requests()).length);
        await page.clock.runFor('05:00');
        expect(await writesAtServer(standIn)).toEqual([`PATCH ${PEERINGS_PATH}/${uuid}`]);
        expect((await standIn.requests()).length).toBe(reads);
        expect(await standIn.peering(LINK)).toBeDefined();
        await expect(page.getByText(`Deleted ${LINK}`)).toHaveCount(0);
      });
    }
  });
}

test.describe('D7: nobody is there', () => {
  const WAYS: [string, (page: Page) => Promise<unknown>][] = [
    ['a key', (page) => page.keyboard.press('n')],
    ['a press', (page) => page.mouse.click(640, 500)],
    ['a press on a link', (page) => page.getByRole('link', { name: 'New peering' }).first().click({ noWaitAfter: true })],
    ['the wheel', (page) => page.mouse.wheel(0, 100)],
    ['a poll', (page) => page.clock.runFor('00:31')],
    ['the page coming into view', (page) => page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))],
    ['the focus', (page) => page.evaluate(() => window.dispatchEvent(new Event('focus')))],
    ['the network', (page) => page.evaluate(() => window.dispatchEvent(new Event('online')))],
  ];

  for (const [way, wake] of WAYS) {
    test(`S-06: a clock that went forward a day locks, and sends nothing: noticed by ${way}`, async ({ page, standIn }) => {
      await installClock(page);
      await signIn(page);
      await expect(sessionMenu(page)).toBeVisible();
      const count = await settled(async () => (await standIn.requests()).length);
      await setClock(page, DAY);
      await wake(page);
      await expectLocked(page, /Locked/);
      expect(new URL(page.url()).pathname).not.toContain('new');
      expect(await standIn.requests()).toHaveLength(count);
    });
  }

  test('S-06: a clock that was set back a day does not make the session longer', async ({ page, standIn }) => {
    await installClock(page);
    await signIn(page);
    await expect(sessionMenu(page)).toBeVisible();
    await setClock(page, -DAY);
    await page.clock.runFor('13:00');
    await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible();
    await page.clock.runFor('03:00');
    await expectLocked(page, /after inactivity/);
    const count = await settled(async () => (await standIn.requests()).length);
    await page.clock.runFor('05:00');
    expect(await standIn.requests()).toHaveLength(count);
  });
});
