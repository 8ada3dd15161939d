// Modifying a peering: only changes are sent, and everything else is kept.
import { expect, settled, test } from '../support/fixtures';
import {
  addLabel,
  enteredLabels,
  fact,
  fields,
  holdRequests,
  notices,
  openPeering,
  OUTCOME_UNKNOWN,
  patchPeering,
  recordWrites,
  refuseLookUp,
  writesAtServer,
} from '../support/forms';
import { PEERINGS_PATH } from '../support/stand-in';

/** In Firefox, Playwright does not report what a request sends. */
const CHROMIUM = { tag: '@chromium' };

const LINK = 'hel-app to fra-db';
const LABELS = [
  { key: 'env', value: 'prod' },
  { key: 'team', value: 'core' },
  { key: 'ticket', value: 'NET-4012' },
];

test('the form starts from what the server holds', async ({ page, standIn }) => {
  await openPeering(page, standIn, LINK, '/edit');
  await expect(fields(page).name).toHaveValue(LINK);
  await expect(fields(page).active).toBeChecked();
  await expect(fields(page).keys).toHaveCount(3);
  expect(await enteredLabels(page)).toEqual(LABELS);
  await expect(fields(page).local, 'networks cannot be changed').toHaveCount(0);
});

test('keeps what was typed when the peering cannot be read again', async ({ page, standIn }) => {
  await openPeering(page, standIn, LINK);
  await expect(page.getByRole('heading', { name: LINK, level: 1 })).toBeVisible();
  const reads = await holdRequests(page, 'GET');
  await page.getByRole('link', { name: 'Modify' }).click();
  await reads.arrival;
  await fields(page).name.fill('typed meanwhile');
  await standIn.fault(
    { method: 'GET', path: PEERINGS_PATH, times: 9 },
    { status: 403, error_code: 'FORBIDDEN', error_message: 'not allowed' },
  );
  const refused = page.waitForResponse((response) => response.status() === 403);
  reads.release();
  await (await refused).finished();
  expect(await settled(() => fields(page).name.inputValue())).toBe('typed meanwhile');
});

test('sends only a new name', CHROMIUM, async ({ page, standIn }) => {
  const before = await openPeering(page, standIn, LINK);
  const sent = recordWrites(page);
  await page.getByRole('link', { name: 'Modify' }).click();
  await fields(page).name.fill('  renamed  ');
  await fields(page).save.click();

  await expect(page.getByRole('heading', { name: 'renamed', level: 1 })).toBeVisible();
  await expect(notices(page)).toContainText('Modified renamed');
  expect(sent).toEqual([
    { method: 'PATCH', path: `/1.3/network-peering/${before.uuid}`, body: { name: 'renamed' } },
  ]);
  const stored = await standIn.peering('renamed');
  expect({ ...before, ...stored, updated_at: null }).toEqual({ ...before, name: 'renamed' });
});

test('S-27: adds, changes and removes labels, and keeps the others', CHROMIUM, async ({ page, standIn }) => {
  await openPeering(page, standIn, LINK, '/edit');
  const sent = recordWrites(page);
  await fields(page).values.nth(0).fill('staging');
  await page.getByRole('button', { name: 'Remove label ticket' }).click();
  await addLabel(page, { key: 'owner', value: '' });
  await fields(page).save.click();

  await expect(fact(page, 'Labels')).toContainText('owner');
  const labels = [
    { key: 'env', value: 'staging' },
    { key: 'team', value: 'core' },
    { key: 'owner', value: '' },
  ];
  expect(sent.map(({ body }) => body)).toEqual([{ labels }]);
  expect(await standIn.peering(LINK)).toMatchObject({ labels, configured_status: 'active' });
});

test('removes the last label', CHROMIUM, async ({ page, standIn }) => {
  await openPeering(page, standIn, 'mad-lab to waw-ci', '/edit');
  const sent = recordWrites(page);
  await page.getByRole('button', { name: 'Remove label env' }).click();
  await fields(page).save.click();
  await expect(fact(page, 'Labels')).toHaveText('none');
  expect(sent.map(({ body }) => body)).toEqual([{ labels: [] }]);
  expect(await standIn.peering('mad-lab to waw-ci')).toMatchObject({ labels: [] });
});

test("UpCloud's own labels cannot be edited and are kept", async ({ page, standIn }) => {
  const name = 'sto-queue to hel-batch';
  await openPeering(page, standIn, name, '/edit');
  const sent = recordWrites(page);
  await expect(page.getByRole('group', { name: 'Labels' })).toContainText('_support_case');
  expect(await enteredLabels(page)).toEqual([{ key: 'env', value: 'staging' }]);
  await addLabel(page, { key: 'team', value: 'data' });
  await fields(page).save.click();

  await expect(fact(page, 'Labels')).toContainText('_support_case');
  expect(sent).toHaveLength(1);
  const { labels } = (await standIn.peering(name)) ?? { labels: [] };
  const sorted = labels.map(({ key, value }) => `${key}=${value}`).sort();
  expect(sorted).toEqual(['_support_case=1418822', 'env=staging', 'team=data']);
});

test('sends only the configured status, and the other half follows', CHROMIUM, async ({ page, standIn }) => {
  await openPeering(page, standIn, LINK, '/edit');
  const sent = recordWrites(page);
  await fields(page).disabled.check();
  await fields(page).save.click();
  await expect(fact(page, 'State')).toHaveText('disabled');
  expect(sent.map(({ body }) => body)).toEqual([{ configured_status: 'disabled' }]);
  expect(await standIn.peering(LINK)).toMatchObject({ configured_status: 'disabled', labels: LABELS });
  expect(await standIn.peering('fra-db to hel-app')).toMatchObject({ state: 'peer-disabled' });
});

test('sends nothing if nothing changed', async ({ page, standIn }) => {
  await openPeering(page, standIn, LINK, '/edit');
  await fields(page).save.click();
  await expect(page.getByText('Nothing has changed, so nothing was sent.')).toBeVisible();
  // Neither do changes that were reverted count.
  await fields(page).name.fill('other');
  await fields(page).name.fill(LINK);
  await addLabel(page, { key: 'gone', value: 'again' });
  await page.getByRole('button', { name: 'Remove label gone' }).click();
  await fields(page).save.click();
  await expect(page.getByText('Nothing has changed, so nothing was sent.')).toBeVisible();
  expect(await writesAtServer(standIn)).toEqual([]);
});

test('spaces around a stored name do not count as a change', async ({ page, standIn }) => {
  const { uuid } = (await standIn.peering(LINK)) ?? { uuid: '' };
  await patchPeering(standIn, uuid, { name: ' blank ', labels: [{ key: 'note', value: ' left ' }] });
  await openPeering(page, standIn, ' blank ', '/edit');
  const sent = recordWrites(page);
  await expect(fields(page).name).toHaveValue(' blank ');
  await fields(page).save.click();
  await expect(page.getByText('Nothing has changed, so nothing was sent.')).toBeVisible();
  await page.getByRole('link', { name: 'Cancel' }).click();
  await expect(page.getByRole('heading', { name: 'blank', level: 1 })).toBeVisible();
  expect(sent).toEqual([]);
});

test('shows validation errors at their fields', async ({ page, standIn }) => {
  await openPeering(page, standIn, LINK, '/edit');
  const sent = recordWrites(page);
  await fields(page).name.fill('');
  await addLabel(page, { key: 'ENV', value: '' });
  await fields(page).save.click();
  await expect(fields(page).name).toHaveAccessibleDescription(/Enter a name/);
  await expect(fields(page).keys.nth(3)).toHaveAccessibleDescription(/each label key only once/);
  expect(sent).toEqual([]);
});

test('shows a refusal, keeps the form, and can send it again', async ({ page, standIn }) => {
  const { uuid } = await openPeering(page, standIn, LINK, '/edit');
  await fields(page).name.fill('refused');
  await addLabel(page, { key: 'kept', value: 'yes' });
  for (const [status, error_code, doubt] of [
    [400, 'NAME_INVALID', false],
    [500, 'GENERAL_FAILURE', true],
  ] as const) {
    const fault = { status, error_code, error_message: 'Not like this.' };
    await standIn.fault({ method: 'PATCH', path: `/1.3/network-peering/${uuid}` }, fault);
    await fields(page).save.click();
    const alert = page.getByRole('alert');
    await expect(alert).toContainText('Modifying the peering failed');
    await expect(alert).toContainText(error_code);
    await expect(alert).toContainText('Not like this.');
    await expect(alert.getByText(OUTCOME_UNKNOWN)).toHaveCount(doubt ? 1 : 0);
    await expect(fields(page).name).toHaveValue('refused');
    expect(await enteredLabels(page)).toEqual([...LABELS, { key: 'kept', value: 'yes' }]);
    expect(await standIn.peering(LINK)).toMatchObject({ labels: LABELS });
  }
  await fields(page).save.click();
  await expect(page.getByRole('heading', { name: 'refused', level: 1 })).toBeVisible();
  expect(await standIn.peering('refused')).toMatchObject({ labels: [...LABELS, { key: 'kept', value: 'yes' }] });
  expect(await writesAtServer(standIn)).toHaveLength(3);
});

test('S-22: does not repeat a change whose answer was lost', async ({ page, standIn }) => {
  const { uuid } = await openPeering(page, standIn, LINK, '/edit');
  await standIn.fault({ method: 'PATCH', path: PEERINGS_PATH }, { drop: 'after' });
  await fields(page).name.fill('arrived');
  const { release, arrival } = await holdRequests(page, 'PATCH');
  await fields(page).save.click();
  await arrival;
  await refuseLookUp(standIn, `${PEERINGS_PATH}/${uuid}`);
  release();
  await expect(page.getByRole('alert')).toContainText(OUTCOME_UNKNOWN);
  await expect(fields(page).name).toHaveValue('arrived');
  expect(await standIn.peering('arrived')).toBeDefined();
  expect(await writesAtServer(standIn)).toHaveLength(1);
});

test('reports that the peering was deleted meanwhile, and keeps the form', async ({ page, standIn }) => {
  const name = 'mad-lab to waw-ci';
  const { uuid } = await openPeering(page, standIn, name, '/edit');
  const sent = recordWrites(page);
  await fields(page).name.fill('too late');
  await standIn.api('DELETE', `/network-peering/${uuid}`);
  await fields(page).save.click();
  await expect(page.getByRole('alert')).toContainText('PEERING_NOT_FOUND');
  await expect(fields(page).name).toHaveValue('too late');
  expect(sent).toEqual([]);
});
