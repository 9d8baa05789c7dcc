// Where a worker's entry stands: beside its source in development and tests, under dist/main/workers in the built app,
// and outside the asar archive in the packaged app, since a worker thread cannot be started from inside it.
const sources = {
  storage: '../storage/worker.ts',
  practice: '../../practice/worker.ts',
  directory: '../../composition/directory-worker.ts',
  logs: '../../composition/log-worker.ts',
  nesting: '../../features/nested-groups/analysis-worker.ts',
} as const;

export type WorkerName = keyof typeof sources;

export function workerUrl(name: WorkerName, from: string = import.meta.url): URL {
  if (from.endsWith('.ts')) return new URL(sources[name], from);
  const unpacked = from.replace('/app.asar/', '/app.asar.unpacked/');
  // The bundler puts this file into an entry, a worker's entry, or a chunk that several share.
  const folder = unpacked.includes('/chunks/') ? '../workers' : unpacked.includes('/workers/') ? '.' : './workers';
  return new URL(`${folder}/${name}.js`, unpacked);
}
