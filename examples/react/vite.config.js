import { defineConfig } from 'vite';

export default defineConfig({
  base: '/react/',
  // A strict Content-Security-Policy does not allow inlined files.
  build: { assetsInlineLimit: 0 },
});
