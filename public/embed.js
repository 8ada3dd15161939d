// The console as a module: what `embed.d.ts` promises. The build puts the program's
// own script into this file, and the names of the others.
import * as program from 'program';
import { authorized } from './auth-fetch.js';
import { checkAttributes, checkChanges, checkOptions, choose } from './validate.js';
import { forProgram, mountIn, tooOld } from './options.js';
import FORM from '../src/features/shell/sign_in_form.html';

/* global WASM, STYLES: each file's name and what it is checked against. */
const here = (name) => new URL(name, import.meta.url).href;

/** The program, which all consoles of a page share; asked for by the first. */
let loading;
/** What each console of the page does when the program has stopped. */
const stops = new Set();

function load() {
  loading ??= program
    .default({ module_or_path: fetch(here(WASM.name), { integrity: WASM.integrity, mode: 'cors', credentials: 'same-origin' }) })
    .then(({ memory }) =>
      program.onStop((at) => {
        for (const stop of stops) stop(at);
        // No credentials stay, nor anything that tasks could go on with.
        queueMicrotask(() => new Uint8Array(memory.buffer).fill(0));
        // It cannot be begun again without the page.
        loading = Promise.reject(new Error('The console has stopped. Reload the page.'));
        loading.catch(() => {});
      }),
    )
    .catch((error) => {
      // The next one tries again.
      loading = undefined;
      throw error;
    });
  return loading;
}

/** The style sheets of a shadow root, and a promise of their being there. */
function styled(root) {
  const sheets = STYLES.map(({ name, integrity }) => {
    const sheet = document.createElement('link');
    Object.assign(sheet, { rel: 'stylesheet', href: here(name), integrity, crossOrigin: 'anonymous' });
    const arrived = new Promise((resolve, reject) => {
      sheet.onload = resolve;
      sheet.onerror = () => reject(new Error(`${sheet.href} could not be fetched.`));
    });
    return { sheet, arrived };
  });
  root.append(...sheets.map(({ sheet }) => sheet));
  return Promise.all(sheets.map(({ arrived }) => arrived));
}

/** The options with the header that the host gives put into each request. */
function authenticated(options) {
  const { authorization, cookies, fetch } = options;
  return { ...options, fetch: typeof authorization === 'function' ? authorized(authorization, cookies, fetch) : fetch };
}

/** Replaces a console whose program has stopped. */
function stoppedPage(place, at) {
  const element = (tag, text, more) => Object.assign(document.createElement(tag), { textContent: text }, more);
  const message = element('div', '', { className: 'stopped', role: 'alert' });
  message.append(
    element('h1', 'The console has stopped'),
    element('p', `An error stopped the program. Please report it, with ${at ?? 'this page'}. Changes that were sent may have taken effect; unsaved input is lost.`),
    element('button', 'Reload the page', { type: 'button', className: 'primary', onclick: () => location.reload() }),
  );
  place.replaceChildren(message);
}

/** Keeps what is typed into the console's fields from the hotkeys of the page around it.
 * Escape, Tab and function keys go on, and so does what is pressed with Ctrl, Alt or Meta. */
function keepTyping(event) {
  const { key, ctrlKey, altKey, metaKey } = event;
  const field = event.composedPath()[0];
  const isTyped = field.matches?.('textarea, select, input:not([type=checkbox], [type=radio])');
  const isPlain = !ctrlKey && !altKey && !metaKey && !/^(Escape|Tab|F\d+)$/.test(key);
  if (isTyped && isPlain) event.stopPropagation();
}

export async function mount(element, options = {}) {
  const old = tooOld();
  if (old) throw new TypeError(old);
  checkOptions(options, 'options');
  if (!(element instanceof HTMLElement)) throw new TypeError('A console needs an element to be put into.');
  // Style sheets are only fetched in a page.
  if (!element.isConnected) throw new TypeError('The element has to be in the page before a console is put into it.');
  const ofPage = (address) => new URL(address, location.href).origin === location.origin;
  if (options.authorization === 'proxy' && !options.fetch && !ofPage(options.apiBase ?? '/1.3')) {
    throw new TypeError("options.apiBase has to be on the page's own origin where a proxy authenticates.");
  }
  // A root stays with its element for good; only what is in it goes.
  const root = element.shadowRoot ?? element.attachShadow({ mode: 'open' });
  if (root.childElementCount) throw new TypeError('There is a console in this element already.');
  for (const type of ['keydown', 'keypress', 'keyup']) root.addEventListener(type, keepTyping);

  const place = document.createElement('div');
  // Browsers that translate replace texts: a row would then show the name of another.
  place.className = 'console notranslate';
  place.translate = false;
  place.dataset.embedded = '';
  const paint = ({ theme = 'host' }) => {
    if (theme === 'system') delete place.dataset.theme;
    else place.dataset.theme = theme;
  };
  paint(options);
  let current = options;
  const sheets = styled(root);
  // Unstyled, it would jump.
  place.hidden = true;
  root.append(place);
  try {
    const loaded = load().then(() => {
      // The host would be asked for credentials on a page without a console. Style sheets
      // do not arrive there.
      if (!element.isConnected) throw new DOMException('The element has left the page.', 'AbortError');
    });
    await Promise.all([loaded, sheets]);
  } catch (error) {
    root.replaceChildren();
    throw error;
  }
  place.hidden = false;

  const basePath = options.basePath && new URL(options.basePath, location.href).pathname;
  // The first filter is for who comes to the console, not for who comes back to a page.
  if (basePath && options.initialFilter && location.pathname === basePath && !location.search) {
    history.replaceState(history.state, '', basePath.slice(0, -1) + forProgram(options).start);
  }
  const markup = document.createElement('template');
  markup.innerHTML = program.trusted(FORM);
  const form = markup.content.firstElementChild;
  // The page around it may be about something else.
  form.querySelector('[autofocus]').removeAttribute('autofocus');
  const handle = mountIn({ program, choose, form }, place, authenticated({ ...options, basePath }));
  let isMounted = true;
  const stop = (at) => {
    stops.delete(stop);
    isMounted = false;
    stoppedPage(place, at);
    try {
      current.onError?.({ message: `The console has stopped at ${at}.` });
    } catch (error) {
      reportError(error);
    }
  };
  stops.add(stop);

  return {
    unmount() {
      if (!isMounted) return root.replaceChildren();
      isMounted = false;
      stops.delete(stop);
      handle.unmount();
      root.replaceChildren();
    },
    update(changes) {
      checkChanges(changes, 'update');
      if ('authorization' in changes && !changes.authorization !== !current.authorization) {
        throw new TypeError('Whether the host authenticates can only change with a new console.');
      }
      current = { ...current, ...changes };
      paint(current);
      if (isMounted) handle.update(authenticated(current));
    },
    navigate(path) {
      if (typeof path !== 'string' || !path.startsWith('/')) throw new TypeError('navigate needs a path that begins with a slash.');
      if (isMounted) handle.navigate(path);
    },
  };
}

/** The events of the element, by the callbacks whose place they take. */
const EVENTS = {
  onNavigate: 'peerings-navigate',
  onChange: 'peerings-change',
  onAuthExpired: 'peerings-auth-expired',
  onError: 'peerings-error',
};

/** The attributes of an element, as options. */
function fromAttributes(element) {
  checkAttributes(element.getAttributeNames());
  const attribute = (name) => element.getAttribute(name) ?? undefined;
  return {
    apiBase: attribute('api-base'),
    basePath: attribute('base-path'),
    initialPath: attribute('initial-path'),
    theme: attribute('theme'),
    authorization: attribute('authorization'),
    readOnly: element.hasAttribute('read-only'),
    without: attribute('without')?.split(/\s+/).filter(Boolean),
  };
}

export class PeeringsElement extends HTMLElement {
  /** What no attribute can say. It may have been set before this script was here. */
  options = this.options ?? {};
  handle;
  /** Until the console that was here before is gone. */
  #gone = Promise.resolve();
  /** The options of the console that is open. */
  #open;
  /** Unlike `observedAttributes` it sees one that is misspelt. */
  #observer = new MutationObserver(() => this.#changed());

  connectedCallback() {
    this.#observer.observe(this, { attributes: true });
    // Only then, so that attributes set right after the insertion count.
    this.#start(() => {
      this.#open = this.#read();
      return mount(this, this.#open);
    });
  }

  disconnectedCallback() {
    this.#observer.disconnect();
    this.#close();
  }

  /** Opens a console once the one before is gone, or shows why that fails. */
  #start(open) {
    this.handle = this.#gone.then(open);
    this.handle.catch((error) => this.isConnected && this.#fail(error));
  }

  #read() {
    const options = {
      ...fromAttributes(this),
      // One that is present without a value says nothing against an attribute.
      ...Object.fromEntries(Object.entries(this.options).filter(([, value]) => value !== undefined)),
    };
    for (const [callback, event] of Object.entries(EVENTS)) {
      options[callback] = (detail) => {
        this.options[callback]?.(detail);
        this.dispatchEvent(new CustomEvent(event, { detail }));
      };
    }
    return options;
  }

  #close() {
    this.#open = undefined;
    this.#gone = this.handle.then(
      (handle) => handle.unmount(),
      () => this.shadowRoot?.replaceChildren(),
    );
    this.handle = undefined;
  }

  #fail(error) {
    const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
    root.replaceChildren(Object.assign(document.createElement('p'), { role: 'alert', textContent: `The console could not be opened. ${error.message}` }));
    this.dispatchEvent(new CustomEvent(EVENTS.onError, { detail: { message: error.message } }));
  }

  /** An attribute was set, changed or removed. */
  #changed() {
    const before = this.#open;
    if (!before || !this.handle) return;
    try {
      const now = (this.#open = this.#read());
      const differs = (name) => JSON.stringify(now[name]) !== JSON.stringify(before[name]);
      if (['apiBase', 'basePath', 'initialPath', 'authorization'].some(differs)) {
        this.#close();
        this.connectedCallback();
      } else if (['theme', 'readOnly', 'without'].some(differs)) {
        const { theme = 'host', readOnly, without = [] } = now;
        this.handle.then((handle) => handle.update({ theme, readOnly, without })).catch(reportError);
      }
    } catch (error) {
      this.#close();
      this.#start(() => Promise.reject(error));
    }
  }
}

// Another copy of this module may have been here before.
if (!customElements.get('upcloud-peerings')) customElements.define('upcloud-peerings', PeeringsElement);
