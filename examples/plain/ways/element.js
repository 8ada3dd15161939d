// The custom element. Users sign in on the console's own page, and the console does not
// change the address bar. Removing the element releases its resources.
import '/console/embed.js';

export const title = 'Peerings, an element';
export const about = '<upcloud-peerings> with its own sign-in.';

export function show(page) {
  const element = document.createElement('upcloud-peerings');
  element.id = 'console';
  element.setAttribute('api-base', '/1.3');
  element.setAttribute('theme', 'host');
  element.addEventListener('peerings-change', ({ detail }) => {
    document.getElementById('about').textContent = `Last change: ${detail.action} ${detail.uuid}`;
  });
  page.append(element);
  return () => element.remove();
}
