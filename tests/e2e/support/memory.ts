// The memory of WebAssembly programs.
import type { Page } from '@playwright/test';

/** Makes the memories of the page's programs accessible to the test, as `memories` of its window. */
export async function recordMemories(page: Page) {
  await page.addInitScript(() => {
    const memories: WebAssembly.Memory[] = [];
    Object.assign(window, { memories });
    for (const name of ['instantiate', 'instantiateStreaming'] as const) {
      const original = WebAssembly[name] as (...args: unknown[]) => Promise<WebAssembly.WebAssemblyInstantiatedSource>;
      WebAssembly[name] = (async (...args: unknown[]) => {
        const result = await original.apply(WebAssembly, args);
        const exported = Object.values((result.instance ?? result).exports);
        memories.push(...exported.filter((value) => value instanceof WebAssembly.Memory));
        return result;
      }) as never;
    }
  });
}
