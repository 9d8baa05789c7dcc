// What an import that was cut had read whole: groups with their members, and people. One file a source beside the snapshots (0600); never listed,
// never shown, taken by the next import of the same source within a day, and removed when that is stored or was cancelled. Losing it costs only
// time, so nothing waits for the disk. Inside a worker only.
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { DirectoryGroup, DirectoryUser, MemberType } from '../../../../contract/directory.ts';
import { privateFile } from '../files.ts';
import { isDamage } from '../open-database.ts';
import { folderOf, pathOf } from './form.ts';

const ending = '.unfinished';
const dayMs = 24 * 60 * 60_000;
const busy = 5;

export interface KeptGroup {
  readonly group: DirectoryGroup;
  readonly members: readonly { readonly id: string; readonly type: MemberType }[];
}

export interface UnfinishedRead {
  /** When it was begun, ISO 8601. */
  readonly at: string;
  readonly mark: string;
}

/** Of one data folder; a key is that of a source. Whoever opens one has it alone until `end` or `leave`. */
export interface UnfinishedReads {
  /** `taken`: another import of this source lives. What is older than a day, or damaged, is gone. */
  open(key: string, now: string): UnfinishedRead | 'none' | 'taken';
  begin(key: string, read: UnfinishedRead): void;
  keep(key: string, rows: { readonly groups?: readonly KeptGroup[]; readonly users?: readonly DirectoryUser[] }): void;
  groups(key: string, ids: readonly string[]): readonly KeptGroup[];
  users(key: string, ids: readonly string[]): readonly DirectoryUser[];
  /** Removes it. */
  end(key: string): void;
  /** Keeps it for the next import. */
  leave(key: string): void;
  closeAll(): void;
}

const tables = `
  CREATE TABLE IF NOT EXISTS about (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS groups (id TEXT PRIMARY KEY, document TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS users (id TEXT PRIMARY KEY, document TEXT NOT NULL) STRICT;
`;

const isBusy = (thrown: unknown): boolean => thrown instanceof Error && 'errcode' in thrown && (Number(thrown.errcode) & 0xff) === busy;

/** Undefined while somebody else has it. The lock is held until it is closed, and lost by a process that dies. */
function openFile(path: string): DatabaseSync | undefined {
  const db = new DatabaseSync(privateFile(path), { timeout: 0 });
  try {
    db.exec(`PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=TRUNCATE; PRAGMA synchronous=OFF; BEGIN EXCLUSIVE; ${tables} COMMIT`);
    return db;
  } catch (thrown) {
    db.close();
    if (isBusy(thrown)) return undefined;
    throw thrown;
  }
}

function removeFile(path: string): void {
  for (const companion of ['', '-journal']) rmSync(path + companion, { force: true });
}

export function createUnfinishedReads(dataDir: string): UnfinishedReads {
  const held = new Map<string, DatabaseSync>();

  function of(key: string): DatabaseSync {
    const db = held.get(key);
    if (db === undefined) throw new Error('This unfinished read is not open.');
    return db;
  }

  function within(db: DatabaseSync, work: () => void): void {
    db.exec('BEGIN');
    try {
      work();
      db.exec('COMMIT');
    } catch (thrown) {
      db.exec('ROLLBACK');
      throw thrown;
    }
  }

  function leave(key: string): void {
    held.get(key)?.close();
    held.delete(key);
  }

  function removeOld(now: string): void {
    for (const name of readdirSync(folderOf(dataDir)).filter((one) => one.endsWith(ending))) {
      const path = join(folderOf(dataDir), name);
      if (Date.parse(now) - statSync(path).mtimeMs < dayMs) continue;
      const db = openFile(path);
      db?.close();
      if (db !== undefined) removeFile(path);
    }
  }

  function documents<T>(key: string, table: 'groups' | 'users', ids: readonly string[]): readonly T[] {
    const row = of(key).prepare(`SELECT document FROM ${table} WHERE id = ?`);
    return ids.flatMap((id) => {
      const document = row.get(id)?.document;
      return typeof document === 'string' ? [JSON.parse(document) as T] : [];
    });
  }

  return {
    open(key, now) {
      if (held.has(key)) return 'taken';
      removeOld(now);
      const path = pathOf(dataDir, key, ending);
      let db: DatabaseSync | undefined;
      try {
        db = openFile(path);
      } catch (thrown) {
        if (!isDamage(thrown)) throw thrown;
        removeFile(path);
        db = openFile(path);
      }
      if (db === undefined) return 'taken';
      held.set(key, db);
      const value = db.prepare("SELECT value FROM about WHERE key = 'read'").get()?.value;
      if (typeof value !== 'string') return 'none';
      const read = JSON.parse(value) as UnfinishedRead;
      return Date.parse(now) - Date.parse(read.at) < dayMs ? read : 'none';
    },
    begin(key, read) {
      const db = of(key);
      within(db, () => {
        db.exec('DELETE FROM groups; DELETE FROM users');
        db.prepare('INSERT OR REPLACE INTO about VALUES (?, ?)').run('read', JSON.stringify(read));
      });
    },
    keep(key, { groups = [], users = [] }) {
      const db = of(key);
      const [ofGroup, ofUser] = [db.prepare('INSERT OR REPLACE INTO groups VALUES (?, ?)'), db.prepare('INSERT OR REPLACE INTO users VALUES (?, ?)')];
      within(db, () => {
        for (const one of groups) ofGroup.run(one.group.id, JSON.stringify(one));
        for (const one of users) ofUser.run(one.id, JSON.stringify(one));
      });
    },
    groups: (key, ids) => documents<KeptGroup>(key, 'groups', ids),
    users: (key, ids) => documents<DirectoryUser>(key, 'users', ids),
    end(key) {
      if (!held.has(key)) return;
      leave(key);
      const path = pathOf(dataDir, key, ending);
      if (existsSync(path)) removeFile(path);
    },
    leave,
    closeAll() {
      for (const key of [...held.keys()]) leave(key);
    },
  };
}
