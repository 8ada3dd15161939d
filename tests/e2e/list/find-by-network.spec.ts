// U-06: what people know of a network, its zone's name or an address in it, finds it.
import { expect, row, rows, signIn, test } from '../support/fixtures';
import { filterBar } from '../support/list';
import { box, option, start } from '../support/palette';
import type { Page } from '@playwright/test';

const form = (page: Page) => page.getByRole('form', { name: 'Add filter' });
const token = (page: Page, text: string) => page.getByRole('button', { name: `Remove filter ${text}`, exact: true });

async function enter(page: Page, property: string, value: string) {
  await form(page).getByLabel('Property').selectOption({ label: property });
  await form(page).getByLabel('Value').fill(value);
  await form(page).getByRole('button', { name: 'Add', exact: true }).click();
}

test('a filter takes a zone by its name and a state by its words', async ({ page }) => {
  await signIn(page);
  for (const [property, value, added] of [
    ['Zone', 'Frankfurt', 'Zone is de-fra1'],
    ['State', 'Other half missing', 'State is pending-peer'],
    ['Configured', 'Enabled', 'Configured is active'],
  ] as const) {
    await page.getByRole('button', { name: 'Add filter' }).click();
    await enter(page, property, value);
    await expect(token(page, added)).toBeVisible();
  }
});

test('a filter whose value matches nothing is not added', async ({ page }) => {
  await signIn(page);
  await page.getByRole('button', { name: 'Add filter' }).click();
  for (const [property, value, said] of [
    ['Zone', 'fra2', 'No zone matches “fra2”'],
    ['Zone', 'Helsinki', '“Helsinki” matches several zones: fi-hel1 (Helsinki #1), fi-hel2 (Helsinki #2)'],
    ['State', 'pendin', 'No state matches “pendin”'],
    ['Network', 'no-such', 'No network matches “no-such”'],
  ] as const) {
    await enter(page, property, value);
    await expect(form(page).getByRole('alert')).toContainText(said);
    expect(new URL(page.url()).searchParams.has('where')).toBe(false);
  }
});

test('quick actions find the network of an address, and ask what it reaches', async ({ page }) => {
  await start(page);
  await page.keyboard.press('Control+k');
  await box(page).fill('10.30.1.5');
  await expect(option(page, /^ams-web 10/)).toBeVisible();
  await option(page, 'Reachability from 10.30.1.5…').click();
  await expect(page.getByText('In ams-web')).toBeVisible();
  expect(new URL(page.url()).searchParams.get('from')).toBe('10.30.1.5');
});

test('the text finds a zone by its name, and ranges by an address in them', async ({ page }) => {
  for (const [text, shown] of [
    ['Frankfurt', 'de-fra1'],
    ['10.30.1.5', 'ams-web'],
    // Pasted into a text that was typed before, it is no part of what was found.
    ['frankfurt 10.20.0.5', 'fra-db'],
  ] as const) {
    for (const view of ['', '&view=links']) {
      await signIn(page, `./peerings?text=${encodeURIComponent(text)}${view}`);
      await expect(rows(page).first()).toBeVisible();
      for (const found of await rows(page).all()) await expect(found).toContainText(shown);
    }
  }
});

test('typing an address on finds what contains it, whatever was found before', async ({ page }) => {
  await signIn(page);
  const { text } = filterBar(page);
  await text.pressSequentially('10.30.1.5');
  await expect(row(page, 'ams-web to sto-queue')).toBeVisible();
});
