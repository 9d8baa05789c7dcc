// Runs as they are watched. Promise: a newer snapshot is never replaced by an older one, a late watcher misses nothing,
// and each run is read at most once at a time however many events arrive.
import type { Exchange, Run } from '../../contract/common.ts';
import type { Earlier } from '../words/progress.ts';
import { spokenChange } from '../words/spoken.ts';
import { unwrap } from './host.ts';
import type { Slice } from './store.ts';

export interface RunsSlice {
  readonly runs: Readonly<Record<string, Run>>;
  /** Runs that main does not have (removed, or never were). */
  readonly missingRuns: Readonly<Record<string, true>>;
  readonly exchanges: Readonly<Record<string, Exchange>>;
  /** For a run that lives on screen: the newest one before it that ended and was asked to do the same. */
  readonly earlierRuns: Readonly<Record<string, Earlier>>;
  readonly watchRun: (id: string) => Promise<void>;
  readonly unwatchRun: (id: string) => Promise<void>;
  /** An event said that the run stands at `revision` now. */
  readonly runChanged: (id: string, revision: number) => Promise<void>;
  readonly cancelRun: (id: string) => Promise<void>;
  readonly loadExchanges: (runId: string, ids: readonly string[]) => Promise<void>;
}

export const runsSlice: Slice<RunsSlice> = (bridge) => (set, get) => {
  const watchers = new Map<string, number>();
  const newest = new Map<string, number>();
  const reading = new Set<string>();

  const keep = (run: Run) => {
    const known = get().runs[run.id];
    if (known !== undefined && known.revision >= run.revision) return;
    set((state) => ({ runs: { ...state.runs, [run.id]: run } }));
    const sentence = spokenChange(known, run);
    if (sentence !== '') get().announce(sentence);
    if (known === undefined && run.state === 'running') void findEarlier(run);
  };

  const asked = ({ options: { scimUrl: _where, ...rest }, faults }: Run) => JSON.stringify([Object.entries(rest).sort(), [...faults].sort()]);

  /** Only for the time left: what cannot be read leaves it unknown, and nobody is bothered with it. */
  async function findEarlier(run: Run): Promise<void> {
    const { id, kind, connectionId } = run;
    const listed = await bridge.runs.list({ connectionId, kind, offset: 0, limit: 10 });
    let found: Earlier = 'none';
    for (const { id: other, state } of listed.ok ? listed.value.runs : []) {
      if (other === id || state !== 'finished') continue;
      const read = await bridge.runs.get({ id: other });
      if (!read.ok || asked(read.value) !== asked(run)) continue;
      found = read.value;
      break;
    }
    set((state) => ({ earlierRuns: { ...state.earlierRuns, [id]: found } }));
  }

  return {
    runs: {},
    missingRuns: {},
    exchanges: {},
    earlierRuns: {},
    watchRun: async (id) => {
      const count = watchers.get(id) ?? 0;
      watchers.set(id, count + 1);
      if (count > 0) return;
      const run = await get().attempt('The run could not be opened', () => unwrap(bridge.runs.watch({ id })));
      if (run === undefined) set((state) => ({ missingRuns: { ...state.missingRuns, [id]: true } }));
      else keep(run);
      const told = newest.get(id);
      if (told !== undefined) await get().runChanged(id, told);
    },
    unwatchRun: async (id) => {
      const count = watchers.get(id) ?? 0;
      if (count > 1) {
        watchers.set(id, count - 1);
        return;
      }
      watchers.delete(id);
      if (count === 1) await get().attempt('The run is still watched', () => unwrap(bridge.runs.unwatch({ id })));
    },
    runChanged: async (id, revision) => {
      newest.set(id, Math.max(newest.get(id) ?? 0, revision));
      if (!watchers.has(id) || reading.has(id)) return;
      reading.add(id);
      try {
        while ((get().runs[id]?.revision ?? -1) < (newest.get(id) ?? 0)) {
          const before = get().runs[id]?.revision ?? -1;
          const run = await get().attempt('The run could not be read', () => unwrap(bridge.runs.get({ id })));
          if (run === undefined) return;
          keep(run);
          if (run.revision <= before) return;
        }
      } finally {
        reading.delete(id);
      }
    },
    cancelRun: async (id) => {
      await get().attempt('The run was not stopped', () => unwrap(bridge.runs.cancel({ id })));
    },
    loadExchanges: async (runId, ids) => {
      const wanted = ids.filter((id) => get().exchanges[id] === undefined).slice(0, 200);
      if (wanted.length === 0) return;
      const answer = await get().attempt('The requests could not be read', () => unwrap(bridge.runs.exchanges({ id: runId, ids: wanted })));
      if (answer === undefined) return;
      set((state) => ({ exchanges: { ...state.exchanges, ...Object.fromEntries(answer.exchanges.map((exchange) => [exchange.id, exchange])) } }));
    },
  };
};
