// The API of `embed.js`, the console as a module.

/** Options of a console. The default of each is given here. */
export interface Options {
  /**
   * The API's address without a trailing slash: a path on the page's origin or a full
   * URL. Default: `/1.3`.
   */
  apiBase?: string;
  /**
   * Who authenticates. Omitted: the user, on the console's own sign-in page.
   * A function: the host. It returns the value of the `Authorization` header for each
   * request, and is called again with `refused` after the API refused the last value.
   * The console stores none. `'proxy'`: the server at `apiBase`, which must be on the
   * page's own origin; the console sends cookies and holds no credentials.
   */
  authorization?: 'proxy' | ((asked: { refused: boolean }) => string | Promise<string>);
  /**
   * Whether the cookies of the page's origin are sent with the user's or the host's
   * credentials. A gateway with single sign-on in front of the API needs them.
   * Default: `false`.
   */
  cookies?: boolean;
  /** Replaces `window.fetch` for all requests to the API. */
  fetch?: (request: Request) => Promise<Response>;
  /**
   * The path below which the console's pages appear in the address bar, with a trailing
   * slash, such as `/network/peerings/`. Omitted: the address bar is not changed.
   */
  basePath?: string;
  /** The first page if there is no `basePath`, such as `/peerings/new`. */
  initialPath?: string;
  /** The list's first filter; the user can remove it. */
  initialFilter?: { text?: string; labels?: string[] };
  /** `'host'`: the page's `color-scheme`. `'system'`: the user's preference. Default: `'host'`. */
  theme?: 'host' | 'system' | 'light' | 'dark';
  /** Whether all changes are disabled. Default: `false`. */
  readOnly?: boolean;
  /** Disabled features. */
  without?: Feature[];
  /** Minutes without activity after which the console locks, 1 to 720. Default: 15. */
  idleMinutes?: number;
  /** Hours after which a session ends in any case, 1 to 24. Default: 12. */
  lifetimeHours?: number;
  /** A line above every page, such as the name of the environment. */
  banner?: Banner;
  /** Accounts or APIs to choose from on the sign-in page, instead of `apiBase`. */
  endpoints?: Endpoint[];
  /** The console opened another page: its path and query, below `basePath`. */
  onNavigate?: (path: string) => void;
  /** The API carried out a change that was made in this console. */
  onChange?: (change: Change) => void;
  /** The API refuses the credentials, and `authorization` returned no better ones. */
  onAuthExpired?: () => void;
  /** The user wants to sign out of the host. The console shows the button only if this is set. */
  onSignOut?: () => void;
  /** A request failed, or the program stopped. Contains no secrets. */
  onError?: (error: Failure) => void;
}

/** What can be disabled. `readOnly` disables the first three and `bulk`. Disabling `modify`
 * also disables `delete`: the API deletes only peerings that were disabled first. */
export type Feature = 'create' | 'modify' | 'delete' | 'bulk' | 'export' | 'reachability';

export interface Banner {
  text: string;
  /** Default: `'info'`. */
  tone?: 'info' | 'warning' | 'danger';
}

export interface Endpoint {
  /** The name shown to the user. */
  name: string;
  apiBase: string;
  /** Prefills the username field. */
  username?: string;
  /** Replaces the console's banner after signing in here. */
  banner?: Banner;
}

export interface Change {
  action: 'create' | 'modify' | 'delete';
  /** The peering's UUID. */
  uuid: string;
}

export interface Failure {
  message: string;
  /** The HTTP status, if there was an answer. */
  status?: number;
  /** UpCloud's support can find the request by it. */
  correlationId?: string;
}

/** A mounted console. */
export interface Handle {
  /** Removes the console and frees everything it held. */
  unmount(): void;
  /**
   * Changes the given options. Whether the host authenticates, and whether it signs out,
   * cannot change. Throws a `TypeError` for options that need a new console.
   */
  update(options: Pick<Options, 'theme' | 'readOnly' | 'without' | 'banner' | 'authorization' | 'fetch' | 'onNavigate' | 'onChange' | 'onAuthExpired' | 'onSignOut' | 'onError'>): void;
  /** Opens a page by its path and query, below `basePath`. Asks first if a form has unsaved input. */
  navigate(path: string): void;
}

/**
 * Mounts a console in a shadow root of an element that is in the page.
 *
 * Rejects with a `TypeError` that names the invalid option, with the reason why the
 * program could not be loaded, or with an `AbortError` if the element leaves the page
 * before that.
 */
export function mount(element: HTMLElement, options?: Options): Promise<Handle>;

/**
 * `<upcloud-peerings>`: a console as an element. Attributes: `api-base`, `base-path`,
 * `initial-path`, `theme`, `read-only`, `without` (names separated by spaces),
 * `authorization="proxy"`. Set other options by the property `options` before the element
 * is inserted; it takes precedence over attributes. Attributes count whenever they are set,
 * `read-only` whatever its value, and misspelt names are refused. Events, whose `detail` is
 * the argument of the callback of that name: `peerings-navigate`, `peerings-change`,
 * `peerings-auth-expired`, `peerings-error`.
 */
export class PeeringsElement extends HTMLElement {
  options: Options;
  /** The console, while the element is in a page. */
  readonly handle: Promise<Handle> | undefined;
}

declare global {
  interface HTMLElementTagNameMap {
    'upcloud-peerings': PeeringsElement;
  }
}
