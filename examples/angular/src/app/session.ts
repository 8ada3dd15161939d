import { Injectable, signal } from '@angular/core';

/** The user's sign-in to the portal. Credentials stay in memory and are lost with the page. */
@Injectable({ providedIn: 'root' })
export class Session {
  /** The pending request for credentials, which the dialog answers. */
  readonly question = signal<{ refused: boolean; answer: (value: string) => void; giveUp: (reason: Error) => void } | undefined>(undefined);

  private header?: string;
  private pending?: Promise<string>;

  /** A console calls this for each request; it returns the value of the Authorization header. */
  readonly authorization = ({ refused }: { refused: boolean }): string | Promise<string> => {
    if (refused) this.header = undefined;
    if (this.header) return this.header;
    // If several requests were refused, the user is asked once.
    this.pending ??= new Promise<string>((answer, giveUp) => this.question.set({ refused, answer, giveUp }))
      .then((value) => (this.header = value))
      .finally(() => {
        this.pending = undefined;
        this.question.set(undefined);
      });
    return this.pending;
  };
}

/** The header's value. The API expects UTF-8. */
export function basic(user: string, password: string) {
  return `Basic ${btoa(String.fromCharCode(...new TextEncoder().encode(`${user}:${password}`)))}`;
}
