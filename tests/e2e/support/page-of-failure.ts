// Prints what the page showed when a test failed. Where tests run elsewhere, their output
// is all that is left of them.
import { readFileSync } from 'node:fs';
import type { Reporter, TestCase, TestResult } from '@playwright/test/reporter';

/** How many lines of a page are printed. */
const MAX_LINES = 80;

export default class PageOfFailure implements Reporter {
  private readonly pages: string[] = [];

  onTestEnd(test: TestCase, result: TestResult) {
    const context = result.attachments.find(({ name }) => name === 'error-context');
    if (!context?.path) return;
    const snapshot = /# Page snapshot\s+```yaml\n(.*?)```/s.exec(readFileSync(context.path, 'utf8'));
    if (!snapshot) return;
    const lines = snapshot[1]!.split('\n').slice(0, MAX_LINES);
    this.pages.push(`\nThe page when "${test.title}" failed:\n${lines.join('\n')}`);
  }

  onEnd() {
    for (const page of this.pages) console.log(page);
  }

  printsToStdio() {
    return false;
  }
}
