// Starts the program on the page that is all the console's. A file of its own, so
// that the page can forbid inline scripts.
import { mountIn, readConfig, tooOld } from './options.js';

const place = document.querySelector('[data-console]');
const unstarted = document.querySelector('.unstarted');
const stopped = place.querySelector('[data-stopped]');
// As nobody has typed anything into it yet.
const form = place.querySelector('form').cloneNode(true);
stopped.querySelector('button').onclick = () => location.reload();

// Whoever is quicker than the program need not press twice. The button is disabled in
// the page itself, so that without this script the browser sends nothing.
const typed = place.querySelector('form');
const button = typed.querySelector('.primary');
let pressed = false;
function wait(event) {
  event.preventDefault();
  pressed = true;
  button.disabled = true;
  button.textContent = 'Loading…';
}
typed.addEventListener('submit', wait);
button.disabled = false;

/** Imports a script of the page's template, which in a production build has its integrity:
 * `import` takes none, and WebKit checks it on elements only, not on preloads. */
function importChecked(original) {
  const script = original.cloneNode();
  return new Promise((resolve, reject) => {
    script.onload = () => resolve(import(script.src));
    script.onerror = () => reject(Error(`Failed to fetch ${script.src}`));
    document.head.append(script);
  });
}
const scripts = document.querySelector('[data-scripts]');
const [demo, check, glue] = scripts.content.children;
scripts.remove();

/** Shows what is wrong above the buttons. */
function report(text) {
  unstarted.remove();
  const outcome = place.querySelector('.outcome');
  if (outcome) outcome.textContent = text;
}

/** Shows what keeps the console from starting. */
function refuse(text) {
  button.disabled = true;
  button.textContent = 'Sign in';
  report(text);
}

async function start() {
  place.hidden = false;
  const old = tooOld();
  if (old) return refuse(old);
  // What was hidden could not be given it by the browser.
  place.querySelector('[autofocus]').focus();
  const wasm = document.querySelector('[as="fetch"]');
  const reading = readConfig('config.json', () => importChecked(check)).catch((error) => error);
  // For development, trunk names what the template has in a production build.
  const program = await (glue ? importChecked(glue) : import(document.querySelector('[rel="modulepreload"]').href));
  const { memory } = await program.default({ module_or_path: wasm.answer ?? fetch(wasm.href) });
  program.onStop((at) => {
    stopped.querySelector('output').textContent = at ?? '';
    stopped.hidden = false;
    // Nothing of the account stays. No element is made: that may be what failed.
    place.replaceChildren(stopped);
    // Neither do credentials, nor anything that tasks could go on with.
    queueMicrotask(() => new Uint8Array(memory.buffer).fill(0));
  });
  const { config, choose, message } = await reading;
  if (!config) return refuse(message);
  const base = new URL('.', document.baseURI).pathname;
  const mount = (more) => mountIn({ program, form, choose }, place, { ...config, ...more }, base, true);
  if (config.theme && config.theme !== 'system') place.dataset.theme = config.theme;
  // Nobody signs in here.
  if (config.authorization) typed.remove();
  let handle = mount();
  unstarted.remove();
  typed.removeEventListener('submit', wait);
  if (pressed) {
    button.textContent = 'Sign in';
    button.click();
  }
  // The browser's list of requests would outlast the session, with its UUIDs and filters.
  performance.setResourceTimingBufferSize(0);

  if (!config.demo) return;
  place.dataset.sample = '';
  place.addEventListener('click', async ({ target }) => {
    if (!target.closest('[data-try]')) return;
    try {
      const sample = await (await importChecked(demo)).open();
      const leave = () => {
        handle.unmount();
        handle = mount();
      };
      handle.unmount();
      handle = mount({ ...sample, onSignOut: leave });
    } catch {
      report('The sample data could not be loaded. Check the network connection and try again.');
    }
  });
}

try {
  await start();
} catch (error) {
  refuse('The console could not be started. Reload the page. If that does not help, your browser may be too old.');
  throw error;
}
