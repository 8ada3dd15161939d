import base from './playwright.config';

/** What engines do differently: starting, the keyboard and the focus, layout, history, host pages. */
const SPECS = [
  'forms/create-link',
  'forms/modify',
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

/** Of what the console decides by itself, whatever the engine: a walk or two. */
const WALKS = {
  name: 'walks',
  testMatch: ['changes/delete', 'list/filter', 'list/links', 'security/start'].map((spec) => `${spec}.spec.ts`),
  grep: /deletes both halves|are added and removed|filters while the user types|restored by Back|with the keyboard alone|a file stalls/,
};

// Firefox as distributions ship it, by WebDriver BiDi. `@chromium` marks tests of what
// Chromium alone has, or what Playwright cannot drive in Firefox.
export default {
  ...base,
  outputDir: 'results/firefox',
  projects: [
    { name: 'engine', testMatch: SPECS.map((spec) => `${spec}.spec.ts`), grepInvert: /@chromium|@direct|@server|20000 rows/ },
    WALKS,
  ],
  use: {
    ...base.use,
    browserName: 'firefox' as const,
    channel: 'moz-firefox',
    // There is no flag to trust one key only.
    ignoreHTTPSErrors: true,
    launchOptions: { executablePath: process.env.FIREFOX ?? '/usr/bin/firefox-esr' },
  },
};
