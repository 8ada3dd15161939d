// Changes made in forms: creating one half or both, and modifying.
import { expect } from '../e2e/support/fixtures';
import { fields, pick } from '../e2e/support/forms';
import { PEERINGS_PATH } from '../e2e/support/stand-in';
import type { ModelPeering, Network } from './model';
import type { Screen } from './screen';
import { outcome, type World } from './world';
import { NO_FAULT, type Report, type FaultCase } from './fault-kinds';

const WORDS = ['edge', 'billing', 'naïve', '<b>bold</b>', '"quoted"', "it's", 'a & b', '🔒 lock', '=1+1', '日本'];
const KEYS = ['team', 'env', 'owner'];
const VALUES = ['edge', 'prod', 'net & co', '', 'ä=ö'];

let count = 0;

export function freshName(world: World): string {
  count += 1;
  return `${world.random.pick(WORDS)} ${count}`;
}

/** What the user does after a failure. */
type AfterFailure = 'retry' | 'leave';

/** Creates a peering, or both halves of a link where possible. */
export async function create(world: World, both: boolean, draw: (method: string) => FaultCase) {
  const { page, model, random } = world;
  // The other half is offered for own networks only, and refused without a router.
  const isOffered = ({ local, peer }: { local: Network; peer: Network }) =>
    peer.account === model.user && !model.between(peer.uuid, local.uuid);
  const free = model.free().filter((pair) => !both || (pair.peer.router && isOffered(pair)));
  if (!free.length) return;
  const { local, peer } = random.pick(free);
  const name = freshName(world);
  await world.toList();
  await world.press('a.button[href="/peerings/new"]');
  await world.until('the form', (screen) => (screen.title === 'New peering' ? true : null));
  await fields(page).name.fill(name);
  await pick(page, 'Local network', local.uuid);
  await pick(page, 'Peer network', peer.uuid);
  const box = fields(page).both;
  if (isOffered({ local, peer })) await box.setChecked(both);
  const typed = (await world.screen()).typed;

  const half: Omit<ModelPeering, 'uuid'> = { name, local: local.uuid, peer: peer.uuid, status: 'active', labels: [] };
  const other = { ...half, name: `${peer.name} to ${local.name}`, local: peer.uuid, peer: local.uuid };
  const target = { method: 'POST', path: PEERINGS_PATH, exact: true };
  const send = () => world.press('form.peering-form button[type=submit]');
  if (both) {
    await createBoth(world, half, other, draw('POST'), send);
    return;
  }
  let { report, acted } = await world.attempt(draw('POST'), target, send);
  if (acted) model.created(half);
  if (report === 'success') return;
  await expectInputKept(world, report, typed);
  if (choosesAfterFailure(world) === 'leave') return;
  if (acted) {
    await learnIds(world);
    // A second one is refused, by the preflight checks or by the server.
    if ((await world.screen()).blockedBy !== null) return;
    world.allow('POST');
    await send();
    const isRefused = (screen: Screen) => !screen.busy.length && (screen.blockedBy !== null || outcome(screen) === 'refused');
    await world.until('the refusal of a second one', (screen) => isRefused(screen) || null);
    return;
  }
  ({ report, acted } = await world.attempt(NO_FAULT, target, send));
  expect(report).toBe('success');
  model.created(half);
}

async function createBoth(world: World, half: Omit<ModelPeering, 'uuid'>, other: Omit<ModelPeering, 'uuid'>, faultCase: FaultCase, send: () => Promise<void>) {
  const { model, random } = world;
  // The fault hits the first half; the second is not sent then.
  const first = await world.attempt(faultCase, { method: 'POST', path: PEERINGS_PATH, exact: true }, async () => {
    world.allow('POST');
    await send();
  });
  if (first.report === 'success') {
    model.created(half);
    model.created(other);
    return;
  }
  if (first.acted) model.created(half);
  if (first.report === 'sign-in') {
    await world.until('the console after signing in', (screen) => (screen.asksToSignIn ? null : true));
    return;
  }
  // The form reports a certain refusal; the activity reports everything else.
  if (first.report === 'refused' || random.chance(0.3)) return;
  await learnIds(world);
  world.allow('POST', 2);
  await pressEntryButton(world, 'Try again');
  await world.until('both halves', (screen) => (outcome(screen) === 'success' ? true : null));
  if (!first.acted) model.created(half);
  model.created(other);
}

/** Changes the name, the labels or the configured status in the edit form. */
export async function modify(world: World, draw: (method: string) => FaultCase) {
  const { page, model, random } = world;
  if (!model.peerings.length) return;
  const peering = random.pick(model.peerings);
  await world.toDetail(peering.uuid);
  await world.press('a[href$="/edit"]');
  await world.until('the form', (screen) => (screen.title === 'Modify peering' && screen.typed.length ? true : null));
  const wanted: ModelPeering = { ...peering, labels: peering.labels.map((label) => ({ ...label })) };
  const what = random.pick(['name', 'label', 'both', 'switch']);
  if (what !== 'label' && what !== 'switch') {
    wanted.name = freshName(world);
    await fields(page).name.fill(wanted.name);
  }
  if (what === 'switch') {
    wanted.status = peering.status === 'active' ? 'disabled' : 'active';
    await (wanted.status === 'active' ? fields(page).active : fields(page).disabled).check();
  }
  if (what === 'label' || what === 'both') await changeLabel(world, wanted);
  const typed = (await world.screen()).typed;
  const target = { method: 'PATCH', path: `${PEERINGS_PATH}/${peering.uuid}`, exact: true };
  const save = () => world.press('form.peering-form button[type=submit]');
  let { report, acted } = await world.attempt(draw('PATCH'), target, save);
  if (acted) Object.assign(peering, wanted);
  if (report === 'success') return;
  await expectInputKept(world, report, typed);
  if (choosesAfterFailure(world) === 'leave') return;
  world.allow('PATCH');
  await save();
  const again = await world.until('the second outcome', outcome);
  expect(again, 'the report of a change that was already made').toBe('success');
  Object.assign(peering, wanted);
}

async function changeLabel({ page, random }: World, wanted: ModelPeering) {
  const { keys, values, addLabel } = fields(page);
  const key = random.pick(KEYS);
  const value = random.pick(VALUES);
  const index = wanted.labels.findIndex((label) => label.key === key);
  if (index >= 0) {
    wanted.labels[index].value = wanted.labels[index].value === value ? `${value}2` : value;
    await values.nth(index).fill(wanted.labels[index].value);
  } else {
    wanted.labels.push({ key, value });
    await addLabel.press('Enter');
    await keys.last().fill(key);
    await values.last().fill(value);
  }
}

/** The form still holds what was typed, also after signing in again. */
async function expectInputKept(world: World, report: Report, typed: string[]) {
  const isBack = (screen: Screen) => (screen.asksToSignIn || screen.busy.length ? null : screen);
  const screen = report === 'sign-in' ? await world.until('the form', isBack) : await world.screen();
  expect(screen.typed, 'what was typed').toEqual(typed);
}

function choosesAfterFailure({ random }: World): AfterFailure {
  return random.chance(0.5) ? 'retry' : 'leave';
}

/** Records the UUIDs of peerings that were created although the answer was lost. */
export async function learnIds({ model, standIn }: World) {
  const { peerings } = await standIn.state();
  expect(model.differences(peerings), 'what the server holds').toEqual([]);
}

/** Presses a button of the newest entry of the activity that has it. */
export async function pressEntryButton({ page }: World, name: string) {
  await page.locator('.activity .panel').getByRole('button', { name, exact: true }).first().press('Enter');
}
