// The faults a request can meet, and what each means: whether the server acted,
// and what the console may report.
import type { Fault } from '../e2e/support/stand-in';

/** What the screen reports about an attempted change. */
export type Report = 'success' | 'refused' | 'unknown' | 'sign-in' | 'conflict';

export type FaultCase = {
  kind: string;
  weight: number;
  /** What the stand-in does to the request. */
  fault?: Fault;
  /** What the browser does to it, so that it is never sent. */
  browser?: 'offline' | 'dns';
  /** Whether the server acts on it. */
  acts: boolean;
  /** What the console may report about a write. Anything else would be false. */
  reports: Report[];
  /** No answer comes unless the clock advances. */
  stalls?: boolean;
};

// The console finds what was carried out.
const WRONG = { acts: true, reports: ['success'] as Report[], weight: 1 };

export const NO_FAULT: FaultCase = { kind: 'none', weight: 30, acts: true, reports: ['success'] };

export const FAULT_CASES: FaultCase[] = [
  NO_FAULT,
  { kind: 'answer lost before', weight: 3, fault: { drop: 'before' }, acts: false, reports: ['unknown'] },
  { kind: 'answer lost after', weight: 6, fault: { drop: 'after' }, acts: true, reports: ['success'] },
  { kind: '500', weight: 3, fault: { status: 500 }, acts: false, reports: ['unknown'] },
  { kind: '502 HTML', weight: 3, fault: { status: 502, html: true }, acts: false, reports: ['unknown'] },
  { kind: '429', weight: 3, fault: { status: 429, retry_after: 3 }, acts: false, reports: ['refused'] },
  {
    kind: '401',
    weight: 2,
    fault: { status: 401, error_code: 'AUTHENTICATION_FAILED', error_message: 'No.' },
    acts: false,
    reports: ['sign-in'],
  },
  { kind: 'truncated', weight: 3, fault: { truncate: true }, acts: true, reports: ['success'] },
  { kind: 'wrong types', ...WRONG, fault: { wrong: 'types' } },
  { kind: 'wrong shapes', ...WRONG, fault: { wrong: 'shapes' } },
  { kind: 'null fields', ...WRONG, fault: { wrong: 'fields' } },
  { kind: 'null', ...WRONG, fault: { wrong: 'null' } },
  { kind: 'enormous', weight: 1, fault: { padding: 3_000_000 }, acts: true, reports: ['success'] },
  { kind: 'long names', weight: 1, fault: { name_length: 20_000 }, acts: true, reports: ['success'] },
  { kind: 'slow', weight: 2, fault: { delay_ms: 120 }, acts: true, reports: ['success'] },
  { kind: 'drip', weight: 2, fault: { drip: { pieces: 4, pause_ms: 30 } }, acts: true, reports: ['success'] },
  {
    kind: 'drip beyond 30 s',
    weight: 2,
    fault: { drip: { pieces: 3, pause_ms: 600_000 } },
    acts: true,
    reports: ['success'],
    stalls: true,
  },
  { kind: 'stalled', weight: 2, fault: { delay_ms: 600_000 }, acts: false, reports: ['unknown'], stalls: true },
  { kind: 'offline', weight: 2, browser: 'offline', acts: false, reports: ['unknown'] },
  { kind: 'DNS gone', weight: 2, browser: 'dns', acts: false, reports: ['unknown'] },
];

const GATEWAY = { acts: false, reports: ['unknown'] as Report[], weight: 3 };

/** What a gateway between the page and the API answers instead of it: nothing of it proves
 * that the server acted, or that it did not. */
export const GATEWAY_CASES: FaultCase[] = [
  { kind: '200 HTML', ...GATEWAY, fault: { status: 200, html: true, title: 'Sign in' } },
  { kind: '200 HTML, acted', ...GATEWAY, fault: { status: 200, html: true, acted: true }, acts: true, reports: ['success'] },
  { kind: 'empty 200', ...GATEWAY, fault: { status: 200, body: '' } },
  { kind: '302', ...GATEWAY, fault: { status: 302, location: '/sign-in' } },
  { kind: '303, acted', ...GATEWAY, fault: { status: 303, location: '/sign-in', acted: true }, acts: true, reports: ['success'] },
  { kind: '307', ...GATEWAY, fault: { status: 307, location: '/sign-in' } },
  { kind: '404 HTML', ...GATEWAY, fault: { status: 404, html: true } },
  { kind: '404 HTML, acted', ...GATEWAY, fault: { status: 404, html: true, acted: true }, acts: true, reports: ['success'] },
  { kind: '407', ...GATEWAY, fault: { status: 407, html: true } },
  { kind: '511 HTML', ...GATEWAY, fault: { status: 511, html: true } },
];

/** What requests meet while the servers are replaced one after the other. */
export const UPGRADE_CASES: FaultCase[] = [
  { kind: '503 maintenance', weight: 6, fault: { status: 503, html: true, title: 'Maintenance', retry_after: 2 }, acts: false, reports: ['unknown'] },
  ...FAULT_CASES.filter(({ kind }) => ['answer lost before', 'answer lost after', '502 HTML', 'truncated', 'slow'].includes(kind)),
];

/** The same for a method: the answer to a DELETE has no body that could be wrong. */
export function forMethod(faultCase: FaultCase, method: string): FaultCase {
  const { fault } = faultCase;
  const body = fault && (fault.truncate || fault.wrong || fault.padding || fault.name_length || fault.drip);
  return method === 'DELETE' && body ? { ...faultCase, reports: ['success'], stalls: false } : faultCase;
}
