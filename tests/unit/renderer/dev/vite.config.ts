// Builds the fixture window into tests/artifacts/window, to be looked at without a main process.
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [react()],
  build: { target: 'esnext', outDir: '../../../artifacts/window', emptyOutDir: true, minify: false, chunkSizeWarningLimit: 9000 },
});
