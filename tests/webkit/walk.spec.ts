// Every page in WebKit, with the mouse and the keyboard. What was done is looked up at the
// server.
import { PEERINGS_PATH, type StandIn } from '../e2e/support/stand-in';
import {
  ALERT,
  button,
  choice,
  DIALOG,
  expectHeading,
  expectRows,
  expectText,
  field,
  link,
  LINKS,
  open,
  option,
  pick,
  region,
  ROW_LINKS,
  signIn,
} from './support/controls';
import { CONSOLE, expect, test } from './support/fixtures';

const LINK = 'hel-app to fra-db';
const BACK = 'fra-db to hel-app';

const FILTER = field('Filter');

/** Waits until the server holds a peering like this, or none. */
async function expectStored(standIn: StandIn, name: string, expected?: Record<string, unknown>) {
  const stored = expect.poll(() => standIn.peering(name));
  await (expected ? stored.toMatchObject(expected) : stored.toBeUndefined());
}

test('refuses a wrong password, signs in, filters the list, shows links, signs out', async ({ webkit, standIn }) => {
  await webkit.goto(CONSOLE);
  await signIn(webkit, 'demo', 'wrong');
  await expectText(webkit, ALERT, 'The API rejected this username and password.');
  await signIn(webkit);
  await expectRows(webkit);
  await expectHeading(webkit, 'Peerings');

  await webkit.fill(FILTER, 'hel-app to fra-db');
  await expect.poll(async () => (await webkit.texts(ROW_LINKS)).sort()).toEqual([BACK, LINK]);
  await webkit.click(button('Links'));
  await webkit.waitFor(LINKS);
  await expect.poll(() => webkit.run(() => location.search)).toContain('view=links');
  await webkit.click(link(LINK, LINKS));
  await expectHeading(webkit, LINK);
  const { uuid } = (await standIn.peering(LINK))!;
  expect(await webkit.run(() => location.pathname)).toBe(`/peerings/${uuid}`);
  await webkit.run(() => history.back());
  await webkit.waitFor(LINKS);

  await webkit.click(button('Sign out'));
  await webkit.waitFor(field('Username'));
  expect(await webkit.count(ROW_LINKS)).toBe(0);
});

test('creates both halves of a link, and modifies, disables, enables and deletes one', async ({ webkit, standIn }) => {
  await open(webkit, CONSOLE);
  await webkit.click(link('New peering'));
  await expectHeading(webkit, 'New peering');
  await webkit.fill(field('Name'), 'from webkit');
  await pick(webkit, 'Local network', 'cph-app');
  await pick(webkit, 'Peer network', 'mad-lab');
  await webkit.click(button('Add label'));
  await webkit.fill(field('Label key'), 'from');
  await webkit.fill(field('Label value'), 'webkit');
  await webkit.waitFor(choice('Create both halves'));
  await webkit.click(button('Create peering'));
  await expectHeading(webkit, 'from webkit');
  const labels = [{ key: 'from', value: 'webkit' }];
  const [local, peer] = [await standIn.network('cph-app'), await standIn.network('mad-lab')];
  await expectStored(standIn, 'from webkit', { labels, network: { uuid: local.uuid }, peer_network: { uuid: peer.uuid } });
  await expectStored(standIn, 'mad-lab to cph-app', { labels, network: { uuid: peer.uuid }, peer_network: { uuid: local.uuid } });

  await webkit.click(link('Modify'));
  await webkit.fill(field('Name'), 'renamed');
  await webkit.fill(field('Label value'), 'here');
  await webkit.click(button('Save changes'));
  await expectHeading(webkit, 'renamed');
  await expectStored(standIn, 'renamed', { labels: [{ key: 'from', value: 'here' }] });

  await webkit.click(button('Disable'));
  await webkit.click(button('Disable peering', DIALOG));
  await webkit.waitFor(button('Enable'));
  await expectStored(standIn, 'renamed', { configured_status: 'disabled' });
  await webkit.click(button('Enable'));
  await webkit.waitFor(button('Disable'));
  await expectStored(standIn, 'renamed', { configured_status: 'active' });

  await webkit.click(button('Delete…'));
  await webkit.fill(field("Type the peering's name to confirm", DIALOG), 'renamed');
  await webkit.click(button('Delete peering', DIALOG));
  await expectHeading(webkit, 'You deleted renamed');
  await expectStored(standIn, 'renamed');
});

test('disables a selection after it has shown the plan', async ({ webkit, standIn }) => {
  await open(webkit, CONSOLE);
  await webkit.fill(FILTER, 'syd');
  await expect.poll(() => webkit.count(ROW_LINKS)).toBe(2);
  await webkit.click(choice('Select all that match'));
  await webkit.click(button('Disable…', region('Selected peerings')));
  await expectText(webkit, DIALOG, 'Disable syd-db to syd-web');
  await expectStored(standIn, 'syd-db to syd-web', { configured_status: 'active' });
  await webkit.click(button('Update 2 peerings', DIALOG));
  await expectText(webkit, region('Activity'), '2 of 2 done');
  await expectStored(standIn, 'syd-db to syd-web', { configured_status: 'disabled' });
  await expectStored(standIn, 'syd-web to syd-db', { configured_status: 'disabled' });
});

test('opens pages by the quick actions, and answers whether networks reach one another', async ({ webkit }) => {
  await open(webkit, CONSOLE);
  await expectRows(webkit);
  await webkit.press('Control', 'k');
  await webkit.waitFor(DIALOG);
  await webkit.type('reachability');
  await webkit.waitFor(option(/^Reachability/, DIALOG));
  await webkit.press('Enter');
  await expectHeading(webkit, 'Reachability');
  await webkit.fill(field('From'), 'hel-app');
  await webkit.fill(field('To'), 'fra-db');
  await webkit.press('Enter');
  await expectText(webkit, region('Answer'), 'hel-app and fra-db are peered, and the peering is active.');
  await webkit.click(link(BACK, region('Answer')));
  await expectHeading(webkit, BACK);
});

test('asks for credentials when the session ends, and keeps what was typed', async ({ webkit, standIn }) => {
  const { uuid } = (await standIn.peering(LINK))!;
  await open(webkit, `${CONSOLE}peerings/${uuid}/edit`);
  await webkit.fill(field('Name'), 'typed before');
  await standIn.fault({ method: 'PATCH', path: PEERINGS_PATH }, { status: 401, error_code: 'AUTHENTICATION_FAILED' });
  await webkit.click(button('Save changes'));
  await expectText(webkit, DIALOG, 'Your session has ended');
  await signIn(webkit);
  await webkit.waitFor(DIALOG, 0);
  expect(await webkit.values(field('Name'))).toEqual(['typed before']);
  await expectStored(standIn, 'typed before');
  await webkit.click(button('Save changes'));
  await expectHeading(webkit, 'typed before');
  await expectStored(standIn, 'typed before', { uuid });
});
