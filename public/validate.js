// Validates the options of a host: a mistake is named, instead of leading to a console
// that nobody wanted. `embed.d.ts` documents each option.

/** A rule: what a value has to be, in words and as a check. */
const rule = (words, holds) => (value, name) => {
  if (!holds(value)) throw new TypeError(`${name} has to be ${words}.`);
};

const isText = (value) => typeof value === 'string' && value.trim() !== '';
const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const text = rule('a text that is not empty', isText);
const flag = rule('true or false', (value) => typeof value === 'boolean');
const call = rule('a function', (value) => typeof value === 'function');
const within = (least, most) =>
  rule(`a number from ${least} to ${most}`, (value) => typeof value === 'number' && value >= least && value <= most);
const oneOf = (...names) => rule(`one of ${names.join(', ')}`, (value) => names.includes(value));
const page = rule('a path that begins with a slash, such as /peerings', (value) => isText(value) && /^\/(?!\/)/.test(value));
const listOf = (each) => (value, name) => {
  if (!Array.isArray(value)) throw new TypeError(`${name} has to be a list.`);
  value.forEach((item, place) => each(item, `${name}[${place}]`));
};
/** An object with these fields; `needed` are those that must be there. */
const shape = (fields, needed = []) => (value, name) => {
  if (!isObject(value)) throw new TypeError(`${name} has to be an object.`);
  for (const field of needed) {
    if (value[field] === undefined) throw new TypeError(`${name} needs ${field}.`);
  }
  for (const [field, option] of Object.entries(value)) {
    if (!Object.hasOwn(fields, field)) {
      throw new TypeError(`${name} has no ${field}: there are ${Object.keys(fields).join(', ')}.`);
    }
    if (option !== undefined) fields[field](option, `${name}.${field}`);
  }
};

const api = rule('a path such as /1.3, or a whole https address, without credentials, query and a slash at its end', (value) => {
  if (!isText(value) || value.endsWith('/') || !/^(\/(?!\/)|https?:\/\/)/.test(value) || !URL.canParse(value, location.href)) return false;
  const { username, password, search, hash, protocol, hostname, origin } = new URL(value, location.href);
  // In the clear only to this machine, or where the page itself came that way.
  const isSafe = protocol === 'https:' || origin === location.origin || ['localhost', '127.0.0.1'].includes(hostname);
  return isSafe && !(username || password || search || hash);
});
const origin = rule('an origin such as https://portal.example.com', (value) => isText(value) && URL.canParse(value) && new URL(value).origin === value);
const banner = shape({ text, tone: oneOf('info', 'warning', 'danger') }, ['text']);

/** What can be said in a file, too. */
const PLAIN = {
  apiBase: api,
  endpoints: listOf(shape({ name: text, apiBase: api, username: text, banner }, ['name', 'apiBase'])),
  banner,
  readOnly: flag,
  without: listOf(oneOf('create', 'modify', 'delete', 'bulk', 'export', 'reachability')),
  idleMinutes: within(1, 720),
  lifetimeHours: within(1, 24),
  cookies: flag,
};

/** What can change while a console is there. */
const LIVE = {
  theme: oneOf('host', 'system', 'light', 'dark'),
  readOnly: flag,
  without: PLAIN.without,
  banner,
  authorization: rule("'proxy' or a function", (value) => value === 'proxy' || typeof value === 'function'),
  fetch: call,
  onNavigate: call,
  onChange: call,
  onAuthExpired: call,
  onSignOut: call,
  onError: call,
};

const OPTIONS = {
  ...PLAIN,
  ...LIVE,
  basePath: rule('a path that begins and ends with a slash, such as /network/peerings/', (value) => isText(value) && /^\/(?!\/)(.*\/)?$/.test(value)),
  initialPath: page,
  initialFilter: shape({ text, labels: listOf(text) }),
};
export const checkOptions = shape(OPTIONS);
export const checkChanges = shape(LIVE);

const ATTRIBUTES = ['api-base', 'base-path', 'initial-path', 'theme', 'read-only', 'without', 'authorization'];

/** Refuses attributes of the element that are meant as options and would be ignored:
 * `readonly`, which forbids nothing, or `idle-minutes`. */
export function checkAttributes(names) {
  const isMeant = (name) => Object.keys(OPTIONS).some((option) => !option.startsWith('on') && option.toLowerCase() === name.replaceAll('-', ''));
  const wrong = names.find((name) => !ATTRIBUTES.includes(name) && isMeant(name));
  if (wrong) throw new TypeError(`The element has no attribute ${wrong}: there are ${ATTRIBUTES.join(', ')}. Its property options takes the others.`);
}

/** What a frame takes from the page around it later. */
export const checkFrameChanges = shape({ theme: LIVE.theme, readOnly: flag, without: PLAIN.without });
/** What it takes at first: it may forbid, not allow. */
export const checkFrameOptions = shape({
  theme: oneOf('system', 'light', 'dark'),
  readOnly: flag,
  without: PLAIN.without,
  initialPath: page,
  authorization: oneOf('proxy', 'host'),
});
const config = shape({
  ...PLAIN,
  theme: oneOf('system', 'light', 'dark'),
  authorization: oneOf('proxy'),
  demo: flag,
  portals: listOf(origin),
});
export function checkConfig(value, name) {
  config(value, name);
  // Its cookies are not sent to others.
  const others = [value, ...(value.endpoints ?? [])].filter(({ apiBase = '/1.3' }) => new URL(apiBase, location.href).origin !== location.origin);
  if (value.authorization && others.length > 0) throw new TypeError(`${name}.apiBase has to be on the page's own origin where a proxy authenticates.`);
}

/** The field to choose an account or an API by, where there are several. */
export function choose(endpoints, chosen) {
  if (endpoints.length < 2) return undefined;
  const field = document.createElement('label');
  const list = document.createElement('select');
  list.append(...endpoints.map(({ name }) => new Option(name)));
  list.onchange = () => chosen(endpoints[list.selectedIndex]);
  field.append('Account ', list);
  return field;
}
