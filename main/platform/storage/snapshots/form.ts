// The form of a snapshot's file: its tables, its names in the data folder, and numbers as blobs. Inside a worker only.
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { privateFolder } from '../files.ts';

export const formVersion = 2;

export const tables = `
  CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
  CREATE TABLE aside (position INTEGER PRIMARY KEY, document TEXT NOT NULL) STRICT;
  CREATE TABLE unresolved (position INTEGER PRIMARY KEY, id TEXT NOT NULL) STRICT;
  -- The texts stand before the rows: a search reads them without the rows behind.
  CREATE TABLE pages (of TEXT NOT NULL, page INTEGER NOT NULL, texts TEXT NOT NULL, rows TEXT NOT NULL, PRIMARY KEY (of, page)) STRICT;
  CREATE TABLE numbers (name TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT;
`;

/** Names of the blobs of unsigned numbers. */
export type NumbersName =
  | 'people.start'
  | 'people.items'
  | 'children.start'
  | 'children.items'
  | 'unresolved.start'
  | 'unresolved.items'
  | 'users.flags'
  | 'groups.flags'
  | 'users.keys'
  | 'groups.keys';

/** A bit of a person, as analysis reads it. The domain has the same table; a test holds them together. */
export const userBits = { enabled: 1, guest: 2, assigned: 4, assignedToSso: 8, noMail: 16 } as const;
export const groupBits = { assigned: 1, assignedToSso: 2, notSecurity: 4, dynamic: 8, membersHidden: 16, unresolved: 32 } as const;

export const lockName = 'snapshots';
export const waitMs = 10_000;

export const folderOf = (dataDir: string) => privateFolder(join(dataDir, 'snapshots'));
export const wholeEnding = '.snapshot';
export const partEnding = '.part';

/** Ids come from the window too: they never leave the folder. */
export function pathOf(dataDir: string, id: string, ending: string): string {
  if (!/^[\w-]{1,80}$/.test(id)) throw new Error('A snapshot has a plain id.');
  return join(folderOf(dataDir), `${id}${ending}`);
}

/** Without case, as people search. */
export const folded = (text: string) => text.normalize('NFC').toLowerCase();

export function readNumbers(db: DatabaseSync, name: NumbersName): SharedArrayBuffer {
  const bytes = db.prepare('SELECT bytes FROM numbers WHERE name = ?').get(name)?.bytes;
  if (!(bytes instanceof Uint8Array)) throw new Error(`The snapshot lacks ${name}.`);
  const shared = new SharedArrayBuffer(bytes.byteLength);
  new Uint8Array(shared).set(bytes);
  return shared;
}
