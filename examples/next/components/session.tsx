'use client';

// The user's sign-in to the portal. Credentials stay in memory and are lost with the page.
import { useEffect, useRef, useSyncExternalStore, type FormEvent } from 'react';

/** A pending request for credentials. */
type Question = { refused: boolean; answer: (value: string) => void; giveUp: (reason: Error) => void };

let header: string | undefined;
let pending: Promise<string> | undefined;
let question: Question | undefined;
let changed = () => {};

/** A console calls this for each request; it returns the value of the Authorization header. */
export function authorization({ refused }: { refused: boolean }): string | Promise<string> {
  if (refused) header = undefined;
  if (header) return header;
  // If several requests were refused, the user is asked once.
  pending ??= new Promise<string>((answer, giveUp) => {
    question = { refused, answer, giveUp };
    changed();
  }).finally(() => {
    pending = question = undefined;
    changed();
  });
  return pending;
}

const subscribe = (listener: () => void) => {
  changed = listener;
  return () => (changed = () => {});
};

/** The dialog, open while credentials are requested. */
export function SignIn() {
  const open = useSyncExternalStore(subscribe, () => question, () => undefined);
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => (open ? dialog.current?.showModal() : dialog.current?.close()), [open]);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const entered = new FormData(form);
    header = basic(`${entered.get('user')}:${entered.get('password')}`);
    form.reset();
    open?.answer(header);
  }

  return (
    <dialog ref={dialog} aria-labelledby="sign-in" onClose={() => open?.giveUp(new Error('nobody signed in'))}>
      <form onSubmit={submit}>
        <h2 id="sign-in">Sign in to Acme</h2>
        <p role="alert">{open?.refused ? 'That was refused.' : ''}</p>
        <label>Acme user <input name="user" autoComplete="username" required /></label>
        <label>Acme password <input name="password" type="password" autoComplete="current-password" required /></label>
        <button>Enter Acme</button>
      </form>
    </dialog>
  );
}

/** The API expects UTF-8. */
function basic(entered: string) {
  return `Basic ${btoa(String.fromCharCode(...new TextEncoder().encode(entered)))}`;
}
