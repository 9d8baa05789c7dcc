// Bundles everything that runs in plain Node: the window's main process, the terminal and the workers. Their dependencies go
// in, so that the packaged app carries no node_modules but keytar. An import that is neither bundled nor allowed is an error.

import { builtinModules } from 'node:module';
import { defineConfig, type Plugin } from 'vite';

const allowed = new Set(['electron', 'keytar', ...builtinModules, ...builtinModules.map((name) => `node:${name}`)]);

const nothingElseIsExternal: Plugin = {
  name: 'nothing-else-is-external',
  generateBundle(_options, bundle) {
    const own = new Set(Object.keys(bundle));
    for (const file of Object.values(bundle)) {
      if (file.type !== 'chunk') continue;
      const strangers = [...file.imports, ...file.dynamicImports].filter((name) => !own.has(name) && !allowed.has(name) && !name.startsWith('node:'));
      if (strangers.length > 0) this.error(`${file.fileName} still imports ${strangers.join(', ')}`);
    }
  },
};

export default defineConfig({
  root: import.meta.dirname,
  plugins: [nothingElseIsExternal],
  publicDir: false,
  ssr: { target: 'node', noExternal: true, external: ['electron', 'keytar'] },
  build: {
    ssr: true,
    target: 'node24',
    outDir: 'dist/main',
    emptyOutDir: true,
    minify: false,
    // For reading a stack trace of a build; never packaged and not named in the files.
    sourcemap: 'hidden',
    rolldownOptions: {
      input: {
        index: 'main/index.ts',
        cli: 'main/cli/index.ts',
        'workers/storage': 'main/platform/storage/worker.ts',
        'workers/practice': 'main/practice/worker.ts',
        'workers/directory': 'main/composition/directory-worker.ts',
        'workers/logs': 'main/composition/log-worker.ts',
        'workers/nesting': 'main/features/nested-groups/analysis-worker.ts',
      },
      output: {
        format: 'es',
        entryFileNames: '[name].js',
        chunkFileNames: 'chunks/[name]-[hash].js',
      },
    },
  },
});
