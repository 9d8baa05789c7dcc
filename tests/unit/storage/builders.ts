// A folder that goes away with the test, and storage that is closed with it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { systemClock } from '../../../main/platform/ports.ts';
import { openStorage, type Storage } from '../../../main/platform/storage/index.ts';

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
