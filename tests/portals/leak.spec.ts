// A console that is mounted and unmounted many times, as in a portal that is open all day,
// leaks nothing.
import { expect, test } from './fixtures';
import type { CDPSession, Page } from '@playwright/test';

const TIMES = 100;

/** Mounts and unmounts a console repeatedly; waits for the list each time. */
async function mountAndUnmount(page: Page, times: number) {
  await page.evaluate(async (times) => {
    const { mount } = await import(`${location.origin}/console/embed.js`);
    const container = document.createElement('div');
    container.style.height = '700px';
    document.body.append(container);
    for (let time = 0; time < times; time += 1) {
      const handle = await mount(container, { apiBase: '/1.3', authorization: () => 'Basic ZGVtbzpkZW1v' });
      const root = container.shadowRoot!;
      await new Promise<void>((resolve) => {
        const check = () => (root.querySelector('tr[data-row] a') ? resolve() : requestAnimationFrame(check));
        check();
      });
      handle.unmount();
      if (root.childElementCount) throw new Error('something is left in the element');
    }
    container.remove();
  }, times);
}

/** What the page uses after a garbage collection. */
async function usage(page: Page, devtools: CDPSession) {
  await devtools.send('HeapProfiler.collectGarbage');
  const { metrics } = await devtools.send('Performance.getMetrics');
  const metric = (name: string) => metrics.find((one) => one.name === name)!.value;
  const memory = await page.evaluate(() => (window as unknown as { memories: WebAssembly.Memory[] }).memories.map(({ buffer }) => buffer.byteLength));
  return { nodes: metric('Nodes'), listeners: metric('JSEventListeners'), memory: memory.reduce((sum, one) => sum + one, 0) };
}

test('a console that is mounted and unmounted a hundred times leaks nothing', async ({ page }) => {
  test.slow();
  await page.addInitScript(() => {
    const memories: WebAssembly.Memory[] = [];
    Object.assign(window, { memories });
    for (const method of ['instantiate', 'instantiateStreaming'] as const) {
      const original = WebAssembly[method] as (...args: unknown[]) => Promise<{ instance: WebAssembly.Instance }>;
      Object.assign(WebAssembly, {
        [method]: async (...args: unknown[]) => {
          const result = await original.apply(WebAssembly, args);
          const memory = result.instance?.exports.memory;
          if (memory instanceof WebAssembly.Memory) memories.push(memory);
          return result;
        },
      });
    }
  });
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Performance.enable');
  await page.goto('/');
  await mountAndUnmount(page, 20);
  const before = await usage(page, devtools);
  expect(before.memory, "the program's memory was found").toBeGreaterThan(0);
  await mountAndUnmount(page, TIMES);
  await expect
    .poll(async () => {
      const now = await usage(page, devtools);
      // One console has thousands of nodes and over a hundred listeners.
      return { nodes: now.nodes - before.nodes < 200, listeners: now.listeners - before.listeners < 20, memory: now.memory - before.memory };
    })
    .toEqual({ nodes: true, listeners: true, memory: 0 });
});
