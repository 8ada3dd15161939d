import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

export default defineConfig({
  base: '/svelte/',
  plugins: [svelte()],
  // A strict Content-Security-Policy does not allow inlined files.
  build: { assetsInlineLimit: 0 },
  // `cargo xtask portals` runs the API.
  server: { proxy: { '/1.3/': process.env.PORTAL_URL ?? 'http://127.0.0.1:8090' } },
});
