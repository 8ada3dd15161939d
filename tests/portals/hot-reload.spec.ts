// Vite replaces a component of a portal that is being developed: the console in it is
// unmounted, and a new one mounted, without a reload of the page.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { utimesSync } from 'node:fs';
import { join } from 'node:path';
import { heading, rows } from '../e2e/support/fixtures';
import { expect, signInToPortal, test } from './fixtures';
import { container } from './embeddings';

for (const portal of ['vue', 'svelte']) {
  test.describe(portal, () => {
    const folder = join(import.meta.dirname, '../../examples', portal);
    let vite: ChildProcess;
    let url: string;

    test.beforeAll(async ({ baseURL }) => {
      const program = join(folder, 'node_modules/vite/bin/vite.js');
      const env = { ...process.env, PORTAL_URL: baseURL, NO_COLOR: '1', FORCE_COLOR: undefined };
      vite = spawn(process.execPath, [program, '--host', '127.0.0.1', '--port', '0'], { cwd: folder, env, stdio: ['ignore', 'pipe', 'inherit'] });
      url = await new Promise((resolve) => {
        let output = '';
        vite.stdout!.on('data', (chunk) => {
          output += chunk;
          const found = /http:\/\/127\.0\.0\.1:\d+\/\w+\//.exec(output);
          if (found) resolve(found[0]);
        });
      });
    });

    test.afterAll(async () => {
      vite.kill();
      await once(vite, 'exit');
    });

    test(`${portal}: hot reload replaces the console and keeps the page`, async ({ page }) => {
      await page.goto(`${url}mounted/`);
      await signInToPortal(page);
      const console = container(page);
      await expect(rows(console).first()).toBeVisible();
      await page.evaluate(() => Object.assign(window, { isKept: true }));
      await heading(console).evaluate((element) => element.setAttribute('data-old', ''));

      // A module that the component imports has changed.
      utimesSync(join(folder, 'src/console.ts'), new Date(), new Date());
      await expect(console.locator('[data-old]')).toHaveCount(0);
      await expect(rows(console).first()).toBeVisible();
      await expect(heading(console)).toHaveCount(1);
      expect(await page.evaluate(() => 'isKept' in window), 'the page was not reloaded').toBe(true);
    });
  });
}
