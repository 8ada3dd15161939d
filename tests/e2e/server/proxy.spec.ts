// The web servers' proxy to the API: what it forwards, what it removes, and what happens if
// the API does not answer.
import { expect, signIn, test } from '../support/fixtures';
import { nginx, standIns } from '../support/servers';
import { PEERINGS_PATH } from '../support/stand-in';

const AUTHORIZATION = `Basic ${Buffer.from('demo:demo').toString('base64')}`;
const UNKNOWN = '0f58c3e7-1a94-4b6d-8e20-c7d1f9a2b354';
const headers = { Authorization: AUTHORIZATION };

test.describe("a web server's proxy to the API", { tag: '@server' }, () => {
  test('removes WWW-Authenticate', async ({ request, standIn }) => {
    await standIn.reset({ challenge: true });
    const direct = await request.get(new URL(PEERINGS_PATH, standIns[test.info().parallelIndex]).href);
    expect(direct.headers()['www-authenticate']).toContain('Basic');
    const answer = await request.get(PEERINGS_PATH);
    expect(answer.status()).toBe(401);
    expect(answer.headers()).not.toHaveProperty('www-authenticate');
    expect(answer.headers()).toHaveProperty('upcloud-cid');
  });

  test('forbids caching', async ({ request, standIn }) => {
    await standIn.fault({ path: PEERINGS_PATH }, { drop: 'before' });
    const answers = [
      [502, await request.get(PEERINGS_PATH, { headers })],
      [200, await request.get(PEERINGS_PATH, { headers })],
      [401, await request.get(PEERINGS_PATH)],
      [404, await request.get(`${PEERINGS_PATH}/${UNKNOWN}`, { headers })],
      [403, await request.get(`${PEERINGS_PATH}/x`, { headers })],
    ] as const;
    for (const [status, answer] of answers) {
      expect(answer.status()).toBe(status);
      expect(answer.headers()['cache-control'], `${status}`).toBe('no-store');
    }
  });

  // The test API answers 418 to requests with one of the headers in `more`.
  test('forwards the credentials, but no cookies and no addresses of the page', async ({ request }) => {
    const more = { Cookie: 'theme=dark', Origin: 'https://127.0.0.1', Referer: 'https://127.0.0.1/peerings' };
    const answer = await request.get(PEERINGS_PATH, { headers: { ...headers, ...more, 'X-Forwarded-For': '192.0.2.1' } });
    expect(answer.status()).toBe(200);
    const created = await request.post('/1.3/router', {
      headers: { ...headers, ...more },
      data: { router: { name: 'through the proxy' } },
    });
    expect(created.status()).toBe(201);
  });

  test('forwards path and query unchanged', async ({ request, standIn }) => {
    const path = `${PEERINGS_PATH}?label=a%3Db%26c%20%C3%A4`;
    expect((await request.get(path, { headers })).status()).toBe(200);
    expect((await standIn.requests()).map((sent) => sent.path)).toEqual([path]);
  });

  test('sends nothing to an API whose certificate is not trusted', { tag: '@nginx' }, async ({ request, standIn }) => {
    const distrusting = nginx.distrusting[test.info().parallelIndex];
    const answer = await request.get(new URL(PEERINGS_PATH, distrusting).href, { headers });
    expect(answer.status()).toBe(502);
    expect(await standIn.requests()).toEqual([]);
  });

  test('does not repeat a request when the connection breaks', async ({ request, standIn }) => {
    await standIn.fault({ path: '/1.3/', times: 4 }, { drop: 'before' });
    const requests = [
      ['GET', PEERINGS_PATH],
      ['PUT', `/1.3/network/${UNKNOWN}`],
      ['DELETE', `${PEERINGS_PATH}/${UNKNOWN}`],
      ['POST', PEERINGS_PATH],
    ];
    for (const [method, path] of requests) {
      expect((await request.fetch(path, { method, headers })).status(), method).toBe(502);
    }
    expect(await standIn.requests()).toHaveLength(4);
  });

  test('answers as a gateway when the connection breaks, and the console says so', async ({ page, standIn }) => {
    await standIn.fault({ path: PEERINGS_PATH, times: 3 }, { drop: 'before' });
    await signIn(page);
    const failed = page.getByRole('alert').filter({ hasText: 'Reading the peerings failed' });
    await expect(failed).toContainText('status 502');
    await failed.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByRole('link', { name: 'hel-app to fra-db' })).toBeVisible();
  });
});
