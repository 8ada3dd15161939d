import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

export default defineConfig({
  base: '/vue/',
  plugins: [
    vue({ template: { compilerOptions: { isCustomElement: (tag) => tag === 'upcloud-peerings' } } }),
  ],
  // A strict Content-Security-Policy does not allow inlined files.
  build: { assetsInlineLimit: 0 },
});
