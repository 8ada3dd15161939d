// What a host can ask of `embed.js`, the console as a module.

/** How a console is put into a page. What is left out has the value named here. */
export interface Options {
  /**
   * Where the API is, without a slash at the end: a path on the page's origin, or a
   * whole URL. `/1.3`.
   */
  apiBase?: string;
  /**
   * Who authenticates. Left out: the user, on the console's own sign-in page.
   * A function: the host. It gives the value of the `Authorization` header for each
   * request, and is asked again with `refused` where the API refused the last one.
   * The console keeps no value. `'proxy'`: whatever stands at `apiBase`, which must
   * be on the page's own origin; the console sends cookies, and holds nothing.
   */
  authorization?: 'proxy' | ((asked: { refused: boolean }) => string | Promise<string>);
  /** What sends requests in the place of `window.fetch`. */
  fetch?: (request: Request) => Promise<Response>;
  /**
   * The path below which the pages show in the address bar, with a slash at its end
   * such as `/network/peerings/`. Left out: the address bar is left alone.
   */
  basePath?: string;
  /** The page to begin with where the address bar is left alone, such as `/peerings/new`. */
  initialPath?: string;
  /** What the list is filtered by to begin with; the user may take it away. */
  initialFilter?: { text?: string; labels?: string[] };
  /** `'host'`: as the page's own `color-scheme` says. `'system'`: as the user has set it. */
  theme?: 'host' | 'system' | 'light' | 'dark';
  /** Whether nothing can be changed. `false`. */
  readOnly?: boolean;
  /** What is switched off. */
  without?: Feature[];
  /** After how many minutes without a key or a movement the console locks, 1 to 720. 15. */
  idleMinutes?: number;
  /** After how many hours a session ends in any case, 1 to 24. 12. */
  lifetimeHours?: number;
  /** What stands above every page, such as the name of the environment. */
  banner?: Banner;
  /** Accounts or APIs to choose from on the sign-in page, in the place of `apiBase`. */
  endpoints?: Endpoint[];
  /** The console shows another page: its path and query, below `basePath`. */
  onNavigate?: (path: string) => void;
  /** The API has carried out a change that was made here. */
  onChange?: (change: Change) => void;
  /** The API refuses the authentication, and `authorization` has given nothing better. */
  onAuthExpired?: () => void;
  /** The user wants to sign out of the host. With it, the console shows that button. */
  onSignOut?: () => void;
  /** A request failed, or the program has stopped. Nothing secret is in it. */
  onError?: (error: Failure) => void;
}

/** What can be switched off. `readOnly` is the first three and `bulk`. Without `modify`
 * there is no `delete` either: the API deletes only what was disabled before. */
export type Feature = 'create' | 'modify' | 'delete' | 'bulk' | 'export' | 'reachability';

export interface Banner {
  text: string;
  /** `'info'`. */
  tone?: 'info' | 'warning' | 'danger';
}

export interface Endpoint {
  /** What the user chooses by. */
  name: string;
  apiBase: string;
  /** What stands in the field for the username to begin with. */
  username?: string;
  /** In the place of the console's banner, once signed in here. */
  banner?: Banner;
}

export interface Change {
  action: 'create' | 'modify' | 'delete';
  /** The peering's. */
  uuid: string;
}

export interface Failure {
  message: string;
  /** The HTTP status, where there was an answer. */
  status?: number;
  /** What UpCloud's support can find the request by. */
  correlationId?: string;
}

/** A console that is in the page. */
export interface Handle {
  /** Takes it out, and frees all that it held. */
  unmount(): void;
  /**
   * Changes `theme`, `readOnly`, `without`, `banner`, `authorization`, `fetch` or callbacks;
   * whether the host authenticates, and whether it signs out, stays as it was.
   * Throws a `TypeError` for what only a new console can change.
   */
  update(options: Pick<Options, 'theme' | 'readOnly' | 'without' | 'banner' | 'authorization' | 'fetch' | 'onNavigate' | 'onChange' | 'onAuthExpired' | 'onSignOut' | 'onError'>): void;
  /** Opens a page by its path and query, below `basePath`. A form that is not sent is asked about first. */
  navigate(path: string): void;
}

/**
 * Puts a console into an element that is in the page, in a shadow root of it.
 *
 * Rejects with a `TypeError` that names the option that is wrong, or with what kept
 * the program from being loaded.
 */
export function mount(element: HTMLElement, options?: Options): Promise<Handle>;

/**
 * `<upcloud-peerings>`: a console as an element. Attributes: `api-base`, `base-path`,
 * `initial-path`, `theme`, `read-only`, `without` (names with spaces between),
 * `authorization="proxy"`. Whatever else there is comes by the property `options`,
 * set before the element is put into the page; attributes count then, too. Events, whose `detail` is what the
 * callback of that name is given: `peerings-navigate`, `peerings-change`,
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
