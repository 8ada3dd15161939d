// What the console shows, read in one go.
import type { Page } from '@playwright/test';

export type Row = { uuid: string; name: string; state: string; status: string };

export type Screen = {
  path: string;
  title: string;
  /** Whether credentials are asked for, by the page or over it. */
  asksToSignIn: boolean;
  /** The title of the dialog that is open. */
  dialog: string;
  /** The rows of the list, where the list is what is shown. */
  rows: Row[] | null;
  /** What a peering's own page says of it. */
  facts: { name: string; status: string; state: string; labels: string } | null;
  /** What says that something is still under way. */
  busy: string[];
  /** What was said of something old, or not read. */
  warnings: string[];
  alerts: string[];
  notices: string[];
  /** How far the run over many peerings is, and what failed of it. */
  run: string;
  runFailures: string[];
  /** Values of the fields of the form that is open. */
  typed: string[];
  /** Whether the form's button says that it cannot be pressed, and why. */
  held: string | null;
};

declare global {
  interface Window {
    noticed?: Set<string>;
  }
}

/** Notes good news from the page's beginning: it goes away by itself. */
export function note(page: Page): Promise<void> {
  return page.addInitScript(() => {
    const noticed = (window.noticed = new Set<string>());
    const look = () => {
      for (const notice of document.querySelectorAll('.notices .notice > p')) noticed.add(notice.textContent!.trim());
    };
    new MutationObserver(look).observe(document, { childList: true, subtree: true });
  });
}

/** Reads the screen. */
export function read(page: Page): Promise<Screen> {
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
      ...all('.corner .steps .running').map((step) => `step: ${text(step)}`),
      ...all('form.sign-in button.primary:disabled').map(() => 'the button to sign in'),
    ];
    const run = document.querySelector('section[aria-label=Run]');
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
      notices: [...(window.noticed ?? [])],
      run: text(run?.querySelector('[role=status]')),
      runFailures: run ? all('li', run).map(text) : [],
      typed: form ? all('input:not([type=radio]):not([type=checkbox])', form).map((input) => (input as HTMLInputElement).value) : [],
      held: submit?.getAttribute('aria-disabled') === 'true' ? text(form!.querySelector('.stops')) || 'busy' : null,
    };
  });
}

/** Dismisses all cards and notices, as a user may at any time. */
export function tidyUp(page: Page): Promise<void> {
  return page.evaluate(() => {
    for (const button of document.querySelectorAll<HTMLElement>('.corner button')) {
      if (button.textContent?.trim() === 'Dismiss' && button.checkVisibility()) button.click();
    }
    window.noticed?.clear();
  });
}
