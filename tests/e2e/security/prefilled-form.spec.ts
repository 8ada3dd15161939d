// A link that fills in the form for a new peering: anyone can write one (A14).
import { expect, signIn, test } from '../support/fixtures';
import { fields, pick } from '../support/forms';
import type { Page } from '@playwright/test';

const note = (page: Page) => page.getByRole('region', { name: /^(Prefilled values|Invitation)$/ });
const CONFIRM = 'Anyone can create a link like this. Confirm these values with the owner of the peer network';

for (const [name, more] of [
  ['nothing', ''],
  ['from=handshake', '&from=handshake'],
  ['another origin', '&from=colleague'],
  ['a local network, a name and ranges', '&name=urgent&range=10.0.0.0/24&zone=fi-hel1'],
]) {
  test(`A14: warns of another account's peer network, with ${name}`, async ({ page, standIn }) => {
    const theirs = (await standIn.network('partner-tax', 'partner')).uuid;
    const ours = (await standIn.network('sto-app')).uuid;
    await signIn(page, `./peerings/new?local=${ours}&peer=${theirs}${more}`);
    await expect(note(page)).toContainText(CONFIRM);
    await expect(note(page)).toContainText('The peer network is not among those of this account that you can see.');
    await expect(note(page)).toContainText(theirs);

    // A network that the user chooses is no stranger's.
    await pick(page, 'Peer network', 'fra-app');
    await expect(page.getByText('The peer network is not among')).toHaveCount(0);
  });
}

test("A14: does not warn of the account's own networks, nor of what is typed", async ({ page, standIn }) => {
  const [ours, theirs] = [(await standIn.network('fra-app')).uuid, (await standIn.network('partner-tax', 'partner')).uuid];
  await signIn(page, `./peerings/new?peer=${ours}`);
  await expect(fields(page).peer).toHaveValue('fra-app');
  await expect(note(page)).toBeHidden();
  await pick(page, 'Peer network', theirs);
  await expect(note(page)).toBeHidden();
});

for (const [name, fault] of [
  ['may not be read', { status: 403, error_code: 'FORBIDDEN', error_message: 'No.' }],
  ['cannot be read', { status: 500 }],
] as const) {
  test(`A14: says that it is unknown whose network it is where networks ${name}`, async ({ page, standIn }) => {
    const { uuid } = await standIn.network('fra-app');
    await standIn.fault({ method: 'GET', path: '/1.3/network', exact: true, times: 50 }, fault);
    await signIn(page, `./peerings/new?peer=${uuid}`);
    await expect(note(page)).toContainText('It is unknown whether the peer network belongs to this account.');
    await expect(note(page)).toContainText(CONFIRM);
  });
}
