// An import from Entra whose process is killed in the middle: no half snapshot, and the next import goes on from what was read whole.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { importOnce } from './import-once.ts';

function folder(): string {
  const dataDir = mkdtempSync(join(tmpdir(), 'steward-import-'));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  return dataDir;
}

const files = (dataDir: string, ending: string) => readdirSync(join(dataDir, 'snapshots')).filter((name) => name.endsWith(ending));

describe('an import whose process is killed', () => {
  it('leaves no snapshot; the next one asks only for what had not come, and has the same in it', async () => {
    const whole = await importOnce(folder());
    const dataDir = folder();
    const child = spawn(process.execPath, [fileURLToPath(new URL('import-client.ts', import.meta.url)), dataDir], {
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    const [, signal] = await once(child, 'exit');
    expect(signal).toBe('SIGKILL');
    expect(files(dataDir, '.snapshot')).toEqual([]);
    const resumed = await importOnce(dataDir);
    const [snapshot] = resumed.snapshots;
    expect(snapshot?.counts).toEqual(whole.snapshots[0]?.counts);
    expect(snapshot?.notes.join(' ')).toMatch(/Taken over from the import of .* that was cut/);
    // Ten groups are read at a time.
    expect(whole.requests['GET groups']).toBe(whole.snapshots[0]?.counts.groups);
    expect(resumed.requests['GET groups']).toBe((whole.requests['GET groups'] ?? 0) - 10);
    expect([...files(dataDir, '.part'), ...files(dataDir, '.unfinished')]).toEqual([]);
  });
});
