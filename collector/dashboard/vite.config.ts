import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [react()],
  build: {
    target: ['chrome111', 'edge111', 'firefox114', 'safari16.4'],
    // The collector's Content-Security-Policy has no data: for fonts and scripts, so nothing is inlined.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: true,
    chunkSizeWarningLimit: 700,
  },
  server: {
    // `npm run dev` talks to a collector that runs beside it.
    proxy: { '/v1': process.env['CSTELEMETRY_HTTP'] ?? 'http://127.0.0.1:5318' },
  },
  test: {
    environment: 'jsdom',
    environmentOptions: { jsdom: { url: 'http://collector.test/' } },
    include: ['tests/**/*.test.{ts,tsx}'],
    setupFiles: ['tests/setup.ts'],
    restoreMocks: true,
    testTimeout: 60_000,
  },
});
