// Random walks through the console, with the faults of bad days. The seed and
// the number of operations can be given, which repeats a walk that failed:
// FAULT_SEED=7 FAULT_OPERATIONS=120. FAULT_HOURS walks on and on instead.
import { test } from '../e2e/support/fixtures';
import { walk, type Summary } from './walk';

/** A walk is not longer than this; then a fresh browser and a fresh server. */
const LONGEST = 260;
const SEEDS = [11, 12, 13, 14];

const { FAULT_SEED, FAULT_OPERATIONS, FAULT_HOURS } = process.env;
const total = Number(FAULT_OPERATIONS ?? LONGEST * SEEDS.length);
const first = Number(FAULT_SEED ?? SEEDS[0]);
const walks = Array.from({ length: FAULT_HOURS ? 2 : Math.ceil(total / LONGEST) }, (_, place) => ({
  seed: first + place,
  count: FAULT_HOURS ? LONGEST : Math.min(LONGEST, total - place * LONGEST),
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
      // The walks of the other worker have the numbers between.
      next += walks.length;
    } while (Date.now() < end);
  });
}
