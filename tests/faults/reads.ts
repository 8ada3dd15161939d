// Operations that change nothing on the server: reading, filtering, navigating,
// leaving and coming back, and changes of the clock.
import { expect } from '../e2e/support/fixtures';
import { fields } from '../e2e/support/forms';
import { PEERINGS_PATH } from '../e2e/support/stand-in';
import { freshName } from './forms';
import type { Screen } from './screen';
import type { Target, World } from './world';
import type { FaultCase } from './fault-kinds';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Does something that reads from the API, until that read has met the fault. */
async function whileFailing(world: World, faultCase: FaultCase, target: Target, act: () => Promise<void>) {
  await world.arm(faultCase, target);
  await act();
  if (faultCase.stalls) await world.waitOut(faultCase, target);
  if (faultCase.browser) {
    const isReported = ({ warnings, alerts }: Screen) => (warnings.length || alerts.length ? true : null);
    await world.until('a message that reading failed', isReported, 31_000);
  } else if (faultCase.fault) {
    await world.untilMet();
  }
  await world.disarm(faultCase);
}

export async function openList(world: World, draw: (method: string) => FaultCase) {
  const times = 1 + world.random.below(4);
  const faultCase = draw('GET');
  await world.toList();
  await world.press('a.tool');
  await whileFailing(world, faultCase, { method: 'GET', path: PEERINGS_PATH, exact: true, times: isRetried(faultCase) ? times : 1 }, () => world.clickLogo());
  await world.until('the list', ({ rows, path }) => (rows && path === '/peerings' ? true : null), 31_000);
}

export async function openDetail(world: World, draw: (method: string) => FaultCase) {
  const { model, random } = world;
  if (!model.peerings.length) return;
  const { uuid } = random.pick(model.peerings);
  const faultCase = draw('GET');
  await world.toList();
  const target = { method: 'GET', path: `${PEERINGS_PATH}/${uuid}`, exact: true, times: 1 };
  await whileFailing(world, faultCase, target, () => world.toDetail(uuid, false));
  await world.until('the page of the peering', (screen) => (screen.facts ? true : null), 31_000);
}

export async function filter(world: World, draw: (method: string) => FaultCase) {
  const { model, page, random } = world;
  if (!model.peerings.length) return;
  await world.toList();
  const value = random.pick(['edge', 'prod', 'core']);
  const passing = model.peerings.filter(({ labels }) => labels.some((label) => label.key === 'team' && label.value === value));
  const faultCase = draw('GET');
  const field = page.getByRole('combobox', { name: 'Label filter' });
  await whileFailing(world, faultCase, { method: 'GET', path: `${PEERINGS_PATH}?label` }, async () => {
    await field.fill(`team=${value}`);
    await field.press('Enter');
  });
  const expected = passing.map(({ uuid }) => uuid).sort();
  const isFiltered = ({ rows, warnings, busy }: Screen) =>
    rows && !warnings.length && !busy.length && JSON.stringify(rows.map(({ uuid }) => uuid).sort()) === JSON.stringify(expected);
  await world.until('the filtered rows', (screen) => isFiltered(screen) || null, 31_000);
  await world.press('.filter .token button');
}

export async function navigate(world: World) {
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

/** Goes back, and waits until the console has noticed: until then, keys would reach the page being left. */
function goBack({ page }: World) {
  return page.evaluate(
    () =>
      new Promise<void>((done) => {
        // The first entries precede the console.
        if (history.length <= 3) return done();
        window.addEventListener('popstate', () => done(), { once: true });
        history.back();
      }),
  );
}

/** Signs out and in again; the first attempt may go wrong. */
export async function signOutAndIn(world: World, draw: (method: string) => FaultCase) {
  const { page } = world;
  await world.toList();
  await page.locator('.top-bar').getByRole('button', { name: 'Sign out' }).press('Enter');
  const isOut = ({ asksToSignIn }: Screen) => asksToSignIn || null;
  await world.until('the page to sign in on', isOut);
  const faultCase = draw('GET');
  const target = { method: 'GET', path: '/1.3/account', exact: true };
  await world.arm(faultCase, target);
  await world.typeCredentials();
  if (faultCase.stalls) await world.waitOut(faultCase, target);
  const isOver = ({ asksToSignIn, busy }: Screen) => (busy.length ? null : asksToSignIn ? 'refused' : 'in');
  const first = await world.until('the end of signing in', isOver, 1_000, false);
  await world.disarm(faultCase);
  if (first === 'refused') await world.signIn();
  await world.toList();
}

/** Types into a form and is away for a while; the form still holds what was typed afterwards. */
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

/** The laptop's lid is closed and opened later. */
export async function sleep(world: World, time = world.random.pick([MINUTE, 20 * MINUTE, 9 * HOUR])) {
  await look(world, false);
  await world.advanceClock(time);
  await look(world, true);
}

function look({ page }: World, visible: boolean) {
  return page.evaluate((isVisible) => {
    Object.defineProperty(document, 'hidden', { value: !isVisible, configurable: true });
    Object.defineProperty(document, 'visibilityState', { value: isVisible ? 'visible' : 'hidden', configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  }, visible);
}

/** Sets the machine's clock, which does not affect running timers. */
export async function setClock(world: World) {
  const by = world.random.pick([-26 * HOUR, -HOUR, -MINUTE, MINUTE, HOUR, 26 * HOUR]);
  // By the clock the user was away so long that the console may ask for credentials.
  if (by > 10 * MINUTE) world.mayAskToSignIn = true;
  const now = await world.page.evaluate(() => Date.now());
  await world.page.clock.setSystemTime(now + by);
  // The console reads the clock at this interval, and may lock itself then.
  await world.advanceClock(21_000);
  await world.until('a console that is not locked', (screen) => (screen.asksToSignIn ? null : true));
}

/** The network goes down and comes back while the user does nothing. */
export async function loseNetwork(world: World) {
  const { context } = world;
  await world.toList();
  const before = await world.until('the current rows', (screen) => (world.agrees(screen) ? screen.rows : null), 31_000);
  await context.setOffline(true);
  const isReported = ({ warnings }: Screen) => (warnings.some((text) => text.includes('Last updated at')) ? true : null);
  await world.until('a message that the rows are out of date', isReported, 31_000);
  expect((await world.screen()).rows, 'the rows stay').toEqual(before);
  await context.setOffline(false);
}

/** Whether a read is retried at once after this fault, so that it soon meets several in a row. */
function isRetried({ kind }: FaultCase): boolean {
  return ['500', '502 HTML', 'answer lost before', 'answer lost after', 'truncated'].includes(kind);
}
