// The console's parts, by what users read on them.
import type { StandIn } from '../../e2e/support/stand-in';
import type { Target, WebKit } from './driver';
import { expect } from './fixtures';

type Name = string | RegExp;

export const button = (name: Name, within?: Target): Target => ({ css: 'button', name, within });
export const link = (name: Name, within?: Target): Target => ({ css: 'a[href]', name, within });
export const field = (name: Name, within?: Target): Target => ({ css: 'input:not([type="radio"], [type="checkbox"])', name, within });
export const choice = (name: Name, within?: Target): Target => ({ css: 'input:is([type="radio"], [type="checkbox"])', name, within });
export const option = (name?: Name, within?: Target): Target => ({ css: '[role="option"]', name, within });
export const region = (name: string): Target => ({ css: 'section[aria-label], [role="group"]', name });

export const DIALOG: Target = { css: 'dialog[open]' };
export const HEADING: Target = { css: '.console h1' };
export const ALERT: Target = { css: '[role="alert"]' };
export const LINKS: Target = { css: '[aria-label="Links"]' };
/** The links in the rows of the list. */
export const ROW_LINKS: Target = { css: '[role="row"] a, tr a' };

/** Waits until a text contains this one. */
export async function expectText(webkit: WebKit, target: Target, text: Name) {
  const matching = text instanceof RegExp ? expect.stringMatching(text) : expect.stringContaining(text);
  await expect.poll(() => webkit.text(target)).toEqual(matching);
}

export async function expectHeading(webkit: WebKit, text: string) {
  await expect.poll(() => webkit.text(HEADING)).toBe(text);
}

/** Waits until the list has rows. */
export async function expectRows(webkit: WebKit) {
  await expect.poll(() => webkit.count(ROW_LINKS)).toBeGreaterThan(0);
}

/** Fills in the sign-in form, here or in the dialog, and submits it. */
export async function signIn(webkit: WebKit, user = 'demo', password = user) {
  const form: Target = { css: 'form.sign-in' };
  await webkit.fill(field('Username', form), user);
  await webkit.fill(field('Password', form), password);
  await webkit.click(button('Sign in', form));
}

/** Opens an address and signs in; waits for the parts that are loaded later. */
export async function open(webkit: WebKit, address: string) {
  await webkit.goto(address);
  await signIn(webkit);
  await webkit.waitFor(button('Sign out'));
  await webkit.waitFor(button(/^Session of/));
}

/** Changes the page as a link would, without a new sign-in, and waits for what it shows. */
export async function visit(webkit: WebKit, path: string, shown: Target) {
  await webkit.run((path) => {
    history.pushState({}, '', `/${path}`);
    dispatchEvent(new PopStateEvent('popstate'));
  }, path);
  await webkit.waitFor(shown);
}

/** Picks a network by part of its name. */
export async function pick(webkit: WebKit, label: string, name: string) {
  await webkit.fill(field(label), name);
  await webkit.waitFor(option());
  await webkit.press('Enter');
  await webkit.waitFor(option(), 0);
}

/** Every page with what shows that it is there, for the peering with that name. */
export async function pages(standIn: StandIn, name: string): Promise<[path: string, shown: Target][]> {
  const { uuid } = (await standIn.peering(name))!;
  const headed = (name: string): Target => ({ ...HEADING, name });
  return [
    ['peerings', { css: '[aria-label="Peerings"]' }],
    ['peerings?view=links', LINKS],
    ['peerings/new', headed('New peering')],
    ['reach', headed('Reachability')],
    [`peerings/${uuid}`, headed(name)],
    [`peerings/${uuid}/edit`, headed('Modify peering')],
  ];
}
