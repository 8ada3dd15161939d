// The portal's side of a console in a frame: what `embed-frame.d.ts` promises. The
// frame has an origin of its own, which is all that keeps the two apart.

/** How long the frame may take to answer, in milliseconds. */
const PATIENCE = 20_000;

const CALLBACKS = { navigate: 'onNavigate', change: 'onChange', 'auth-expired': 'onAuthExpired', error: 'onError' };

export async function mountFrame(element, options) {
  const { src, title = 'Network peerings', autoHeight = true, authorization, theme, readOnly, without, initialPath, ...more } = options;
  // A misspelt one could be what was to forbid something.
  const unknown = Object.keys(more).find((name) => !Object.values(CALLBACKS).includes(name));
  if (unknown) throw new TypeError(`options has no ${unknown}.`);
  const url = new URL(src, document.baseURI);
  // Other schemes run in the page, or have no origin that could be told from another.
  if (!['https:', 'http:'].includes(url.protocol)) throw new TypeError('The address of a frame has to begin with https: or http:.');
  if (url.username || url.password) throw new TypeError('The address of a frame is no place for credentials.');
  const frame = document.createElement('iframe');
  Object.assign(frame, { src: url.href, title, allow: 'clipboard-write' });
  Object.assign(frame.style, { display: 'block', width: '100%', height: autoHeight ? '' : '100%', border: '0' });
  const asked = { theme, readOnly, without, initialPath, authorization: typeof authorization === 'function' ? 'host' : authorization };
  let port;

  return new Promise((resolve, reject) => {
    const unmount = () => {
      clearTimeout(patience);
      port?.close();
      frame.remove();
    };
    const fail = (why) => {
      unmount();
      reject(new Error(why));
    };
    const patience = setTimeout(
      () => fail(`The frame ${url.href} has not answered. Is it there, does its server allow this origin in frame-ancestors, and does its config.json name ${location.origin} in portals?`),
      PATIENCE,
    );
    const heard = {
      ready: () => {
        clearTimeout(patience);
        resolve({
          frame,
          unmount,
          navigate: (path) => port.postMessage({ type: 'navigate', path }),
          update: (changes) => {
            Object.assign(asked, changes);
            port.postMessage({ type: 'update', options: changes });
          },
        });
      },
      refused: ({ what }) => fail(`The frame refused: ${what}`),
      height: ({ what }) => {
        if (autoHeight && Number.isFinite(what)) frame.style.height = `${Math.max(what, 200)}px`;
      },
      authorization: async ({ id, refused }) => {
        try {
          port.postMessage({ type: 'authorization', id, value: await authorization({ refused }) });
        } catch (error) {
          port.postMessage({ type: 'authorization', id, error: error.message });
        }
      },
    };
    const hear = ({ data }) => {
      if (Object.hasOwn(heard, data?.type)) heard[data.type](data);
      else if (Object.hasOwn(CALLBACKS, data?.type)) options[CALLBACKS[data.type]]?.(data.what);
    };
    // Each time, for a frame may be reloaded.
    const connect = () => {
      port?.close();
      const channel = new MessageChannel();
      port = channel.port1;
      port.onmessage = hear;
      frame.contentWindow.postMessage({ type: 'peerings-connect', options: asked }, url.origin, [channel.port2]);
    };
    frame.addEventListener('load', connect);
    element.append(frame);
  });
}
