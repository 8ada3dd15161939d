// The user's sign-in to the portal. Credentials stay in memory and are lost with the page.

type Question = { refused: boolean; answer: (value: string) => void; giveUp: (reason: Error) => void };

/** The pending request for credentials, which the dialog answers. */
export const session = $state<{ question?: Question }>({});

let header: string | undefined;
let pending: Promise<string> | undefined;

/** A console calls this for each request; it returns the value of the Authorization header. */
export function authorization({ refused }: { refused: boolean }): string | Promise<string> {
  if (refused) header = undefined;
  if (header) return header;
  // If several requests were refused, the user is asked once.
  pending ??= new Promise<string>((answer, giveUp) => {
    session.question = { refused, answer, giveUp };
  })
    .then((value) => (header = value))
    .finally(() => {
      pending = session.question = undefined;
    });
  return pending;
}

/** The header's value. The API expects UTF-8. */
export function basic(user: string, password: string) {
  return `Basic ${btoa(String.fromCharCode(...new TextEncoder().encode(`${user}:${password}`)))}`;
}
