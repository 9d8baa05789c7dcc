// What the directory screens need beside the list of snapshots: pages of rows on request, what was searched, the files chosen for an import.
// Rows are handed through and not kept: a table keeps the few pages it shows.
import type { CallInput, ReplyOf } from '../../contract/calls.ts';
import type { AsideRow, GroupRow, InspectedFile, SnapshotChange, UserRow } from '../../contract/directory.ts';
import { type ChosenFile, chosenFrom } from '../words/import-files.ts';
import { unwrap } from './host.ts';
import type { Slice } from './store.ts';

type Page<R> = Promise<ReplyOf<{ readonly rows: readonly R[]; readonly total: number }>>;

export interface UserQuery extends Pick<CallInput<'directory.users'>, 'search' | 'filter'> {}
export interface GroupQuery extends Pick<CallInput<'directory.groups'>, 'search' | 'filter'> {}
/** What a comparison says beside its rows. */
export interface Comparison {
  readonly counts: Readonly<Record<string, number>>;
  readonly notes: readonly string[];
}

export interface DirectorySlice {
  readonly userQuery: UserQuery;
  readonly groupQuery: GroupQuery;
  /** Files of an import that has not made its snapshot yet, and what it shall be called. */
  readonly importFiles: readonly ChosenFile[];
  readonly importName: string;
  /** The last run that was started with these files. */
  readonly importRunId: string | undefined;
  readonly readUsers: (query: CallInput<'directory.users'>) => Page<UserRow>;
  readonly readGroups: (query: CallInput<'directory.groups'>) => Page<GroupRow>;
  readonly readAside: (query: CallInput<'directory.aside'>) => Page<AsideRow>;
  readonly readChanges: (query: CallInput<'directory.compare'>) => Page<SnapshotChange>;
  /** By `before..after`, as the comparison said them last. */
  readonly comparisons: Readonly<Record<string, Comparison>>;
  readonly setUserQuery: (change: Partial<UserQuery>) => void;
  readonly setGroupQuery: (change: Partial<GroupQuery>) => void;
  readonly setImportName: (name: string) => void;
  /** Main asks for a file; gives its name, undefined when none was chosen. */
  readonly addImportFile: () => Promise<string | undefined>;
  readonly changeImportFile: (handle: string, set: Exclude<InspectedFile['suggestedSet'], 'graph-json'>) => Promise<void>;
  /** An empty header takes the field away. */
  readonly matchColumn: (handle: string, field: string, header: string) => void;
  readonly dropImportFile: (handle: string) => void;
  /** Gives the id of the run. The files stay chosen until it made its snapshot, so that one that fails can be put right. */
  readonly startImport: () => Promise<string | undefined>;
  /** A run made its snapshot: if it was the import of the chosen files, they are done with. */
  readonly importMade: (runId: string) => void;
  /** A new snapshot of the same source, by what changed; answers its run. */
  readonly refreshSnapshot: (snapshotId: string) => Promise<string | undefined>;
  readonly takeSnapshot: (order: CallInput<'directory.take'>) => Promise<string | undefined>;
  readonly saveExportScript: () => Promise<void>;
}

export const directorySlice: Slice<DirectorySlice> = (bridge) => (set, get) => {
  const changeFile = (handle: string, change: (file: ChosenFile) => ChosenFile) =>
    set(({ importFiles }) => ({ importFiles: importFiles.map((file) => (file.inspected.handle === handle ? change(file) : file)) }));
  return {
    userQuery: { search: '', filter: 'all' },
    groupQuery: { search: '', filter: 'all' },
    importFiles: [],
    importName: '',
    importRunId: undefined,
    comparisons: {},
    readUsers: (query) => bridge.directory.users(query),
    readGroups: (query) => bridge.directory.groups(query),
    readAside: (query) => bridge.directory.aside(query),
    readChanges: async (query) => {
      const reply = await bridge.directory.compare(query);
      if (!reply.ok) return reply;
      const { changes: rows, total, counts, notes } = reply.value;
      set((state) => ({ comparisons: { ...state.comparisons, [`${query.beforeId}..${query.afterId}`]: { counts, notes } } }));
      return { ok: true, value: { rows, total } };
    },
    setUserQuery: (change) => set((state) => ({ userQuery: { ...state.userQuery, ...change } })),
    setGroupQuery: (change) => set((state) => ({ groupQuery: { ...state.groupQuery, ...change } })),
    setImportName: (importName) => set({ importName }),
    addImportFile: async () => {
      const answer = await get().attempt('The file could not be read', () => unwrap(bridge.directory.chooseFile({})));
      if (answer === undefined || answer.file === null) return undefined;
      const added = chosenFrom(answer.file);
      set((state) => ({ importFiles: [...state.importFiles, added] }));
      return answer.file.name;
    },
    changeImportFile: async (handle, wanted) => {
      const inspected = await get().attempt('The file could not be read again', () => unwrap(bridge.directory.inspectAs({ handle, set: wanted })));
      if (inspected !== undefined) changeFile(handle, () => ({ ...chosenFrom(inspected), set: wanted }));
    },
    matchColumn: (handle, field, header) =>
      changeFile(handle, (file) => {
        const { [field]: _before, ...others } = file.columns;
        return { ...file, columns: header === '' ? others : { ...others, [field]: header } };
      }),
    dropImportFile: (handle) => set(({ importFiles }) => ({ importFiles: importFiles.filter((file) => file.inspected.handle !== handle) })),
    startImport: async () => {
      const { importFiles, importName } = get();
      const files = importFiles.map((file) => ({ handle: file.inspected.handle, set: file.set, columns: { ...file.columns } }));
      const started = await get().attempt('The import did not start', () => unwrap(bridge.directory.importFiles({ name: importName.trim(), files })));
      if (started === undefined) return undefined;
      set({ importRunId: started.runId });
      return started.runId;
    },
    importMade: (runId) => {
      if (get().importRunId === runId) set({ importFiles: [], importName: '', importRunId: undefined });
    },
    refreshSnapshot: async (snapshotId) => {
      const started = await get().attempt('The snapshot was not refreshed', () => unwrap(bridge.directory.refresh({ snapshotId, name: '' })));
      return started?.runId;
    },
    takeSnapshot: async (order) => {
      const started = await get().attempt('No snapshot was taken', () => unwrap(bridge.directory.take(order)));
      return started?.runId;
    },
    saveExportScript: async () => {
      const saved = await get().attempt('The script was not saved', () => unwrap(bridge.directory.saveExportScript({})));
      if (saved?.path) get().notify({ intent: 'success', title: 'Export script saved', text: saved.path });
    },
  };
};
