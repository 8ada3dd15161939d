// What the console shows, read in one step.
import type { Page } from '@playwright/test';

export type Row = { uuid: string; name: string; state: string; status: string };

export type Screen = {
  path: string;
  title: string;
  /** Whether the sign-in form is shown, as the page or above it. */
  asksToSignIn: boolean;
  /** The title of the open dialog. */
  dialog: string;
  /** The rows, if the list is shown. */
  rows: Row[] | null;
  /** The properties on the page of a peering. */
  facts: { name: string; status: string; state: string; labels: string } | null;
  /** What shows that something is still in progress. */
  busy: string[];
  /** Messages about outdated or missing data. */
  warnings: string[];
  alerts: string[];
  notices: string[];
  /** The progress of a bulk change, and its failures. */
  run: string;
  runFailures: string[];
  /** The values of the open form's fields. */
  typed: string[];
  /** Why the form's button is disabled, if it is. */
  blockedBy: string | null;
};

declare global {
  interface Window {
    noticesSeen?: Set<string>;
  }
}

/** Records successes from the moment the page loads, and keeps the list of activity open. */
export async function recordNotices(page: Page) {
  await page.addInitScript(() => {
    const noticesSeen = (window.noticesSeen = new Set<string>());
    const look = () => {
      document.querySelector<HTMLElement>('.activity:not([hidden]) [aria-expanded=false]')?.click();
      for (const title of document.querySelectorAll('.activity .panel > ul > li:not([data-seen]) > .title')) {
        const text = title.textContent!.trim();
        // What is still being applied is "Enabling a"; what failed, "Enabling a failed".
        if (/^[A-Z][a-z]+ed /.test(text)) noticesSeen.add(text);
      }
    };
    new MutationObserver(look).observe(document, { childList: true, characterData: true, subtree: true });
  });
}

export function readScreen(page: Page): Promise<Screen> {
  return page.evaluate(() => {
    const all = (selector: string, within: ParentNode = document) => [...within.querySelectorAll<HTMLElement>(selector)];
    const text = (element: Element | null | undefined) => (element?.textContent ?? '').trim();
    const texts = (selector: string) => all(selector).filter(visible).map(text).filter(Boolean);
    function visible(element: HTMLElement) {
      return element.checkVisibility();
    }
    const isList = document.querySelector('main h1')?.textContent === 'Peerings';
    const rows = all('tr[data-row]')
      .filter(visible)
      .map((row) => ({
        uuid: row.querySelector('a')!.getAttribute('href')!.split('/').pop()!,
        name: text(row.querySelector('td.name a')),
        state: text(row.querySelector('td.state')),
        status: text(row.querySelector('td.status')),
      }));
    const values = all('section[aria-label="Peering"] dd');
    const facts = values.length && {
      name: text(values[1]),
      status: text(values[2]),
      state: text(values[3]),
      labels: text(values[4]),
    };
    const underWay = /^(Saving|Creating|Signing in|Loading|Stopping)[^.]*…$/;
    const busy = [
      ...all('[aria-busy=true]').map((element) => `busy: ${element.className}`),
      ...texts('button, [role=status], .count').filter((one) => underWay.test(one)),
      ...all('.activity .steps .running').map((step) => `step: ${text(step)}`),
      ...all('form.sign-in button.primary:disabled').map(() => 'signing in'),
    ];
    const isBulk = (entry: HTMLElement) => text(entry).includes('Download results');
    const run = all('.activity .panel > ul > li').find(isBulk);
    const form = document.querySelector('form.peering-form');
    const submit = form?.querySelector('button[type=submit]');
    return {
      path: location.pathname,
      title: text(document.querySelector('main h1')),
      asksToSignIn: all('form.sign-in').some(visible),
      dialog: text(document.querySelector('dialog[open] h2')),
      rows: isList ? rows : null,
      facts: facts || null,
      busy,
      warnings: texts('main p.warning'),
      alerts: texts('.error-notice, .conflict'),
      notices: [...(window.noticesSeen ?? [])],
      run: text(run?.querySelector('.result')),
      runFailures: run ? all('details li', run).map(text) : [],
      typed: form ? all('input:not([type=radio]):not([type=checkbox])', form).map((input) => (input as HTMLInputElement).value) : [],
      blockedBy: submit?.getAttribute('aria-disabled') === 'true' ? text(form!.querySelector('.blocked-reason')) || 'busy' : null,
    };
  });
}

/** Clears the activity. */
export function dismissNotices(page: Page): Promise<void> {
  return page.evaluate(() => {
    for (const button of document.querySelectorAll<HTMLElement>('.activity .panel button')) {
      if (/^(Dismiss|Clear finished)$/.test(button.textContent!.trim()) && button.checkVisibility()) button.click();
    }
    // What is still watched cannot be cleared.
    for (const entry of document.querySelectorAll<HTMLElement>('.activity .panel > ul > li')) entry.dataset.seen = '';
    window.noticesSeen?.clear();
  });
}
