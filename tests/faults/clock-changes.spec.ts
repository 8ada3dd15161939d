// Clocks that are set while the console is open.
import { expect, test } from '../e2e/support/fixtures';
import { create } from './forms';
import { Random } from './random';
import { WELL } from './fault-kinds';
import { World } from './world';

const HOUR = 3_600_000;

for (const by of [-HOUR, HOUR]) {
  test(`S-24: what others change is seen after the clock was set ${by < 0 ? 'back' : 'forward'} an hour`, async ({
    page,
    context,
    standIn,
  }) => {
    const world = await World.open(page, context, standIn, new Random(1));
    await create(world, false, () => WELL);
    await world.settle();
    await world.toList();
    await page.clock.setSystemTime((await page.evaluate(() => Date.now())) + by);
    world.mayAsk = by > 0;
    const [held] = world.model.held;
    held.name = 'changed by another client';
    const body = { network_peering: { name: held.name } };
    expect((await standIn.api('PATCH', `/network-peering/${held.uuid}`, body)).status).toBe(200);
    world.allow('PATCH');
    await world.settle();
  });
}
