// New peerings that the API refuses: the error is shown in full, the form is kept,
// nothing is created, and the corrected form can be sent.
import { expect, signIn, test } from '../support/fixtures';
import { addLabel, chooseOneHalf, fields, OUTCOME_UNKNOWN, pick, writesAtServer } from '../support/forms';
import { PEERINGS_PATH, type StandIn } from '../support/stand-in';
import type { Page } from '@playwright/test';

const NOWHERE = '03ffffff-ffff-4fff-8fff-ffffffffffff';
const NAME = 'under test';

type Networks = { local: string; peer: string };
const GOOD: Networks = { local: 'hel-batch', peer: 'fra-app' };

async function fillIn(page: Page, { local, peer }: Networks = GOOD) {
  await fields(page).name.fill(NAME);
  await pick(page, 'Local network', local);
  await pick(page, 'Peer network', peer);
  await chooseOneHalf(page);
  await fields(page).disabled.check();
  await addLabel(page, { key: 'env', value: 'test' });
}

/** Sends the form; returns the error shown and the correlation id of the answer. */
async function send(page: Page) {
  const answer = page.waitForResponse((response) => response.request().method() === 'POST');
  await fields(page).create.click();
  const { 'upcloud-cid': correlationId } = await (await answer).allHeaders();
  return { alert: page.getByRole('alert'), correlationId };
}

async function expectKept(page: Page, values: { local?: string; peer?: string } = GOOD) {
  const { name, local, peer, disabled, keys } = fields(page);
  await expect(name).toHaveValue(NAME);
  await expect(local).toHaveValue(values.local ?? GOOD.local);
  await expect(peer).toHaveValue(values.peer ?? GOOD.peer);
  await expect(disabled).toBeChecked();
  await expect(keys).toHaveValue('env');
}

async function expectCreated(page: Page, standIn: StandIn) {
  await fields(page).create.click();
  await expect(page.getByRole('heading', { name: NAME })).toBeVisible();
  expect(await standIn.peering(NAME)).toMatchObject({
    configured_status: 'disabled',
    labels: [{ key: 'env', value: 'test' }],
  });
}

test.describe('refused because of the networks', () => {
  // Each case enters a network by name, or by UUID if the account cannot read it or it
  // does not exist.
  const cases: {
    code: string;
    wrong: 'Local network' | 'Peer network' | null;
    network: (standIn: StandIn) => Promise<string> | string;
    meanwhile?: (standIn: StandIn) => Promise<void>;
    message: RegExp;
    advice: string;
  }[] = [
    {
      code: 'NETWORK_NOT_FOUND',
      wrong: 'Local network',
      network: async (standIn) => (await standIn.network('partner-billing', 'partner')).uuid,
      message: /does not exist/,
      advice: 'Choose a local network that exists in this account.',
    },
    {
      code: 'PEER_NETWORK_NOT_FOUND',
      wrong: 'Peer network',
      network: () => NOWHERE,
      message: /peer network .* does not exist/,
      advice: "Check the peer network's UUID with its owner: UpCloud can't find this network.",
    },
    {
      code: 'LOCAL_NETWORK_NO_ROUTER',
      wrong: 'Local network',
      network: () => 'hel-reports',
      meanwhile: async (standIn) => {
        const { uuid } = await standIn.network('hel-reports');
        await standIn.api('PUT', `/network/${uuid}`, { network: { router: null } });
      },
      message: /has no router/,
      advice: 'Attach a router to the local network, then try again.',
    },
    {
      code: 'INTERZONE_PEERING_NOT_SUPPORTED',
      wrong: 'Peer network',
      network: () => 'nyc-web',
      message: /not supported/,
      advice: 'The two zones are too far apart to be peered. Choose networks in zones closer to each other.',
    },
    {
      code: 'PEERING_CONFLICT',
      wrong: null,
      network: () => 'lon-app',
      meanwhile: async (standIn) => {
        const [local, peer] = [await standIn.network(GOOD.local), await standIn.network('lon-app')];
        const peering = { name: 'quicker', network: { uuid: local.uuid }, peer_network: { uuid: peer.uuid } };
        await standIn.api('POST', '/network-peering', { network_peering: peering });
      },
      message: /exists already/,
      advice: 'A peering in this direction exists already: open it from the list instead.',
    },
  ];

  for (const { code, wrong, network, meanwhile, message, advice } of cases) {
    test(code, async ({ page, standIn }) => {
      const entered = await network(standIn);
      await signIn(page, './peerings/new');
      const choice = wrong === 'Local network' ? { ...GOOD, local: entered } : { ...GOOD, peer: entered };
      await fillIn(page, choice);
      const shown = {
        local: await fields(page).local.inputValue(),
        peer: await fields(page).peer.inputValue(),
      };
      // The cause arises after the preflight checks, which would have shown it.
      await meanwhile?.(standIn);
      const before = await standIn.peerings();

      const { alert, correlationId } = await send(page);
      await expect(alert).toContainText(/Creating a peering from .+ to .+ failed/);
      await expect(alert).toContainText(code);
      await expect(alert).toContainText(message);
      await expect(alert).toContainText(advice);
      expect(correlationId).toBeTruthy();
      await expect(alert).toContainText(correlationId ?? '');
      await expect(alert).not.toContainText(OUTCOME_UNKNOWN);
      await expectKept(page, shown);
      for (const field of ['Local network', 'Peer network'] as const) {
        const invalid = page.getByRole('combobox', { name: field });
        await expect(invalid).toHaveAttribute('aria-invalid', String(field === wrong));
      }
      expect(await standIn.peerings()).toEqual(before);

      await pick(page, 'Local network', GOOD.local);
      await pick(page, 'Peer network', GOOD.peer);
      await expectCreated(page, standIn);
      await expect(alert).toHaveCount(0);
    });
  }

  test('NETWORK_TYPE_INVALID, if the networks cannot be read', async ({ page, standIn }) => {
    const name = 'Public fi-hel1 94.237.0.0/22';
    const choice = {
      local: (await standIn.network(GOOD.local)).uuid,
      peer: (await standIn.network(name)).uuid,
    };
    const before = await standIn.peerings();
    await standIn.fault({ path: '/1.3/network', exact: true }, { status: 403 });
    await signIn(page, './peerings/new');
    await fillIn(page, choice);
    const { alert } = await send(page);
    await expect(alert).toContainText('NETWORK_TYPE_INVALID');
    await expect(alert).toContainText(/not private/);
    await expect(alert).toContainText('Correct what the message names, then try again.');
    expect(await standIn.peerings()).toEqual(before);
    await pick(page, 'Peer network', (await standIn.network(GOOD.peer)).uuid);
    await expectCreated(page, standIn);
  });

  test('NETWORK_NOT_FOUND for a network that was deleted after it was picked', async ({ page, standIn }) => {
    const doomed = await standIn.network('hel-batch');
    await signIn(page, './peerings/new');
    await fillIn(page);
    expect((await standIn.api('DELETE', `/network/${doomed.uuid}`)).status).toBe(204);
    const { alert } = await send(page);
    await expect(alert).toContainText('NETWORK_NOT_FOUND');
    await pick(page, 'Local network', 'hel-reports');
    await expectCreated(page, standIn);
  });

  test('NETWORK_PEERING_LIMIT_REACHED', async ({ page, standIn }) => {
    const { body } = await standIn.api('GET', '/account');
    const limit = body.account.resource_limits.network_peerings;
    const ends = await Promise.all(['waw-batch', 'hel-reports'].map((name) => standIn.network(name)));
    const { networks } = (await standIn.api('GET', '/network')).body;
    const full = async () => (await standIn.peerings()).length >= limit;
    for (const network of networks.network) {
      for (const end of ends) {
        const names = { network: { uuid: end.uuid }, peer_network: { uuid: network.uuid } };
        if (await full()) break;
        await standIn.api('POST', '/network-peering', { network_peering: { name: `to ${network.name}`, ...names } });
      }
    }
    expect(await full()).toBe(true);

    await signIn(page, './peerings/new');
    await fillIn(page);
    const { alert } = await send(page);
    await expect(alert).toContainText('NETWORK_PEERING_LIMIT_REACHED');
    await expect(alert).toContainText(`${limit} network peerings`);
    await expect(alert).toContainText("Delete what is no longer needed, or ask UpCloud support for a higher limit.");
    await expectKept(page);
    expect(await standIn.peerings()).toHaveLength(limit);

    const disabled = await standIn.peering('mad-lab to waw-ci');
    expect((await standIn.api('DELETE', `/network-peering/${disabled?.uuid}`)).status).toBe(204);
    await expectCreated(page, standIn);
  });
});

test.describe('refused for a reason that the form itself would catch', () => {
  // All on one page: the form stays filled in after each refusal.
  const cases: [number, string, 'name' | 'local' | 'peer' | null, string][] = [
    [400, 'NAME_INVALID', 'name', 'Choose another name of 1 to 255 characters.'],
    [400, 'INVALID_LABEL_KEY', null, 'Correct the label that breaks the label rules.'],
    [400, 'INVALID_LABEL_VALUE', null, 'Correct the label that breaks the label rules.'],
    [400, 'DUPLICATE_LABEL_KEYS', null, 'Use each label key only once. Keys are not case-sensitive.'],
    [400, 'NETWORK_INVALID', 'local', 'Correct what the message names, then try again.'],
    [400, 'REQUEST_INVALID', null, 'Correct what the message names, then try again.'],
    [400, 'UNKNOWN_ATTRIBUTE', null, 'Correct what the message names, then try again.'],
    [402, 'NOT_ENOUGH_CREDITS', null, 'The account has no credits left.'],
    [403, 'ACTION_FORBIDDEN', null, "Ask the account's owner for permission, or sign in as a user who has it."],
    [403, 'PEERING_ACCOUNT_INVALID', 'peer', "UpCloud doesn't accept one of the two accounts"],
    [404, 'NOT_FOUND', null, 'It may have been deleted or belong to another account.'],
    [405, 'METHOD_NOT_ALLOWED', null, 'Correct what the message names, then try again.'],
    [409, 'SOMETHING_NEW', null, 'Reload to see the current state, then decide.'],
    [429, 'TOO_MANY_REQUESTS', null, 'Wait a moment, then try again.'],
  ];

  test('S-28: shows each code with its message and advice, and keeps the form', async ({ page, standIn }) => {
    const before = await standIn.peerings();
    await signIn(page, './peerings/new');
    await fillIn(page);
    for (const [status, code, field, advice] of cases) {
      await test.step(code, async () => {
        const message = `What <b>${code}</b> is about.`;
        const fault = { status, error_code: code, error_message: message };
        await standIn.fault({ method: 'POST', path: PEERINGS_PATH }, fault);
        const { alert, correlationId } = await send(page);
        for (const text of [code, message, advice, String(status), correlationId ?? 'a correlation id']) {
          await expect(alert).toContainText(text);
        }
        await expect(alert).not.toContainText(OUTCOME_UNKNOWN);
        await expectKept(page);
        for (const name of ['name', 'local', 'peer'] as const) {
          await expect(fields(page)[name]).toHaveAttribute('aria-invalid', String(name === field));
        }
        if (field) await expect(fields(page)[field]).toHaveAccessibleDescription(new RegExp(`What <b>${code}</b>`));
      });
    }
    expect(await standIn.peerings()).toEqual(before);
    expect(await writesAtServer(standIn), 'no refused write was repeated').toHaveLength(cases.length);
    await expectCreated(page, standIn);
  });
});
