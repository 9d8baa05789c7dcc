// How much JavaScript and CSS the window fetches before its first screen is usable, as built and as gzip would make it.
// Nothing of it comes over a network: the size is what has to be read, parsed and kept in memory.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { ownFolder } from '../host/driver/app-process.ts';
import { startInHost } from './host.ts';
import { asKilobytes, inFolder, type Part, rowOf } from './measure.ts';

/** Paths in the renderer's build, in the order they were asked for. */
async function fetchedForFirstScreen(): Promise<readonly string[]> {
  return inFolder(async (dataDir) => {
    const host = await startInHost({ dataDir });
    try {
      const urls = await host.page().evaluate(() => performance.getEntriesByType('resource').map((entry) => entry.name));
      const paths = urls.map((url) => decodeURIComponent(new URL(url).pathname).slice(1));
      return [...new Set(paths)].filter((path) => /\.(js|css)$/.test(path));
    } finally {
      await host.close();
    }
  });
}

export const firstScreen: Part = {
  name: 'size',
  measure: async () => {
    const paths = await fetchedForFirstScreen();
    if (paths.length === 0) throw new Error('The page fetched nothing.');
    const contents = await Promise.all(paths.map((path) => readFile(join(ownFolder, 'dist/renderer', path))));
    const total = contents.reduce((sum, content) => sum + content.length, 0);
    const zipped = contents.reduce((sum, content) => sum + gzipSync(content).length, 0);
    return [
      rowOf({
        name: 'Size of the first screen',
        compared: `JavaScript and CSS fetched before it is usable (${paths.length} files)`,
        values: [total],
        bound: { kind: 'none' },
        show: asKilobytes,
        beside: `${asKilobytes(zipped)} with gzip`,
      }),
    ];
  },
};
