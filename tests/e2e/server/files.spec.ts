// B3, B6: files that change, and files that are not the console's.
import { mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../support/fixtures';
import { rawRequest, type Answer } from '../support/raw-request';
import { caddy, folders, nginx } from '../support/servers';

/** What a browser that has the answer sends to revalidate it. */
function conditions({ headers }: Answer) {
  return {
    // As nginx, too, dates a file that has no such header.
    'If-Modified-Since': headers['last-modified'] ?? new Date().toUTCString(),
    ...(headers.etag && { 'If-None-Match': headers.etag }),
  };
}

test.describe('files', { tag: '@server' }, () => {
  for (const name of ['index.html', 'frame.html', 'config.json', 'embed.js', 'embed.d.ts']) {
    for (const encoding of ['identity', 'gzip', 'br']) {
      test(`B3: ${name} (${encoding}) with other content, but the same size and time, is sent`, async ({ baseURL }) => {
        const ending = { identity: '', gzip: '.gz', br: '.br' }[encoding]!;
        const path = join(folders[test.info().parallelIndex], 'site', name + ending);
        const exists = statSync(path, { throwIfNoEntry: false }) !== undefined;
        test.skip(!exists, 'the build does not compress it');
        const address = name === 'index.html' ? '/peerings' : `/${name}`;
        const accepts = { 'Accept-Encoding': encoding };
        const first = await rawRequest(baseURL!, address, { headers: accepts });
        expect(first.status).toBe(200);
        const { atime, mtime } = statSync(path);
        const original = readFileSync(path);
        const changed = Buffer.from(original);
        changed[changed.length - 3] ^= 1;
        try {
          writeFileSync(path, changed);
          utimesSync(path, atime, mtime);
          const known = { ...conditions(first), 'If-Modified-Since': mtime.toUTCString() };
          for (const condition of [known, conditions(first)]) {
            const second = await rawRequest(baseURL!, address, { headers: { ...accepts, ...condition } });
            expect(second.status, JSON.stringify(condition)).toBe(200);
            expect(second.body.equals(changed)).toBe(true);
            expect(second.headers['cache-control']).toBe('no-cache');
          }
        } finally {
          writeFileSync(path, original);
          utimesSync(path, atime, mtime);
        }
      });
    }
  }

  test("B6: /.well-known/ is the host's, with and without TLS", async ({ baseURL }) => {
    const { parallelIndex, project } = test.info();
    const folder = join(folders[parallelIndex], 'host', '.well-known');
    mkdirSync(join(folder, 'acme-challenge'), { recursive: true });
    writeFileSync(join(folder, 'security.txt'), 'Contact: mailto:security@example.com\n');
    writeFileSync(join(folder, 'acme-challenge', 'a-token_1'), 'proof');
    const contact = await rawRequest(baseURL!, '/.well-known/security.txt');
    expect(contact.status).toBe(200);
    expect(contact.body.toString()).toContain('Contact:');
    expect(contact.headers['content-type']).toMatch(/^text\/plain/);
    expect(contact.headers['x-content-type-options']).toBe('nosniff');
    expect(contact.headers['content-security-policy']).toBeDefined();
    const challenge = await rawRequest(baseURL!, '/.well-known/acme-challenge/a-token_1');
    expect(challenge.body.toString()).toBe('proof');
    const plain = (project.name === 'caddy' ? caddy : nginx).plain[parallelIndex];
    const inTheClear = await fetch(new URL('/.well-known/acme-challenge/a-token_1', plain), { redirect: 'manual' });
    expect([inTheClear.status, await inTheClear.text()]).toEqual([200, 'proof']);
    rmSync(folder, { recursive: true });
  });

  test('B6: nothing else of the host is served there', async ({ baseURL }) => {
    const folder = join(folders[test.info().parallelIndex], 'host');
    writeFileSync(join(folder, 'private.txt'), 'private');
    for (const path of ['/private.txt', '/.well-known/gone', '/.well-known/', '/.well-known/../private.txt', '/.well-known']) {
      const answer = await rawRequest(baseURL!, path);
      expect([400, 403, 404], path).toContain(answer.status);
    }
    for (const path of ['/.well-known/%2e%2e/private.txt', '/.well-known/..%2fprivate.txt']) {
      const answer = await rawRequest(baseURL!, path);
      expect(answer.body.toString(), path).not.toBe('private');
    }
    rmSync(join(folder, 'private.txt'));
  });
});
