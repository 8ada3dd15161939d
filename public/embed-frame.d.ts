// What a host can ask of `embed-frame.js`: the console in a frame of another origin.
import type { Change, Failure, Feature } from './embed.js';

/** What a page may decide about a console in a frame. All else is the frame's own
 * `config.json`, which must name the page's origin in `portals`. */
export interface FrameOptions {
  /** The address of the console's `frame.html`. */
  src: string;
  /** What screen readers call the frame. `Network peerings`. */
  title?: string;
  theme?: 'system' | 'light' | 'dark';
  readOnly?: boolean;
  without?: Feature[];
  initialPath?: string;
  /**
   * As in `embed.js`: the function runs in the page, and only its value goes into the
   * frame. Left out: the user signs in within the frame.
   */
  authorization?: 'proxy' | ((asked: { refused: boolean }) => string | Promise<string>);
  /** Whether the frame is as high as what it shows. `true`; else it scrolls. */
  autoHeight?: boolean;
  onNavigate?: (path: string) => void;
  onChange?: (change: Change) => void;
  onAuthExpired?: () => void;
  onError?: (error: Failure) => void;
}

/** A console in a frame. */
export interface FrameHandle {
  unmount(): void;
  navigate(path: string): void;
  update(options: Pick<FrameOptions, 'theme' | 'readOnly' | 'without'>): void;
  readonly frame: HTMLIFrameElement;
}

/** Puts a frame with a console into an element. Rejects where the frame does not
 * answer, as it does where its `config.json` does not name this page's origin. */
export function mountFrame(element: HTMLElement, options: FrameOptions): Promise<FrameHandle>;
