// Changes of existing peerings: enabling, disabling, deleting, and bulk changes.
import { enterLabel, labelFields } from '../e2e/support/bulk';
import { expect } from '../e2e/support/fixtures';
import { OUTCOME_UNKNOWN } from '../e2e/support/forms';
import { PEERINGS_PATH } from '../e2e/support/stand-in';
import { pressEntryButton } from './forms';
import type { ModelPeering } from './model';
import { outcome, type World } from './world';
import { NO_FAULT, forMethod, type FaultCase } from './fault-kinds';

function target(method: string, peering: ModelPeering) {
  return { method, path: `${PEERINGS_PATH}/${peering.uuid}`, exact: true };
}

/** Enables or disables one half from the page of its peering. */
export async function enableOrDisable(world: World, draw: (method: string) => FaultCase) {
  const { model, page, random } = world;
  if (!model.peerings.length) return;
  const peering = random.pick(model.peerings);
  const to = peering.status === 'active' ? 'disabled' : 'active';
  await world.toDetail(peering.uuid);
  const begin = async () => {
    await page.locator('.page-header').getByRole('button', { name: to === 'active' ? 'Enable' : 'Disable', exact: true }).press('Enter');
    // A dialog asks first if traffic would stop, or if both halves are disabled.
    if (to === 'active' && model.otherHalf(peering)?.status !== 'disabled') return;
    await world.until('the question', (screen) => (screen.dialog ? true : null));
    const one = page.locator('dialog[open]').getByRole('radio').first();
    if (await one.isVisible()) await one.check();
    await page.locator('dialog[open]').getByRole('button', { name: /able peering$/ }).press('Enter');
  };
  const { report, acted } = await world.attempt(draw('PATCH'), target('PATCH', peering), begin);
  if (acted) peering.status = to;
  if (report === 'success') return;
  await retryOrLeave(world, 'PATCH', 1, () => (peering.status = to));
}

/** Deletes a peering from its page, which disables it first. */
export async function deleteOne(world: World, draw: (method: string) => FaultCase) {
  const { model, page, random } = world;
  if (!model.peerings.length) return;
  const peering = random.pick(model.peerings);
  const verb = peering.status === 'active' && random.chance(0.4) ? 'PATCH' : 'DELETE';
  await world.toDetail(peering.uuid);
  const faultCase = draw(verb);
  const { report, acted } = await world.attempt(faultCase, target(verb, peering), async () => {
    world.allow(verb === 'PATCH' ? 'DELETE' : 'PATCH');
    await page.locator('.page-header').getByRole('button', { name: /^Delete/ }).press('Enter');
    await world.until('the question', (screen) => (screen.dialog ? true : null));
    await page.locator('dialog[open] input:not([type=radio])').fill(peering.name);
    await page.locator('dialog[open] input:not([type=radio])').press('Enter');
  });
  if (report === 'success') return model.deleted(peering);
  // Offline, not even the first step succeeds.
  if (acted || (verb === 'DELETE' && !faultCase.browser)) peering.status = 'disabled';
  if (verb === 'DELETE' && acted) model.deleted(peering);
  await retryOrLeave(world, 'DELETE', 1, () => model.deleted(peering), 1);
}

/** After a failure: signs in again if asked to, then retries the change or leaves it. */
async function retryOrLeave(world: World, verb: string, writes: number, done: () => void, patches = 0) {
  await world.until('the card', (screen) => (screen.asksToSignIn || screen.busy.length || !screen.alerts.length ? null : true));
  if (world.random.chance(0.5)) return;
  world.allow(verb, writes);
  if (patches) world.allow('PATCH', patches);
  await pressEntryButton(world, 'Try again');
  expect(await world.until('the second outcome', (screen) => (screen.notices.length ? outcome(screen) : null))).toBe('success');
  done();
}

type Action = 'Enable' | 'Disable' | 'Delete' | 'Labels';

/** Changes a few rows in bulk, with a fault of its own for each. */
export async function changeMany(world: World, draw: (method: string) => FaultCase) {
  const { model, page, random } = world;
  if (model.peerings.length < 2) return;
  const action = random.pick<Action>(['Enable', 'Disable', 'Delete', 'Labels', 'Labels']);
  const chosen = random.some(model.peerings, action === 'Delete' ? 2 : 4);
  const label = { key: 'team', value: random.pick(['edge', 'core', 'ops']) };
  const affected = chosen.filter((peering) => changes(action, peering, label));
  if (!affected.length) return;
  const method = action === 'Delete' ? 'DELETE' : 'PATCH';
  await world.toList();
  for (const { uuid } of chosen) await page.locator(`tr[data-row]:has(a[href$="${uuid}"]) input`).press(' ');
  await page.locator('.bulk').getByRole('button', { name: new RegExp(`^${action}`) }).press('Enter');
  await world.until('the question', (screen) => (screen.dialog ? true : null));
  const dialog = page.locator('dialog[open]');
  if (action === 'Labels') {
    await enterLabel(labelFields(dialog).add, `${label.key}=${label.value}`);
  }
  if (action === 'Delete') await dialog.locator('input').fill(String(affected.length));

  // A fault that affects the whole page, or ends the session, would affect all of them.
  const single = ({ browser, kind, stalls }: FaultCase) => !browser && !stalls && kind !== '401';
  const untilDone = (faultCase: FaultCase): FaultCase =>
    faultCase.asksToWait ? { ...faultCase, acts: true, reports: ['success'] } : faultCase;
  const faultCases = affected
    .map(() => untilDone(draw(method)))
    .map((faultCase) => (single(faultCase) ? faultCase : forMethod(NO_FAULT, method)));
  for (const [index, peering] of affected.entries()) await world.arm(faultCases[index], target(method, peering));
  world.allow(method, affected.length);
  if (action === 'Delete') world.allow('PATCH', affected.length);
  await dialog.getByRole('button', { name: /^(Update|Delete) \d+ peering/ }).press('Enter');
  const screen = await world.until('the end of the run', (screen) => (/ done/.test(screen.run) ? screen : null));
  const left = await world.standIn.forgetFaults();
  expect(left, 'every fault was met').toBe(0);
  for (const { kind } of faultCases) world.met.set(kind, (world.met.get(kind) ?? 0) + 1);
  const failed = (faultCase: FaultCase) => !faultCase.reports.includes('success');
  for (const [index, peering] of affected.entries()) {
    if (action === 'Delete') peering.status = 'disabled';
    if (faultCases[index].acts) apply(world, action, peering, label);
  }
  // The console may or may not accept an answer with wrong types; all else is certain.
  const ambiguous = faultCases.filter(({ reports }) => reports.length > 1).length;
  const [, done, all, , failures = '0'] = /^(\d+) of (\d+) done(, (\d+) failed)?/.exec(screen.run) ?? [];
  expect(Number(all), screen.run).toBe(affected.length);
  expect(Number(done) + Number(failures), screen.run).toBe(affected.length);
  expect(Number(failures), screen.run).toBeGreaterThanOrEqual(faultCases.filter(failed).length);
  expect(Number(failures), screen.run).toBeLessThanOrEqual(faultCases.filter(failed).length + ambiguous);
  const unknownOutcomes = screen.runFailures.filter((line) => OUTCOME_UNKNOWN.test(line)).length;
  const refusals = faultCases.filter(({ reports }) => reports.includes('refused')).length;
  expect(Number(failures) - unknownOutcomes, screen.runFailures.join('\n')).toBe(refusals);
}

function changes(action: Action, peering: ModelPeering, label: { key: string; value: string }): boolean {
  if (action === 'Delete') return true;
  if (action === 'Labels') return !peering.labels.some(({ key, value }) => key === label.key && value === label.value);
  return peering.status !== (action === 'Enable' ? 'active' : 'disabled');
}

function apply({ model }: World, action: Action, peering: ModelPeering, label: { key: string; value: string }) {
  if (action === 'Delete') return model.deleted(peering);
  if (action === 'Enable') peering.status = 'active';
  if (action === 'Disable') peering.status = 'disabled';
  if (action !== 'Labels') return;
  const there = peering.labels.find(({ key }) => key === label.key);
  if (there) there.value = label.value;
  else peering.labels.push({ ...label });
}
