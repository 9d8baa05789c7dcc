// The provisioning log on disk: one SQLite file for all apps and tenants. An event is a row of numbers; what repeats (apps, jobs, codes, objects, reasons) is
// kept once; the event as it came lies in compressed blocks of many. Nothing here knows what a code means.
import { rmSync } from 'node:fs';
import { join } from 'node:path';

export const logDatabaseName = 'provisioning-log.db';
export const logPathOf = (dataDir: string): string => join(dataDir, logDatabaseName);

/** Deletes the log: part of “delete all data”. It must not be open. */
export function removeLog(dataDir: string): void {
  for (const companion of ['', '-journal']) rmSync(logPathOf(dataDir) + companion, { force: true });
}

export const logFormVersion = 1;

export const logTables = `
  CREATE TABLE events (
    n INTEGER PRIMARY KEY, id BLOB NOT NULL, at REAL NOT NULL, source INTEGER NOT NULL, app INTEGER NOT NULL, job INTEGER NOT NULL, cycle INTEGER NOT NULL,
    change TEXT, action INTEGER NOT NULL, status INTEGER NOT NULL, code INTEGER NOT NULL, cause INTEGER NOT NULL, object INTEGER NOT NULL, target INTEGER NOT NULL,
    reason INTEGER NOT NULL, operations INTEGER NOT NULL, duration REAL, block INTEGER NOT NULL, slot INTEGER NOT NULL, import INTEGER NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX events_by_id ON events (id);
  CREATE TABLE names (n INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;
  CREATE TABLE objects (n INTEGER PRIMARY KEY, kind INTEGER NOT NULL, id TEXT, name TEXT, same INTEGER NOT NULL) STRICT;
  CREATE TABLE texts (n INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;
  CREATE TABLE blocks (n INTEGER PRIMARY KEY, data BLOB NOT NULL) STRICT;
  CREATE TABLE imports (
    n INTEGER PRIMARY KEY, source TEXT NOT NULL, name TEXT NOT NULL, at TEXT NOT NULL, fresh INTEGER NOT NULL, known INTEGER NOT NULL, unreadable INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE spans (import INTEGER NOT NULL, source TEXT NOT NULL, first TEXT NOT NULL, last TEXT NOT NULL, note TEXT NOT NULL) STRICT;
  CREATE TABLE aside (import INTEGER NOT NULL, line INTEGER, reason TEXT NOT NULL, excerpt TEXT NOT NULL) STRICT;
`;

/** Made behind the first import, all at once, which costs a fraction of keeping them up with each object. */
export const objectIndexes = `
  CREATE INDEX IF NOT EXISTS objects_by_id ON objects (id COLLATE NOCASE);
  CREATE INDEX IF NOT EXISTS objects_by_same ON objects (same);
  CREATE INDEX IF NOT EXISTS objects_by_name ON objects (name COLLATE NOCASE);
`;

/** Words of names, ids, reasons and changed properties. Its row ids are those of what they stand in, see `wordPlace`. */
export const wordsTable = `CREATE VIRTUAL TABLE words USING fts5(text, content='', columnsize=0, detail=none, tokenize="unicode61 remove_diacritics 2")`;

const placeSize = 2 ** 40;
const places = ['object', 'text', 'event', 'name'] as const;
export type WordPlace = (typeof places)[number];

export const wordPlace = (place: WordPlace, n: number): number => places.indexOf(place) * placeSize + n;
export const placeOfWord = (row: number): { readonly place: WordPlace; readonly n: number } => ({
  place: places[Math.floor(row / placeSize)] ?? 'event',
  n: row % placeSize,
});

export const statuses = ['success', 'failure', 'skipped', 'warning'] as const;
export const actions = ['create', 'update', 'delete', 'stageddelete', 'disable', 'other'] as const;
export const kinds = ['user', 'group', 'other'] as const;
export const logSources = ['entra', 'entra-files', 'diagnostic', 'log-analytics', 'okta', 'okta-files', 'pasted'] as const;
