import base from '../e2e/playwright.config';
import { standIns } from '../e2e/support/servers';

// Each worker has portals of its own, with a stand-in behind them that is reset before
// each test. `cargo xtask test portals` starts them and passes their addresses.
export default {
  ...base,
  testDir: '.',
  outputDir: '../e2e/results/portals',
  workers: standIns.length,
  // One test runs all core tasks, and the machine may be busy.
  timeout: 90_000,
  expect: { timeout: 15_000 },
  projects: undefined,
  reporter: [['list'], ['../e2e/support/page-of-failure.ts']],
};
