// Concurrent edits of one peering: no change is lost silently.
import { expect, test } from '../support/fixtures';
import { addLabel, enteredLabels, fact, fields, openPeering, patchPeering, recordWrites } from '../support/forms';
import type { Page } from '@playwright/test';

const LINK = 'hel-app to fra-db';
const CONFLICT = 'Somebody else changed this peering while you had it open';

function versions(page: Page) {
  return {
    opened: page.getByRole('region', { name: 'When you opened it' }),
    theirs: page.getByRole('region', { name: 'On the server now' }),
    result: page.getByRole('region', { name: 'If you save' }),
    merge: page.getByRole('button', { name: 'Merge and save' }),
    drop: page.getByRole('button', { name: 'Discard my changes' }),
  };
}

test('S-26: shows both versions, and applies my changes to theirs', async ({ page, standIn }) => {
  const { uuid } = await openPeering(page, standIn, LINK, '/edit');
  const sent = recordWrites(page);
  await fields(page).name.fill('mine');
  await fields(page).values.nth(1).fill('edge');
  await addLabel(page, { key: 'added', value: 'by me' });
  await patchPeering(standIn, uuid, {
    configured_status: 'disabled',
    labels: [
      { key: 'env', value: 'staging' },
      { key: 'team', value: 'core' },
      { key: 'theirs', value: '' },
    ],
  });
  await fields(page).save.click();

  await expect(page.getByRole('alert')).toContainText(CONFLICT);
  const { opened, theirs, result, merge } = versions(page);
  await expect(opened).toContainText('NET-4012');
  await expect(opened).toContainText('active');
  await expect(theirs).toContainText(LINK);
  await expect(theirs).toContainText('staging');
  await expect(theirs).toContainText('disabled');
  for (const text of ['mine', 'disabled', 'staging', 'edge', 'theirs', 'by me']) {
    await expect(result).toContainText(text);
  }
  await expect(result).not.toContainText('NET-4012');
  expect(sent).toEqual([]);
  expect(await standIn.peering(LINK)).toBeDefined();

  // The result follows the form.
  await fields(page).name.fill('mine after all');
  await expect(result).toContainText('mine after all');
  await merge.click();
  await expect(page.getByRole('heading', { name: 'mine after all', level: 1 })).toBeVisible();
  await expect(fact(page, 'State')).toHaveText('disabled');
  const labels = [
    { key: 'env', value: 'staging' },
    { key: 'team', value: 'edge' },
    { key: 'theirs', value: '' },
    { key: 'added', value: 'by me' },
  ];
  expect(sent.map(({ body }) => body)).toEqual([{ name: 'mine after all', labels }]);
  expect(await standIn.peering('mine after all')).toMatchObject({ configured_status: 'disabled', labels });
});

test('my change wins if both changed the same property', async ({ page, standIn }) => {
  const { uuid } = await openPeering(page, standIn, LINK, '/edit');
  await fields(page).name.fill('mine');
  await patchPeering(standIn, uuid, { name: 'theirs' });
  await fields(page).save.click();
  const { theirs, result, merge } = versions(page);
  await expect(theirs).toContainText('theirs');
  await expect(result).toContainText('mine');
  await merge.click();
  await expect(page.getByRole('heading', { name: 'mine', level: 1 })).toBeVisible();
  expect(await standIn.peering('theirs')).toBeUndefined();
});

test('dropping my changes starts from theirs and sends nothing', async ({ page, standIn }) => {
  const { uuid } = await openPeering(page, standIn, LINK, '/edit');
  const sent = recordWrites(page);
  await fields(page).name.fill('mine');
  await patchPeering(standIn, uuid, { name: 'theirs', labels: [{ key: 'env', value: 'test' }] });
  await fields(page).save.click();
  await versions(page).drop.click();
  await expect(page.getByText(CONFLICT)).toHaveCount(0);
  await expect(fields(page).name).toHaveValue('theirs');
  await expect(fields(page).keys).toHaveCount(1);
  expect(await enteredLabels(page)).toEqual([{ key: 'env', value: 'test' }]);
  await fields(page).save.click();
  await expect(page.getByText('Nothing has changed, so nothing was sent.')).toBeVisible();
  expect(sent).toEqual([]);

  // The form then works as usual.
  await fields(page).name.fill('mine on theirs');
  await fields(page).save.click();
  await expect(page.getByRole('heading', { name: 'mine on theirs', level: 1 })).toBeVisible();
  expect(sent.map(({ body }) => body)).toEqual([{ name: 'mine on theirs' }]);
});

test('detects a second change while the first conflict is shown', async ({ page, standIn }) => {
  const { uuid } = await openPeering(page, standIn, LINK, '/edit');
  const sent = recordWrites(page);
  await fields(page).name.fill('mine');
  await patchPeering(standIn, uuid, { labels: [{ key: 'first', value: '1' }] });
  await fields(page).save.click();
  const { theirs, merge, result } = versions(page);
  await expect(theirs).toContainText('first');

  await patchPeering(standIn, uuid, { labels: [{ key: 'second', value: '2' }] });
  await merge.click();
  await expect(theirs).toContainText('second');
  await expect(theirs).not.toContainText('first');
  await expect(result).toContainText('mine');
  expect(sent).toEqual([]);

  await merge.click();
  await expect(page.getByRole('heading', { name: 'mine', level: 1 })).toBeVisible();
  expect(sent.map(({ body }) => body)).toEqual([{ name: 'mine' }]);
  expect(await standIn.peering('mine')).toMatchObject({ labels: [{ key: 'second', value: '2' }] });
});

test('a changed state is not a conflict', async ({ page, standIn }) => {
  const { uuid } = await openPeering(page, standIn, LINK, '/edit');
  await fields(page).name.fill('undisturbed');
  const other = await standIn.peering('fra-db to hel-app');
  await patchPeering(standIn, other?.uuid ?? '', { configured_status: 'disabled' });
  await fields(page).save.click();
  await expect(page.getByRole('heading', { name: 'undisturbed', level: 1 })).toBeVisible();
  expect(await standIn.peering('undisturbed')).toMatchObject({ uuid, state: 'peer-disabled' });
});

test('the form starts from changes made since the page was loaded', async ({ page, standIn }) => {
  const { uuid } = await openPeering(page, standIn, LINK);
  await patchPeering(standIn, uuid, { name: 'new name' });
  await page.getByRole('link', { name: 'Modify' }).click();
  await expect(fields(page).name).toBeVisible();
  await addLabel(page, { key: 'late', value: '' });
  await fields(page).save.click();
  // Whether the form has the new name or reports a conflict, the name is not overwritten.
  const { merge } = versions(page);
  const saved = page.getByRole('heading', { name: 'new name', level: 1 });
  await expect(merge.or(saved).first()).toBeVisible();
  if (await merge.isVisible()) await merge.click();
  await expect(saved).toBeVisible();
  expect((await standIn.peering('new name'))?.labels).toContainEqual({ key: 'late', value: '' });
});

test('the conflict takes the focus, and only its own buttons send', async ({ page, standIn }) => {
  const { uuid } = await openPeering(page, standIn, LINK, '/edit');
  const sent = recordWrites(page);
  await fields(page).name.fill('mine');
  await patchPeering(standIn, uuid, { name: 'theirs' });
  await fields(page).name.press('Enter');
  const box = page.getByRole('alert').filter({ hasText: CONFLICT });
  await expect(box).toBeFocused();
  await expect(box).toBeInViewport();
  await page.keyboard.press('Enter');
  await fields(page).name.press('Enter');
  await expect(box, 'Enter in a field leads to the question').toBeFocused();
  await expect(fields(page).save).toBeHidden();
  expect(sent).toEqual([]);
  expect(await standIn.peering('theirs')).toBeDefined();
  await expect(page.getByRole('link', { name: 'Cancel' })).toBeVisible();
  await versions(page).merge.press('Enter');
  await expect(page.getByRole('heading', { name: 'mine', level: 1 })).toBeVisible();
  expect(sent).toHaveLength(1);
});

test('marks what differs in each version', async ({ page, standIn }) => {
  const { uuid } = await openPeering(page, standIn, LINK, '/edit');
  await fields(page).name.fill('mine');
  await patchPeering(standIn, uuid, { configured_status: 'disabled' });
  await fields(page).save.click();
  const { opened, theirs, result } = versions(page);
  await expect(opened.getByRole('term')).toHaveText(['Name', 'Configured status', 'Labels']);
  await expect(theirs.getByRole('term')).toHaveText(['Name', 'Configured status (changed)', 'Labels']);
  await expect(result.getByRole('term')).toHaveText(['Name (changed)', 'Configured status (changed)', 'Labels']);
});
