// A console that comes and goes, as it does in a portal that is open all day: nothing
// of it may stay.
import { expect, test } from './fixtures';
import type { CDPSession, Page } from '@playwright/test';

const TIMES = 100;

/** Mounts and unmounts so often, each time until the list is there. */
async function comeAndGo(page: Page, times: number) {
  await page.evaluate(async (times) => {
    const { mount } = await import(`${location.origin}/console/embed.js`);
    const place = document.createElement('div');
    place.style.height = '700px';
    document.body.append(place);
    for (let time = 0; time < times; time += 1) {
      const handle = await mount(place, { apiBase: '/1.3', authorization: () => 'Basic ZGVtbzpkZW1v' });
      const root = place.shadowRoot!;
      await new Promise<void>((resolve) => {
        const look = () => (root.querySelector('tr[data-row] a') ? resolve() : requestAnimationFrame(look));
        look();
      });
      handle.unmount();
      if (root.childElementCount) throw new Error('something is left in the element');
    }
    place.remove();
  }, times);
}

/** What the page holds once all is collected that can be. */
async function held(page: Page, devtools: CDPSession) {
  await devtools.send('HeapProfiler.collectGarbage');
  const { metrics } = await devtools.send('Performance.getMetrics');
  const metric = (name: string) => metrics.find((one) => one.name === name)!.value;
  const memory = await page.evaluate(() => (window as unknown as { memories: WebAssembly.Memory[] }).memories.map(({ buffer }) => buffer.byteLength));
  return { nodes: metric('Nodes'), listeners: metric('JSEventListeners'), memory: memory.reduce((sum, one) => sum + one, 0) };
}

test('a console that is mounted and unmounted a hundred times leaves nothing', async ({ page }) => {
  test.slow();
  await page.addInitScript(() => {
    const memories: WebAssembly.Memory[] = [];
    Object.assign(window, { memories });
    for (const way of ['instantiate', 'instantiateStreaming'] as const) {
      const own = WebAssembly[way] as (...of: unknown[]) => Promise<{ instance: WebAssembly.Instance }>;
      Object.assign(WebAssembly, {
        [way]: async (...of: unknown[]) => {
          const made = await own.apply(WebAssembly, of);
          const memory = made.instance?.exports.memory;
          if (memory instanceof WebAssembly.Memory) memories.push(memory);
          return made;
        },
      });
    }
  });
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Performance.enable');
  await page.goto('/');
  await comeAndGo(page, 20);
  const before = await held(page, devtools);
  expect(before.memory, 'the memory of the program was found').toBeGreaterThan(0);
  await comeAndGo(page, TIMES);
  await expect
    .poll(async () => {
      const now = await held(page, devtools);
      // One console has thousands of nodes and over a hundred listeners.
      return { nodes: now.nodes - before.nodes < 200, listeners: now.listeners - before.listeners < 20, memory: now.memory - before.memory };
    })
    .toEqual({ nodes: true, listeners: true, memory: 0 });
});
