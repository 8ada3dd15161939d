// Starts the program. A file of its own, so that the page can forbid inline
// scripts; fetched with `integrity`, which browsers do not check on preloads.
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
