// Starts the program. A file of its own, so that the page can forbid inline
// scripts.

// The program draws this page when it has stopped, and can do nothing after it.
document.querySelector('[data-stopped] button').onclick = () => location.reload();

// The one policy that may make markup of text. Leptos does that with constants of
// the program: plain elements without anything that loads or runs.
globalThis.trustedTypes?.createPolicy('default', {
  createHTML: (text) =>
    /<(?!\/?(?!script|iframe|object|embed|link|base|meta)[a-z]\w*[\s/>])|[\s"'/](on\w+|[\w:-]*(src\w*|href|action))\s*=/i.test(text) ? null : text,
});

// Fetched with `integrity`, which browsers do not check on preloads.
const glue = document.querySelector('link[rel="modulepreload"]');
const wasm = document.querySelector('link[rel="preload"][as="fetch"]');

try {
  const program = await import(glue.href);
  await program.default({ module_or_path: fetch(wasm.href, { integrity: wasm.integrity }) });
} catch (error) {
  const place = document.querySelector('[data-console] .outcome');
  if (place) {
    place.textContent =
      'The console could not be started. Reload the page; where that does not help, your browser is too old for it, or a file of it was not delivered whole.';
  }
  throw error;
}
