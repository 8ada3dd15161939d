// Each way to go wrong, with each kind of write, by itself: what the walks do
// at random, here in full. The checks are the same: what the server holds, how
// often it was asked, what the screen says, and that it recovers.
import { expect, test } from '../e2e/support/fixtures';
import { deleteOne, switchOne } from './changes';
import { create, modify } from './forms';
import { openList } from './reads';
import { Random } from './random';
import { WAYS, WELL, onVerb } from './fault-kinds';
import { World } from './world';

const WRITES = [
  { verb: 'POST', what: 'creating', run: (world: World, draw: () => typeof WELL) => create(world, false, draw) },
  { verb: 'PATCH', what: 'modifying', run: modify },
  { verb: 'PATCH', what: 'switching', run: switchOne },
  { verb: 'DELETE', what: 'deleting', run: deleteOne },
];

for (const { verb, what, run } of WRITES) {
  for (const [place, way] of WAYS.entries()) {
    test(`S-22 S-25: ${what} (${verb}) with ${way.kind === 'none' ? 'no fault' : way.kind} makes no second object and no lie`, async ({
      page,
      context,
      standIn,
    }) => {
      const world = await World.open(page, context, standIn, new Random(place));
      if (verb !== 'POST') await create(world, false, () => WELL);
      await world.settle();
      await run(world, () => onVerb(way, verb));
      await world.settle();
    });
  }
}

test('S-31: an answer of 50 MB and a name of 5 MB neither stop the list nor hide it', async ({ page, context, standIn }) => {
  test.setTimeout(60_000);
  const world = await World.open(page, context, standIn, new Random(1));
  await create(world, false, () => WELL);
  for (const fault of [{ padding: 50_000_000 }, { name_length: 5_000_000 }]) {
    const way = { kind: 'enormous', weight: 1, fault, acts: true, told: [] };
    await openList(world, () => way);
    await world.settle();
  }
  expect(world.met.get('enormous')).toBe(2);
});
