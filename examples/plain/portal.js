// The portal: a small router on the History API and a switch for light and dark. Each
// way of embedding is a module in `ways/`; its `show` fills the page and returns a
// function that cleans up.

const WAYS = {
  '/peerings/mounted/': 'mounted',
  '/peerings/element': 'element',
  '/peerings/frame': 'frame',
  '/peerings/proxied': 'proxied',
  '/peerings/two': 'two',
};

const [title, about, alert, page] = ['title', 'about', 'alert', 'page'].map((id) => document.getElementById(id));

/** The current page, how many were shown before it, and its cleanup function. */
let shown;
let visit = 0;
let leave;

async function show() {
  // Paths below a path that ends with a slash are the console's own pages.
  const path = Object.keys(WAYS).find((path) => path.endsWith('/') && location.pathname.startsWith(path)) ?? location.pathname;
  if (path === shown) return;
  shown = path;
  const thisVisit = ++visit;
  leave?.();
  leave = undefined;
  page.replaceChildren();
  alert.textContent = '';
  title.textContent = document.title = 'Acme internal';
  about.textContent = 'The networks of Acme, in five ways.';
  if (!(path in WAYS)) return;

  try {
    const way = await import(`/ways/${WAYS[path]}.js`);
    if (thisVisit !== visit) return;
    title.textContent = document.title = way.title;
    about.textContent = way.about;
    const cleanUp = await way.show(page);
    // The user may have left the page while it was loading.
    if (thisVisit === visit) leave = cleanUp;
    else cleanUp();
  } catch (error) {
    if (thisVisit === visit) alert.textContent = `Peerings cannot be shown: ${error.message}`;
  }
}

addEventListener('popstate', show);

addEventListener('click', (event) => {
  const link = event.target.closest?.('header.portal a');
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  history.pushState(null, '', link.href);
  // A mounted console receives this event as well.
  dispatchEvent(new PopStateEvent('popstate'));
});

const scheme = document.getElementById('scheme');
scheme.onclick = () => {
  const isDark = scheme.textContent === 'Dark';
  document.documentElement.style.colorScheme = isDark ? 'dark' : 'light';
  scheme.textContent = isDark ? 'Light' : 'Dark';
  dispatchEvent(new Event('scheme'));
};

show();
