// Operations of the forms: creating, one half or both, and modifying.
import { expect } from '../e2e/support/fixtures';
import { pick, fields } from '../e2e/support/forms';
import type { Held, Network } from './model';
import type { Screen } from './screen';
import { LIST, outcome, type World } from './world';
import { WELL, type Told, type Way } from './fault-kinds';

const WORDS = ['edge', 'billing', 'naïve', '<b>bold</b>', '"quoted"', "it's", 'a & b', '🔒 lock', '=1+1', '日本'];
const KEYS = ['team', 'env', 'owner'];
const VALUES = ['edge', 'prod', 'net & co', '', 'ä=ö'];

let count = 0;

export function freshName(world: World): string {
  count += 1;
  return `${world.random.pick(WORDS)} ${count}`;
}

/** What the user goes on with after a failure. */
type AfterFailure = 'again' | 'leave';

/** Creates a peering, or both halves of a link where these can be created. */
export async function create(world: World, both: boolean, draw: (method: string) => Way) {
  const { page, model, random } = world;
  // The other half is offered of own networks; it is refused without a router.
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

  const half: Omit<Held, 'uuid'> = { name, local: local.uuid, peer: peer.uuid, status: 'active', labels: [] };
  const other = { ...half, name: `${peer.name} to ${local.name}`, local: peer.uuid, peer: local.uuid };
  const target = { method: 'POST', path: LIST, exact: true };
  const send = () => world.press('form.peering-form button[type=submit]');
  if (both) {
    await createBoth(world, half, other, draw('POST'), send);
    return;
  }
  let { told, acted } = await world.attempt(draw('POST'), target, send);
  if (acted) model.created(half);
  if (told === 'success') return;
  await keepsTyped(world, told, typed);
  if (goesOn(world) === 'leave') return;
  if (acted) {
    await learnIds(world);
    // Another one in its place is refused, by the checks here or by the server.
    if ((await world.screen()).held !== null) return;
    world.allow('POST');
    await send();
    const isRefused = (screen: Screen) => !screen.busy.length && (screen.held !== null || outcome(screen) === 'refused');
    await world.until('the refusal of a second one', (screen) => isRefused(screen) || null);
    return;
  }
  ({ told, acted } = await world.attempt(WELL, target, send));
  expect(told).toBe('success');
  model.created(half);
}

async function createBoth(world: World, half: Omit<Held, 'uuid'>, other: Omit<Held, 'uuid'>, way: Way, send: () => Promise<void>) {
  const { model, random } = world;
  // The fault meets the first half; a second one is not sent then.
  const first = await world.attempt(way, { method: 'POST', path: LIST, exact: true }, async () => {
    world.allow('POST');
    await send();
  });
  if (first.told === 'success') {
    model.created(half);
    model.created(other);
    return;
  }
  if (first.acted) model.created(half);
  if (first.told === 'asked') {
    await world.until('the console after signing in', (screen) => (screen.asksToSignIn ? null : true));
    return;
  }
  // Where it was surely refused the form tells; else the card does.
  if (first.told === 'refused' || random.chance(0.3)) return;
  await learnIds(world);
  world.allow('POST', 2);
  await press(world, 'Try again');
  await world.until('both halves', (screen) => (outcome(screen) === 'success' ? true : null));
  if (!first.acted) model.created(half);
  model.created(other);
}

/** Changes the name, the labels or the switch on the page for that. */
export async function modify(world: World, draw: (method: string) => Way) {
  const { page, model, random } = world;
  if (!model.held.length) return;
  const held = random.pick(model.held);
  await world.toDetail(held.uuid);
  await world.press('a[href$="/edit"]');
  await world.until('the form', (screen) => (screen.title === 'Modify peering' && screen.typed.length ? true : null));
  const wanted: Held = { ...held, labels: held.labels.map((label) => ({ ...label })) };
  const what = random.pick(['name', 'label', 'both', 'switch']);
  if (what !== 'label' && what !== 'switch') {
    wanted.name = freshName(world);
    await fields(page).name.fill(wanted.name);
  }
  if (what === 'switch') {
    wanted.status = held.status === 'active' ? 'disabled' : 'active';
    await (wanted.status === 'active' ? fields(page).active : fields(page).disabled).check();
  }
  if (what === 'label' || what === 'both') await changeLabel(world, wanted);
  const typed = (await world.screen()).typed;
  const target = { method: 'PATCH', path: `${LIST}/${held.uuid}`, exact: true };
  const save = () => world.press('form.peering-form button[type=submit]');
  let { told, acted } = await world.attempt(draw('PATCH'), target, save);
  if (acted) Object.assign(held, wanted);
  if (told === 'success') return;
  await keepsTyped(world, told, typed);
  if (goesOn(world) === 'leave') return;
  world.allow('PATCH');
  await save();
  const again = await world.until('the second outcome', outcome);
  expect(again, 'what is told of what was there already').toBe('success');
  Object.assign(held, wanted);
}

async function changeLabel({ page, random }: World, wanted: Held) {
  const { keys, values, addLabel } = fields(page);
  const key = random.pick(KEYS);
  const value = random.pick(VALUES);
  const place = wanted.labels.findIndex((label) => label.key === key);
  if (place >= 0) {
    wanted.labels[place].value = wanted.labels[place].value === value ? `${value}2` : value;
    await values.nth(place).fill(wanted.labels[place].value);
  } else {
    wanted.labels.push({ key, value });
    await addLabel.press('Enter');
    await keys.last().fill(key);
    await values.last().fill(value);
  }
}

/** What was typed stands in the form still, also after signing in again. */
async function keepsTyped(world: World, told: Told, typed: string[]) {
  const isBack = (screen: Screen) => (screen.asksToSignIn || screen.busy.length ? null : screen);
  const screen = told === 'asked' ? await world.until('the form', isBack) : await world.screen();
  expect(screen.typed, 'what was typed').toEqual(typed);
}

function goesOn({ random }: World): AfterFailure {
  return random.chance(0.5) ? 'again' : 'leave';
}

/** Takes over the ids of what was created although the answer was lost. */
export async function learnIds({ model, standIn }: World) {
  const { peerings } = await standIn.state();
  expect(model.differences(peerings), 'what the server holds').toEqual([]);
}

/** Presses a button of a card in the corner. */
export async function press({ page }: World, name: string) {
  await page.locator('.corner').getByRole('button', { name, exact: true }).first().press('Enter');
}
