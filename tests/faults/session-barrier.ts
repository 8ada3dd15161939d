// The barrier between sessions: no request carries the credentials of one that has ended.
import { expect } from '../e2e/support/fixtures';
import type { StandIn } from '../e2e/support/stand-in';

export class SessionBarrier {
  /** The number of the password among the server's credentials. */
  private password: number | null = null;
  /** The credentials of the last session that ended, and the length of the log then. */
  private ended: { credentials: number; from: number } | null = null;

  constructor(private readonly standIn: StandIn) {}

  /** How to sign in next: by password and token in turns, so that the server's log shows
   * which session a request belongs to. */
  async nextWay(): Promise<'account' | 'token'> {
    const accepted = await this.lastAccepted();
    return accepted !== null && accepted === this.password ? 'token' : 'account';
  }

  /** Notes that the session has ended. Requests `underWay` may be logged later than they were sent. */
  async raise(underWay: number) {
    const credentials = await this.lastAccepted();
    const from = (await this.standIn.requests()).length;
    this.ended = credentials !== null && underWay === 0 ? { credentials, from } : null;
  }

  /** Checks that nothing was sent with its credentials since. */
  async check() {
    if (!this.ended) return;
    const { credentials, from } = this.ended;
    const late = (await this.standIn.requests(from)).filter((request) => request.credentials === credentials);
    expect(late, 'requests of a session that has ended').toEqual([]);
  }

  /** The credentials of the last sign-in that the server accepted. */
  private async lastAccepted(): Promise<number | null> {
    const log = await this.standIn.requests();
    const accepted = log.filter(({ path, status }) => path === '/1.3/account' && status === 200).at(-1)?.credentials ?? null;
    // The first sign-in is by password.
    this.password ??= accepted;
    return accepted;
  }
}
