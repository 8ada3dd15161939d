// WebKit refuses each file of the build whose bytes are not those that the build hashed, and
// the page says what is missing. Chromium's part: tests/e2e/security/integrity.spec.ts.
import { copyFileSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { ALERT, button, expectRows, expectText, open, signIn } from './support/controls';
import { CONSOLE, expect, LOG, SITE, test } from './support/fixtures';

/** The file of the site whose name begins and ends like this; the middle is a hash. */
function named(start: string, end: string) {
  const name = readdirSync(SITE).find((name) => name.startsWith(start) && /^[0-9a-f]{16}$/.test(name.slice(start.length, -end.length)) && name.endsWith(end));
  if (!name) throw new Error(`the site has no ${start}*${end}`);
  return name;
}

const BOOT = named('boot-', '.js');
const GLUE = named('upcloud-peerings-', '.js');
const VALIDATE = named('validate-', '.js');
const SAMPLE = named('demo-', '.js');
const SAMPLE_PROGRAM = named('demo-', '_bg.wasm');
const PROGRAM = named('upcloud-peerings-', '_bg.wasm');
const PAGES = named('pages-', '.wasm');
const STYLE = named('style-', '.css');
const LATER_STYLE = named('later-', '.css');

/** The files of the build that the server has sent so far. */
function fetched() {
  const lines = readFileSync(LOG, 'utf8').matchAll(/"GET \/(\S+-[0-9a-f]{16}\S*) /g);
  return [...lines].map(([, name]) => name!);
}

/** An addition that keeps the file valid, and whose effect shows that it was used. */
function added(name: string) {
  if (name.endsWith('.js')) return Buffer.from('\ndocument.title = "changed";');
  if (name.endsWith('.css')) return Buffer.from('\nhtml { cursor: crosshair; }');
  // A custom section, which any engine ignores.
  return Buffer.from([0, 2, 1, 'x'.charCodeAt(0)]);
}

/** What `use` does to the site is undone after the test. */
const sites = test.extend<{ change: (name: string, change?: (text: string) => string) => void }>({
  change: async ({}, use) => {
    const undo: (() => void)[] = [];
    await use((name, change) => {
      const file = `${SITE}/${name}`;
      // The server prefers the compressed ones.
      const kinds = ['.br', '.gz', ''].map((end) => file + end).filter((kind) => existsSync(kind));
      for (const kind of kinds) {
        copyFileSync(kind, `${kind}.kept`);
        undo.push(() => renameSync(`${kind}.kept`, kind));
        if (kind !== file) rmSync(kind);
      }
      const before = readFileSync(file);
      writeFileSync(file, change ? change(before.toString()) : Buffer.concat([before, added(name)]));
    });
    for (const step of undo) step();
  },
});

sites.use({ expectedComplaints: async ({}, use) => use([/./]) });

const title = () => document.title;
const cursor = () => getComputedStyle(document.documentElement).cursor;

for (const name of [BOOT, GLUE, PROGRAM]) {
  sites(`F-06 S-14: a changed ${name.replace(/-[0-9a-f]{16}/, '')} is refused, and nobody can sign in`, async ({ webkit, change }) => {
    change(name);
    await webkit.goto(CONSOLE);
    await expectText(webkit, ALERT, /could not be started/);
    expect(await webkit.run(title)).not.toBe('changed');
    expect(await webkit.run(() => document.querySelector<HTMLButtonElement>('.sign-in .primary')!.disabled)).toBe(true);
  });
}

sites('F-06 S-14: a changed validate.js is refused, and nobody can sign in', async ({ webkit, change }) => {
  change('config.json', () => '{"readOnly": true}');
  change(VALIDATE);
  await webkit.goto(CONSOLE);
  await expectText(webkit, ALERT, /could not be|configuration/);
  expect(await webkit.run(title)).not.toBe('changed');
});

for (const name of [SAMPLE, SAMPLE_PROGRAM]) {
  sites(`F-06 S-14: a changed ${name.replace(/-[0-9a-f]{16}/, '')} is refused`, async ({ webkit, change }) => {
    change('config.json', () => '{"demo": true}');
    change(name);
    await webkit.goto(CONSOLE);
    await webkit.click(button('Try it with sample data'));
    await expectText(webkit, ALERT, 'The sample data could not be loaded.');
    expect(await webkit.run(title)).not.toBe('changed');
  });
}

sites('S-14: a changed pages.wasm is refused, and the page says so', async ({ webkit, change, standIn }) => {
  change(PAGES);
  const [{ uuid }] = await standIn.peerings();
  await webkit.goto(`${CONSOLE}peerings/${uuid}`);
  await signIn(webkit);
  await expectText(webkit, ALERT, "Couldn't load this part of the console");
});

for (const name of [STYLE, LATER_STYLE]) {
  sites(`S-14: a changed ${name.replace(/-[0-9a-f]{16}/, '')} is refused, and the console works without it`, async ({ webkit, change }) => {
    change(name);
    await open(webkit, CONSOLE);
    await expectRows(webkit);
    expect(await webkit.run(cursor)).toBe('auto');
  });
}

test('F-30: each file of the build is fetched once', async ({ webkit }) => {
  const before = fetched().length;
  await open(webkit, CONSOLE);
  await expectRows(webkit);
  const files = fetched().slice(before);
  expect(files).toEqual(expect.arrayContaining([BOOT, GLUE, PROGRAM, PAGES, STYLE, LATER_STYLE]));
  expect(files.toSorted()).toEqual([...new Set(files)].toSorted());
});
