import { defineConfig } from '@playwright/test';
import { caddy, pin, standIns } from './support/servers';

// Each worker has a stand-in API of its own, which is reset before each test.
// `cargo xtask test e2e` starts them, each behind an nginx, and passes their addresses.
// One that is started by hand serves the console itself, to one worker.
export default defineConfig({
  testDir: '.',
  outputDir: 'results',
  workers: standIns.length,
  fullyParallel: false,
  forbidOnly: !!process.env.CI,
  retries: 0,
  timeout: 30_000,
  expect: { timeout: 7_000 },
  reporter: [['list'], ['./support/page-of-failure.ts']],
  use: {
    // High enough for most tests to have the rows they need in view.
    viewport: { width: 1280, height: 1000 },
    // Snapshots of the page at each action take a fifth of the time of all tests. For a
    // failed test, add `--trace on`.
    trace: { mode: 'retain-on-failure', snapshots: false, screenshots: false, sources: false },
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-dev-shm-usage',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        // Trusts this one key only.
        ...(pin ? [`--ignore-certificate-errors-spki-list=${pin}`] : []),
      ],
    },
  },
  // `@server` tests a web server, `@nginx` nginx only. A proxy answers when a
  // connection breaks, so tests of broken connections use none: `@direct`.
  projects: pin
    ? [
        { name: 'nginx', grepInvert: /@direct/ },
        { name: 'direct', grep: /@direct/ },
        ...(caddy.consoles.length > 0 ? [{ name: 'caddy', grep: /@server/, grepInvert: /@nginx/ }] : []),
      ]
    : [{ name: 'stand-in', grepInvert: /@server|@nginx/ }],
});
