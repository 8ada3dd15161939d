// A bundler may include this file, and must not include `embed.js`: that one finds its
// WebAssembly and style sheets by its own address.

export function loadEmbed(folder) {
  // A `base` element of the page changes nothing, as in the console.
  const address = new URL(`${folder}/embed.js`.replace('//embed.js', '/embed.js'), location.href).href;
  return import(/* webpackIgnore: true */ /* turbopackIgnore: true */ /* @vite-ignore */ address);
}
