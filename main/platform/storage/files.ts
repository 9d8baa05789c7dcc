// The data folder and its files: modes, and moving a damaged database aside. Only paths are touched, never an open database's descriptor:
// closing one would drop SQLite's own locks on that file (POSIX locks belong to the process).
import { chmodSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export const databaseName = 'steward.db';
const companions = ['', '-wal', '-shm'] as const;
const aside = /^steward\.db(-wal|-shm)?\.damaged-/;

/** Makes a folder that only this user can enter. */
export function privateFolder(path: string): string {
  // Where only the last part is missing, a refusal is final: Node's recursive way tries for ever on some of them (/proc).
  if (!existsSync(path)) mkdirSync(path, { recursive: !existsSync(dirname(path)), mode: 0o700 });
  chmodSync(path, 0o700);
  return path;
}

/** Makes an empty file that only this user can read, or takes others' rights from one that is there. SQLite gives its companions the same mode. */
export function privateFile(path: string): string {
  if (!existsSync(path)) writeFileSync(path, '', { flag: 'a', mode: 0o600 });
  for (const companion of companions) if (existsSync(path + companion)) chmodSync(path + companion, 0o600);
  return path;
}

/** Renames the database and its companions; `now` (ISO 8601) goes into the name. Returns the new path of the database. */
export function moveAside(path: string, now: string): string {
  const suffix = `.damaged-${now.replaceAll(/[:.]/g, '-')}`;
  for (const companion of companions) if (existsSync(path + companion)) renameSync(path + companion, path + companion + suffix);
  return path + suffix;
}

/** Deletes what was moved aside: it holds the same personal data as the database did. */
export function removeMovedAside(dataDir: string): void {
  for (const name of readdirSync(dataDir)) if (aside.test(name)) rmSync(join(dataDir, name), { force: true });
}
