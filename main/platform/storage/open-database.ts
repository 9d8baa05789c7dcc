// Opens the database: newest form, WAL, deleted content overwritten. A damaged file is moved aside and a new one begun; a file of a newer
// app is opened read-only. Both are said in `notices`, never silent. Runs inside the storage worker only.
import { existsSync, rmSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { databaseName, moveAside, privateFile, privateFolder } from './files.ts';
import { withLock } from './leases.ts';
import { migrations as allMigrations } from './schema.ts';

export interface Databases {
  /** For everything that may be lost with the power: a crash of the process loses nothing. */
  readonly main: DatabaseSync;
  /** The same file with synchronous=FULL: a commit is on the disk when it returns. */
  readonly durable: DatabaseSync;
  readonly dataDir: string;
  readonly readOnly: boolean;
  readonly notices: readonly string[];
}

export interface OpenOptions {
  readonly dataDir: string;
  /** ISO 8601, for the name of a file moved aside. */
  readonly now: string;
  readonly migrations?: readonly string[];
}

/** Above this size only a damage that was noticed before is looked for at start: the whole check would keep the window waiting. */
const alwaysCheckedBytes = 64 * 1024 * 1024;
const busyMs = 10_000;

/** SQLite's result codes for a file that is not, or no longer, a database. */
const corrupt = 11;
const notADatabase = 26;

export function isDamage(thrown: unknown): boolean {
  const code = thrown instanceof Error && 'errcode' in thrown ? Number(thrown.errcode) & 0xff : 0;
  return code === corrupt || code === notADatabase;
}

const suspicionOf = (path: string) => `${path}.check`;

/** Damage was met while working: the next start checks the whole file. */
export function suspect(dataDir: string): void {
  privateFile(suspicionOf(join(dataDir, databaseName)));
}

const versionOf = (db: DatabaseSync) => Number(db.prepare('PRAGMA user_version').get()?.user_version ?? 0);

function connect(path: string, synchronous: 'NORMAL' | 'FULL'): DatabaseSync {
  const db = new DatabaseSync(path, { timeout: busyMs });
  db.exec(`PRAGMA journal_mode=WAL; PRAGMA synchronous=${synchronous}; PRAGMA secure_delete=ON; PRAGMA temp_store=MEMORY;`);
  return db;
}

/** Undefined when the file is sound. */
function damageOf(path: string): 'damaged' | undefined {
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(path, { timeout: busyMs });
    const whole = statSync(path).size <= alwaysCheckedBytes || existsSync(suspicionOf(path));
    const row = db.prepare(whole ? 'PRAGMA quick_check(1)' : 'SELECT count(*) AS tables FROM sqlite_master').get();
    return whole && row?.quick_check !== 'ok' ? 'damaged' : undefined;
  } catch (thrown) {
    if (isDamage(thrown)) return 'damaged';
    throw thrown;
  } finally {
    db?.close();
  }
}

function migrate(db: DatabaseSync, migrations: readonly string[]): void {
  for (let version = versionOf(db); version < migrations.length; version += 1) {
    db.exec(`BEGIN IMMEDIATE; ${migrations[version]}; PRAGMA user_version=${version + 1}; COMMIT;`);
  }
}

/** One process opens at a time, so that two starting together neither migrate twice nor move the same file aside twice. */
export function openDatabases({ dataDir, now, migrations = allMigrations }: OpenOptions): Databases {
  privateFolder(dataDir);
  const path = join(dataDir, databaseName);
  return withLock(dataDir, 'opening', busyMs, () => {
    const notices: string[] = [];
    privateFile(path);
    if (damageOf(path) !== undefined) {
      const kept = moveAside(path, now);
      notices.push(
        `The history and the connections could not be read: the file was damaged. It was moved aside as ${basename(kept)} in the data folder, and a new one was begun.`,
      );
      privateFile(path);
    }
    rmSync(suspicionOf(path), { force: true });
    const probe = new DatabaseSync(path, { timeout: busyMs });
    const found = versionOf(probe);
    probe.close();
    if (found > migrations.length) {
      notices.push(
        'The data folder was written by a newer version of SCIM Steward. It is shown read-only: nothing can be saved and no run started until the newer version is used again.',
      );
      const main = new DatabaseSync(path, { readOnly: true, timeout: busyMs });
      return { main, durable: main, dataDir, readOnly: true, notices };
    }
    const main = connect(path, 'NORMAL');
    migrate(main, migrations);
    privateFile(path);
    return { main, durable: connect(path, 'FULL'), dataDir, readOnly: false, notices };
  });
}
