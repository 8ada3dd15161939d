// Measures how fast the console is with long lists, in Chromium against the stand-in API.
// `cargo xtask bench` starts both; nothing passes or fails.
import { chromium } from '@playwright/test';

const url = process.env.CONSOLE_URL;
const counts = (process.env.ROWS ?? '1000,10000').split(',').map(Number);
const runs = Number(process.env.RUNS ?? 3);

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--enable-precise-memory-info'],
});

function median(figures) {
  const sorted = figures.toSorted((one, two) => one - two);
  return sorted[Math.floor(sorted.length / 2)];
}

function percentile95(figures) {
  const sorted = figures.toSorted((one, two) => one - two);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * 0.95))];
}

/** Milliseconds until the condition holds and the page is painted. */
function until(page, condition, argument) {
  return page.evaluate(
    ([condition, argument]) =>
      new Promise((resolve) => {
        const started = performance.now();
        const check = () =>
          // eslint-disable-next-line no-new-func -- the condition comes from this file
          new Function('argument', `return (${condition})(argument)`)(argument)
            ? requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - started)))
            : requestAnimationFrame(check);
        check();
      }),
    [String(condition), argument],
  );
}

async function measure() {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, bypassCSP: true });
  const page = await context.newPage();
  await page.goto(url, { waitUntil: 'commit' });
  await page.waitForFunction(() => document.querySelector('form button[type=submit]:not(:disabled)'));
  const usable = await page.evaluate(() => performance.now());
  await page.getByRole('textbox', { name: 'Username' }).fill('demo');
  await page.getByRole('textbox', { name: 'Password' }).fill('demo');
  const firstRowShown = until(page, () => document.querySelector('tr[data-row] a'));
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  const firstRow = await firstRowShown;

  // For each key, the time from its event to the frame after the next.
  const filter = page.getByRole('searchbox', { name: 'Filter' });
  await filter.click();
  await page.evaluate(() => {
    window.keys = [];
    document.addEventListener(
      'keydown',
      ({ timeStamp }) => requestAnimationFrame(() => setTimeout(() => window.keys.push(performance.now() - timeStamp))),
      true,
    );
  });
  await filter.pressSequentially('net-0001', { delay: 100 });
  const keys = await page.evaluate(() => window.keys);
  await filter.fill('');

  // From the top to the bottom in 120 frames.
  const scrolled = await page.evaluate(
    () =>
      new Promise((resolve) => {
        const frame = document.querySelector('.table');
        const step = (frame.scrollHeight - frame.clientHeight) / 120;
        const { left, top, width, height } = frame.getBoundingClientRect();
        let [count, blank, dropped, last] = [0, 0, 0, performance.now()];
        const scroll = (now) => {
          dropped += Math.max(0, Math.round((now - last) / (1000 / 60)) - 1);
          last = now;
          const middle = document.elementFromPoint(left + width / 2, top + height / 2);
          if (!middle?.closest('tr[data-row]')) blank += 1;
          frame.scrollTop += step;
          if ((count += 1) < 120) requestAnimationFrame(scroll);
          else resolve({ dropped, blank });
        };
        requestAnimationFrame(scroll);
      }),
  );
  const heap = await page.evaluate(() => performance.memory.usedJSHeapSize / 1e6);
  await context.close();
  return { usable, firstRow, key: percentile95(keys), dropped: scrolled.dropped, blank: scrolled.blank, heap };
}

const columns = ['usable', 'firstRow', 'key', 'dropped', 'blank', 'heap'];
console.log(`medians of ${runs} runs; times in ms, memory in MB\n`);
console.log(
  ['rows', 'form usable', 'to first row', 'key p95', 'frames dropped', 'frames blank', 'JS heap'].map((text) => text.padStart(15)).join(''),
);
for (const count of counts) {
  const reset = await fetch(new URL('__emulator/reset', url), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Emulator-Control': '1' },
    body: JSON.stringify({ scenario: `scale:${count}` }),
  });
  if (!reset.ok) throw new Error(`the stand-in refused ${count} rows: ${reset.status}`);
  const figures = [];
  for (let run = 0; run < runs; run += 1) figures.push(await measure());
  const line = columns.map((column) => median(figures.map((run) => run[column])).toFixed(1));
  console.log([String(count), ...line].map((text) => text.padStart(15)).join(''));
}
await browser.close();
