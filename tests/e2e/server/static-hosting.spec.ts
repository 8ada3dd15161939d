// F-22: the files on a server that knows of no API, as plain hosting and `trunk serve` are.
import { createReadStream, existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, heading, submitCredentials, test } from '../support/fixtures';
import { folders } from '../support/servers';

const TYPES: Record<string, string> = { html: 'text/html', js: 'text/javascript', css: 'text/css', wasm: 'application/wasm', json: 'application/json', svg: 'image/svg+xml' };

/** What the server answers to an address of no file. */
const FALLBACKS = {
  'a page of its own': { status: 404, body: '<!doctype html><title>Not Found</title><h1>404</h1>' },
  nothing: { status: 404, body: '' },
  'that the method is not allowed': { status: 405, body: 'Method Not Allowed' },
  'the page of the console': { status: 200, body: undefined },
};

/** Serves the build of this worker. */
function host(fallback: { status: number; body?: string }): Promise<Server> {
  const root = join(folders[test.info().parallelIndex]!, 'site');
  const index = join(root, 'index.html');
  const server = createServer((request, response) => {
    const path = new URL(request.url!, 'http://localhost').pathname;
    const file = join(root, path === '/' ? 'index.html' : path);
    const isFile = path === '/' || (/\.\w+$/.test(path) && existsSync(file));
    const body = isFile ? undefined : fallback.body;
    response.writeHead(isFile ? 200 : fallback.status, { 'Content-Type': TYPES[isFile ? file.split('.').pop()! : 'html']! });
    if (body === undefined) createReadStream(isFile ? file : index).pipe(response);
    else response.end(body);
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

test.use({ expectedComplaints: async ({}, use) => use([/Failed to load resource/]) });

for (const [what, fallback] of Object.entries(FALLBACKS)) {
  test(`F-22: a server without an API that answers with ${what}: sign-in says so, and offers the sample data`, { tag: '@nginx' }, async ({ page }) => {
    const server = await host(fallback);
    try {
      await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
      await submitCredentials(page);
      const alert = page.getByRole('alert');
      await expect(alert).toContainText("Probably nothing at this address passes requests on to UpCloud's API");
      await expect(alert).not.toContainText('deleted');
      await page.getByRole('button', { name: 'Try it with sample data' }).click();
      await expect(heading(page)).toHaveText('Peerings');
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });
}
