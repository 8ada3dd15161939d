// Playwright only runs these tests: it cannot drive WebKit as distributions ship it.
// `cargo xtask test webkit` starts the servers and the driver, and passes their addresses.
export default {
  testDir: '.',
  outputDir: '../e2e/results/webkit',
  // The driver has one window at a time.
  workers: 1,
  forbidOnly: !!process.env.CI,
  retries: 0,
  // WebKit draws without a graphics card here, and the machine may be busy.
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
};
