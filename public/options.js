// What a host says, as the program takes it. `validate.js` has seen to it that it makes
// sense; `embed.d.ts` tells what each option means.

/** Says what is needed if the browser lacks the newest of what the console cannot do
 * without; `tests/compatibility` looks for all of it. */
export function tooOld() {
  if ('popover' in HTMLElement.prototype && CSS.supports('color', 'light-dark(red, red)')) return;
  return 'This browser is too old for the console. It needs Chrome or Edge 124, Firefox 125 or Safari 17.5, or a later version.';
}

/** The page that the list with this filter is. */
function start({ initialPath, initialFilter }) {
  if (initialPath || !initialFilter) return initialPath ?? '/';
  const query = new URLSearchParams((initialFilter.labels ?? []).map((label) => ['label', label]));
  if (initialFilter.text) query.set('text', initialFilter.text);
  return `/peerings?${query}`;
}

/** The functions of the page, as the program calls them. */
function functions({ authorization, cookies, fetch, onNavigate, onChange, onAuthExpired, onSignOut, onError }) {
  return {
    authenticates: Boolean(authorization),
    cookies,
    fetch,
    navigated: onNavigate,
    changed: onChange && ((action, uuid) => onChange({ action, uuid })),
    // Afterwards: a host may take the console out then, and put another one in.
    expired: onAuthExpired && (() => setTimeout(onAuthExpired)),
    signOut: onSignOut && (() => setTimeout(onSignOut)),
    failed: onError && ((message, status, correlationId) => onError({ message, status, correlationId })),
  };
}

/** The options as the program takes them. */
export function forProgram(options, base = options.basePath, titled = false) {
  const { apiBase = '/1.3', readOnly, without = [], idleMinutes, lifetimeHours } = options;
  return {
    apiBase,
    base,
    titled,
    start: start(options),
    idle: idleMinutes,
    lifetime: lifetimeHours && lifetimeHours * 60,
    without: (readOnly ? ['create', 'modify', 'delete', 'bulk', ...without] : without).join(' '),
    host: functions(options),
  };
}

/** Puts a console into a place, with the line that stands above every page, and the
 * choice among several endpoints while nobody is signed in. `form` is the form to sign
 * in with, which is put there unless one is; `choose` is `validate.js`'s. */
export function mountIn({ program, form, choose }, place, options, base, titled) {
  const { endpoints = [] } = options;
  let chosen = endpoints[0];
  let current = options;
  const merged = () => ({ ...current, ...(chosen && { apiBase: chosen.apiBase, banner: chosen.banner ?? current.banner }) });
  const top = document.createElement('div');
  top.className = 'above';
  const draw = () => {
    const { banner } = merged();
    const line = document.createElement('p');
    line.role = 'note';
    line.textContent = banner?.text ?? '';
    line.dataset.tone = banner?.tone ?? 'info';
    top.replaceChildren(...(choice ? [choice] : []), ...(banner ? [line] : []));
  };
  let handle;
  const mount = () => {
    if (!current.authorization && !place.querySelector('form.sign-in')) place.append(form.cloneNode(true));
    handle = program.mount(place, forProgram(merged(), base, titled));
    const username = place.querySelector('[name=username]');
    if (username && !username.value && chosen?.username) username.value = chosen.username;
  };
  const choice = choose?.(endpoints, (endpoint) => {
    chosen = endpoint;
    handle.unmount();
    mount();
    draw();
  });
  mount();
  draw();
  place.prepend(top);
  return {
    unmount() {
      handle.unmount();
      top.remove();
    },
    navigate: (path) => handle.navigate(path),
    update(changes) {
      current = { ...current, ...changes };
      handle.update(forProgram(merged(), base, titled));
      draw();
    },
  };
}

/** What an installation says in its config.json, checked by `validate.js`. Each build
 * ships the file: one that cannot be read may forbid anything, and is not an empty one. */
export async function readConfig(address, validation) {
  let problem = 'could not be read';
  try {
    const answer = await fetch(address, { cache: 'no-cache', redirect: 'manual' });
    if (!answer.ok) {
      throw new TypeError(`The server ${answer.status ? `answered with status ${answer.status}` : 'redirects'} instead of sending config.json.`);
    }
    const text = await answer.text();
    problem = 'is wrong';
    const config = JSON.parse(text);
    // As the build ships it: what checks it need not be fetched.
    if (JSON.stringify(config) === '{"demo":true}') return { config };
    problem = 'could not be checked';
    const { checkConfig, choose } = await validation();
    problem = 'is wrong';
    checkConfig(config, 'config.json');
    return { config, choose };
  } catch ({ message }) {
    const remedy = problem === 'could not be checked' ? 'Reload the page.' : 'Its administrator can fix config.json beside index.html.';
    throw new TypeError(`The configuration of this console ${problem}. ${message} ${remedy}`);
  }
}
