// Directory snapshots as the window and the terminal call them: list, choose, look into, compare, import from files or a live source.
// Everything heavy happens in the directory worker; paths of files stay here, the window has handles.
import type { Handlers } from '../../../contract/calls.ts';
import type { InspectedFile, Snapshot } from '../../../contract/directory.ts';
import { Refusal } from '../../platform/refusal.ts';
import { timeWords } from '../../platform/time-words.ts';
import { fileSets } from '../../protocols/files/columns.ts';
import type { Inspected } from '../../protocols/files/inspect.ts';
import { exportScript } from './export-script.ts';
import { rememberColumns, rememberedColumns } from './file-choices.ts';
import type { DirectoryPorts, LiveSource, WantedSet } from './ports.ts';
import { runFileImport, runTake } from './run.ts';

export type * from './ports.ts';

type DirectoryCall = Extract<keyof Handlers, `directory.${string}`>;

export interface DirectoryFeature {
  readonly handlers: Pick<Handlers, DirectoryCall>;
  /** A file by its path, for the terminal; the window chooses by dialog. */
  inspect(path: string, wanted?: WantedSet): Promise<InspectedFile>;
  /** The snapshot that screens and analysis are about; the newest when none was chosen. */
  selectedId(): Promise<string | null>;
}

const selectedKey = 'selected-snapshot';
const filesConnection = { id: 'files', name: 'Files', idp: 'other', practice: false, production: false } as const;

interface LiveOrder {
  readonly connectionId: string;
  readonly source: LiveSource;
  readonly name: string;
  readonly faults: readonly string[];
  /** The snapshot to be refreshed. */
  readonly of: Snapshot | undefined;
}

export function createDirectoryFeature(ports: DirectoryPorts): DirectoryFeature {
  const { ask, settings } = ports;
  const chosen = new Map<string, { readonly path: string; readonly file: Inspected }>();

  async function inspect(path: string, wanted?: WantedSet): Promise<InspectedFile> {
    const file = await ask('directory.inspect', { path, ...(wanted === undefined ? {} : { wanted }) });
    const handle = ports.random.uuid();
    chosen.set(handle, { path, file });
    const { form: _form, ...shown } = file;
    return { ...shown, ...(await rememberedColumns(settings, file, wanted)), handle };
  }

  async function list(): Promise<{ readonly snapshots: Snapshot[]; readonly selectedId: string | null }> {
    const snapshots = [...(await ask('directory.list', {}))];
    const wanted = await settings.get(selectedKey);
    return { snapshots, selectedId: snapshots.find(({ id }) => id === wanted)?.id ?? snapshots[0]?.id ?? null };
  }

  function fileOf(handle: string) {
    const found = chosen.get(handle);
    if (found === undefined) throw new Refusal('directory.file-forgotten', 'The file was chosen before SCIM Steward was started. Choose it again.');
    return found;
  }

  async function takeLive({ connectionId, source, name, faults, of }: LiveOrder): Promise<{ readonly runId: string }> {
    const connection = await ports.requireConnection(connectionId);
    const now = ports.clock.now();
    const head = {
      id: ports.random.uuid(),
      name: name.trim() === '' ? `${connection.name}, ${timeWords(now)}` : name.trim(),
      source,
      vantage: source === 'scim' ? 'the target' : 'the IdP',
      connectionId,
      practice: connection.practice,
      takenAt: now,
    } as const;
    return ports.sources.take({ connection, source, faults }, async (job, read) => {
      const outcome = await runTake(ask, job, { head, of }, read);
      ports.changed();
      return outcome;
    });
  }

  const handlers: Pick<Handlers, DirectoryCall> = {
    'directory.list': list,
    'directory.select': async ({ snapshotId }) => {
      await ask('directory.snapshot', { snapshotId });
      await settings.set(selectedKey, snapshotId);
      ports.changed();
      return { done: true };
    },
    'directory.remove': async ({ snapshotId }) => {
      await ask('directory.snapshot', { snapshotId });
      await ask('directory.remove', { snapshotId });
      ports.changed();
      return { done: true };
    },
    'directory.rename': async ({ snapshotId, name }) => {
      const renamed = await ask('directory.rename', { snapshotId, name: name.trim() });
      ports.changed();
      return renamed;
    },
    'directory.users': async (query) => mutable(await ask('directory.users', query)),
    'directory.groups': async (query) => mutable(await ask('directory.groups', query)),
    'directory.aside': async (query) => mutable(await ask('directory.aside', query)),
    'directory.chooseFile': async () => {
      const path = await ports.dialogs.openFile({
        title: 'Choose a file of users, groups or memberships',
        filters: [{ name: 'CSV or JSON', extensions: ['csv', 'tsv', 'txt', 'json', 'jsonl', 'ndjson'] }],
      });
      return { file: path === null ? null : await inspect(path) };
    },
    'directory.inspectAs': async ({ handle, set }) => inspect(fileOf(handle).path, set),
    'directory.importFiles': async ({ name, files }) => {
      const now = ports.clock.now();
      const opened = files.map(({ handle, set, columns }) => ({ ...fileOf(handle), set, columns }));
      const orders = opened.flatMap(({ path, file, set, columns }) => {
        const csvSet = fileSets.find((one) => one === set);
        if (csvSet === undefined || file.format === 'json') return [];
        return [{ path, name: file.name, set: csvSet, form: file.form, columns, headers: file.headers }];
      });
      const json = opened.flatMap(({ path, file }) => (file.format === 'json' ? [{ path, name: file.name, encoding: file.form.encoding }] : []));
      const head = {
        id: ports.random.uuid(),
        name: name.trim() === '' ? `Files, ${timeWords(now)}` : name.trim(),
        source: 'files',
        vantage: 'a file',
        connectionId: null,
        practice: false,
        takenAt: now,
      } as const;
      const start = {
        kind: 'directory-import',
        connection: filesConnection,
        options: { name: head.name, source: 'files', files: opened.map(({ file }) => file.name).join(', ') },
        faults: [],
        crash: 'discard',
      } as const;
      const { runId, finished } = await ports.startRun(start, (job) => runFileImport(ask, job, { head, files: orders, json }));
      void finished.then(async (run) => {
        if (run.state === 'finished' && run.verdict !== 'failed') await rememberColumns(settings, orders);
        ports.changed();
      });
      return { runId };
    },
    'directory.take': ({ connectionId, source, name, faults = [] }) => takeLive({ connectionId, source, name, faults, of: undefined }),
    'directory.refresh': async ({ snapshotId, name, faults = [] }) => {
      const of = await ask('directory.snapshot', { snapshotId });
      if (of.source !== 'entra' || of.connectionId === null)
        throw new Refusal('directory.no-refresh', `“${of.name}” is not from Entra: only there can be asked what changed. Take a new snapshot.`);
      return takeLive({ connectionId: of.connectionId, source: 'entra', name, faults, of });
    },
    'directory.compare': (query) => ports.askLong('directory.compare', query),
    'directory.saveExportScript': async ({ cloud, scimApp, ssoApp }) => {
      const known = await ports.exportDefaults();
      const text = exportScript({ cloud: cloud ?? known.cloud, scimApp: scimApp ?? known.scimApp, ssoApp: ssoApp ?? known.ssoApp });
      return { path: await ports.saveScript({ title: 'Save the export script for Entra', name: 'export-entra.ps1', text }) };
    },
  };
  return { handlers, inspect, selectedId: async () => (await list()).selectedId };
}

const mutable = <T>({ rows, total }: { readonly rows: readonly T[]; readonly total: number }) => ({ rows: [...rows], total });
