// Text from others is shown as text everywhere: it does not run, does not become an
// element, and does not reverse or move the text around it.
import { expect, rows, signIn, test } from '../support/fixtures';
import { start } from '../support/palette';
import { PEERINGS_PATH, type Peering, type StandIn } from '../support/stand-in';
import type { Page } from '@playwright/test';

const MARKUP = '<img src=x onerror="window.hurt=1">';
const RIGHT_TO_LEFT = '\u202egnp.evil\u202e';

declare global {
  interface Window {
    hurt?: number;
    refused?: string[];
  }
}

test.use({ colorScheme: 'light' });

test.beforeEach(async ({ page, standIn }) => {
  await standIn.reset({ scenario: 'hostile' });
  await page.addInitScript(() => {
    window.refused = [];
    // A violation of the policy means that it was more than text, too.
    document.addEventListener('securitypolicyviolation', (event) => {
      window.refused!.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
    });
  });
  page.on('dialog', (dialog) => {
    if (dialog.type() !== 'beforeunload') throw new Error(`a script asked: ${dialog.message()}`);
  });
});

/** Checks that nothing ran, became an element, or overflows. */
async function expectHarmless(page: Page, what: string) {
  const found = await page.evaluate(() => {
    const inside = (root: ParentNode) => root.querySelectorAll('.console :is(img, script, iframe, object, embed, svg[onload], [onerror], [onload], [onclick], a[href^="javascript:" i])').length;
    return {
      hurt: window.hurt,
      refused: window.refused,
      elements: inside(document),
      sticksOut: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    };
  });
  expect(found, what).toEqual({ hurt: undefined, refused: [], elements: 0, sticksOut: 0 });
}

async function peerings(standIn: StandIn): Promise<Peering[]> {
  const all: Peering[] = await standIn.peerings();
  // One peering of each name.
  return all.filter((one, index) => all.findIndex(({ name }) => name === one.name) === index);
}

/** Opens a page of the console without reloading, so that the session stays. */
async function go(page: Page, path: string) {
  await page.evaluate((path) => {
    history.pushState(null, '', path);
    dispatchEvent(new PopStateEvent('popstate'));
  }, path);
}

for (const width of [1280, 390]) {
  test(`S-17: in the list and the links, ${width} wide`, async ({ page }, info) => {
    await page.setViewportSize({ width, height: 900 });
    await signIn(page, './peerings?sort=-name');
    await expect(rows(page).first()).toBeVisible();
    await expectHarmless(page, 'list');
    const heights = await rows(page).evaluateAll((all) => [...new Set(all.map((row) => row.getBoundingClientRect().height))]);
    expect(heights, 'all rows have one height').toHaveLength(1);
    await page.screenshot({ path: info.outputPath('list.png') });
    await go(page, './peerings?view=links');
    await expect(page.getByRole('table')).toBeVisible();
    await expectHarmless(page, 'links');
    await page.screenshot({ path: info.outputPath('links.png') });
    for (const query of [`text=${encodeURIComponent(MARKUP)}`, `label=${encodeURIComponent(`note=${MARKUP}`)}`, `where=${encodeURIComponent(`name:has:${MARKUP}`)}`, 'label=%3D%3Cimg+src%3Dx+onerror%3D%22window.hurt%3D1%22%3E', 'where=%3Cimg+src%3Dx+onerror%3D%22window.hurt%3D1%22%3E']) {
      await go(page, `./peerings?${query}`);
      await expect(page.getByText(/onerror/).first()).toBeVisible();
      await expectHarmless(page, query);
    }
  });

  test(`S-17: on the page and in the form of each peering, ${width} wide`, async ({ page, standIn }, info) => {
    test.setTimeout(120_000);
    await page.setViewportSize({ width, height: 900 });
    await signIn(page);
    for (const [index, { uuid, name }] of (await peerings(standIn)).entries()) {
      const what = name.slice(0, 40);
      await go(page, `./peerings/${uuid}`);
      await expect(page.getByRole('region', { name: 'Peering' })).toBeVisible();
      expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain(name.trim().slice(0, 4));
      await expectHarmless(page, `detail of ${what}`);
      await page.screenshot({ path: info.outputPath(`detail-${index}.png`) });
      const remove = page.getByRole('button', { name: 'Delete…' });
      await expect(remove, what).toBeInViewport();
      await go(page, `./peerings/${uuid}/edit`);
      await expect(page.getByRole('button', { name: 'Save changes' })).toBeVisible();
      await expectHarmless(page, `edit of ${what}`);
      await page.screenshot({ path: info.outputPath(`edit-${index}.png`) });
    }
  });
}

test('S-17: a name with bidirectional control characters reverses no other text', async ({ page, standIn }) => {
  await signIn(page);
  const [turning] = (await peerings(standIn)).filter(({ name }) => name === RIGHT_TO_LEFT);
  await go(page, `./peerings/${turning.uuid}`);
  await expect(page.getByRole('region', { name: 'Peering' })).toBeVisible();
  const deletion = page.getByRole('button', { name: 'Delete…' });
  await deletion.click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectHarmless(page, 'the dialog');
  // If a control character affected the text after it in the same line, the end would
  // be left of the beginning.
  const turned = await page.evaluate(() => {
    const found: string[] = [];
    const texts = document.createTreeWalker(document.querySelector('.console')!, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const element = texts.currentNode.parentElement!;
      const around = getComputedStyle(element);
      const alone = around.unicodeBidi.startsWith('isolate') || around.unicodeBidi === 'plaintext';
      const marks = /[\u202a-\u202e\u2066-\u2069]/;
      const name = '\u202egnp.evil\u202e';
      const text = texts.currentNode.textContent!;
      if (marks.test(text) && (!alone || text.replace(name, '').trim() !== '') && element.closest('pre, textarea') === null) {
        found.push(`${element.tagName}: ${text}`);
      }
    }
    return found;
  });
  expect(turned).toEqual([]);
});

test('S-17: in dialogs, pickers and quick actions', async ({ page, standIn }, info) => {
  await start(page);
  await expect(rows(page).first()).toBeVisible();
  const shot = (name: string) => page.screenshot({ path: info.outputPath(`${name}.png`) });

  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Quick actions' });
  for (const typed of ['onerror', 'evil', 'endless', 'hurt']) {
    await palette.getByRole('combobox').fill(typed);
    await expect(palette.getByRole('option').first()).toBeVisible();
    await expectHarmless(page, `quick actions: ${typed}`);
    await shot(`palette-${typed}`);
  }
  await page.keyboard.press('Escape');

  await page.getByRole('checkbox', { name: /^Select all/ }).first().check();
  await page.getByRole('button', { name: 'Disable…' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectHarmless(page, 'the bulk dialog');
  await shot('bulk');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Export…' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectHarmless(page, 'the export');
  await page.keyboard.press('Escape');

  await go(page, './peerings/new');
  for (const field of ['Local network', 'Peer network']) {
    const box = page.getByRole('combobox', { name: field });
    await box.click();
    await expect(page.getByRole('option').first()).toBeVisible();
    await expectHarmless(page, field);
    await shot(field);
    await box.fill('onerror');
    await page.getByRole('option').first().click();
  }
  await expectHarmless(page, 'the form, filled in');
  await shot('create');

  await go(page, `./reach?from=${encodeURIComponent(MARKUP)}&to=${encodeURIComponent(RIGHT_TO_LEFT)}`);
  await expect(page.getByRole('region', { name: 'Answer' }).getByRole('status')).not.toBeEmpty();
  await expectHarmless(page, 'reachability');
  await shot('reach');
});

test("S-17: in another account's link and the message to its owner", async ({ page, standIn }) => {
  await signIn(page, `./peerings/new?from=handshake&name=${encodeURIComponent(MARKUP)}&zone=${encodeURIComponent(MARKUP)}&range=${encodeURIComponent(MARKUP)}&range=10.0.0.0/24`);
  await expect(page.getByRole('textbox', { name: 'Name' })).toHaveValue(MARKUP);
  await expectHarmless(page, 'the link');
  const first = (await peerings(standIn)).find(({ name }) => name === MARKUP)!;
  await go(page, `./peerings/${first.uuid}`);
  await expect(page.getByRole('region', { name: 'Peering' })).toBeVisible();
  await expectHarmless(page, 'the message');
});

test('S-17: lone surrogates, huge numbers and misplaced values hide nothing', async ({ page, standIn }) => {
  const id = (n: number) => `0f000000-0000-4000-8000-00000000000${n}`;
  const good = (n: number, name: string) =>
    `{"uuid":"${id(n)}","name":${name},"configured_status":"active","state":"active","network":{"uuid":"${id(7)}"},"peer_network":{"uuid":"${id(8)}"}}`;
  const body = `{"network_peerings":{"network_peering":[${good(1, '"half \\ud83d"')},{"uuid":1e999},${good(2, '"nul \\u0000 end"')},${'['.repeat(500)}${']'.repeat(500)},${good(3, '"whole \\ud83d\\ude00"')}]},"total":1e999}`;
  await standIn.fault({ path: PEERINGS_PATH, exact: true, times: 9 }, { body });
  await standIn.fault(
    { path: '/1.3/network', exact: true, times: 9 },
    { body: `{"networks":{"network":[{"uuid":"${id(7)}","name":"net \\udc00","type":"private"},{"mtu":1e999}]}}` },
  );
  await signIn(page);
  await expect(rows(page)).toHaveCount(3);
  await expect(page.getByRole('link', { name: 'half \ufffd' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'whole 😀' })).toBeVisible();
  await expect(page.getByText('net \ufffd').first()).toBeVisible();
  await expectHarmless(page, 'odd answers');
});

test('S-17: in the text of an error', async ({ page, standIn }) => {
  await standIn.fault(
    { path: PEERINGS_PATH, exact: true },
    { status: 403, error_code: MARKUP, error_message: `${MARKUP} ${RIGHT_TO_LEFT} ${'x'.repeat(5000)}` },
  );
  await signIn(page);
  await expect(page.getByText('Reading the peerings failed')).toBeVisible();
  await expect(page.getByText(/onerror/).first()).toBeVisible();
  await expectHarmless(page, 'an error');
});
