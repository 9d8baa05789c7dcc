// A folder that goes away with the test, and storage that is closed with it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { onTestFinished } from 'vitest';
import { systemClock } from '../../../main/platform/ports.ts';
import { openStorage, type Storage } from '../../../main/platform/storage/index.ts';
import { migrations } from '../../../main/platform/storage/schema.ts';

export function freshFolder(): string {
  const path = mkdtempSync(join(tmpdir(), 'steward-storage-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** Opened for this test and closed at its end; closing twice is allowed. */
export async function opened(dataDir: string): Promise<Storage> {
  const storage = await openStorage({ dataDir, clock: systemClock });
  let closing: Promise<void> | undefined;
  const close = () => {
    closing ??= storage.close();
    return closing;
  };
  onTestFinished(close);
  return { ...storage, close };
}

export * from './samples.ts';

/** A folder that a newer version of the app has written to last. */
export async function folderOfNewerApp(fill: (storage: Storage) => Promise<void>): Promise<string> {
  const dataDir = freshFolder();
  const storage = await opened(dataDir);
  await fill(storage);
  await storage.close();
  const newer = new DatabaseSync(join(dataDir, 'steward.db'));
  newer.exec(`ALTER TABLE connections ADD COLUMN colour TEXT; PRAGMA user_version=${migrations.length + 1}`);
  newer.close();
  return dataDir;
}
