// Selection, plan and export, for a few peerings and for very many.
import { readFile } from 'node:fs/promises';
import { expect, signIn, test } from '../support/fixtures';
import { writesAtServer } from '../support/forms';
import { filterBar } from '../support/list';
import type { Page } from '@playwright/test';

const bar = (page: Page) => page.getByRole('group', { name: 'Selected peerings' });

for (const size of [20, 1_000, 20_000]) {
  test(`selects, plans for and exports all of ${size}`, async ({ page, standIn }) => {
    test.slow();
    await standIn.reset({ scenario: `scale:${size}` });
    await signIn(page);
    await expect(filterBar(page).count).toHaveText(`${size} of ${size}`);
    const all = page.getByRole('checkbox', { name: 'Select all that match' });
    await all.focus();
    await page.keyboard.press('Space');
    await expect(bar(page)).toContainText(`${size} selected`);
    await expect(all).toBeChecked();

    // Closing the plan sends nothing.
    await bar(page).getByRole('button', { name: 'Disable…' }).press('Enter');
    const plan = page.getByRole('dialog', { name: `Disable ${size} peerings` });
    await expect(plan.getByRole('listitem').first()).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(plan).toBeHidden();
    expect(await writesAtServer(standIn)).toEqual([]);

    await page.getByRole('button', { name: 'Export…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Export' });
    await dialog.getByRole('radio', { name: 'JSON (API format)' }).check();
    const download = page.waitForEvent('download');
    await dialog.getByRole('button', { name: 'Download' }).click();
    const { network_peerings } = JSON.parse(await readFile(await (await download).path(), 'utf8'));
    const stored = await standIn.peerings();
    const uuids = (list: { uuid: string }[]) => list.map(({ uuid }) => uuid).sort();
    expect(uuids(network_peerings.network_peering)).toEqual(uuids(stored));

    await bar(page).getByRole('button', { name: 'Clear selection' }).click();
    await expect(bar(page)).toBeHidden();
    await expect(all).not.toBeChecked();
  });
}
