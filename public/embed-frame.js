// The portal's side of a console in a frame: what `embed-frame.d.ts` promises. The
// frame has an origin of its own, which is all that keeps the two apart.

/** How long the frame may take to answer, in milliseconds. */
const PATIENCE = 20_000;

const CALLBACKS = { navigate: 'onNavigate', change: 'onChange', 'auth-expired': 'onAuthExpired', error: 'onError' };

export async function mountFrame(element, options) {
  const { src, title = 'Network peerings', autoHeight = true, authorization, theme, readOnly, without, initialPath } = options;
  const url = new URL(src, document.baseURI);
  if (url.username || url.password) throw new TypeError('The address of a frame is no place for credentials.');
  const frame = document.createElement('iframe');
  Object.assign(frame, { src: url.href, title, allow: 'clipboard-write' });
  Object.assign(frame.style, { display: 'block', width: '100%', border: '0' });
  const { port1: port, port2: far } = new MessageChannel();

  return new Promise((resolve, reject) => {
    const unmount = () => {
      clearTimeout(patience);
      port.close();
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
          update: (changes) => port.postMessage({ type: 'update', options: changes }),
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
    port.onmessage = ({ data }) => {
      if (Object.hasOwn(heard, data?.type)) heard[data.type](data);
      else if (Object.hasOwn(CALLBACKS, data?.type)) options[CALLBACKS[data.type]]?.(data.what);
    };
    const connect = () => {
      const asked = { theme, readOnly, without, initialPath, authorization: typeof authorization === 'function' ? 'host' : authorization };
      frame.contentWindow.postMessage({ type: 'peerings-connect', options: asked }, url.origin, [far]);
    };
    frame.addEventListener('load', connect, { once: true });
    element.append(frame);
  });
}
