// Where the console is installed: the part of the address before its own. It stands
// in the page itself, for what it says is needed to fetch anything else, and servers
// allow it by its hash (deploy/README.md).
(() => {
  // Two slashes would begin the name of another host.
  const path = location.pathname.replace(/^\/+/, '/');
  const folder = path.replace(/[^/]*$/, '');
  const isReach = path.endsWith('/reach');
  const own = !isReach && /^(.*\/)peerings(\/[^/.]+){0,2}$/.exec(path);
  document.querySelector('base').href = own ? own[1] : folder;
  // The address of no page tells nothing: go up until there is a console.
  addEventListener(
    'error',
    async ({ target }) => {
      const up = folder === path ? path.replace(/[^/]*\/$/, '') : folder;
      if (!target.integrity || !up || own || isReach) return;
      const { status } = await fetch(target.href || target.src);
      if (status === 404) location.replace(up);
    },
    { capture: true, once: true },
  );
  // The build puts what is fetched into a template. Browsers look ahead, and would
  // fetch it from beside the page that is open.
  const files = document.querySelector('template');
  if (files) document.head.append(files.content);
})();
