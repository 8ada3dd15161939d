// Each fault with each kind of write: what the walks try at random, tried in full. The
// checks are the same: what the server holds, how many requests it got, what the
// screen shows, and that the console recovers.
import { expect, test } from '../e2e/support/fixtures';
import { deleteOne, enableOrDisable } from './changes';
import { create, modify } from './forms';
import { openList } from './reads';
import { Random } from './random';
import { FAULT_CASES, NO_FAULT, forMethod } from './fault-kinds';
import { World } from './world';

const WRITES = [
  { verb: 'POST', what: 'creating', run: (world: World, draw: () => typeof NO_FAULT) => create(world, false, draw) },
  { verb: 'PATCH', what: 'modifying', run: modify },
  { verb: 'PATCH', what: 'enabling or disabling', run: enableOrDisable },
  { verb: 'DELETE', what: 'deleting', run: deleteOne },
];

for (const { verb, what, run } of WRITES) {
  for (const [index, faultCase] of FAULT_CASES.entries()) {
    test(`S-22 S-25: ${what} (${verb}) with ${faultCase.kind === 'none' ? 'no fault' : faultCase.kind} creates no second object and reports the truth`, async ({
      page,
      context,
      standIn,
    }) => {
      const world = await World.open(page, context, standIn, new Random(index));
      if (verb !== 'POST') await create(world, false, () => NO_FAULT);
      await world.settle();
      await run(world, () => forMethod(faultCase, verb));
      await world.settle();
    });
  }
}

test('S-31: shows the list despite an answer of 50 MB and a name of 5 MB', async ({ page, context, standIn }) => {
  test.setTimeout(60_000);
  const world = await World.open(page, context, standIn, new Random(1));
  await create(world, false, () => NO_FAULT);
  for (const fault of [{ padding: 50_000_000 }, { name_length: 5_000_000 }]) {
    const faultCase = { kind: 'enormous', weight: 1, fault, acts: true, reports: [] };
    await openList(world, () => faultCase);
    await world.settle();
  }
  expect(world.met.get('enormous')).toBe(2);
});
