// What a host says, as the program takes it. `check.js` has seen to it that it makes
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
    fetch: typeof authorization === 'function' ? authorized(authorization, fetch) : fetch,
    navigated: onNavigate,
    changed: onChange && ((action, uuid) => onChange({ action, uuid })),
    expired: onAuthExpired && (() => onAuthExpired()),
    signOut: onSignOut && (() => onSignOut()),
    failed: onError && ((message, status, correlationId) => onError({ message, status, correlationId })),
  };
}

/** Sends requests with the header that the host gives for each, and once more with a
 * better one where the API refuses it: it has not acted then. No header is kept. */
function authorized(authorization, send = (request) => fetch(request)) {
  const once = async (request, refused) => {
    const headers = new Headers(request.headers);
    let value;
    try {
      value = await authorization({ refused });
      headers.set('Authorization', value);
    } catch (error) {
      return refusal(error.message);
    }
    if (typeof value !== 'string' || !value) return refusal('it gave no text');
    // Without this a 401 with a challenge opens the browser's own login box.
    return send(new Request(request, { headers, credentials: 'omit' }));
  };
  return async (request) => {
    const again = request.clone();
    const answer = await once(request, false);
    return answer.status === 401 ? once(again, true) : answer;
  };
}

/** An answer as the API would refuse a request. */
function refusal(why) {
  const error = { error_code: 'NO_AUTHORIZATION', error_message: `The page around the console gave no authorization: ${why}` };
  return Response.json({ error }, { status: 401 });
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
 * choice among several endpoints while nobody is signed in. */
export function mountIn(program, place, options, base, titled) {
  const { endpoints = [] } = options;
  let chosen = endpoints[0];
  let current = options;
  const merged = () => ({ ...current, ...(chosen && { apiBase: chosen.apiBase, banner: chosen.banner ?? current.banner }) });
  const top = document.createElement('div');
  top.className = 'above';
  const draw = () => {
    const { banner } = merged();
    const line = document.createElement('p');
    line.textContent = banner?.text ?? '';
    line.dataset.tone = banner?.tone ?? 'info';
    top.replaceChildren(...(choice ? [choice] : []), ...(banner ? [line] : []));
  };
  let handle;
  const mount = () => {
    handle = program.mount(place, forProgram(merged(), base, titled));
    const username = place.querySelector('[name=username]');
    if (username && chosen?.username) username.value = chosen.username;
  };
  let choice;
  if (endpoints.length > 1) {
    choice = document.createElement('label');
    const list = document.createElement('select');
    list.append(...endpoints.map(({ name }) => new Option(name)));
    list.onchange = () => {
      chosen = endpoints[list.selectedIndex];
      handle.unmount();
      mount();
      draw();
    };
    choice.append('Account ', list);
  }
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
