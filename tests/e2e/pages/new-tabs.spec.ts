// F-02: the page starts in every tab, however slowly it is parsed. Its script inserts those
// that start the console, which run as soon as they are loaded. In the head, or wherever
// elements that they need come after it, they would run too early now and then.
import { expect, heading, row, rows, signIn, test } from '../support/fixtures';
import { mark, servePageInPieces } from '../support/page-in-pieces';
import { standIns } from '../support/servers';
import type { Page } from '@playwright/test';

const NAME = 'hel-app to fra-db';

test('F-02: a row opened in six tabs at once starts in each', async ({ page, context }) => {
  await signIn(page);
  const link = row(page, NAME).getByRole('link');
  const tabs: Page[] = [];
  context.on('page', (tab) => tabs.push(tab));
  for (let count = 1; count <= 6; count += 1) {
    await link.click(count % 2 ? { modifiers: ['ControlOrMeta'] } : { button: 'middle' });
    await expect.poll(() => tabs.length).toBe(count);
  }
  for (const tab of tabs) await expect(tab.getByRole('button', { name: 'Sign in', exact: true })).toBeEnabled();
  for (const tab of tabs) {
    await signIn(tab, null);
    await expect(heading(tab)).toHaveText(NAME);
  }
  await expect(heading(page)).toHaveText('Peerings');
});

/** Whether the page, which may not be there yet, has a comment with this text. */
async function hasComment(page: Page, text: string) {
  const found = page.evaluate((text) => {
    const comments = document.createTreeWalker(document, NodeFilter.SHOW_COMMENT);
    while (comments.nextNode()) if (comments.currentNode.nodeValue === text) return true;
    return false;
  }, text);
  return found.catch(() => false);
}

test('F-02: a page that arrives in pieces starts', async ({ page }, { parallelIndex }) => {
  const server = await servePageInPieces(standIns[parallelIndex]!);
  try {
    const opened = page.goto(`${server.address}peerings`);
    await server.asked;
    for (let index = server.send(); index !== undefined; index = server.send()) {
      await expect.poll(() => hasComment(page, mark(index!)), { intervals: [10] }).toBe(true);
      // Files that a script has asked for may come before the rest of the page.
      await expect.poll(() => server.isIdle(), { intervals: [10] }).toBe(true);
    }
    await opened;
    await signIn(page, null);
    await expect(rows(page).first()).toBeVisible();
  } finally {
    server.close();
  }
});
