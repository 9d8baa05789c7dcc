// Files and moments that go wrong: nothing is half-loaded, what could be read is kept, and the reason is said.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { describeFailure } from '../../../main/composition/describe-failure.ts';
import { importLogFiles, type LogProgress } from '../../../main/features/provisioning-log/import-files.ts';
import { logPathOf } from '../../../main/platform/storage/provisioning-log/form.ts';
import { openLogStore } from '../../../main/platform/storage/provisioning-log/store.ts';
import type { LogStore } from '../../../main/platform/storage/provisioning-log/types.ts';

const stores: LogStore[] = [];
const folders: string[] = [];
afterEach(() => {
  for (const store of stores.splice(0)) store.close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'steward-bad-log-'));
  folders.push(made);
  return made;
}

function open(dataDir: string, more: { readonly mostPages?: number } = {}): LogStore {
  const store = openLogStore({ dataDir, readOnly: false, ...more });
  stores.push(store);
  return store;
}

const entry = (n: number, more: object = {}) => ({
  id: `e-${n}`,
  activityDateTime: new Date(Date.UTC(2026, 10, 1) + n * 1000).toISOString(),
  provisioningAction: 'create',
  sourceIdentity: { id: `u-${n}`, displayName: `Person ${n}`, identityType: 'User' },
  provisioningStatusInfo: { status: 'success' },
  ...more,
});

const read = (store: LogStore, path: string, progress: (one: LogProgress) => void = () => {}) =>
  importLogFiles(
    store,
    { files: [{ path, name: 'log.json' }], now: '2026-11-02T00:00:00.000Z' },
    { signal: new AbortController().signal, cancelled: () => false, progress },
  );

function file(dataDir: string, content: string | Uint8Array): string {
  const path = join(dataDir, 'log.json');
  writeFileSync(path, content);
  return path;
}

describe('a process that is killed while it imports', () => {
  it('leaves the log as it was before', async () => {
    const dataDir = folder();
    const before = open(dataDir);
    await read(before, file(dataDir, JSON.stringify([entry(1)])));
    before.close();
    stores.splice(0);
    const child = spawn(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', fileURLToPath(new URL('./import-process.ts', import.meta.url)), dataDir],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    const exited = once(child, 'exit');
    await once(child.stdout, 'data');
    // It had written to the file itself: only the journal can bring it back.
    expect(statSync(`${logPathOf(dataDir)}-journal`).size).toBeGreaterThan(0);
    child.kill('SIGKILL');
    await exited;
    const after = open(dataDir);
    expect(after.page({}, 0, 10)).toMatchObject({ total: 1, events: [{ id: 'e-1' }] });
    expect(after.causes({})).toEqual([]);
    expect(await read(after, file(dataDir, JSON.stringify([entry(1), entry(2)])))).toMatchObject({ fresh: 1, known: 1 });
  });
});

describe('a file of a log', () => {
  it('that changes while it is read is refused, and nothing of it is kept', async () => {
    const dataDir = folder();
    const path = file(dataDir, JSON.stringify([entry(1), entry(2)]));
    const store = open(dataDir);
    const reading = read(store, path, () => appendFileSync(path, `\n${JSON.stringify(entry(3))}`));
    await expect(reading).rejects.toMatchObject({ code: 'logs.file-changed' });
    expect(store.page({}, 0, 10).total).toBe(0);
  });

  it('with a value of 10 MB is read, and its event shown in part', async () => {
    const dataDir = folder();
    const long = 'x'.repeat(10_000_000);
    const path = file(
      dataDir,
      JSON.stringify([entry(1, { provisioningStatusInfo: { status: 'failure', errorInformation: { errorCode: 'A', reason: long } } }), entry(2)]),
    );
    const store = open(dataDir);
    expect(await read(store, path)).toMatchObject({ fresh: 2, unreadable: 0 });
    expect(store.byId('e-1')?.event.reason).toHaveLength(2000);
    expect(store.byId('e-1')?.raw.length).toBeGreaterThan(10_000_000);
  });

  it('with hostile texts keeps them as texts', async () => {
    const dataDir = folder();
    const names = ['<script>alert(1)</script>', '=cmd|x', '\u0000\u001b[2J', '"\\"{[', '\u202Eevil', '\uD800'];
    const store = open(dataDir);
    const path = file(
      dataDir,
      JSON.stringify(names.map((displayName, n) => entry(n, { sourceIdentity: { id: `u-${n}`, displayName, identityType: 'User' } }))),
    );
    expect(await read(store, path)).toMatchObject({ fresh: names.length, unreadable: 0, cut: [] });
    expect(
      store
        .page({}, 0, 10)
        .events.map(({ from }) => from.name)
        .reverse()
        .slice(0, 5),
    ).toEqual(names.slice(0, 5));
  });

  it('with entries without id, time or status keeps these aside with their line', async () => {
    const dataDir = folder();
    const store = open(dataDir);
    const lines = [entry(1), entry(2, { id: undefined }), entry(3, { activityDateTime: '' }), entry(4, { provisioningStatusInfo: null })];
    expect(await read(store, file(dataDir, lines.map((line) => JSON.stringify(line)).join('\n')))).toMatchObject({ fresh: 1, unreadable: 3 });
    expect(store.aside(0, 10).map(({ line }) => line)).toEqual([2, 3, 4]);
  });

  it('is cut at every place without losing a whole event before the cut', async () => {
    const text = JSON.stringify([entry(1), entry(2, { note: 'a "quoted" \\ and {[ text' }), entry(3)]);
    const ends = [1, 2, 3].map((n) => (n === 3 ? text.length - 1 : text.indexOf(`,{"id":"e-${n + 1}"`)));
    for (let at = 20; at < text.length; at += 37) {
      const dataDir = folder();
      const { fresh, cut } = await read(open(dataDir), file(dataDir, text.slice(0, at)));
      expect({ at, fresh, cut }).toEqual({ at, fresh: ends.filter((end) => end <= at).length, cut: ['log.json'] });
    }
  });
});

describe('a disk that is full', () => {
  it('ends the import with nothing half-loaded', async () => {
    const dataDir = folder();
    const store = open(dataDir, { mostPages: 200 });
    await read(store, file(dataDir, JSON.stringify([entry(1)])));
    const big = Array.from({ length: 400 }, (_, n) =>
      entry(n + 2, { sourceIdentity: { id: `u-${n}`, displayName: `${n} `.repeat(3000), identityType: 'User' } }),
    );
    const thrown: unknown = await read(store, file(dataDir, JSON.stringify(big))).catch((each: unknown) => each);
    expect(describeFailure(thrown)).toEqual({
      code: 'storage.full',
      message: 'The disk is full, so nothing can be saved. Make room, then try again.',
    });
    expect(store.page({}, 0, 10)).toMatchObject({ total: 1, events: [{ id: 'e-1' }] });
    expect(await read(store, file(dataDir, JSON.stringify([entry(1), entry(2)])))).toMatchObject({ fresh: 1, known: 1 });
  });
});
