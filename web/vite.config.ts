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
    // Says what belongs to which page: `npm run weigh` adds it up.
    manifest: 'manifest.json',
    reportCompressedSize: true,
    chunkSizeWarningLimit: 900,
  },
  server: { proxy: { '/api': server, '/login': server } },
});
