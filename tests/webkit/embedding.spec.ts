// Consoles in the portal of examples/plain, in WebKit: as an element, mounted and in a frame
// of another origin. Each changes a peering at the server.
import { button, choice, expectHeading, expectRows, field, HEADING, link, ROW_LINKS, signIn } from './support/controls';
import type { Target, WebKit } from './support/driver';
import { expect, PORTAL, test } from './support/fixtures';

const LINK = 'hel-app to fra-db';
const FRAME: Target = { css: '#console iframe' };

const byConsole = (webkit: WebKit) => signIn(webkit);

async function byPortal(webkit: WebKit) {
  await webkit.fill(field('Acme user'), 'demo');
  await webkit.fill(field('Acme password'), 'demo');
  await webkit.click(button('Enter Acme'));
}

test.use({ inPortal: true });

for (const { name, path, enter, isFramed = false } of [
  { name: 'as an element', path: 'peerings/element', enter: byConsole },
  { name: 'mounted', path: 'peerings/mounted/', enter: byPortal },
  { name: 'in a frame', path: 'peerings/frame', enter: byPortal, isFramed: true },
]) {
  test(`${name}: finds and renames a peering`, async ({ webkit, standIn }) => {
    await webkit.goto(PORTAL + path);
    await enter(webkit);
    if (isFramed) await webkit.enter(FRAME);
    await expectRows(webkit);
    await webkit.fill(field('Filter'), LINK);
    await expect.poll(() => webkit.texts(ROW_LINKS)).toContain(LINK);
    await webkit.click(link(LINK));
    await expect.poll(() => webkit.texts(HEADING)).toContain(LINK);
    await webkit.click(link('Modify'));
    await webkit.fill(field('Name'), 'renamed in WebKit');
    await webkit.click(choice('Disabled (no traffic)'));
    await webkit.click(button('Save changes'));
    await expectHeading(webkit, 'renamed in WebKit');
    await expect.poll(() => standIn.peering('renamed in WebKit')).toMatchObject({ configured_status: 'disabled' });
  });
}
