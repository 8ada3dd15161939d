// A walk: a sequence of random operations and faults, with everything checked after
// each operation.
import type { StandIn } from '../e2e/support/stand-in';
import type { Browser } from '@playwright/test';
import { changeMany, deleteOne, enableOrDisable } from './changes';
import { create, modify } from './forms';
import { Random } from './random';
import { filter, leaveFormAlone, loseNetwork, openDetail, openList, setClock, signOutAndIn, sleep, navigate } from './reads';
import { World } from './world';
import type { Day, Draw, Operation } from './days';

const OPERATIONS: Operation[] = [
  { name: 'create one half', weight: 9, run: (world, draw) => create(world, false, draw) },
  { name: 'create both halves', weight: 5, run: (world, draw) => create(world, true, draw) },
  { name: 'modify', weight: 12, run: modify },
  { name: 'enable or disable', weight: 12, run: enableOrDisable },
  { name: 'delete', weight: 6, run: deleteOne },
  { name: 'bulk change', weight: 8, run: changeMany },
  { name: 'open the list', weight: 12, run: openList },
  { name: 'open a peering', weight: 10, run: openDetail },
  { name: 'filter by a label', weight: 6, run: filter },
  { name: 'navigate', weight: 5, run: navigate },
  { name: 'sign out and in', weight: 4, run: signOutAndIn },
  { name: 'leave a form alone', weight: 3, run: leaveFormAlone },
  { name: 'sleep and wake', weight: 4, run: (world) => sleep(world) },
  { name: 'set the clock', weight: 4, run: setClock },
  { name: 'lose the network', weight: 4, run: loseNetwork },
];

/** How often each operation was done and each fault met. */
export type Summary = {
  day: string;
  seed: number;
  operations: Record<string, number>;
  faults: Record<string, number>;
  seconds: number;
};

/** How many of the last operations a failure message lists. */
const OPERATIONS_IN_FAILURE = 10;

export type Plan = { day: Day; seed: number; count: number };

export async function walk(browser: Browser, baseURL: string, standIn: StandIn, { day, seed, count }: Plan): Promise<Summary> {
  const begin = Date.now();
  const context = await browser.newContext({ baseURL, viewport: { width: 1280, height: 1000 } });
  context.setDefaultTimeout(10_000);
  const random = new Random(seed);
  const world = await World.open(await context.newPage(), context, standIn, random, day.prepare);
  const possible = [...OPERATIONS, ...day.operations];
  const operations: Record<string, number> = {};
  const done: string[] = [];
  for (let number = 1; number <= count; number += 1) {
    const { name, run } = random.weighted(possible);
    const kinds: string[] = [];
    const draw: Draw = (method) => {
      const faultCase = world.draw(method, day.faults);
      kinds.push(faultCase.kind);
      return faultCase;
    };
    const describe = () => `${number}: ${name}${kinds.length ? ` (${kinds.join(', ')})` : ''}`;
    try {
      await run(world, draw);
      await world.settle();
    } catch (error) {
      const last = [...done.slice(1 - OPERATIONS_IN_FAILURE), describe()].map((line) => `  ${line}`).join('\n');
      const again = `FAULT_DAY=${day.name} FAULT_SEED=${seed} FAULT_OPERATIONS=${number}`;
      const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
      throw new Error(`${day.name} day, seed ${seed}, operation ${number}; again: ${again}\nthe last operations:\n${last}\n${message}`);
    }
    operations[name] = (operations[name] ?? 0) + 1;
    done.push(describe());
  }
  await context.close();
  return { day: day.name, seed, operations, faults: Object.fromEntries(world.met), seconds: (Date.now() - begin) / 1000 };
}
