// Filling in the console's forms, and keeping book of what they send.
import { expect, type Page } from '@playwright/test';
import { signIn, type Scope } from './fixtures';
import type { Label, StandIn } from './stand-in';

/** What is said of a write whose answer does not tell what became of it. */
export const DOUBT = /It is not known whether the server acted/;

/** A write that the page sent. */
export type Sent = { method: string; path: string; body: Record<string, unknown> | undefined };

/** The writes that the page sends from now on, in their order. */
export function writesOf(page: Page): Sent[] {
  const sent: Sent[] = [];
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

/** The writes that reached the server, whoever sent them. */
export async function writesAtServer(standIn: StandIn) {
  const requests = await standIn.requests();
  return requests.filter(({ method }) => method !== 'GET').map(({ method, path }) => `${method} ${path}`);
}

/**
 * Keeps requests with this verb from reaching the server until the returned
 * function is called: whatever a page cancels meanwhile is never acted upon.
 */
export async function hold(page: Page, method: string) {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  let arrived = () => {};
  const arrival = new Promise<void>((resolve) => {
    arrived = resolve;
  });
  await page.route(/\/1\.3\/network-peering/, async (route) => {
    if (route.request().method() === method) {
      arrived();
      await released;
    }
    await route.continue();
  });
  return { release, arrival };
}

/** The fields of the forms. */
export function fields(scope: Scope) {
  return {
    name: scope.getByRole('textbox', { name: 'Name', exact: true }),
    local: scope.getByRole('combobox', { name: 'Local network' }),
    peer: scope.getByRole('combobox', { name: 'Peer network' }),
    active: scope.getByRole('radio', { name: /^active/ }),
    disabled: scope.getByRole('radio', { name: /^disabled/ }),
    keys: scope.getByRole('textbox', { name: 'Label key' }),
    values: scope.getByRole('textbox', { name: 'Label value' }),
    addLabel: scope.getByRole('button', { name: 'Add label' }),
    /** The choice to create the other side as well. */
    both: scope.getByRole('checkbox', { name: 'Also create the other side' }),
    create: scope.getByRole('button', { name: 'Create peering' }),
    save: scope.getByRole('button', { name: 'Save changes' }),
  };
}

/** Picks a network by part of its name or by its UUID. */
export async function pick(scope: Scope, field: 'Local network' | 'Peer network', text: string) {
  const box = scope.getByRole('combobox', { name: field });
  await box.fill(text);
  // The networks arrive some time after the form.
  await expect(scope.getByRole('option').first()).toBeVisible();
  await box.press('Enter');
  await expect(box).toHaveAttribute('aria-expanded', 'false');
}

/** Where the other side could be created as well: it is not. */
export async function oneSide(scope: Scope) {
  const { both } = fields(scope);
  if (await both.isVisible()) await both.uncheck();
}

/** Adds a label at the end. */
export async function addLabel(scope: Scope, { key, value }: Label) {
  const { addLabel, keys, values } = fields(scope);
  const before = await keys.count();
  await addLabel.click();
  await keys.nth(before).fill(key);
  await values.nth(before).fill(value);
}

/** The labels that stand in the form. */
export async function typedLabels(page: Page): Promise<Label[]> {
  const { keys, values } = fields(page);
  const labels: Label[] = [];
  for (let place = 0; place < (await keys.count()); place += 1) {
    labels.push({ key: await keys.nth(place).inputValue(), value: await values.nth(place).inputValue() });
  }
  return labels;
}

const FACTS = ['UUID', 'Name', 'Configured status', 'State', 'Labels', 'Created', 'Modified'] as const;

/** What the page of a peering says of one of its facts. */
export function fact(page: Page, of: (typeof FACTS)[number]) {
  const properties = page.getByRole('region', { name: 'Peering', exact: true });
  return properties.getByRole('definition').nth(FACTS.indexOf(of));
}

/** The corner where outcomes are told on every page. */
export function notices(page: Page) {
  return page.getByRole('status', { name: 'Notices' });
}

/** Signs in on the page of the peering of that name, or on one below it. */
export async function openPeering(page: Page, standIn: StandIn, name: string, below = '') {
  const peering = await standIn.peering(name);
  if (!peering) throw new Error(`no peering is named ${name}`);
  await signIn(page, `./peerings/${peering.uuid}${below}`);
  return peering;
}

/** Waits until the page of one half knows the other: only then both are offered. */
export async function bothKnown(page: Page) {
  await expect(page.getByRole('region', { name: 'The other side' }).getByRole('link')).toBeVisible();
}

/** Changes a peering as another client does. */
export async function change(standIn: StandIn, uuid: string, changes: Record<string, unknown>) {
  const { status } = await standIn.api('PATCH', `/network-peering/${uuid}`, { network_peering: changes });
  expect(status).toBe(200);
}

/**
 * Lets the console's clock, which must be installed, run ahead until something
 * is so. Once would not do: a reading may just be under way, and the wait for
 * the next one begins at its end.
 */
export async function untilLater(page: Page, isSo: () => Promise<boolean>) {
  await expect
    .poll(async () => {
      await page.clock.fastForward('05:00');
      // Somebody is there: the console does not lock itself.
      await page.keyboard.press('Shift');
      return isSo();
    })
    .toBe(true);
}
