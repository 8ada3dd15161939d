// Random walks through the console with faults of the network, the server and the
// clock. To repeat a failed walk, set its seed and number of operations:
// FAULT_SEED=7 FAULT_OPERATIONS=120. FAULT_HOURS keeps walking for so long instead.
import { test } from '../e2e/support/fixtures';
import { walk, type Summary } from './walk';

/** The operations of one walk; the next one starts with a fresh browser and server. */
const LONGEST = 260;
const SEEDS = [11, 12, 13, 14];

const { FAULT_SEED, FAULT_OPERATIONS, FAULT_HOURS } = process.env;
const total = Number(FAULT_OPERATIONS ?? LONGEST * SEEDS.length);
const first = Number(FAULT_SEED ?? SEEDS[0]);
const walks = Array.from({ length: FAULT_HOURS ? 2 : Math.ceil(total / LONGEST) }, (_, index) => ({
  seed: first + index,
  count: FAULT_HOURS ? LONGEST : Math.min(LONGEST, total - index * LONGEST),
}));

for (const { seed, count } of walks) {
  test(`S-10 S-22 S-23 S-24 S-30: ${FAULT_HOURS ? 'walks' : `${count} operations`} from seed ${seed}`, async ({
    browser,
    baseURL,
    standIn,
  }) => {
    test.setTimeout(0);
    const end = Date.now() + Number(FAULT_HOURS ?? 0) * 3_600_000;
    let next = seed;
    do {
      const summary: Summary = await walk(browser, baseURL!, standIn, next, count);
      test.info().annotations.push({ type: 'walk', description: JSON.stringify(summary) });
      // The other worker uses the seeds in between.
      next += walks.length;
    } while (Date.now() < end);
  });
}
