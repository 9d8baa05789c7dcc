// The guided connection test: its start, the two columns, and the ingress helper for the case where the IdP cannot reach the domain.
import type { CallInput, CallOutput } from '../../contract/calls.ts';
import type { IdpOutcome, IngressInput, IngressResult } from '../../contract/connection-test.ts';
import { unwrap } from './host.ts';
import type { Slice } from './store.ts';

export interface ConnectionTestSlice {
  readonly columns: Readonly<Record<string, CallOutput<'connection-test.columns'>>>;
  /** By connection: what was worked out for one says nothing about another. */
  readonly ingress: Readonly<Record<string, IngressResult>>;
  readonly loadColumns: (connectionId: string) => Promise<void>;
  readonly startConnectionTest: (input: CallInput<'connection-test.start'>) => Promise<string | undefined>;
  readonly reportIdp: (connectionId: string, outcome: IdpOutcome, pasted: string) => Promise<void>;
  /** Entra tests the credentials it has saved; its answer fills the second column. */
  readonly askIdp: (connectionId: string) => Promise<void>;
  readonly checkIngress: (input: IngressInput) => Promise<void>;
  readonly chooseServiceTags: () => Promise<{ readonly path: string | null; readonly text: string } | undefined>;
}

export const connectionTestSlice: Slice<ConnectionTestSlice> = (bridge) => (set, get) => ({
  columns: {},
  ingress: {},
  loadColumns: async (connectionId) => {
    const columns = await get().attempt('The verdict could not be read', () => unwrap(bridge['connection-test'].columns({ connectionId })));
    if (columns !== undefined) set((state) => ({ columns: { ...state.columns, [connectionId]: columns } }));
  },
  startConnectionTest: async (input) => {
    const started = await get().attempt('The connection test did not start', () => unwrap(bridge['connection-test'].start(input)));
    if (started === undefined) return undefined;
    get().announce('Connection test started');
    await get().loadColumns(input.connectionId);
    return started.runId;
  },
  reportIdp: async (connectionId, outcome, pasted) => {
    const verdict = await get().attempt('The report was not kept', () =>
      unwrap(bridge['connection-test'].reportIdp({ connectionId, outcome, pasted })),
    );
    if (verdict === undefined) return;
    get().announce(verdict.together);
    await get().loadColumns(connectionId);
  },
  askIdp: async (connectionId) => {
    const columns = await get().attempt('Entra did not answer', () => unwrap(bridge['connection-test'].askIdp({ connectionId })));
    if (columns === undefined) return;
    set((state) => ({ columns: { ...state.columns, [connectionId]: columns } }));
    get().announce(columns.together);
  },
  checkIngress: async (input) => {
    const ingress = await get().attempt('The ranges could not be compared', () => unwrap(bridge['connection-test'].ingress(input)));
    if (ingress === undefined) return;
    set((state) => ({ ingress: { ...state.ingress, [input.connectionId]: ingress } }));
    get().announce(ingress.conclusion);
  },
  chooseServiceTags: () => get().attempt('The file could not be read', () => unwrap(bridge['connection-test'].chooseServiceTags({}))),
});
