// What a service worker of a portal may cache of a console: files that are named after
// their content. All else comes from the server: the modules, which name the current
// files, the pages, and above all the API's answers, which belong to one user.

const CACHE = 'named-after-content';
const NAMED = /-[0-9a-f]{12,16}(_bg)?\.[a-z0-9]+$/;

addEventListener('activate', (event) => event.waitUntil(clients.claim()));

addEventListener('fetch', (event) => {
  const { method, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (method === 'GET' && origin === location.origin && NAMED.test(pathname)) event.respondWith(cached(event.request));
});

async function cached(request) {
  const cache = await caches.open(CACHE);
  const found = await cache.match(request);
  if (found) return found;
  const answer = await fetch(request);
  if (answer.ok) await cache.put(request, answer.clone());
  return answer;
}
