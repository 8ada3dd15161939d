// Answers that leave open whether the peering was created: the console looks for it, the
// page says if that fails, and the request is never repeated by itself.
import { expect, signIn, test } from '../support/fixtures';
import { chooseOneHalf, fields, leaveDialog, OUTCOME_UNKNOWN, pick, refuseLookUp, writesAtServer } from '../support/forms';
import { PEERINGS_PATH, type Fault } from '../support/stand-in';

/** What the console reads to find a peering whose creation was not answered. */
const BETWEEN = `${PEERINGS_PATH}?network_uuid_local`;

test.beforeEach(async ({ page, standIn }) => {
  await standIn.reset({ scenario: 'empty' });
  await page.clock.install();
  await signIn(page, './peerings/new');
  await fields(page).name.fill('in doubt');
  await pick(page, 'Local network', 'hel-app');
  await pick(page, 'Peer network', 'fra-db');
  await chooseOneHalf(page);
});

const cases: { what: string; fault: Fault; acted: boolean; message: RegExp; tag?: '@direct' | '@nginx' }[] = [
  {
    what: 'a server error',
    fault: { status: 500 },
    acted: false,
    message: /GENERAL_FAILURE.*500|could not be fulfilled/,
  },
  { what: "a gateway's error page", fault: { status: 502, html: true }, acted: false, message: /502\) is a web page/ },
  ...(['before', 'after'] as const).flatMap((drop): typeof cases => {
    const broken = { fault: { drop }, acted: drop === 'after' };
    return [
      { ...broken, what: `a connection lost ${drop} the server acts`, message: /No response/, tag: '@direct' },
      { ...broken, what: `a gateway's connection lost ${drop} the server acts`, message: /502/, tag: '@nginx' },
    ];
  }),
  { what: 'a truncated answer', fault: { truncate: true }, acted: true, message: /No response|couldn't be read|502/ },
];

for (const { what, fault, acted, message, tag } of cases) {
  test(`${what} leaves the outcome open`, { tag: tag ?? [] }, async ({ page, standIn }) => {
    await standIn.fault({ method: 'POST', path: PEERINGS_PATH }, fault);
    if (acted) await refuseLookUp(standIn, BETWEEN);
    await fields(page).create.click();
    const alert = page.getByRole('alert');
    await expect(alert).toContainText(/Creating a peering from .+ to .+ failed/);
    await expect(alert).toContainText(message);
    await expect(alert).toContainText(OUTCOME_UNKNOWN);
    await expect(fields(page).name).toHaveValue('in doubt');
    await expect(fields(page).local).toHaveValue('hel-app');
    await expect(fields(page).peer).toHaveValue('fra-db');

    // Long enough for any retry.
    await page.clock.runFor('02:00');
    await expect(fields(page).create).toBeEnabled();
    expect(await writesAtServer(standIn)).toEqual([`POST ${PEERINGS_PATH}`]);
    expect(await standIn.peerings()).toHaveLength(acted ? 1 : 0);

    // The user may retry, which cannot create a second peering.
    await fields(page).create.click();
    if (acted) {
      await expect(alert).toContainText('PEERING_CONFLICT');
      await expect(alert).not.toContainText(OUTCOME_UNKNOWN);
    } else {
      await expect(page.getByRole('heading', { name: 'in doubt' })).toBeVisible();
    }
    expect(await standIn.peerings()).toHaveLength(1);
  });
}

test('S-22: a lost answer counts as created if the peering is found', async ({ page, standIn }) => {
  await standIn.fault({ method: 'POST', path: PEERINGS_PATH }, { drop: 'after' });
  await fields(page).create.click();
  await expect(page.getByRole('heading', { name: 'in doubt', level: 1 })).toBeVisible();
  await expect(page.getByRole('alert')).toHaveCount(0);
  expect(await writesAtServer(standIn)).toEqual([`POST ${PEERINGS_PATH}`]);
  expect(await standIn.peerings()).toHaveLength(1);
});

test('S-22: the list shows what was created although the answer was lost', async ({ page, standIn }) => {
  await standIn.fault({ method: 'POST', path: PEERINGS_PATH }, { drop: 'after' });
  await refuseLookUp(standIn, BETWEEN);
  await fields(page).create.click();
  await expect(page.getByRole('alert')).toContainText(OUTCOME_UNKNOWN);
  await page.getByRole('link', { name: 'Cancel' }).click();
  await leaveDialog(page).leave.click();
  await expect(page.getByRole('row').getByRole('link', { name: 'in doubt' })).toBeVisible();
});

test('shows errors in the format of the newer services', async ({ page, standIn }) => {
  await page.route(`**${PEERINGS_PATH}`, async (route) => {
    if (route.request().method() !== 'POST') return route.fallback();
    await route.fulfill({
      status: 400,
      contentType: 'application/problem+json',
      json: {
        type: 'https://developers.upcloud.com/1.3/errors#ERROR_INVALID_REQUEST',
        title: 'Validation error.',
        invalid_params: [{ name: 'peer_network.uuid', reason: 'must be another one' }],
        correlation_id: '01JDJE6Z12NC3NZNQGXNZME5Q8',
        status: 400,
      },
    });
  });
  await fields(page).create.click();
  const alert = page.getByRole('alert');
  for (const text of [
    'INVALID_REQUEST',
    'Validation error.',
    'peer_network.uuid: must be another one',
    '01JDJE6Z12NC3NZNQGXNZME5Q8',
  ]) {
    await expect(alert).toContainText(text);
  }
  await expect(alert).not.toContainText(OUTCOME_UNKNOWN);
  expect(await standIn.peerings()).toEqual([]);
});
