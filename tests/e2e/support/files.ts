// Files that the browser saves.
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';

/** The file that the browser saves when this button is pressed. */
export async function savedFile(page: Page, button: string) {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: button }).click();
  const file = await download;
  return { name: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') };
}
