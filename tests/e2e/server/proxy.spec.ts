// The web servers' way to the API: what they pass on, what they keep to
// themselves, and what becomes of an API that does not answer.
import { expect, signIn, test } from '../support/fixtures';
import { nginx, standIns } from '../support/servers';

const LIST = '/1.3/network-peering';
const AUTHORIZATION = `Basic ${Buffer.from('demo:demo').toString('base64')}`;
const headers = { Authorization: AUTHORIZATION };

test.describe("a web server's way to the API", { tag: '@server' }, () => {
  test('keeps WWW-Authenticate from the browser', async ({ request, standIn }) => {
    await standIn.reset({ challenge: true });
    const direct = await request.get(new URL(LIST, standIns[test.info().parallelIndex]).href);
    expect(direct.headers()['www-authenticate']).toContain('Basic');
    const answer = await request.get(LIST);
    expect(answer.status()).toBe(401);
    expect(answer.headers()).not.toHaveProperty('www-authenticate');
    expect(answer.headers()).toHaveProperty('upcloud-cid');
  });

  test('lets no answer be kept', async ({ request, standIn }) => {
    await standIn.fault({ path: LIST }, { drop: 'before' });
    const answers = [
      [502, await request.get(LIST, { headers })],
      [200, await request.get(LIST, { headers })],
      [401, await request.get(LIST)],
      [404, await request.get(`${LIST}/x`, { headers })],
    ] as const;
    for (const [status, answer] of answers) {
      expect(answer.status()).toBe(status);
      expect(answer.headers()['cache-control'], `${status}`).toBe('no-store');
    }
  });

  // The server with the API's name answers 418 to whatever has one of these.
  test('passes the credentials on, but no cookie and not where one was', async ({ request }) => {
    const more = { Cookie: 'theme=dark', Origin: 'https://127.0.0.1', Referer: 'https://127.0.0.1/peerings' };
    const answer = await request.get(LIST, { headers: { ...headers, ...more, 'X-Forwarded-For': '192.0.2.1' } });
    expect(answer.status()).toBe(200);
    const created = await request.post('/1.3/router', {
      headers: { ...headers, ...more },
      data: { router: { name: 'through the proxy' } },
    });
    expect(created.status()).toBe(201);
  });

  test('passes path and query on as they came', async ({ request, standIn }) => {
    const path = `${LIST}?label=a%3Db%26c%20%C3%A4`;
    expect((await request.get(path, { headers })).status()).toBe(200);
    expect((await standIn.requests()).map((sent) => sent.path)).toEqual([path]);
  });

  test('ends where the API cannot show who it is, before anything is sent', { tag: '@nginx' }, async ({ request, standIn }) => {
    const distrusting = nginx.distrusting[test.info().parallelIndex];
    const answer = await request.get(new URL(LIST, distrusting).href, { headers });
    expect(answer.status()).toBe(502);
    expect(await standIn.requests()).toEqual([]);
  });

  test('sends nothing a second time when the connection breaks', async ({ request, standIn }) => {
    await standIn.fault({ path: LIST, times: 4 }, { drop: 'before' });
    for (const method of ['GET', 'PUT', 'DELETE', 'POST']) {
      expect((await request.fetch(LIST, { method, headers })).status(), method).toBe(502);
    }
    expect(await standIn.requests()).toHaveLength(4);
  });

  test('tells of a connection that breaks as a gateway does, and the console says so', async ({ page, standIn }) => {
    await standIn.fault({ path: LIST, times: 3 }, { drop: 'before' });
    await signIn(page);
    const failed = page.getByRole('alert').filter({ hasText: 'Reading the peerings failed' });
    await expect(failed).toContainText('status 502');
    await failed.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByRole('link', { name: 'hel-app to fra-db' })).toBeVisible();
  });
});
