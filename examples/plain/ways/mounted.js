// Mounted into an element. The address bar shows the console's pages, below the portal's
// page, and the portal provides the credentials.
import { mount } from '/console/embed.js';
import { authorization } from '/session.js';

export const title = 'Peerings, mounted';
export const about = 'mount() with basePath, signed in by the portal.';

export async function show(page) {
  const place = document.createElement('div');
  place.id = 'console';
  page.append(place);
  const handle = await mount(place, {
    apiBase: '/1.3',
    basePath: '/peerings/mounted/',
    theme: 'host',
    authorization,
  });
  return () => handle.unmount();
}
