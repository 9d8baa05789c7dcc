// The provisioning log: which app is looked at, what its events are narrowed to, which columns stand, files chosen for an import. Kept while the
// app runs; events themselves are handed through, a table keeps the few pages it shows.
import type { CallInput, CallOutput, ReplyOf } from '../../contract/calls.ts';
import type { LogEvent, LogEventDetail, LogFile, LogFilter } from '../../contract/provisioning-log.ts';
import type { LogColumn } from '../words/provisioning-log.ts';
import { unwrap } from './host.ts';
import type { Slice } from './store.ts';

type Read<N extends 'logs.summary' | 'logs.chart' | 'logs.codes' | 'logs.event'> = (
  input: CallInput<N> & { readonly revision: number },
) => Promise<ReplyOf<CallOutput<N>>>;

type ReadAll<N extends 'logs.apps' | 'logs.imports'> = (input: { readonly revision: number }) => Promise<ReplyOf<CallOutput<N>>>;

/** The same question after the log changed is another one: `revision` says so and stays in the window. */
export interface LogPageQuestion extends CallInput<'logs.page'> {
  readonly revision: number;
}

export interface LogsSlice {
  /** Counts what was read since the window opened. */
  readonly logRevision: number;
  readonly logsChanged: () => void;
  readonly logAppKey: string | undefined;
  readonly chooseLogApp: (key: string) => void;
  /** Without the app. */
  readonly logFilter: LogFilter;
  /** Undefined or an empty list takes a condition away. */
  readonly changeLogFilter: (change: { readonly [K in keyof LogFilter]?: LogFilter[K] | undefined }) => void;
  readonly clearLogFilter: () => void;
  readonly logColumns: readonly LogColumn[];
  readonly setLogColumns: (columns: readonly LogColumn[]) => void;
  readonly logFiles: readonly LogFile[];
  /** Main asks for a file; gives its name, undefined when none was chosen. */
  readonly addLogFile: () => Promise<string | undefined>;
  readonly dropLogFile: (handle: string) => void;
  /** Gives the id of the run. */
  readonly startLogImport: () => Promise<string | undefined>;
  readonly logImportMade: () => void;
  readonly exportLog: (filter: LogFilter, format: 'csv' | 'json') => Promise<void>;
  readonly readLogApps: ReadAll<'logs.apps'>;
  readonly readLogImports: ReadAll<'logs.imports'>;
  readonly readLogSummary: Read<'logs.summary'>;
  readonly readLogChart: Read<'logs.chart'>;
  readonly readLogCodes: Read<'logs.codes'>;
  readonly readLogEvent: Read<'logs.event'>;
  readonly readLogPage: (question: LogPageQuestion) => Promise<ReplyOf<{ readonly rows: readonly LogEvent[]; readonly total: number }>>;
  /** The newest event of a filter with its explanation; null when there is none. */
  readonly readNewestEvent: (question: { readonly filter: LogFilter; readonly revision: number }) => Promise<ReplyOf<LogEventDetail | null>>;
}

const isGiven = (value: unknown) => value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0);

export const logsSlice: Slice<LogsSlice> = (bridge) => (set, get) => ({
  logRevision: 0,
  logsChanged: () => set(({ logRevision }) => ({ logRevision: logRevision + 1 })),
  logAppKey: undefined,
  chooseLogApp: (logAppKey) => set({ logAppKey }),
  logFilter: {},
  changeLogFilter: (change) =>
    set(({ logFilter }) => ({ logFilter: Object.fromEntries(Object.entries({ ...logFilter, ...change }).filter(([, value]) => isGiven(value))) })),
  clearLogFilter: () => set({ logFilter: {} }),
  logColumns: ['status', 'object', 'action', 'code', 'at'],
  setLogColumns: (logColumns) => set({ logColumns }),
  logFiles: [],
  addLogFile: async () => {
    const answer = await get().attempt('The file could not be chosen', () => unwrap(bridge.logs.chooseFile({})));
    const file = answer?.file;
    if (file === undefined || file === null) return undefined;
    set(({ logFiles }) => ({ logFiles: [...logFiles, file] }));
    return file.name;
  },
  dropLogFile: (handle) => set(({ logFiles }) => ({ logFiles: logFiles.filter((file) => file.handle !== handle) })),
  startLogImport: async () => {
    const handles = get().logFiles.map(({ handle }) => handle);
    const started = await get().attempt('The import did not start', () => unwrap(bridge.logs.importFiles({ handles })));
    return started?.runId;
  },
  logImportMade: () => set({ logFiles: [] }),
  exportLog: async (filter, format) => {
    const answer = await get().attempt('Nothing was saved', () => unwrap(bridge.logs.export({ filter, format })));
    const saved = answer?.saved;
    if (saved === undefined || saved === null) return;
    get().notify({
      intent: 'success',
      title: `${saved.events.toLocaleString('en')} ${saved.events === 1 ? 'event' : 'events'} saved`,
      text: saved.path,
    });
  },
  readLogApps: () => bridge.logs.apps({}),
  readLogImports: () => bridge.logs.imports({}),
  readLogSummary: ({ filter }) => bridge.logs.summary({ filter }),
  readLogChart: ({ filter, buckets }) => bridge.logs.chart({ filter, buckets }),
  readLogCodes: ({ filter }) => bridge.logs.codes({ filter }),
  readLogEvent: ({ id }) => bridge.logs.event({ id }),
  readLogPage: async ({ filter, offset, limit }) => {
    const reply = await bridge.logs.page({ filter, offset, limit });
    return reply.ok ? { ok: true, value: { rows: reply.value.events, total: reply.value.total } } : reply;
  },
  readNewestEvent: async ({ filter }) => {
    const reply = await bridge.logs.page({ filter, offset: 0, limit: 1 });
    if (!reply.ok) return reply;
    const [newest] = reply.value.events;
    return newest === undefined ? { ok: true, value: null } : bridge.logs.event({ id: newest.id });
  },
});
