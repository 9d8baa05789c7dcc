// A lease is an exclusive lock on a small file of its own: a process that dies, even by SIGKILL, loses it.
// The files are never opened otherwise while a lease lives (that would drop the lock) and go only when their run is removed: deleting one
// that another process is about to lock would leave two holders. Runs inside the storage worker only.
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { privateFile, privateFolder } from './files.ts';

export interface Leases {
  /** False: somebody holds it, in this process or another. */
  take(name: string): boolean;
  release(name: string): void;
  isHeld(name: string): boolean;
  /** Forgets the file of a lease that nobody needs any more. */
  forget(name: string): void;
  releaseAll(): void;
}

const busy = 5;

function pathOf(dataDir: string, name: string): string {
  if (!/^[\w-]{1,80}$/.test(name)) throw new Error('A lease has a plain name.');
  return join(privateFolder(join(dataDir, 'leases')), `${name}.lease`);
}

function lock(path: string, waitMs: number): DatabaseSync | undefined {
  const file = new DatabaseSync(privateFile(path), { timeout: waitMs });
  try {
    file.exec('BEGIN EXCLUSIVE');
    return file;
  } catch (thrown) {
    file.close();
    if (thrown instanceof Error && 'errcode' in thrown && (Number(thrown.errcode) & 0xff) === busy) return undefined;
    throw thrown;
  }
}

/** Does something while no other process does; waits for it. */
export function withLock<T>(dataDir: string, name: string, waitMs: number, work: () => T): T {
  const held = lock(pathOf(dataDir, name), waitMs);
  if (held === undefined) throw new Error(`Another SCIM Steward kept the data folder locked for ${waitMs} ms (${name}).`);
  try {
    return work();
  } finally {
    held.close();
  }
}

export function createLeases(dataDir: string): Leases {
  const held = new Map<string, DatabaseSync>();

  function release(name: string): void {
    held.get(name)?.close();
    held.delete(name);
  }

  return {
    take(name) {
      if (held.has(name)) return false;
      const file = lock(pathOf(dataDir, name), 0);
      if (file === undefined) return false;
      held.set(name, file);
      return true;
    },
    release,
    isHeld(name) {
      if (held.has(name)) return true;
      const path = pathOf(dataDir, name);
      if (!existsSync(path)) return false;
      const file = lock(path, 0);
      file?.close();
      return file === undefined;
    },
    forget(name) {
      if (!held.has(name)) rmSync(pathOf(dataDir, name), { force: true });
    },
    releaseAll() {
      for (const name of [...held.keys()]) release(name);
    },
  };
}
