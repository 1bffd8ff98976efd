import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const server = process.env.SIYU_SERVER ?? 'http://127.0.0.1:8000';

export default defineConfig({
  base: '/static/',
  plugins: [react()],
  build: {
    outDir: '../src/siyu/console/static',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // These packages only declare things, though they do not say so: antd's inputs would bring all of its forms along.
      treeshake: { moduleSideEffects: (id) => !/node_modules\/@rc-component\//.test(id) },
    },
    reportCompressedSize: true,
    chunkSizeWarningLimit: 900,
  },
  server: { proxy: { '/api': server, '/login': server } },
});
