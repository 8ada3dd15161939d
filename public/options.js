// What a host says, as the program takes it. `validate.js` has seen to it that it makes
// sense; `embed.d.ts` tells what each option means.

/** The page that the list with this filter is. */
function start({ initialPath, initialFilter }) {
  if (initialPath || !initialFilter) return initialPath ?? '/';
  const query = new URLSearchParams((initialFilter.labels ?? []).map((label) => ['label', label]));
  if (initialFilter.text) query.set('text', initialFilter.text);
  return `/peerings?${query}`;
}

/** The functions of the page, as the program calls them. */
function functions({ authorization, fetch, onNavigate, onChange, onAuthExpired, onSignOut, onError }) {
  return {
    authenticates: Boolean(authorization),
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
  const { apiBase = '/1.3', readOnly, without = [], idleMinutes = 15, lifetimeHours = 12 } = options;
  return {
    apiBase,
    base,
    titled,
    start: start(options),
    idle: idleMinutes,
    lifetime: lifetimeHours * 60,
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
