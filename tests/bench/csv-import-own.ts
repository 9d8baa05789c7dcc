// Our side of the benchmark of CSV import: the whole import of a directory, in turns with papaparse doing nothing but reading the file of memberships.
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { importFiles } from '../../main/features/directory/import-files.ts';
import { openSnapshotShelf } from '../../main/platform/storage/snapshots/shelf.ts';
import { inspectFile } from '../../main/protocols/files/inspect.ts';
import type { ImportOrder, ImportResult } from './csv-import.ts';
import { timed } from './measure.ts';

const sets = ['users', 'groups', 'memberships'] as const;

/** The file in parts, as papaparse reads a large one; its rows are looked at by nobody. */
const papaReads = (path: string) =>
  timed(
    () =>
      new Promise<void>((resolve, reject) => {
        Papa.parse(createReadStream(path, 'utf8'), { chunk: () => {}, complete: () => resolve(), error: reject });
      }),
  );

interface Import {
  /** From the first row of memberships to the stored snapshot. */
  readonly memberships: number;
  readonly all: number;
  readonly counted: number;
}

async function importAll(folder: string, id: string): Promise<Import> {
  const shelf = openSnapshotShelf({ dataDir: folder, readOnly: false });
  const begun = performance.now();
  const files = [];
  for (const set of sets) {
    const path = join(folder, `${set}.csv`);
    const { name, form, suggestedColumns } = await inspectFile(path, set);
    files.push({ path, name, set, form, columns: suggestedColumns });
  }
  let atMemberships = begun;
  const head = {
    id,
    name: id,
    source: 'files',
    vantage: 'a file',
    connectionId: null,
    practice: false,
    takenAt: '2026-01-01T00:00:00.000Z',
  } as const;
  const { counts } = await importFiles(
    shelf,
    { head, files, json: [] },
    {
      signal: new AbortController().signal,
      cancelled: () => false,
      progress: (progress) => {
        if (progress.kind === 'begun' && progress.set === 'memberships') atMemberships = performance.now();
      },
    },
  );
  const end = performance.now();
  shelf.remove(id);
  return { memberships: end - atMemberships, all: end - begun, counted: counts.memberships };
}

async function measure({ folder, rounds }: ImportOrder): Promise<ImportResult> {
  const first = await importAll(folder, 'first');
  const memory = process.resourceUsage().maxRSS * 1024;
  const path = join(folder, 'memberships.csv');
  const found = [];
  for (let round = 0; round < rounds; round += 1) {
    const before = round % 2 === 0 ? await papaReads(path) : undefined;
    const { memberships, all } = await importAll(folder, `round-${round}`);
    found.push({ memberships, all, papa: before ?? (await papaReads(path)) });
  }
  return { rounds: found, memory, counted: first.counted };
}

process.once('message', (order: ImportOrder) => {
  measure(order).then(
    (result) => process.send?.(result, () => process.disconnect()),
    (thrown: unknown) => {
      console.error(thrown);
      process.exit(1);
    },
  );
});
