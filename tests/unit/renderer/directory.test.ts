// Snapshots and imports in the window's store, on a bridge of fixtures.
import { describe, expect, it } from 'vitest';
import type { Bridge } from '../../../contract/calls.ts';
import type { InspectedFile, Snapshot } from '../../../contract/directory.ts';
import { createStewardStore } from '../../../renderer/state/store.ts';
import { fakeBridge } from './fake-bridge.ts';
import { snapshot } from './fixtures/directory.ts';

const inspected: InspectedFile = {
  handle: 'h1',
  name: 'people.csv',
  bytes: 90,
  format: 'csv',
  encoding: 'utf-8',
  delimiter: ',',
  headers: ['key', 'upn'],
  firstRows: [['1', 'a@halden.example']],
  suggestedSet: 'users',
  suggestedColumns: { userName: 'upn' },
  remembered: false,
  problems: [],
};

type Directory = Bridge['directory'];

/** A store over a directory that keeps its snapshots and remembers what it was asked. */
function open(change: Partial<Directory> = {}, kept: readonly Snapshot[] = [snapshot]) {
  const fake = fakeBridge('filled');
  let snapshots = [...kept];
  const imports: Parameters<Directory['importFiles']>[0][] = [];
  const directory: Directory = {
    ...fake.bridge.directory,
    list: async () => ({ ok: true, value: { snapshots, selectedId: snapshots[0]?.id ?? null } }),
    remove: async ({ snapshotId }) => {
      snapshots = snapshots.filter(({ id }) => id !== snapshotId);
      return { ok: true, value: { done: true } };
    },
    chooseFile: async () => ({ ok: true, value: { file: inspected } }),
    importFiles: async (order) => {
      imports.push(order);
      return { ok: true, value: { runId: 'run-import' } };
    },
    ...change,
  };
  const store = createStewardStore({ ...fake.bridge, directory });
  store.getState().connectEvents();
  return { emit: fake.emit, state: () => store.getState(), imports, put: (more: Snapshot) => snapshots.push(more) };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('the list of snapshots', () => {
  it('is read again when the directory changed, once it was looked at', async () => {
    const { emit, state, put } = open();
    put({ ...snapshot, id: 's-2' });
    emit('changed', { topic: 'directory', revision: 1 });
    await settled();
    expect(state().snapshots).toBeUndefined();
    await state().loadSnapshots();
    put({ ...snapshot, id: 's-3' });
    emit('changed', { topic: 'directory', revision: 2 });
    await settled();
    expect(state().snapshots).toHaveLength(3);
  });

  it('says why it could not be read, and forgets it when it can', async () => {
    let broken = true;
    const { state } = open({
      list: async () =>
        broken
          ? { ok: false, error: { code: 'storage-closed', message: 'The folder of snapshots cannot be read.' } }
          : { ok: true, value: { snapshots: [], selectedId: null } },
    });
    await state().loadSnapshots();
    expect(state().snapshotsFailed).toBe('The folder of snapshots cannot be read.');
    broken = false;
    await state().loadSnapshots();
    expect(state()).toMatchObject({ snapshotsFailed: undefined, snapshots: [] });
  });

  it('loses what was removed, and says so', async () => {
    const { state } = open();
    await state().loadSnapshots();
    expect(await state().removeSnapshot(snapshot.id)).toBe(true);
    expect(state()).toMatchObject({ snapshots: [], snapshotId: null });
    expect(state().notices.at(-1)?.title).toBe('Snapshot removed from this machine');
  });

  it('keeps its choice when another one is refused', async () => {
    const { state } = open({ select: async () => ({ ok: false, error: { code: 'directory.absent', message: 'It is gone.' } }) });
    await state().loadSnapshots();
    await state().selectSnapshot('s-9');
    expect(state().snapshotId).toBe(snapshot.id);
    expect(state().notices.at(-1)).toMatchObject({ title: 'The snapshot was not chosen', text: 'It is gone.' });
  });
});

describe('an import', () => {
  it('sends for each file what it holds and which column is what, and forgets the files when its snapshot is there', async () => {
    const { state, imports } = open();
    expect(await state().addImportFile()).toBe('people.csv');
    state().matchColumn('h1', 'id', 'key');
    state().matchColumn('h1', 'userName', '');
    state().setImportName('  Before the move ');
    expect(await state().startImport()).toBe('run-import');
    expect(imports).toEqual([{ name: 'Before the move', files: [{ handle: 'h1', set: 'users', columns: { id: 'key' } }] }]);
    expect(state().importFiles).toHaveLength(1);
    state().importMade('run-of-another');
    expect(state().importFiles).toHaveLength(1);
    state().importMade('run-import');
    expect(state()).toMatchObject({ importFiles: [], importName: '' });
  });

  it('keeps the files when it is refused, in the words of the refusal', async () => {
    const { state } = open({
      importFiles: async () => ({ ok: false, error: { code: 'directory.file-forgotten', message: 'Choose the file again.' } }),
    });
    await state().addImportFile();
    expect(await state().startImport()).toBeUndefined();
    expect(state().importFiles).toHaveLength(1);
    expect(state().notices.at(-1)).toMatchObject({ title: 'The import did not start', text: 'Choose the file again.' });
  });

  it('takes the columns of what the administrator says a file holds', async () => {
    const { state } = open({
      inspectAs: async ({ set }) => ({
        ok: true,
        value: { ...inspected, handle: 'h2', suggestedSet: set, suggestedColumns: { groupId: 'key', memberId: 'upn' } },
      }),
    });
    await state().addImportFile();
    await state().changeImportFile('h1', 'memberships');
    expect(state().importFiles).toMatchObject([{ set: 'memberships', columns: { groupId: 'key', memberId: 'upn' }, inspected: { handle: 'h2' } }]);
  });

  it('adds nothing when no file was chosen', async () => {
    const { state } = open({ chooseFile: async () => ({ ok: true, value: { file: null } }) });
    expect(await state().addImportFile()).toBeUndefined();
    expect(state().importFiles).toEqual([]);
  });
});

describe('a comparison', () => {
  it('keeps how much of each kind changed beside the rows it gives', async () => {
    const { state } = open({
      compare: async () => ({
        ok: true,
        value: {
          changes: [{ kind: 'user-added', subject: 'Amara Okafor', detail: '' }],
          total: 1,
          counts: { 'user-added': 1 },
          notes: ['Groups were not read.'],
        },
      }),
    });
    const page = await state().readChanges({ beforeId: 'a', afterId: 'b', offset: 0, limit: 100 });
    expect(page).toMatchObject({ ok: true, value: { total: 1, rows: [{ subject: 'Amara Okafor' }] } });
    expect(state().comparisons['a..b']).toEqual({ counts: { 'user-added': 1 }, notes: ['Groups were not read.'] });
  });
});
