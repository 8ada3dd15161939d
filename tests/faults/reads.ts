// Operations that change nothing on the server: reading, filtering, going from
// page to page, leaving and coming back, and time that leaps.
import { expect } from '../e2e/support/fixtures';
import { fields } from '../e2e/support/forms';
import { freshName } from './forms';
import type { Screen } from './screen';
import { LIST, type Target, type World } from './world';
import type { Way } from './fault-kinds';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Does something that reads, while reading goes wrong, until it has gone wrong. */
async function whileFailing(world: World, way: Way, target: Target, act: () => Promise<void>) {
  await world.arm(way, target);
  await act();
  if (way.stalls) await world.outwait(way, target);
  if (way.browser) {
    // What is shown is told to be old, or that nothing could be read.
    const isTold = ({ warnings, alerts }: Screen) => (warnings.length || alerts.length ? true : null);
    await world.until('a word about what could not be read', isTold, 31_000);
  } else if (way.fault) {
    await world.untilMet();
  }
  await world.disarm(way);
}

export async function openList(world: World, draw: (method: string) => Way) {
  const times = 1 + world.random.below(4);
  const way = draw('GET');
  await world.toList();
  await world.press('a.tool');
  await whileFailing(world, way, { method: 'GET', path: LIST, exact: true, times: isRetried(way) ? times : 1 }, () => world.clickLogo());
  await world.until('the list', ({ rows, path }) => (rows && path === '/peerings' ? true : null), 31_000);
}

export async function openDetail(world: World, draw: (method: string) => Way) {
  const { model, random } = world;
  if (!model.held.length) return;
  const { uuid } = random.pick(model.held);
  const way = draw('GET');
  await world.toList();
  const target = { method: 'GET', path: `${LIST}/${uuid}`, exact: true, times: 1 };
  await whileFailing(world, way, target, () => world.toDetail(uuid, false));
  await world.until('the page of the peering', (screen) => (screen.facts ? true : null), 31_000);
}

export async function filter(world: World, draw: (method: string) => Way) {
  const { model, page, random } = world;
  if (!model.held.length) return;
  await world.toList();
  const value = random.pick(['edge', 'prod', 'core']);
  const passing = model.held.filter(({ labels }) => labels.some((label) => label.key === 'team' && label.value === value));
  const way = draw('GET');
  const field = page.getByRole('combobox', { name: 'Label filter' });
  await whileFailing(world, way, { method: 'GET', path: `${LIST}?label` }, async () => {
    await field.fill(`team=${value}`);
    await field.press('Enter');
  });
  const expected = passing.map(({ uuid }) => uuid).sort();
  const isFiltered = ({ rows, warnings, busy }: Screen) =>
    rows && !warnings.length && !busy.length && JSON.stringify(rows.map(({ uuid }) => uuid).sort()) === JSON.stringify(expected);
  await world.until('the filtered rows', (screen) => isFiltered(screen) || null, 31_000);
  await world.press('.filter .token button');
}

export async function wander(world: World) {
  const { page, random } = world;
  await world.toList();
  for (let steps = 1 + random.below(4); steps > 0; steps -= 1) {
    const links = ['a.logo', 'a.tool', 'tr[data-row] a', 'main a.button.primary'];
    const there = [];
    for (const link of links) if (await page.locator(link).count()) there.push(link);
    await world.press(random.pick(there));
  }
  if (random.chance(0.5)) await goBack(world);
  await world.toList();
}

/** Goes back, and on only once the console has learned of it: what is pressed before would be what is left. */
function goBack({ page }: World) {
  return page.evaluate(
    () =>
      new Promise<void>((done) => {
        // The first entries are from before the console.
        if (history.length <= 3) return done();
        window.addEventListener('popstate', () => done(), { once: true });
        history.back();
      }),
  );
}

/** Signs out and in again; the first attempt may go wrong. */
export async function signOutAndIn(world: World, draw: (method: string) => Way) {
  const { page } = world;
  await world.toList();
  await page.locator('.top-bar').getByRole('button', { name: 'Sign out' }).press('Enter');
  const isOut = ({ asksToSignIn }: Screen) => asksToSignIn || null;
  await world.until('the page to sign in on', isOut);
  const way = draw('GET');
  const target = { method: 'GET', path: '/1.3/account', exact: true };
  await world.arm(way, target);
  await world.typeCredentials();
  if (way.stalls) await world.outwait(way, target);
  const isOver = ({ asksToSignIn, busy }: Screen) => (busy.length ? null : asksToSignIn ? 'refused' : 'in');
  const first = await world.until('the end of signing in', isOver, 1_000, false);
  await world.disarm(way);
  if (first === 'refused') await world.signIn();
  await world.toList();
}

/** Types into a form, and is away for a while; what was typed is there afterwards. */
export async function leaveFormAlone(world: World) {
  const { page, random } = world;
  await world.toList();
  await world.press('a.button[href="/peerings/new"]');
  await world.until('the form', (screen) => (screen.title === 'New peering' ? true : null));
  await fields(page).name.fill(freshName(world));
  const { typed } = await world.screen();
  await sleep(world, random.pick([5 * MINUTE, 20 * MINUTE, 3 * HOUR]));
  const back = await world.until('the form', (screen) => (screen.typed.length && !screen.asksToSignIn ? screen : null));
  expect(back.typed, 'what was typed').toEqual(typed);
}

/** The lid is closed and opened again later. */
export async function sleep(world: World, time = world.random.pick([MINUTE, 20 * MINUTE, 9 * HOUR])) {
  await look(world, false);
  await world.leap(time);
  await look(world, true);
}

function look({ page }: World, visible: boolean) {
  return page.evaluate((isVisible) => {
    Object.defineProperty(document, 'hidden', { value: !isVisible, configurable: true });
    Object.defineProperty(document, 'visibilityState', { value: isVisible ? 'visible' : 'hidden', configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  }, visible);
}

/** The machine's clock is set, and no timer ends earlier or later for it. */
export async function setClock(world: World) {
  const by = world.random.pick([-26 * HOUR, -HOUR, -MINUTE, MINUTE, HOUR, 26 * HOUR]);
  // Whoever was away for so long by the clock may be asked for credentials.
  if (by > 10 * MINUTE) world.mayAsk = true;
  const now = await world.page.evaluate(() => Date.now());
  await world.page.clock.setSystemTime(now + by);
  // The console looks at the clock as often as this, and may lock itself then.
  await world.leap(21_000);
  await world.until('a console that is not locked', (screen) => (screen.asksToSignIn ? null : true));
}

/** The network goes and comes back while nobody does anything. */
export async function loseNetwork(world: World) {
  const { context } = world;
  await world.toList();
  const before = await world.until('the rows of now', (screen) => (world.agrees(screen) ? screen.rows : null), 31_000);
  await context.setOffline(true);
  const isTold = ({ warnings }: Screen) => (warnings.some((text) => text.includes('What you see is as of')) ? true : null);
  await world.until('a word that the rows are old', isTold, 31_000);
  expect((await world.screen()).rows, 'the rows stay').toEqual(before);
  await context.setOffline(false);
}

/** Whether a read is tried again at once after this, so that several in a row are met soon. */
function isRetried({ kind }: Way): boolean {
  return ['500', '502 HTML', 'answer lost before', 'answer lost after', 'truncated'].includes(kind);
}
