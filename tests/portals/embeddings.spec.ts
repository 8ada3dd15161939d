// The core of what the console does, in each way of embedding in each portal.
import { answered, AUTOFOCUS, expect, test } from './fixtures';
import { walk } from './core-tasks';
import { open, PLAIN, REACT } from './embeddings';

// A peering that is being deleted may just be read once more.
test.use({ expectedComplaints: async ({}, use) => use([AUTOFOCUS, answered(404)]) });

for (const way of [...Object.values(PLAIN), ...Object.values(REACT)]) {
  test(`${way.name}: found, filtered, created, modified, deleted`, async ({ page, standIn }) => {
    const console = await open(page, way);
    const uuid = await walk(console, standIn);
    const missed = (await standIn.requests()).filter(({ status }) => status === 404).map(({ path }) => path);
    expect(missed.filter((path) => path !== `/1.3/network-peering/${uuid}`)).toEqual([]);
    const path = new URL(page.url()).pathname;
    expect(path, 'whose address it is').toBe(way.hasAddress ? `${way.path}peerings` : way.path);
  });
}
