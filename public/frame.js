// The page that a portal of another origin shows in a frame. It takes nothing but from
// the portals that config.json names, and says nothing but to them.
import { mount } from './embed.js';
import { readConfig } from './options.js';
import * as validation from './validate.js';

const [place, message] = document.body.children;
// The frame is as high as the console, and not a line more.
for (const { style } of [document.body, message]) style.margin = '0';
const config = readConfig(new URL('config.json', import.meta.url), () => validation).then(({ config }) => config);

/** Asks the portal for an authorization, by a channel that only it has. */
function asker(port) {
  const waiting = new Map();
  let count = 0;
  return {
    ask: ({ refused }) =>
      new Promise((resolve, reject) => {
        count += 1;
        waiting.set(count, { resolve, reject });
        port.postMessage({ type: 'authorization', id: count, refused });
      }),
    answer({ id, value, error }) {
      const { resolve, reject } = waiting.get(id) ?? {};
      waiting.delete(id);
      if (typeof value === 'string') resolve?.(value);
      else reject?.(new Error(typeof error === 'string' ? error : 'it gave no text'));
    },
  };
}

async function open(port, options) {
  const { demo, portals, ...installed } = await config;
  validation.checkFrameOptions(options, 'options');
  const { ask, answer } = asker(port);
  const post = (type) => (what) => port.postMessage({ type, what });
  const without = (asked) => [...(installed.without ?? []), ...(asked.without ?? [])];
  const theme = (asked) => asked.theme ?? installed.theme ?? 'system';
  const readOnly = (asked) => Boolean(installed.readOnly || asked.readOnly);
  const handle = await mount(place, {
    ...installed,
    theme: theme(options),
    initialPath: options.initialPath,
    without: without(options),
    readOnly: readOnly(options),
    authorization: options.authorization === 'host' ? ask : (options.authorization ?? installed.authorization),
    onNavigate: post('navigate'),
    onChange: post('change'),
    onAuthExpired: post('auth-expired'),
    onError: post('error'),
  });
  // As on the console's own page (boot.js).
  performance.setResourceTimingBufferSize(0);
  let current = options;
  const heard = {
    authorization: answer,
    navigate: ({ path }) => handle.navigate(path),
    update: ({ options: changes }) => {
      validation.checkFrameChanges(changes, 'options');
      current = { ...current, ...changes };
      handle.update({ theme: theme(current), without: without(current), readOnly: readOnly(current) });
    },
  };
  port.onmessage = ({ data }) => {
    try {
      if (Object.hasOwn(heard, data?.type)) heard[data.type](data);
    } catch (error) {
      port.postMessage({ type: 'error', what: { message: error.message } });
    }
  };
  new ResizeObserver(() => port.postMessage({ type: 'height', what: Math.ceil(place.getBoundingClientRect().height) })).observe(place);
  port.postMessage({ type: 'ready' });
}

let isOpen = false;
addEventListener('message', async ({ source, origin, data, ports: [port] }) => {
  if (source !== parent || data?.type !== 'peerings-connect' || !port || isOpen) return;
  const { portals = [] } = await config.catch(() => ({}));
  // Whoever else has this page in a frame is not even answered.
  if (!portals.includes(origin) || isOpen) return;
  isOpen = true;
  try {
    await open(port, data.options ?? {});
  } catch (error) {
    isOpen = false;
    port.postMessage({ type: 'refused', what: error.message });
  }
});

config.catch((error) => {
  message.textContent = error.message;
});
if (parent === window) message.textContent = 'This page is for portals, which show it in a frame.';
