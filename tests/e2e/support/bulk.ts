// Bulk changes of labels.
import type { Locator } from '@playwright/test';

/** The fields of the dialog that changes labels. */
export function labelFields(dialog: Locator) {
  return {
    add: dialog.getByRole('combobox', { name: 'Add or change' }),
    remove: dialog.getByRole('combobox', { name: 'Remove' }),
  };
}

/** Enters a label, such as `env=prod`. */
export async function enterLabel(field: Locator, label: string) {
  await field.fill(label);
  await field.press('Enter');
}
