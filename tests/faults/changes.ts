// Operations on what is there: switching, deleting, and many at once.
import { expect } from '../e2e/support/fixtures';
import { DOUBT } from '../e2e/support/forms';
import { press } from './forms';
import type { Held } from './model';
import { LIST, outcome, type World } from './world';
import { WELL, onVerb, type Way } from './fault-kinds';

function target(method: string, held: Held) {
  return { method, path: `${LIST}/${held.uuid}`, exact: true };
}

/** Enables or disables from the page of a peering, one side. */
export async function switchOne(world: World, draw: (method: string) => Way) {
  const { model, page, random } = world;
  if (!model.held.length) return;
  const held = random.pick(model.held);
  const to = held.status === 'active' ? 'disabled' : 'active';
  await world.toDetail(held.uuid);
  const begin = async () => {
    await page.locator('.page-head').getByRole('button', { name: to === 'active' ? 'Enable' : 'Disable', exact: true }).press('Enter');
    // It is asked about where it stops traffic, or where both sides are off.
    if (to === 'active' && model.otherHalf(held)?.status !== 'disabled') return;
    await world.until('the question', (screen) => (screen.dialog ? true : null));
    const one = page.locator('dialog[open]').getByRole('radio').first();
    if (await one.isVisible()) await one.check();
    await page.locator('dialog[open]').getByRole('button', { name: /able peering$/ }).press('Enter');
  };
  const { told, acted } = await world.attempt(draw('PATCH'), target('PATCH', held), begin);
  if (acted) held.status = to;
  if (told === 'success') return;
  await goOn(world, 'PATCH', 1, () => (held.status = to));
}

/** Deletes from the page of a peering: it is disabled first. */
export async function deleteOne(world: World, draw: (method: string) => Way) {
  const { model, page, random } = world;
  if (!model.held.length) return;
  const held = random.pick(model.held);
  const verb = held.status === 'active' && random.chance(0.4) ? 'PATCH' : 'DELETE';
  await world.toDetail(held.uuid);
  const way = draw(verb);
  const { told, acted } = await world.attempt(way, target(verb, held), async () => {
    world.allow(verb === 'PATCH' ? 'DELETE' : 'PATCH');
    await page.locator('.page-head').getByRole('button', { name: /^Delete/ }).press('Enter');
    await world.until('the question', (screen) => (screen.dialog ? true : null));
    await page.locator('dialog[open] input:not([type=radio])').fill(held.name);
    await page.locator('dialog[open] input:not([type=radio])').press('Enter');
  });
  if (told === 'success') return model.deleted(held);
  // Without a network not even the first step is taken.
  if (acted || (verb === 'DELETE' && !way.browser)) held.status = 'disabled';
  if (verb === 'DELETE' && acted) model.deleted(held);
  await goOn(world, 'DELETE', 1, () => model.deleted(held), 1);
}

/** After a failure: signs in again where that is asked, and tries again or leaves it. */
async function goOn(world: World, verb: string, writes: number, done: () => void, patches = 0) {
  await world.until('the card', (screen) => (screen.asksToSignIn || screen.busy.length || !screen.alerts.length ? null : true));
  if (world.random.chance(0.5)) return;
  world.allow(verb, writes);
  if (patches) world.allow('PATCH', patches);
  await press(world, 'Try again');
  expect(await world.until('the second outcome', (screen) => (screen.notices.length ? outcome(screen) : null))).toBe('success');
  done();
}

type Action = 'Enable' | 'Disable' | 'Delete' | 'Labels';

/** Changes a few rows at once, with another fault for each. */
export async function changeMany(world: World, draw: (method: string) => Way) {
  const { model, page, random } = world;
  if (model.held.length < 2) return;
  const action = random.pick<Action>(['Enable', 'Disable', 'Delete', 'Labels', 'Labels']);
  const chosen = random.some(model.held, action === 'Delete' ? 2 : 4);
  const label = { key: 'team', value: random.pick(['edge', 'core', 'ops']) };
  const concerned = chosen.filter((held) => changes(action, held, label));
  if (!concerned.length) return;
  const method = action === 'Delete' ? 'DELETE' : 'PATCH';
  await world.toList();
  for (const { uuid } of chosen) await page.locator(`tr[data-row]:has(a[href$="${uuid}"]) input`).press(' ');
  await page.locator('.bulk').getByRole('button', { name: new RegExp(`^${action}`) }).press('Enter');
  await world.until('the question', (screen) => (screen.dialog ? true : null));
  const dialog = page.locator('dialog[open]');
  if (action === 'Labels') {
    await dialog.getByRole('textbox', { name: 'Set the label' }).fill(label.key);
    await dialog.getByRole('textbox', { name: 'to the value' }).fill(label.value);
  }
  if (action === 'Delete') await dialog.locator('input').fill(String(concerned.length));

  // What befalls the whole page, or ends the session, befalls all of them.
  const single = ({ browser, kind, stalls }: Way) => !browser && !stalls && kind !== '401';
  const ways = concerned.map(() => draw(method)).map((way) => (single(way) ? way : onVerb(WELL, method)));
  for (const [place, held] of concerned.entries()) await world.arm(ways[place], target(method, held));
  world.allow(method, concerned.length);
  if (action === 'Delete') world.allow('PATCH', concerned.length);
  await dialog.getByRole('button', { name: 'Start' }).press('Enter');
  const screen = await world.until('the end of the run', (screen) => (screen.run.startsWith('Done: ') ? screen : null));
  const left = await world.standIn.forgetFaults();
  expect(left, 'every fault was met').toBe(0);
  for (const { kind } of ways) world.met.set(kind, (world.met.get(kind) ?? 0) + 1);
  const failed = (way: Way) => !way.told.includes('success');
  for (const [place, held] of concerned.entries()) {
    if (action === 'Delete') held.status = 'disabled';
    if (ways[place].acts) apply(world, action, held, label);
  }
  // Wrong types may be read or not; all else is known.
  const unsure = ways.filter(({ told }) => told.length > 1).length;
  const [, done, all, , failures = '0'] = /^Done: (\d+) of (\d+)(, (\d+) failed)?/.exec(screen.run) ?? [];
  expect(Number(all), screen.run).toBe(concerned.length);
  expect(Number(done) + Number(failures), screen.run).toBe(concerned.length);
  expect(Number(failures), screen.run).toBeGreaterThanOrEqual(ways.filter(failed).length);
  expect(Number(failures), screen.run).toBeLessThanOrEqual(ways.filter(failed).length + unsure);
  const doubts = screen.runFailures.filter((line) => DOUBT.test(line)).length;
  const refusals = ways.filter(({ told }) => told.includes('refused')).length;
  expect(Number(failures) - doubts, screen.runFailures.join('\n')).toBe(refusals);
}

function changes(action: Action, held: Held, label: { key: string; value: string }): boolean {
  if (action === 'Delete') return true;
  if (action === 'Labels') return !held.labels.some(({ key, value }) => key === label.key && value === label.value);
  return held.status !== (action === 'Enable' ? 'active' : 'disabled');
}

function apply({ model }: World, action: Action, held: Held, label: { key: string; value: string }) {
  if (action === 'Delete') return model.deleted(held);
  if (action === 'Enable') held.status = 'active';
  if (action === 'Disable') held.status = 'disabled';
  if (action !== 'Labels') return;
  const there = held.labels.find(({ key }) => key === label.key);
  if (there) there.value = label.value;
  else held.labels.push({ ...label });
}
