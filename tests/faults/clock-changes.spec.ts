// The machine's clock is changed while the console is open.
import { expect, test } from '../e2e/support/fixtures';
import { create } from './forms';
import { Random } from './random';
import { NO_FAULT } from './fault-kinds';
import { World } from './world';

const HOUR = 3_600_000;

for (const by of [-HOUR, HOUR]) {
  test(`S-24: shows what others changed after the clock was set ${by < 0 ? 'back' : 'forward'} an hour`, async ({
    page,
    context,
    standIn,
  }) => {
    const world = await World.open(page, context, standIn, new Random(1));
    await create(world, false, () => NO_FAULT);
    await world.settle();
    await world.toList();
    await page.clock.setSystemTime((await page.evaluate(() => Date.now())) + by);
    world.mayAskToSignIn = by > 0;
    const [peering] = world.model.peerings;
    peering.name = 'changed by another client';
    const body = { network_peering: { name: peering.name } };
    expect((await standIn.api('PATCH', `/network-peering/${peering.uuid}`, body)).status).toBe(200);
    world.allow('PATCH');
    await world.settle();
  });
}
