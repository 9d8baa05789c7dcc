// The test sync: options lead to a consent text, the consent leads to a run; and what dead runs left behind.
import type { RunSummary } from '../../contract/common.ts';
import type { Consent, Leftover, TestSyncOptions } from '../../contract/test-sync.ts';
import { unwrap } from './host.ts';
import type { Slice } from './store.ts';

export interface TestSyncSlice {
  readonly consent: { readonly options: TestSyncOptions; readonly consent: Consent } | undefined;
  readonly leftovers: readonly Leftover[] | undefined;
  /** The newest test sync or clean-up of a connection; null when there was none. */
  readonly latestSync: Readonly<Record<string, RunSummary | null>>;
  readonly askConsent: (options: TestSyncOptions) => Promise<void>;
  readonly withdrawConsent: () => void;
  readonly startTestSync: () => Promise<string | undefined>;
  readonly loadLatestSync: (connectionId: string) => Promise<void>;
  readonly loadLeftovers: () => Promise<void>;
  readonly cleanUp: (runId: string) => Promise<void>;
}

export const testSyncSlice: Slice<TestSyncSlice> = (bridge) => (set, get) => ({
  consent: undefined,
  leftovers: undefined,
  latestSync: {},
  askConsent: async (options) => {
    const consent = await get().attempt('The test sync cannot be prepared', () => unwrap(bridge['test-sync'].consent(options)));
    if (consent !== undefined) set({ consent: { options, consent } });
  },
  withdrawConsent: () => set({ consent: undefined }),
  startTestSync: async () => {
    const given = get().consent;
    if (given === undefined) return undefined;
    const started = await get().attempt('The test sync did not start', () =>
      unwrap(bridge['test-sync'].start({ options: given.options, consentId: given.consent.consentId })),
    );
    set({ consent: undefined });
    if (started === undefined) return undefined;
    get().announce('Test sync started');
    await get().loadLatestSync(given.options.connectionId);
    return started.runId;
  },
  loadLatestSync: async (connectionId) => {
    const answer = await get().attempt('Earlier test syncs could not be read', () =>
      unwrap(bridge.runs.list({ connectionId, kind: 'test-sync', offset: 0, limit: 1 })),
    );
    if (answer !== undefined) set((state) => ({ latestSync: { ...state.latestSync, [connectionId]: answer.runs[0] ?? null } }));
  },
  loadLeftovers: async () => {
    const answer = await get().attempt('Leftovers could not be listed', () => unwrap(bridge['test-sync'].leftovers({})));
    if (answer !== undefined) set({ leftovers: answer.leftovers });
  },
  cleanUp: async (runId) => {
    const started = await get().attempt('Clean-up did not start', () => unwrap(bridge['test-sync'].cleanUp({ runId })));
    if (started === undefined) return;
    get().announce('Clean-up started');
    get().navigate({ screen: 'runs', id: started.runId });
  },
});
