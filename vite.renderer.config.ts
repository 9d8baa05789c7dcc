// Bundles the page: relative addresses only (the same files are served as app:// and by the Chromium host), no inline
// script, nothing inlined as data, one chunk a route. files.json lists all that may be served; app:// serves nothing else.

import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const outDir = path.join(import.meta.dirname, 'dist/renderer');

const listOfServedFiles: Plugin = {
  name: 'list-of-served-files',
  async writeBundle() {
    const entries = await readdir(outDir, { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile() && entry.name !== 'files.json')
      .map((entry) => path.relative(outDir, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'));
    await writeFile(path.join(outDir, 'files.json'), `${JSON.stringify(files.sort(), null, 2)}\n`);
  },
};

export default defineConfig({
  root: path.join(import.meta.dirname, 'renderer'),
  base: './',
  publicDir: false,
  plugins: [react(), listOfServedFiles],
  build: {
    target: 'chrome140',
    outDir,
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: false,
    chunkSizeWarningLimit: 2_000,
  },
});
