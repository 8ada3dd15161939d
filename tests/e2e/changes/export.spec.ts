// Files of peerings: what they hold, and what other programs make of them.
import { execFile } from 'node:child_process';
import { expectAccessible } from '../support/axe';
import { expect, rows, signIn, test } from '../support/fixtures';
import { savedFile } from '../support/files';
import { filterBar } from '../support/list';
import { standIns } from '../support/servers';
import { openTable } from '../support/spreadsheet';
import type { StandIn } from '../support/stand-in';
import type { JSHandle, Locator, Page } from '@playwright/test';

/** The shells that this machine has, of those that people have. */
const SHELLS = ['sh', 'bash', 'zsh'];

async function exported(page: Page, format: string) {
  await page.getByRole('button', { name: 'Export…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Export' });
  await dialog.getByRole('radio', { name: format }).check();
  return savedFile(page, 'Download');
}

/** Runs a script with a token of the stand-in. Undefined if there is no such shell. */
function run(shell: string, script: string): Promise<{ code: number; out: string; errors: string } | undefined> {
  const env = { ...process.env, UPCLOUD_TOKEN: 'ucat_demo' };
  return new Promise((resolve) => {
    const child = execFile(shell, ['-s'], { env }, (error, out, errors) => {
      const missing = (error as NodeJS.ErrnoException | null)?.code === 'ENOENT';
      resolve(missing ? undefined : { code: child.exitCode ?? -1, out, errors });
    });
    child.stdin?.on('error', () => {});
    child.stdin?.end(script);
  });
}

test.describe('F-16: a long list', () => {
  /** Opens the export of 3,000 peerings on a slow machine. */
  async function openSlowly(page: Page, standIn: StandIn) {
    await standIn.reset({ scenario: 'scale:3000' });
    await signIn(page);
    await page.getByRole('button', { name: 'Export…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Export' });
    await dialog.getByRole('radio', { name: 'JSON (API format)' }).check();
    const session = await page.context().newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: 20 });
    return dialog;
  }

  /**
   * Notes what the dialog says while a file is written, and presses Cancel once some of it
   * is, if asked to. In the page, since a fast machine is done before a test could look.
   */
  function follow(dialog: Locator, cancels: boolean): Promise<JSHandle<string[]>> {
    return dialog.evaluateHandle((element, cancels) => {
      const seen: string[] = [];
      const buttons = () => [...element.querySelectorAll('button')];
      new MutationObserver((_, observer) => {
        const text = element.querySelector('[role=status]')?.textContent ?? '';
        const { value, max } = element.querySelector('progress') ?? { value: -1, max: -1 };
        seen.push(`${text}; ${value} of ${max}`);
        if (!cancels || !/^Writing: [1-9]/.test(text)) return;
        observer.disconnect();
        buttons().find(({ textContent }) => textContent === 'Cancel')?.click();
      }).observe(element, { subtree: true, childList: true, characterData: true, attributes: true });
      return seen;
    }, cancels);
  }

  test('is written bit by bit, with all of it in the file', async ({ page, standIn }) => {
    const dialog = await openSlowly(page, standIn);
    const all = await standIn.peerings();
    const seen = await follow(dialog, false);
    const { network_peerings } = JSON.parse((await savedFile(page, 'Download')).text);
    const uuids = network_peerings.network_peering.map((peering: { uuid: string }) => peering.uuid);
    expect(new Set(uuids)).toEqual(new Set(all.map(({ uuid }) => uuid)));
    expect(uuids).toHaveLength(all.length);
    await expect(dialog).toBeHidden();
    const shown = await seen.jsonValue();
    expect(shown.filter((text) => /^Writing: ([1-9]\d*) of 3000; \1 of 3000$/.test(text))).not.toEqual([]);
  });

  test('can be cancelled meanwhile', async ({ page, standIn }) => {
    const dialog = await openSlowly(page, standIn);
    let downloads = 0;
    page.on('download', () => (downloads += 1));
    const seen = await follow(dialog, true);
    await dialog.getByRole('button', { name: 'Download' }).click();
    await expect(dialog).toBeHidden();
    expect((await seen.jsonValue()).at(-1)).toMatch(/^Writing: [1-9]/);
    // Another file is written after that, which the browser reports later.
    await page.getByRole('button', { name: 'Export…' }).click();
    await dialog.getByRole('radio', { name: 'CSV (for spreadsheets)' }).check();
    const { name } = await savedFile(page, 'Download');
    expect([name, downloads]).toEqual(['peerings.csv', 1]);
  });
});

test('exports what matches, or what is selected', async ({ page, standIn }) => {
  await signIn(page);
  await expect(rows(page).first()).toBeVisible();
  await filterBar(page).text.fill('fra-db');
  await expect(filterBar(page).count).not.toHaveText(/^(\d+) of \1$/);
  const names = await rows(page).getByRole('link').allTextContents();
  const dialog = page.getByRole('dialog', { name: 'Export' });
  const open = () => page.getByRole('button', { name: 'Export…' }).click();
  await open();
  await expect(dialog).toContainText(`${names.length} peerings, as last read`);
  await expectAccessible(page, 'the dialog for a file');
  const csv = await savedFile(page, 'Download');
  expect(csv.name).toBe('peerings.csv');
  expect(csv.text.trim().split('\r\n')).toHaveLength(names.length + 1);

  await page.getByRole('checkbox', { name: 'Select hel-app to fra-db', exact: true }).click();
  const { uuid } = (await standIn.peering('hel-app to fra-db'))!;
  const files: [string, string, RegExp][] = [
    ['CSV with semicolons', 'peerings.csv', new RegExp(`\r\n${uuid};hel-app to fra-db;`)],
    ['JSON (API format)', 'peerings.json', new RegExp(`"uuid": "${uuid}"`)],
    ['Terraform (with import blocks)', 'peerings.tf', new RegExp(`id = "${uuid}"`)],
    ['Shell script to recreate them (curl)', 'create-peerings.sh', /^#!\/bin\/sh/],
  ];
  for (const [format, name, holds] of files) {
    await open();
    await expect(dialog).toContainText('1 peering, as last read');
    await dialog.getByRole('radio', { name: format }).check();
    const file = await savedFile(page, 'Download');
    expect(file.name).toBe(name);
    expect(file.text).toMatch(holds);
  }
});

for (const shell of SHELLS) {
  test(`F-12: ${shell} creates what is missing with the script, and goes on where it cannot`, async ({ page, standIn }, info) => {
    const before = await standIn.peerings();
    await signIn(page);
    await expect(rows(page).first()).toBeVisible();
    const { text } = await exported(page, 'Shell script to recreate them');
    const script = text.replace('https://api.upcloud.com/', standIns[info.parallelIndex]);
    expect(script).not.toBe(text);

    const again = await run(shell, script);
    test.skip(again === undefined, `this machine has no ${shell}`);
    // The peer networks of some are gone, and others would be the second in their direction.
    const { out } = again!;
    expect(out).toMatch(/^0 created, \d+ existed already, \d+ failed\n$/m);

    const OFF = 'mad-lab to waw-ci';
    const { uuid } = (await standIn.peering(OFF))!;
    expect((await standIn.api('DELETE', `/network-peering/${uuid}`)).status).toBe(204);
    const repaired = await run(shell, script);
    expect(repaired!.out).toContain(`created: ${OFF}\n`);
    expect(repaired!.out).toContain('\n1 created, ');
    expect(repaired!.code).toBe(/ 0 failed/.test(repaired!.out) ? 0 : 1);
    expect(repaired!.out.match(/^(created|exists already): /gm)!.length + repaired!.errors.match(/^failed: /gm)!.length).toBe(before.length);
    expect(await standIn.peering(OFF)).toBeDefined();
    expect(await standIn.peerings()).toHaveLength(before.length);
  });
}

test('F-13: a table begins with the mark that Excel needs, and no cell of it is a formula', async ({ page, standIn }) => {
  await standIn.reset({ scenario: 'hostile' });
  await signIn(page);
  await expect(rows(page).first()).toBeVisible();
  for (const format of ['CSV (for spreadsheets)', 'CSV with semicolons']) {
    const { text } = await exported(page, format);
    expect(text.charCodeAt(0)).toBe(0xfeff);
    for (const cell of text.slice(1).split(/[,;\t\r\n]/)) expect(cell).not.toMatch(/^[\s"\0]*[=+@\uff1d\uff0b\uff0d\uff20-]/);
  }
});

test('F-13: LibreOffice opens a table with all of its cells, and computes none of them, whatever separates them', async ({ page, standIn }) => {
  test.slow();
  await standIn.reset({ scenario: 'hostile' });
  await signIn(page);
  await expect(rows(page).first()).toBeVisible();
  const peerings = await standIn.peerings();
  for (const [format, own] of [['CSV (for spreadsheets)', ','], ['CSV with semicolons', ';']] as const) {
    const { text } = await exported(page, format);
    const columns = text.slice(1, text.indexOf('\r\n')).split(own);
    for (const separator of [',', ';', '\t'] as const) {
      const { rows: lines, formulas } = await openTable(text, separator);
      expect(formulas, `${format}, split at ${JSON.stringify(separator)}`).toEqual([]);
      if (separator !== own) continue;
      expect(lines[0]!.slice(0, columns.length)).toEqual(columns);
      expect(lines.slice(1).map(([uuid]) => uuid).sort()).toEqual(peerings.map(({ uuid }) => uuid).sort());
    }
  }
});

test('F-13: LibreOffice would compute a cell that is not guarded', async () => {
  const { rows, formulas } = await openTable('\ufeffname;sum\r\nZürich;=1+1\r\n', ';');
  expect(formulas).toHaveLength(1);
  expect(rows).toEqual([['name', 'sum'], ['Zürich', '2']]);
});
