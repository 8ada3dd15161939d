// Who is signed in to the portal. What was entered is kept in memory only, and is
// gone with the page.
import { useEffect, useRef, useSyncExternalStore, type FormEvent } from 'react';

/** That somebody waits for the user to sign in. */
type Question = { refused: boolean; answer: (value: string) => void; giveUp: (reason: Error) => void };

let held: string | undefined;
let asking: Promise<string> | undefined;
let question: Question | undefined;
let changed = () => {};

/** What a console asks for: the value of the Authorization header, for each request. */
export function authorization({ refused }: { refused: boolean }): string | Promise<string> {
  if (refused) held = undefined;
  if (held) return held;
  // Several requests may have been refused; the user is asked once.
  asking ??= new Promise<string>((answer, giveUp) => {
    question = { refused, answer, giveUp };
    changed();
  }).finally(() => {
    asking = question = undefined;
    changed();
  });
  return asking;
}

const subscribe = (listener: () => void) => {
  changed = listener;
  return () => (changed = () => {});
};

/** The dialog, which is there while somebody waits for an answer. */
export function SignIn() {
  const open = useSyncExternalStore(subscribe, () => question);
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => (open ? dialog.current?.showModal() : dialog.current?.close()), [open]);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const entered = new FormData(form);
    held = basic(`${entered.get('user')}:${entered.get('password')}`);
    form.reset();
    open?.answer(held);
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

/** As the API wants it: in UTF-8. */
function basic(entered: string) {
  return `Basic ${btoa(String.fromCharCode(...new TextEncoder().encode(entered)))}`;
}
