import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

export default defineConfig({
  base: '/vue/',
  plugins: [
    vue({ template: { compilerOptions: { isCustomElement: (tag) => tag === 'upcloud-peerings' } } }),
  ],
  // A strict Content-Security-Policy does not allow inlined files.
  build: { assetsInlineLimit: 0 },
  // `cargo xtask portals` runs the API.
  server: { proxy: { '/1.3/': process.env.PORTAL_URL ?? 'http://127.0.0.1:8090' } },
});
