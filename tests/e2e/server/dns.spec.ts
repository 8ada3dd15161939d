// B2, B7, D9: a web server and the addresses of the API's name. The records are in a file
// that a name server of the tests reads for each query.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, lstatSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, test } from '../support/fixtures';
import { inParallel, rawRequest } from '../support/raw-request';
import { apis, folders } from '../support/servers';
import { PEERINGS_PATH } from '../support/stand-in';

const headers = { Authorization: `Basic ${Buffer.from('demo:demo').toString('base64')}` };
const ID = '0f58c3e7-1a94-4b6d-8e20-c7d1f9a2b354';

/** Two addresses at which the API answers, and one at which nothing does. */
const [FIRST, SECOND, DEAD] = ['127.0.0.1', '127.0.0.2', '127.0.0.3'];

/** The API has these addresses, or no name at all. */
function setAddresses(...addresses: string[]) {
  const file = join(folders[test.info().parallelIndex], 'dns', 'api.upcloud.com');
  if (addresses.length === 0) rmSync(file, { force: true });
  else writeFileSync(file, `${addresses.join('\n')}\n`);
}

async function read(server: string) {
  return (await rawRequest(server, PEERINGS_PATH, { headers, from: '127.0.0.41' })).status;
}

/** The same, and the server has noticed: it may keep an answer for the second it is from. */
async function changeAddresses(server: string, ...addresses: string[]) {
  setAddresses(DEAD);
  await expect.poll(() => read(server)).toBe(502);
  setAddresses(...addresses);
  await expect.poll(() => read(server), { timeout: 20_000 }).toBe(200);
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return String(port);
}

/** Starts another server of the same kind and configuration, on ports of its own. */
async function startAnother(console: string): Promise<{ url: string; server: ChildProcess }> {
  const { parallelIndex, project } = test.info();
  const folder = join(folders[parallelIndex], project.name);
  const copy = `${folder}-another`;
  rmSync(copy, { recursive: true, force: true });
  cpSync(folder, copy, { recursive: true, filter: (path) => !lstatSync(path).isSocket() });
  const file = join(copy, project.name === 'caddy' ? 'Caddyfile' : 'nginx.conf');
  let text = readFileSync(file, 'utf8').replaceAll(folder, copy);
  const old = new URL(console).port;
  const own = await freePort();
  text = text.replaceAll(`:${old} `, `:${own} `);
  for (const [, port] of text.matchAll(/(?:listen |http:\/\/)127\.0\.0\.1:(\d+)(?: ssl| \{|;)/g)) {
    if (port !== own) text = text.replaceAll(new RegExp(`((?:listen |http://)127\\.0\\.0\\.\\d):${port}\\b(?=;| ssl| \\{)`, 'g'), `$1:${await freePort()}`);
  }
  writeFileSync(file, text);
  const environment = { ...process.env, CADDY_ADMIN: `127.0.0.1:${await freePort()}`, XDG_CONFIG_HOME: copy, XDG_DATA_HOME: copy };
  const [program, ...args] =
    project.name === 'caddy'
      ? ['caddy', 'run', '--adapter', 'caddyfile', '--config', file]
      : ['nginx', '-p', copy, '-c', file, '-e', join(copy, 'logs', 'start.log')];
  return { url: `https://127.0.0.1:${own}/`, server: spawn(program, args, { env: environment, stdio: 'ignore' }) };
}

test.describe("the API's addresses", { tag: '@server' }, () => {
  // Until the server has noticed: other tests send writes, which are tried at one address.
  test.afterEach(({ baseURL }) => changeAddresses(baseURL!, FIRST));

  test('B2: a server starts while the name does not resolve, and finds it later', async ({ baseURL }) => {
    setAddresses();
    const { url, server } = await startAnother(baseURL!);
    try {
      const page = () => rawRequest(url, '/').then(({ status }) => status, () => server.exitCode ?? 'no answer');
      await expect.poll(page).toBe(200);
      expect(await read(url)).toBe(502);
      setAddresses(SECOND);
      await expect.poll(() => read(url)).toBe(200);
    } finally {
      server.kill();
      if (server.exitCode === null) await once(server, 'exit');
    }
  });

  test('B2: a changed address is followed without a reload', async ({ baseURL }) => {
    await expect.poll(() => read(baseURL!)).toBe(200);
    setAddresses(DEAD);
    await expect.poll(() => read(baseURL!)).toBe(502);
    setAddresses(SECOND);
    await expect.poll(() => read(baseURL!)).toBe(200);
    setAddresses();
    await expect.poll(() => read(baseURL!)).toBe(502);
    setAddresses(FIRST);
    await expect.poll(() => read(baseURL!)).toBe(200);
  });

  for (const [what, dead] of [
    ['refuses', DEAD],
    ['is of IPv6', '::1'],
  ]) {
    test(`B7: reads go to the next address if one ${what}`, async ({ baseURL, standIn }) => {
      await changeAddresses(baseURL!, dead, FIRST);
      await standIn.reset();
      const statuses = await inParallel(30, 3, () => read(baseURL!));
      expect(new Set(statuses)).toEqual(new Set([200]));
      expect(await standIn.requests()).toHaveLength(30);
    });
  }

  test('D9: reads go to the next address if one is silent', async ({ baseURL }) => {
    const script = join(import.meta.dirname, '../support/silent-address.mjs');
    const address = '127.0.0.4';
    const silent = spawn(process.execPath, [script, address, new URL(apis[test.info().parallelIndex]).port]);
    await once(silent.stdout, 'data');
    try {
      await changeAddresses(baseURL!, address, FIRST);
      const statuses = await inParallel(6, 6, () => read(baseURL!));
      expect(new Set(statuses)).toEqual(new Set([200]));
    } finally {
      silent.kill('SIGKILL');
    }
  });

  test('B7: no write is sent twice, whether an address is dead or breaks off', async ({ baseURL, standIn }) => {
    const writes = [
      ['POST', '/1.3/router', '{"router":{"name":"once"}}'],
      ['PATCH', `${PEERINGS_PATH}/${ID}`, '{"network_peering":{}}'],
      ['PUT', `/1.3/network/${ID}`, '{"network":{"router":null}}'],
      ['DELETE', `${PEERINGS_PATH}/${ID}`, undefined],
    ] as const;
    const send = ([method, path, body]: (typeof writes)[number]) =>
      rawRequest(baseURL!, path, { method, headers: { ...headers, 'Content-Type': 'application/json' }, body });
    await changeAddresses(baseURL!, FIRST, SECOND);
    for (const write of writes) {
      const [method] = write;
      for (const drop of ['before', 'after'] as const) {
        await standIn.reset();
        await standIn.fault({ method, path: '/1.3/', times: 2 }, { drop });
        expect((await send(write)).status, `${method}, ${drop}`).toBe(502);
        expect(await standIn.requests(), `${method}, ${drop}`).toHaveLength(1);
      }
    }
    await changeAddresses(baseURL!, DEAD, FIRST);
    for (const write of writes) {
      const [method] = write;
      await standIn.reset();
      const statuses = await inParallel(8, 1, async () => (await send(write)).status);
      const arrived = statuses.filter((status) => status !== 502).length;
      expect(await standIn.requests(), method).toHaveLength(arrived);
      // Where nothing of it was sent, the next address may have it.
      if (method === 'POST' || method === 'PATCH') expect(arrived, method).toBe(8);
    }
  });
});
