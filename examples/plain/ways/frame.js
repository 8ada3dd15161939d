// A frame of another origin: portal and console exchange only messages. Of the
// credentials, only the value that `authorization` returns is sent.
import { mountFrame } from '/console/embed-frame.js';
import { authorization } from '/session.js';

export const title = 'Peerings, in a frame';
export const about = 'mountFrame() from another origin, signed in by the portal.';

export async function show(page) {
  const place = document.createElement('div');
  place.id = 'console';
  page.append(place);
  const { frame: src } = await (await fetch('/portal.json')).json();
  const handle = await mountFrame(place, { src, theme: theme(), authorization });
  // A frame of another origin does not inherit the page's color-scheme.
  const follow = () => handle.update({ theme: theme() });
  addEventListener('scheme', follow);
  return () => {
    removeEventListener('scheme', follow);
    handle.unmount();
  };
}

function theme() {
  return getComputedStyle(document.documentElement).colorScheme;
}
