// Behind a proxy that adds the Authorization header: the browser has a cookie of the
// portal and no credentials of the API.
import { mount } from '/console/embed.js';
import { authorization } from '/session.js';

export const title = 'Peerings, behind a proxy';
export const about = 'The portal’s server holds the credentials.';

export async function show(page) {
  await begin();
  const place = document.createElement('div');
  place.id = 'console';
  page.append(place);
  const handle = await mount(place, {
    apiBase: '/proxied/1.3',
    authorization: 'proxy',
    theme: 'host',
    onAuthExpired: begin,
    onSignOut: end,
  });
  return () => handle.unmount();
}

/** Authenticates with the portal's server, which sets its cookie. */
async function begin() {
  let refused = false;
  do {
    const value = await authorization({ refused });
    const answer = await fetch('/session', { method: 'POST', headers: { Authorization: value } });
    refused = answer.status === 401;
  } while (refused);
}

async function end() {
  await fetch('/session/end', { method: 'POST' });
  location.assign('/');
}
