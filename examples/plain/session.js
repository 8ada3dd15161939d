// The user's sign-in to the portal. Credentials stay in memory and are lost with the page.

const dialog = document.getElementById('sign-in');
const form = dialog.querySelector('form');
const alert = dialog.querySelector('[role=alert]');

let header;
let pending;

/**
 * A console calls this for each request; it returns the value of the Authorization
 * header. If that was refused, the user is asked again, once for all pending requests.
 */
export function authorization({ refused }) {
  if (refused) header = undefined;
  if (header) return header;
  pending ??= ask(refused).finally(() => (pending = undefined));
  return pending;
}

async function ask(refused) {
  form.reset();
  alert.textContent = refused ? 'That was refused.' : '';
  dialog.returnValue = '';
  dialog.showModal();
  await new Promise((closed) => dialog.addEventListener('close', closed, { once: true }));
  const { user, password } = Object.fromEntries(new FormData(form));
  form.reset();
  // Escape also closes the dialog, and a password manager may have filled it in.
  if (dialog.returnValue !== 'enter') throw new Error('nobody signed in');
  header = basic(user, password);
  return header;
}

/** The API expects UTF-8. */
function basic(user, password) {
  const bytes = new TextEncoder().encode(`${user}:${password}`);
  return `Basic ${btoa(String.fromCharCode(...bytes))}`;
}
