// Who is signed in to the portal. What was entered is kept in memory only, and is
// gone with the page.

const dialog = document.getElementById('sign-in');
const form = dialog.querySelector('form');
const alert = dialog.querySelector('[role=alert]');

let held;
let asking;

/**
 * What a console asks for: the value of the Authorization header, for each request.
 * Where it was refused the user is asked again; where several requests were, once.
 */
export function authorization({ refused }) {
  if (refused) held = undefined;
  if (held) return held;
  asking ??= ask(refused).finally(() => (asking = undefined));
  return asking;
}

async function ask(refused) {
  form.reset();
  alert.textContent = refused ? 'That was refused.' : '';
  dialog.returnValue = '';
  dialog.showModal();
  await new Promise((closed) => dialog.addEventListener('close', closed, { once: true }));
  const { user, password } = Object.fromEntries(new FormData(form));
  form.reset();
  // Escape closes it as well, whatever a password manager has put into it.
  if (dialog.returnValue !== 'enter') throw new Error('nobody signed in');
  held = basic(user, password);
  return held;
}

/** As the API wants it: in UTF-8. */
function basic(user, password) {
  const bytes = new TextEncoder().encode(`${user}:${password}`);
  return `Basic ${btoa(String.fromCharCode(...bytes))}`;
}
