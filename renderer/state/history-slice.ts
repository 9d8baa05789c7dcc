// The table of runs: one page of it, a comparison, the retention. Paged by main; never all rows at once.
import type { RunKind, RunSummary } from '../../contract/common.ts';
import type { Comparison, ReportFormat } from '../../contract/runs.ts';
import { unwrap } from './host.ts';
import type { Slice } from './store.ts';

export const pageSize = 25;

export interface HistoryQuery {
  readonly offset: number;
  readonly kind: RunKind | 'all';
  readonly of: 'this connection' | 'all connections';
}

export interface HistorySlice {
  readonly historyQuery: HistoryQuery;
  readonly history: { readonly runs: readonly RunSummary[]; readonly total: number } | undefined;
  readonly comparison: Comparison | undefined;
  readonly retentionDays: number | undefined;
  readonly loadHistory: (change: Partial<HistoryQuery>) => Promise<void>;
  /** Reads again what is shown, when something is shown. */
  readonly refreshHistory: () => Promise<void>;
  readonly removeRun: (id: string) => Promise<void>;
  /** In whatever order the two were chosen: the one that began earlier is the one before. */
  readonly compareRuns: (one: string, other: string) => Promise<void>;
  readonly exportRun: (id: string, format: ReportFormat) => Promise<void>;
  readonly loadRetention: () => Promise<void>;
  readonly setRetention: (days: number) => Promise<void>;
}

export const historySlice: Slice<HistorySlice> = (bridge) => (set, get) => {
  let lastAsked = 0;
  return {
    historyQuery: { offset: 0, kind: 'all', of: 'all connections' },
    history: undefined,
    comparison: undefined,
    retentionDays: undefined,
    loadHistory: async (change) => {
      const query = { ...get().historyQuery, ...change };
      set({ historyQuery: query });
      lastAsked += 1;
      const asked = lastAsked;
      const selected = get().selectedId;
      const history = await get().attempt('The history could not be read', () =>
        unwrap(
          bridge.runs.list({
            offset: query.offset,
            limit: pageSize,
            ...(query.kind === 'all' ? {} : { kind: query.kind }),
            ...(query.of === 'this connection' && selected !== null ? { connectionId: selected } : {}),
          }),
        ),
      );
      if (history !== undefined && asked === lastAsked) set({ history });
    },
    refreshHistory: async () => {
      if (get().history !== undefined) await get().loadHistory({});
    },
    removeRun: async (id) => {
      const done = await get().attempt('The run was not deleted', () => unwrap(bridge.runs.remove({ id })));
      if (done === undefined) return;
      get().notify({ intent: 'success', title: 'Run deleted' });
      await get().loadHistory({});
    },
    compareRuns: async (one, other) => {
      set({ comparison: undefined });
      const comparison = await get().attempt('The runs could not be compared', async () => {
        const asChosen = unwrap(bridge.runs.compare({ before: one, after: other }));
        const { before, after } = await asChosen;
        return before.startedAt <= after.startedAt ? asChosen : unwrap(bridge.runs.compare({ before: other, after: one }));
      });
      if (comparison !== undefined) set({ comparison });
    },
    exportRun: async (id, format) => {
      const answer = await get().attempt('The run was not exported', () => unwrap(bridge.runs.exportFile({ id, format })));
      if (answer?.path) get().notify({ intent: 'success', title: 'Report written, secrets removed', text: answer.path });
    },
    loadRetention: async () => {
      const answer = await get().attempt('The retention could not be read', () => unwrap(bridge.runs.retention({})));
      if (answer !== undefined) set({ retentionDays: answer.days });
    },
    setRetention: async (days) => {
      const answer = await get().attempt('The retention was not changed', () => unwrap(bridge.runs.setRetention({ days })));
      if (answer === undefined) return;
      set({ retentionDays: answer.days });
      get().notify({ intent: 'success', title: `Runs are kept for ${answer.days} days` });
    },
  };
};
