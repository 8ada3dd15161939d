import base from '../e2e/playwright.config';
import { standIns } from '../e2e/support/servers';

// As many stand-ins serve as there are workers: each test resets its own.
export default {
  ...base,
  testDir: '.',
  outputDir: '../e2e/results/faults',
  workers: standIns.length,
  fullyParallel: true,
  projects: undefined,
  reporter: [['list'], ['./summary.ts']],
  use: {
    ...base.use,
    // It takes longer than the walks themselves.
    trace: 'off' as const,
  },
};
