// Finds where the console is installed, and inserts the elements that fetch it. It
// stands in the page itself, after the console's element, and servers allow it by its
// hash (deploy/README.md).
(() => {
  const find = (selector) => document.querySelector(selector);
  // Two slashes would begin the name of another host.
  const path = location.pathname.replace(/^\/+/, '/');
  const parts = path.split('/');

  /** Tries the console at that path. */
  function insert(base) {
    find('base').href = base;
    // Those of an earlier attempt: the files of one console belong together.
    for (const file of document.querySelectorAll('[integrity]')) file.remove();
    const files = find('[data-first]').content.cloneNode(true);
    files.querySelector('script').onerror = climb;
    document.head.append(files);
    // Checked by every engine, unlike a preload, which WebKit fetches again.
    const program = find('[as]');
    (program.answer = fetch(program.href, { integrity: program.integrity })).catch(() => {});
  }

  /** Tries the folder of the page that is open, then each one above. */
  function climb() {
    if (parts.length > 1) {
      parts.pop();
      insert(`${parts.join('/')}/`);
    } else {
      find('[data-console]').hidden = false;
      find('.outcome').textContent = 'The console could not be started: a file could not be loaded. Reload the page.';
    }
  }

  // Where the style sheet is missing, which does the same; in Firefox a server's policy takes
  // the element's own animation for a style, and forbids it.
  setTimeout(() => find('.unstarted')?.setAttribute('visibility', 'visible'), 15000);

  // The paths of pages, as `Route::PATTERNS` has them: most visits need one attempt.
  const page = /^(.*\/)(peerings|reach)(\/[^/.]+){0,2}$/.exec(path);
  if (page) insert(page[1]);
  else climb();
})();
