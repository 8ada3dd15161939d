// The API of `embed-frame.js`: the console in a frame from another origin.
import type { Change, Failure, Feature } from './embed.js';

/** Options that a page may set for a console in a frame. The frame's own `config.json`
 * decides the rest, and must name the page's origin in `portals`. */
export interface FrameOptions {
  /** The address of the console's `frame.html`. */
  src: string;
  /** The frame's name for screen readers. Default: `Network peerings`. */
  title?: string;
  theme?: 'system' | 'light' | 'dark';
  readOnly?: boolean;
  without?: Feature[];
  initialPath?: string;
  /**
   * As in `embed.js`: the function runs in the page, and only its value enters the frame.
   * Omitted: the user signs in inside the frame.
   */
  authorization?: 'proxy' | ((asked: { refused: boolean }) => string | Promise<string>);
  /** Whether the frame is as high as its content. Default: `true`; otherwise it scrolls. */
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

/** Inserts a frame with a console into an element. Rejects if the frame does not answer,
 * for example because its `config.json` does not name this page's origin. */
export function mountFrame(element: HTMLElement, options: FrameOptions): Promise<FrameHandle>;
