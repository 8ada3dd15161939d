import { defineConfig } from 'vite';

export default defineConfig({
  base: '/react/',
  // A strict Content-Security-Policy has no room for files inside of others.
  build: { assetsInlineLimit: 0, emptyOutDir: true },
});
