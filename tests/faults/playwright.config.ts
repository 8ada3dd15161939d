import base from '../e2e/playwright.config';
import { standIns } from '../e2e/support/servers';

// Each worker has a stand-in of its own, which each test resets.
export default {
  ...base,
  testDir: '.',
  outputDir: '../e2e/results/faults',
  workers: standIns.length,
  fullyParallel: true,
  projects: undefined,
  reporter: [['list'], ['./summary.ts'], ['../e2e/support/page-of-failure.ts']],
  use: {
    ...base.use,
    // Tracing takes longer than the walks themselves.
    trace: 'off' as const,
  },
};
