// The snapshots of a data folder: list, open (a few stay open), begin, rename, remove. Leftovers of imports that died go at the start; those
// of a living process are locked by it and stay. Inside a worker only.
import { chmodSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Snapshot } from '../../../../contract/directory.ts';
import { Refusal } from '../../refusal.ts';
import { withLock } from '../leases.ts';
import { isDamage } from '../open-database.ts';
import { readOnlySentence } from '../refusals.ts';
import { folderOf, formVersion, lockName, partEnding, pathOf, waitMs, wholeEnding } from './form.ts';
import { openSnapshotReader, readSnapshot } from './reader.ts';
import type { SnapshotHead, SnapshotReader, SnapshotShelf } from './types.ts';
import { createUnfinishedReads } from './unfinished.ts';
import { createSnapshotWriter } from './writer.ts';

/** Readers that stay open: two to compare, one for the screen. */
const mostOpen = 3;
const busy = 5;

const endsWith = (dataDir: string, ending: string) => readdirSync(folderOf(dataDir)).filter((name) => name.endsWith(ending));

/** Held by an import that lives, here or in another process. */
function isLocked(path: string): boolean {
  const db = new DatabaseSync(path, { timeout: 0 });
  try {
    db.exec('BEGIN EXCLUSIVE; ROLLBACK');
    return false;
  } catch (thrown) {
    return thrown instanceof Error && 'errcode' in thrown && (Number(thrown.errcode) & 0xff) === busy;
  } finally {
    db.close();
  }
}

function removeLeftovers(dataDir: string): void {
  withLock(dataDir, lockName, waitMs, () => {
    for (const name of endsWith(dataDir, partEnding)) {
      const path = join(folderOf(dataDir), name);
      if (isLocked(path)) continue;
      for (const companion of ['', '-journal', '-wal', '-shm']) rmSync(path + companion, { force: true });
    }
  });
}

/** What a file says of itself; undefined when it is damaged or of a newer app. */
function describe(path: string): Snapshot | undefined {
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(path, { readOnly: true });
    return Number(db.prepare('PRAGMA user_version').get()?.user_version) === formVersion ? readSnapshot(db) : undefined;
  } catch (thrown) {
    if (isDamage(thrown)) return undefined;
    throw thrown;
  } finally {
    db?.close();
  }
}

const absent = () => new Refusal('directory.absent', 'This snapshot is no longer there, or cannot be read. Choose another one, or import again.');

export function openSnapshotShelf({ dataDir, readOnly }: { readonly dataDir: string; readonly readOnly: boolean }): SnapshotShelf {
  const open = new Map<string, SnapshotReader>();
  const unfinished = createUnfinishedReads(dataDir);
  if (!readOnly) removeLeftovers(dataDir);

  const has = (id: string) => endsWith(dataDir, wholeEnding).includes(`${id}${wholeEnding}`);

  function toWrite(): void {
    if (readOnly) throw new Refusal('storage.read-only', readOnlySentence);
  }

  function closeOne(id: string): void {
    open.get(id)?.close();
    open.delete(id);
  }

  return {
    list: () =>
      endsWith(dataDir, wholeEnding)
        .flatMap((name) => describe(join(folderOf(dataDir), name)) ?? [])
        .sort((a, b) => b.takenAt.localeCompare(a.takenAt) || a.id.localeCompare(b.id)),
    open(id) {
      if (!has(id)) {
        closeOne(id);
        throw absent();
      }
      const reader = open.get(id) ?? openSnapshotReader(pathOf(dataDir, id, wholeEnding));
      // The newest stands last; the one not asked for longest goes first.
      open.delete(id);
      open.set(id, reader);
      for (const old of [...open.keys()].slice(0, Math.max(0, open.size - mostOpen))) closeOne(old);
      return reader;
    },
    begin(head: SnapshotHead) {
      toWrite();
      return createSnapshotWriter(dataDir, head);
    },
    rename(id, name) {
      toWrite();
      if (!has(id)) throw absent();
      closeOne(id);
      const path = pathOf(dataDir, id, wholeEnding);
      const db = new DatabaseSync(path, { timeout: waitMs });
      try {
        const snapshot = readSnapshot(db);
        if (snapshot === undefined) throw absent();
        const renamed = { ...snapshot, name };
        db.prepare("UPDATE about SET value = ? WHERE key = 'snapshot'").run(JSON.stringify(renamed));
        return renamed;
      } finally {
        db.close();
        chmodSync(path, 0o600);
      }
    },
    remove(id) {
      toWrite();
      closeOne(id);
      rmSync(pathOf(dataDir, id, wholeEnding), { force: true });
    },
    unfinished,
    closeAll() {
      unfinished.closeAll();
      for (const id of [...open.keys()]) closeOne(id);
    },
  };
}

/** Deletes every snapshot and every leftover: part of “delete all data”. No import may live. */
export function removeAllSnapshots(dataDir: string): void {
  rmSync(folderOf(dataDir), { recursive: true, force: true });
}
