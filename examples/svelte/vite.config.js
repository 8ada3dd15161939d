import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

export default defineConfig({
  base: '/svelte/',
  plugins: [svelte()],
  // A strict Content-Security-Policy does not allow inlined files.
  build: { assetsInlineLimit: 0 },
});
