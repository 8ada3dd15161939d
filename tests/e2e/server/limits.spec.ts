// B1: how often one client may call the API through a web server. Clients are told apart by
// their addresses; this machine has all of 127.0.0.0/8.
import { expect, test } from '../support/fixtures';
import { inParallel, rawRequest } from '../support/raw-request';
import { PEERINGS_PATH } from '../support/stand-in';

const credentials = (user: string, password: string) => ({
  Authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
});
const headers = credentials('demo', 'demo');

test.describe('B1: limits', { tag: '@server' }, () => {
  test('B1: after many failed sign-ins a client waits, and no other does', async ({ baseURL, standIn }) => {
    const [guesser, other] = ['127.0.0.21', '127.0.0.22'];
    const guess = (index: number) =>
      rawRequest(baseURL!, index % 2 ? '/1.3/account' : '/1.3/zone', {
        headers: credentials('demo', `guess-${index}`),
        from: guesser,
      });
    // Caddy is told by a program that reads its log, so a few more may pass.
    const statuses = await inParallel(50, 1, async (index) => (await guess(index)).status);
    expect(statuses[0]).toBe(401);
    let answer = await guess(50);
    if (test.info().project.name === 'caddy') {
      await expect(async () => expect((answer = await guess(51)).status).toBe(429)).toPass();
    } else {
      expect(statuses.indexOf(429)).toBe(30);
    }
    expect(answer.status).toBe(429);
    const wait = Number(answer.headers['retry-after']);
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(300);
    expect(answer.headers['content-security-policy']).toBeDefined();

    const before = (await standIn.requests()).length;
    expect(before).toBeGreaterThanOrEqual(30);
    expect((await rawRequest(baseURL!, PEERINGS_PATH, { headers, from: guesser })).status, 'right ones do not help').toBe(429);
    expect((await standIn.requests()).length).toBe(before);
    // The account is not locked, nor is the page.
    expect((await rawRequest(baseURL!, PEERINGS_PATH, { headers, from: other })).status).toBe(200);
    expect((await rawRequest(baseURL!, '/', { from: guesser })).status).toBe(200);
  });

  test('B1: calls without credentials are no failed sign-ins', { tag: '@nginx' }, async ({ baseURL }) => {
    for (let count = 0; count < 40; count++) {
      expect((await rawRequest(baseURL!, '/1.3/account', { from: '127.0.0.24' })).status).toBe(401);
    }
    expect((await rawRequest(baseURL!, '/1.3/account', { headers, from: '127.0.0.24' })).status).toBe(200);
  });

  test('B1: credentials that expire are one failed sign-in, however often they are sent', { tag: '@nginx' }, async ({ baseURL, standIn }) => {
    const from = '127.0.0.23';
    await standIn.fault({ path: '/1.3/zone', times: 40 }, { status: 401 });
    for (let count = 0; count < 40; count++) {
      expect((await rawRequest(baseURL!, '/1.3/zone', { headers, from })).status).toBe(401);
    }
    expect((await rawRequest(baseURL!, '/1.3/zone', { headers, from })).status).toBe(200);
  });

  test('B1: bulk changes in four tabs are within the limits', async ({ baseURL }) => {
    const statuses = await inParallel(400, 16, async () => {
      const answer = await rawRequest(baseURL!, PEERINGS_PATH, { headers, from: '127.0.0.25' });
      return answer.status;
    });
    expect(new Set(statuses)).toEqual(new Set([200]));
  });

  test('B1: a flood is refused, with the time to wait', { tag: '@nginx' }, async ({ baseURL }) => {
    const flood = await inParallel(300, 300, () => rawRequest(baseURL!, '/1.3/zone', { headers, from: '127.0.0.26' }));
    const refused = flood.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(0);
    for (const answer of refused) expect(answer.headers['retry-after']).toBe('1');
    expect(flood.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(100);
    expect(flood.filter(({ status }) => status !== 200 && status !== 429)).toEqual([]);
    expect((await rawRequest(baseURL!, '/1.3/zone', { headers, from: '127.0.0.27' })).status).toBe(200);
  });

  test("B1: the API's own 429 keeps its Retry-After", async ({ baseURL, standIn }) => {
    await standIn.fault({ path: '/1.3/zone' }, { status: 429, retry_after: 17 });
    const answer = await rawRequest(baseURL!, '/1.3/zone', { headers });
    expect(answer.status).toBe(429);
    expect(answer.headers['retry-after']).toBe('17');
  });
});
