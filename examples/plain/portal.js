// The portal: a router of its own on the History API, and its switch for light and
// dark. Each way of embedding is a module in `ways/` that fills the page in and
// gives back what takes it out again.

const WAYS = {
  '/peerings/mounted/': 'mounted',
  '/peerings/element': 'element',
  '/peerings/frame': 'frame',
  '/peerings/proxied': 'proxied',
  '/peerings/two': 'two',
};

const [title, about, alert, page] = ['title', 'about', 'alert', 'page'].map((id) => document.getElementById(id));

/** The page that is shown, and what takes it out again. */
let shown;
let leave;

async function show() {
  // The console shows its own pages below this path; for the portal it is one page.
  const path = Object.keys(WAYS).find((path) => path.endsWith('/') && location.pathname.startsWith(path)) ?? location.pathname;
  if (path === shown) return;
  shown = path;
  leave?.();
  leave = undefined;
  page.replaceChildren();
  alert.textContent = '';
  title.textContent = document.title = 'Acme internal';
  about.textContent = 'The networks of Acme, in five ways.';
  if (!(path in WAYS)) return;

  try {
    const way = await import(`/ways/${WAYS[path]}.js`);
    if (path !== shown) return;
    title.textContent = document.title = way.title;
    about.textContent = way.about;
    const left = await way.show(page);
    // Somebody may have gone on while it was loaded.
    if (path === shown) leave = left;
    else left();
  } catch (error) {
    if (path === shown) alert.textContent = `Peerings cannot be shown: ${error.message}`;
  }
}

addEventListener('popstate', show);

addEventListener('click', (event) => {
  const link = event.target.closest?.('header.portal a');
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  history.pushState(null, '', link.href);
  // A console that is shown already hears it, too.
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
