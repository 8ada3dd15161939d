import base from './playwright.config';

/** What engines do differently: starting, the keyboard and the focus, layout, history, host pages. */
const SPECS = [
  'changes/delete',
  'forms/create-link',
  'forms/modify',
  'list/filter',
  'list/links',
  'list/print',
  'list/table',
  'list/table-keys',
  'pages/focus',
  'pages/leave-before-first-frame',
  'pages/navigation',
  'pages/new-tabs',
  'pages/shortcuts',
  'security/host-page',
  'security/integrity',
  'session/sign-in',
];

// Firefox as distributions ship it, by WebDriver BiDi. `@chromium` marks tests of what
// Chromium alone has, or what Playwright cannot drive in Firefox.
export default {
  ...base,
  outputDir: 'results/firefox',
  testMatch: SPECS.map((spec) => `${spec}.spec.ts`),
  projects: [{ name: 'nginx', grepInvert: /@chromium|@direct|@server/ }],
  use: {
    ...base.use,
    browserName: 'firefox' as const,
    channel: 'moz-firefox',
    // There is no flag to trust one key only.
    ignoreHTTPSErrors: true,
    launchOptions: { executablePath: process.env.FIREFOX ?? '/usr/bin/firefox-esr' },
  },
};
