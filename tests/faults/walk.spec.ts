// Random walks through the console with faults of the network, the server and the
// clock, on several kinds of day. To repeat a failed walk, set its day, seed and number of
// operations: FAULT_DAY=mixed FAULT_SEED=7 FAULT_OPERATIONS=120. FAULT_HOURS keeps walking
// for so long instead.
import { test } from '../e2e/support/fixtures';
import { DAYS, dayNamed } from './days';
import { walk, type Plan } from './walk';

/** The operations of one walk; the next one starts with a fresh browser and server. */
const LONGEST = 260;
/** The same for the days besides the mixed one in a run without wishes. */
const SHORT = 100;
const SEEDS = [11, 12, 13, 14];

const { FAULT_DAY, FAULT_SEED, FAULT_OPERATIONS, FAULT_HOURS } = process.env;

const first = Number(FAULT_SEED ?? SEEDS[0]);
const days = FAULT_DAY ? [dayNamed(FAULT_DAY)] : DAYS;

/** The walk of the seed in a run with wishes: the kinds of day take turns. */
function plan(seed: number, count: number): Plan {
  return { day: days[(seed - first) % days.length], seed, count };
}

function wanted(): Plan[] {
  if (FAULT_HOURS) return [plan(first, LONGEST), plan(first + 1, LONGEST)];
  if (FAULT_DAY || FAULT_SEED || FAULT_OPERATIONS) {
    const total = Number(FAULT_OPERATIONS ?? LONGEST * SEEDS.length);
    const walks = Math.ceil(total / LONGEST);
    return Array.from({ length: walks }, (_, index) => plan(first + index, Math.min(LONGEST, total - index * LONGEST)));
  }
  const [mixed, ...others] = DAYS;
  return [
    ...SEEDS.map((seed) => ({ day: mixed, seed, count: LONGEST })),
    ...others.map((day, index) => ({ day, seed: SEEDS.at(-1)! + 1 + index, count: SHORT })),
  ];
}

const walks = wanted();
for (const { day, seed, count } of walks) {
  const what = FAULT_HOURS ? 'walks' : `${count} operations`;
  const where = FAULT_HOURS || day === DAYS[0] ? '' : `, ${day.name} day`;
  test(`S-10 S-22 S-23 S-24 S-30: ${what} from seed ${seed}${where}`, async ({ browser, baseURL, standIn }) => {
    test.setTimeout(0);
    const end = Date.now() + Number(FAULT_HOURS ?? 0) * 3_600_000;
    let next = FAULT_HOURS ? plan(seed, count) : { day, seed, count };
    do {
      const summary = await walk(browser, baseURL!, standIn, next);
      test.info().annotations.push({ type: 'walk', description: JSON.stringify(summary) });
      // The other worker uses the seeds in between.
      next = plan(next.seed + walks.length, count);
    } while (Date.now() < end);
  });
}
