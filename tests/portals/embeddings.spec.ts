// The core tasks in each kind of embedding, in each portal.
import { BLOCKED_AUTOFOCUS, expect, failedWith, test } from './fixtures';
import { runCoreTasks } from './core-tasks';
import { FRAMEWORKS, openConsole, PLAIN, REACT } from './embeddings';

// A peering may be polled once more after it was deleted.
test.use({ expectedComplaints: async ({}, use) => use([BLOCKED_AUTOFOCUS, failedWith(404)]) });

for (const embedding of [...Object.values(PLAIN), REACT.frame, REACT.proxied, ...FRAMEWORKS.flatMap(({ mounted, element }) => [mounted, element])]) {
  test(`${embedding.name}: finds, filters, creates, modifies and deletes peerings`, async ({ page, standIn }) => {
    const console = await openConsole(page, embedding);
    const uuid = await runCoreTasks(console, standIn);
    const missed = (await standIn.requests()).filter(({ status }) => status === 404).map(({ path }) => path);
    expect(missed.filter((path) => path !== `/1.3/network-peering/${uuid}`)).toEqual([]);
    const path = new URL(page.url()).pathname;
    expect(path).toBe(embedding.hasAddress ? `${embedding.path}peerings` : embedding.path);
  });
}
