// Where a worker's entry stands: beside its source in development and tests, under dist/main/workers in the built app,
// and outside the asar archive in the packaged app, since a worker thread cannot be started from inside it.
const sources = {
  storage: '../storage/worker.ts',
  practice: '../../practice/worker.ts',
  directory: '../../composition/directory-worker.ts',
  nesting: '../../features/nested-groups/analysis-worker.ts',
} as const;

export type WorkerName = keyof typeof sources;

export function workerUrl(name: WorkerName, from: string = import.meta.url): URL {
  if (from.endsWith('.ts')) return new URL(sources[name], from);
  const unpacked = from.replace('/app.asar/', '/app.asar.unpacked/');
  return new URL(`${unpacked.includes('/chunks/') ? '../' : './'}workers/${name}.js`, unpacked);
}
