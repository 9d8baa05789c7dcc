// Where the worker threads' files are looked for, from wherever the bundler put the code that starts them.
import { describe, expect, it } from 'vitest';
import { workerUrl } from '../../../main/platform/workers/locate.ts';

const from = (place: string): string => workerUrl('nesting', `file:///opt/app/${place}`).href;

describe('a worker thread', () => {
  it('is found beside its source in development', () => {
    expect(from('main/platform/workers/locate.ts')).toBe('file:///opt/app/main/features/nested-groups/analysis-worker.ts');
  });

  it('is found in the built app from an entry, from a shared chunk and from another worker', () => {
    for (const place of ['dist/main/index.js', 'dist/main/chunks/shared-x.js', 'dist/main/workers/directory.js']) {
      expect(from(place)).toBe('file:///opt/app/dist/main/workers/nesting.js');
    }
  });

  it('is found outside the archive of the packaged app', () => {
    expect(from('app.asar/dist/main/chunks/shared-x.js')).toBe('file:///opt/app/app.asar.unpacked/dist/main/workers/nesting.js');
  });
});
