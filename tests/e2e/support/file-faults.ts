// How the delivery of a file can fail.
import type { Route } from '@playwright/test';

export const FILE_FAULTS: Record<string, (route: Route) => unknown> = {
  '404': (route) => route.fulfill({ status: 404, body: 'Not found' }),
  '503': (route) => route.fulfill({ status: 503, body: 'Unavailable' }),
  stall: () => {},
  cut: async (route) => {
    const answer = await route.fetch();
    const body = await answer.body();
    await route.fulfill({ body: body.subarray(0, body.length / 2), contentType: answer.headers()['content-type'] });
  },
  altered: async (route) => {
    const answer = await route.fetch();
    const body = Buffer.from(await answer.body());
    body[body.length - 1] ^= 1;
    await route.fulfill({ body, contentType: answer.headers()['content-type'] });
  },
};
