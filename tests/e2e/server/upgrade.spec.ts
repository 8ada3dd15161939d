// D1: a new build replaces the files while tabs are open, and those of the old one are
// deleted. What is open goes on; what needs a file that is gone says so.
import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installClock } from '../support/clock';
import { expect, rows, row, sessionMenu, signIn, submitCredentials, test } from '../support/fixtures';
import { confirmDeletion, fields, notices, openPeering, pick } from '../support/forms';
import { filterBar } from '../support/list';
import { filesOf, HASHED, nextBuild } from '../support/second-build';
import { folders } from '../support/servers';
import type { Page } from '@playwright/test';

const LINK = 'hel-app to fra-db';
const OFF = 'mad-lab to waw-ci';
/** What is fetched after the list: the browser has it from the other tabs. */
const LATER = /^\/(pages-[0-9a-f]{16}\.wasm|later-[0-9a-f]{16}\.css)$/;
const MISSING = /A part of the console could not be loaded: .*reload the page/;

test.use({
  expectedComplaints: async ({}, use) => use([/Failed to load resource/, /Failed to fetch/, /integrity/, /preloaded using link preload/, /MIME type/]),
});

/** The site of this worker, which is restored after each test. */
let site: string;
let saved: string;

test.beforeEach(() => {
  site = join(folders[test.info().parallelIndex], 'site');
  saved = mkdtempSync(join(tmpdir(), 'site-'));
  cpSync(site, saved, { recursive: true, preserveTimestamps: true });
});

test.afterEach(() => {
  rmSync(site, { recursive: true });
  cpSync(saved, site, { recursive: true, preserveTimestamps: true });
  rmSync(saved, { recursive: true });
});

/** The steps of an upgrade: the next build's files are added, those with fixed names are replaced, the old ones are removed. */
function upgradeSteps() {
  const first = filesOf(site);
  const next = nextBuild(first);
  return {
    add: () => [...next].filter(([name]) => HASHED.test(name)).forEach(([name, content]) => writeFileSync(join(site, name), content)),
    replace() {
      for (const [name, content] of next) {
        if (HASHED.test(name)) continue;
        // The compressed versions are of the old one.
        for (const ending of ['.br', '.gz']) rmSync(join(site, name + ending), { force: true });
        writeFileSync(join(site, name), content);
      }
    },
    remove() {
      const isOld = (name: string) => HASHED.test(name.replace(/\.(br|gz)$/, '')) && !next.has(name);
      for (const name of readdirSync(site)) if (isOld(name)) rmSync(join(site, name));
    },
  };
}

function upgrade() {
  const { add, replace, remove } = upgradeSteps();
  add();
  replace();
  remove();
}

/** Reloads the page, and checks that all of it comes from the new build. */
async function expectNewBuild(page: Page) {
  const failed: string[] = [];
  page.on('response', (response) => {
    if (!response.ok() && !response.url().includes('/1.3/')) failed.push(`${response.status()} ${response.url()}`);
  });
  await page.reload();
  await signIn(page, null);
  await expect(sessionMenu(page)).toBeVisible();
  expect(failed).toEqual([]);
}

test.describe('D1: a new build', { tag: '@nginx' }, () => {
  test('D1: tabs at sign-in, at the list, in a form and in a change go on when the files are replaced', async ({ context, page, standIn }) => {
    await standIn.reset({ provisioning_delay: '100000s' });
    const [list, form, change] = [await context.newPage(), await context.newPage(), await context.newPage()];
    // It is the one of all tabs.
    await installClock(change);
    await page.goto('./');
    await page.getByRole('textbox', { name: 'Username' }).fill('demo');
    await signIn(list);
    await expect(sessionMenu(list)).toBeVisible();
    await signIn(form, './peerings/new');
    await fields(form).name.fill('typed before');
    await pick(form, 'Local network', 'hel-batch');
    const { uuid } = await openPeering(change, standIn, LINK);
    await confirmDeletion(change, LINK);
    await expect.poll(async () => (await standIn.peering(LINK))?.configured_status).toBe('disabled');

    upgrade();
    const asked: string[] = [];
    for (const tab of context.pages()) tab.on('request', (request) => asked.push(new URL(request.url()).pathname));

    await expect(page.getByRole('textbox', { name: 'Username' })).toHaveValue('demo');
    await submitCredentials(page);
    await expect(rows(page).first()).toBeVisible();
    await expect(sessionMenu(page), 'the browser has the second file').toBeVisible();

    await filterBar(list).text.fill(OFF);
    // Leaving before that cancels a timer, which the replaced clock cannot do.
    await expect(list).toHaveURL(/text=/);
    await row(list, OFF).getByRole('link').first().click();
    await list.getByRole('button', { name: 'Enable', exact: true }).click();
    await expect(notices(list)).toContainText(`Enabled ${OFF}`);

    await expect(fields(form).name).toHaveValue('typed before');
    await pick(form, 'Peer network', 'fra-app');
    await fields(form).create.click();
    await expect(form.getByRole('heading', { name: 'typed before', level: 1 })).toBeVisible();

    await standIn.settle();
    const afterMoment = async () => (await change.clock.runFor(1_000), standIn.peering(LINK));
    await expect.poll(afterMoment).toBeUndefined();
    await expect(notices(change)).toContainText(`Deleted ${LINK}`);
    expect((await standIn.requests()).filter(({ method, path }) => method === 'DELETE' && path.endsWith(uuid))).toHaveLength(1);

    expect(asked.filter((path) => !path.startsWith('/1.3/') && !LATER.test(path)), 'files of either build').toEqual([]);
    for (const tab of [page, list, form]) await expectNewBuild(tab);
  });

  test('D1: a tab that has not fetched the second file says to reload, locks, and works after that', async ({ page }) => {
    await installClock(page);
    await page.goto('./');
    await page.getByRole('textbox', { name: 'Username' }).fill('demo');
    upgrade();
    await submitCredentials(page);
    await expect(rows(page).first()).toBeVisible();
    const alert = page.getByRole('alert').filter({ hasText: MISSING });
    await expect(alert).toBeVisible();
    await alert.getByRole('button', { name: 'Try again' }).click();
    await expect(alert).toBeVisible();
    await expect(rows(page).first()).toBeVisible();
    await page.clock.fastForward('16:00');
    await expect(page.getByRole('status').filter({ hasText: 'after inactivity' })).toBeVisible();
    await expectNewBuild(page);
  });

  test('D1: a tab whose page needs the second file says so, and works after reloading', async ({ page, standIn }) => {
    const { uuid } = (await standIn.peering(LINK))!;
    await page.goto(`./peerings/${uuid}`);
    upgrade();
    await signIn(page, null);
    await expect(page.getByRole('alert')).toContainText("Couldn't load this part of the console");
    await expect(page.getByRole('alert')).toContainText('reload the page');
    await page.reload();
    await signIn(page, null);
    await expect(page.getByRole('heading', { name: LINK, level: 1 })).toBeVisible();
  });

  for (const [what, begin] of [
    ['the old page without its files', ({ add, remove }: ReturnType<typeof upgradeSteps>) => (add(), remove())],
    ['the new page without its files', ({ replace, remove }: ReturnType<typeof upgradeSteps>) => (replace(), remove())],
  ] as const) {
    test(`D1: ${what}: it says so, and works once the upgrade is complete`, async ({ page }) => {
      const steps = upgradeSteps();
      begin(steps);
      await page.goto('./');
      await expect(page.getByRole('alert').filter({ hasText: 'The console could not be started' })).toBeVisible();
      await expect(page.getByRole('alert').filter({ hasText: 'Reload the page' })).toBeVisible();
      await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeDisabled();
      steps.add();
      steps.replace();
      await expectNewBuild(page);
    });
  }

  test('D1: sample data that is gone says so, and the sign-in form stays', async ({ page }) => {
    await page.goto('./');
    upgrade();
    await page.getByRole('button', { name: 'Try it with sample data' }).click();
    await expect(page.getByRole('alert')).toContainText('The sample data could not be loaded');
    await signIn(page, null);
    await expect(rows(page).first()).toBeVisible();
  });
});
