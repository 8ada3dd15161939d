// The portal's pages by their addresses below `/svelte/`.

const BASE = import.meta.env.BASE_URL;

/** The page that is shown. All pages of the console are one page of the portal. */
export const route = $state({ page: current() });

function current() {
  const [page = ''] = location.pathname.slice(BASE.length).split('/');
  return page;
}

export function follow(event: MouseEvent) {
  const link = event.currentTarget as HTMLAnchorElement;
  if (event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  history.pushState(null, '', link.href);
  route.page = current();
}

// Back and Forward within the console change nothing here.
addEventListener('popstate', () => (route.page = current()));
