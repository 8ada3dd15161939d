// The console's forms, the page of a peering, and the writes they send.
import { expect, type Page } from '@playwright/test';
import { signIn, type Scope } from './fixtures';
import type { Label, StandIn } from './stand-in';

/** The message after a write whose answer leaves its outcome open. */
export const OUTCOME_UNKNOWN = /It is not known whether the server acted/;

/**
 * Refuses the next read of this path: the one that looks up the outcome of a write, so
 * that it stays unknown.
 */
export async function refuseLookUp(standIn: StandIn, path: string) {
  const refused = { status: 403, error_code: 'ACTION_FORBIDDEN', error_message: 'Not now.' };
  await standIn.fault({ method: 'GET', path, exact: !path.includes('?') }, refused);
}

type SentWrite = { method: string; path: string; body: Record<string, unknown> | undefined };

/** Records the writes that the page sends from now on, in order. */
export function recordWrites(page: Page): SentWrite[] {
  const sent: SentWrite[] = [];
  page.on('request', (request) => {
    if (request.method() === 'GET') return;
    const body = request.postDataJSON();
    sent.push({
      method: request.method(),
      path: new URL(request.url()).pathname,
      body: body?.network_peering,
    });
  });
  return sent;
}

/** All writes that reached the server, from any client. */
export async function writesAtServer(standIn: StandIn) {
  const requests = await standIn.requests();
  return requests.filter(({ method }) => method !== 'GET').map(({ method, path }) => `${method} ${path}`);
}

/**
 * Keeps requests with this method and path from the server until `release` is called. The
 * server never sees a request that the page cancels meanwhile.
 */
export async function holdRequests(page: Page, method: string, path = /\/1\.3\/network-peering/) {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  let arrived = () => {};
  const arrival = new Promise<void>((resolve) => {
    arrived = resolve;
  });
  await page.route(path, async (route) => {
    if (route.request().method() === method) {
      arrived();
      await released;
    }
    // The console may have cancelled the request.
    await route.continue().catch(() => {});
  });
  return { release, arrival };
}

export function fields(scope: Scope) {
  return {
    name: scope.getByRole('textbox', { name: 'Name', exact: true }),
    local: scope.getByRole('combobox', { name: 'Local network' }),
    peer: scope.getByRole('combobox', { name: 'Peer network' }),
    active: scope.getByRole('radio', { name: 'Enabled' }),
    disabled: scope.getByRole('radio', { name: 'Disabled (no traffic)' }),
    keys: scope.getByRole('textbox', { name: 'Label key' }),
    values: scope.getByRole('textbox', { name: 'Label value' }),
    addLabel: scope.getByRole('button', { name: 'Add label' }),
    /** The choice to create the other half as well. */
    both: scope.getByRole('checkbox', { name: 'Create both halves' }),
    create: scope.getByRole('button', { name: 'Create peering' }),
    save: scope.getByRole('button', { name: 'Save changes' }),
  };
}

/** Picks a network by part of its name or by its UUID. */
export async function pick(scope: Scope, field: 'Local network' | 'Peer network', text: string) {
  const box = scope.getByRole('combobox', { name: field });
  await box.fill(text);
  // The networks are loaded after the form is shown.
  await expect(scope.getByRole('option').first()).toBeVisible();
  await box.press('Enter');
  await expect(box).toHaveAttribute('aria-expanded', 'false');
}

/** Chooses not to create the other half, where that is offered. */
export async function chooseOneHalf(scope: Scope) {
  const { both } = fields(scope);
  if (await both.isVisible()) await both.uncheck();
}

/** Adds a label after the others. */
export async function addLabel(scope: Scope, { key, value }: Label) {
  const { addLabel, keys, values } = fields(scope);
  const before = await keys.count();
  await addLabel.click();
  await keys.nth(before).fill(key);
  await values.nth(before).fill(value);
}

/** The labels in the form. */
export async function enteredLabels(page: Page): Promise<Label[]> {
  const { keys, values } = fields(page);
  const labels: Label[] = [];
  for (let index = 0; index < (await keys.count()); index += 1) {
    labels.push({ key: await keys.nth(index).inputValue(), value: await values.nth(index).inputValue() });
  }
  return labels;
}

const FACTS = ['UUID', 'Name', 'Configured status', 'State', 'Labels', 'Created', 'Modified'] as const;

/** The value of a property on the page of a peering. */
export function fact(page: Page, name: (typeof FACTS)[number]) {
  const properties = page.getByRole('region', { name: 'Peering', exact: true });
  return properties.getByRole('definition').nth(FACTS.indexOf(name));
}

/** The corner of every page that shows outcomes. */
export function notices(page: Page) {
  return page.getByRole('status', { name: 'Messages' });
}

/** The dialog that asks before unsaved input is lost. */
export function leaveDialog(page: Page) {
  const dialog = page.getByRole('dialog', { name: 'Leave without saving?' });
  return {
    dialog,
    stay: dialog.getByRole('button', { name: 'Stay' }),
    leave: dialog.getByRole('button', { name: 'Leave' }),
  };
}

/** Signs in on the page of the peering with that name, or on a page below it. */
export async function openPeering(page: Page, standIn: StandIn, name: string, below = '') {
  const peering = await standIn.peering(name);
  if (!peering) throw new Error(`no peering is named ${name}`);
  await signIn(page, `./peerings/${peering.uuid}${below}`);
  return peering;
}

/** Deletes the open peering: opens the dialog, types the name and confirms. */
export async function confirmDeletion(scope: Scope, name: string) {
  await scope.getByRole('button', { name: 'Delete…', exact: true }).click();
  const dialog = scope.getByRole('dialog', { name: 'Delete peering' });
  await dialog.getByRole('textbox', { name: "Type the peering's name to confirm" }).fill(name);
  await dialog.getByRole('button', { name: 'Delete peering' }).click();
}

/** Waits until the page of one half has found the other; only then it offers to change both. */
export async function waitForOtherHalf(page: Page) {
  await expect(page.getByRole('region', { name: 'The other half' }).getByRole('link')).toBeVisible();
}

/** Waits until the page of sto-cache to hel-app knows the routers: its dialog shows what was known when it opened. */
export async function waitForRouters(page: Page) {
  await expect(page.getByRole('region', { name: 'Peer network' }).getByText('hel-core', { exact: true })).toBeVisible();
}

/** Changes a peering as another client would. */
export async function patchPeering(standIn: StandIn, uuid: string, changes: Record<string, unknown>) {
  const { status } = await standIn.api('PATCH', `/network-peering/${uuid}`, { network_peering: changes });
  expect(status).toBe(200);
}

/**
 * Advances the console's clock, which must be installed, until a condition holds. Once
 * is not enough: a poll may be in progress, and the interval starts at its end.
 */
export async function advanceUntil(page: Page, condition: () => Promise<boolean>) {
  await expect
    .poll(async () => {
      await page.clock.fastForward('05:00');
      // Keeps the session from becoming idle, which would lock it.
      await page.keyboard.press('Shift');
      return condition();
    })
    .toBe(true);
}
