// B5: what a web server writes about requests that fail. `cargo xtask test e2e` also reads
// all logs at its end.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../support/fixtures';
import { rawRequest } from '../support/raw-request';
import { folders } from '../support/servers';
import { PEERINGS_PATH } from '../support/stand-in';

const CREDENTIALS = Buffer.from('demo:demo').toString('base64');

/** Everything that the server of this project has written. */
function logs() {
  const { parallelIndex, project } = test.info();
  const folder = join(folders[parallelIndex], project.name, 'logs');
  return readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')] as const);
}

test.describe('logs', { tag: '@server' }, () => {
  test('B5: failed requests are in the log without query and credentials', async ({ baseURL, standIn }) => {
    await standIn.fault({ path: PEERINGS_PATH, times: 4 }, { drop: 'before' });
    const headers = {
      Authorization: `Basic ${CREDENTIALS}`,
      Cookie: 'cookie-in-log=1',
      Referer: 'https://127.0.0.1/referer-in-log',
    };
    const requests = [
      [502, 'GET', `${PEERINGS_PATH}?label=query-in-log`],
      [403, 'DELETE', '/1.3/server?query-in-log'],
      [404, 'GET', '/failed-request.js?query-in-log'],
      [405, 'POST', '/peerings?query-in-log'],
    ] as const;
    for (const [status, method, path] of requests) {
      expect((await rawRequest(baseURL!, path, { method, headers })).status, path).toBe(status);
    }
    const all = () => logs().map(([, text]) => text).join('');
    await expect.poll(all).toMatch(/failed-request\.js.*\n(.*\n)*.*POST.*\/peerings/);
    for (const [name, text] of logs()) {
      for (const secret of ['query-in-log', 'cookie-in-log', 'referer-in-log', CREDENTIALS, 'Basic']) {
        expect(text.includes(secret), `${secret} in ${name}`).toBe(false);
      }
    }
  });

  test('B5: an error that is reported apart has no address with a query either', async ({ baseURL, standIn }) => {
    test.skip(test.info().project.name !== 'caddy', 'nginx reports none at the level of its example');
    await standIn.fault({ path: PEERINGS_PATH }, { drop: 'before' });
    const marked = '127.0.0.31';
    await rawRequest(baseURL!, `${PEERINGS_PATH}?label=query-in-log`, { headers: { Authorization: `Basic ${CREDENTIALS}` }, from: marked });
    const reports = () => (logs().find(([name]) => name === 'caddy.log')?.[1] ?? '').split('\n').filter((line) => line.includes(marked));
    await expect.poll(() => reports().length).toBeGreaterThan(0);
    const report = JSON.parse(reports()[0]);
    expect(report.level).toBe('error');
    expect(report.request.uri).toBe(PEERINGS_PATH);
    expect(report.request).not.toHaveProperty('headers');
  });
});
