// The ways in which a request can go wrong, and what each means: whether the
// server acted, and what the console may say of it.
import type { Fault } from '../e2e/support/stand-in';

/** What is said on the screen of something that was tried. */
export type Told = 'success' | 'refused' | 'doubt' | 'asked' | 'conflict';

export type Way = {
  kind: string;
  weight: number;
  /** What the stand-in does to the request. */
  fault?: Fault;
  /** What the browser does to it, so that it never leaves. */
  browser?: 'offline' | 'dns';
  /** Whether the server acts upon it. */
  acts: boolean;
  /** What may be said of a write. Nothing else would be true. */
  told: Told[];
  /** The answer does not come by itself: the clock has to run on. */
  stalls?: boolean;
};

const WRONG = { acts: true, told: ['doubt', 'success'] as Told[], weight: 1 };

export const WELL: Way = { kind: 'none', weight: 30, acts: true, told: ['success'] };

export const WAYS: Way[] = [
  WELL,
  { kind: 'answer lost before', weight: 3, fault: { drop: 'before' }, acts: false, told: ['doubt'] },
  { kind: 'answer lost after', weight: 6, fault: { drop: 'after' }, acts: true, told: ['doubt'] },
  { kind: '500', weight: 3, fault: { status: 500 }, acts: false, told: ['doubt'] },
  { kind: '502 HTML', weight: 3, fault: { status: 502, html: true }, acts: false, told: ['doubt'] },
  { kind: '429', weight: 3, fault: { status: 429, retry_after: 3 }, acts: false, told: ['refused'] },
  {
    kind: '401',
    weight: 2,
    fault: { status: 401, error_code: 'AUTHENTICATION_FAILED', error_message: 'No.' },
    acts: false,
    told: ['asked'],
  },
  { kind: 'truncated', weight: 3, fault: { truncate: true }, acts: true, told: ['doubt'] },
  { kind: 'wrong types', ...WRONG, fault: { wrong: 'types' } },
  { kind: 'wrong shapes', ...WRONG, fault: { wrong: 'shapes' } },
  { kind: 'null fields', ...WRONG, fault: { wrong: 'fields' } },
  { kind: 'null', ...WRONG, fault: { wrong: 'null' } },
  { kind: 'enormous', weight: 1, fault: { padding: 3_000_000 }, acts: true, told: ['success'] },
  { kind: 'long names', weight: 1, fault: { name_length: 20_000 }, acts: true, told: ['success'] },
  { kind: 'slow', weight: 2, fault: { delay_ms: 120 }, acts: true, told: ['success'] },
  { kind: 'drip', weight: 2, fault: { drip: { pieces: 4, pause_ms: 30 } }, acts: true, told: ['success'] },
  {
    kind: 'drip beyond 30 s',
    weight: 2,
    fault: { drip: { pieces: 3, pause_ms: 600_000 } },
    acts: true,
    told: ['doubt'],
    stalls: true,
  },
  { kind: 'stalled', weight: 2, fault: { delay_ms: 600_000 }, acts: false, told: ['doubt'], stalls: true },
  { kind: 'offline', weight: 2, browser: 'offline', acts: false, told: ['doubt'] },
  { kind: 'DNS gone', weight: 2, browser: 'dns', acts: false, told: ['doubt'] },
];

/** The same for a verb: the answer to a DELETE has no body that could be wrong. */
export function onVerb(way: Way, method: string): Way {
  const { fault } = way;
  const body = fault && (fault.truncate || fault.wrong || fault.padding || fault.name_length || fault.drip);
  return method === 'DELETE' && body ? { ...way, told: ['success'], stalls: false } : way;
}
