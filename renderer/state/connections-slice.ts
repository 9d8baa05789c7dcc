// Connections and what belongs to them: the chosen one, cards, locks, receipts. A secret passes through here once and is never kept.
import type { CallInput } from '../../contract/calls.ts';
import type { Advice, Connection, ConnectionDraft, CredentialCard, LockState, ParsedPaste, Receipt } from '../../contract/connections.ts';
import { unwrap } from './host.ts';
import type { Slice } from './store.ts';

export interface ConnectionsSlice {
  readonly connections: readonly Connection[] | undefined;
  readonly selectedId: string | null;
  /** Whether each connection may be written to, as it was when the list was read. */
  readonly locks: Readonly<Record<string, LockState>>;
  readonly cards: Readonly<Record<string, CredentialCard>>;
  readonly receipts: Readonly<Record<string, readonly Receipt[]>>;
  /** What was entered and not saved, by connection, `new` for one that is not saved yet. Never a secret. */
  readonly drafts: Readonly<Record<string, ConnectionDraft>>;
  readonly loadConnections: () => Promise<void>;
  readonly loadCard: (id: string) => Promise<void>;
  readonly selectConnection: (id: string) => Promise<void>;
  /** Keeps what was entered until it is saved or dropped; `undefined` drops it. */
  readonly keepDraft: (of: string, draft: ConnectionDraft | undefined) => void;
  readonly saveConnection: (draft: ConnectionDraft) => Promise<Connection | undefined>;
  readonly removeConnection: (id: string) => Promise<boolean>;
  readonly duplicateConnection: (id: string) => Promise<Connection | undefined>;
  readonly setSecret: (id: string, secret: CallInput<'connections.setSecret'>['secret']) => Promise<boolean>;
  readonly clearSecret: (id: string) => Promise<void>;
  readonly parsePaste: (text: string) => Promise<ParsedPaste | undefined>;
  readonly advise: (draft: ConnectionDraft) => Promise<{ readonly advice: readonly Advice[]; readonly realm?: string | undefined } | undefined>;
  readonly chooseCaFile: () => Promise<string | null>;
  readonly exportConnections: (ids: readonly string[]) => Promise<void>;
  readonly importConnections: () => Promise<void>;
  readonly unlock: (id: string, reason: string, minutes: number) => Promise<boolean>;
  readonly lock: (id: string) => Promise<void>;
  readonly loadReceipts: (id: string) => Promise<void>;
}

export const connectionsSlice: Slice<ConnectionsSlice> = (bridge) => (set, get) => ({
  connections: undefined,
  selectedId: null,
  locks: {},
  cards: {},
  receipts: {},
  drafts: {},
  loadConnections: async () => {
    const answer = await get().attempt('The connections could not be read', () => unwrap(bridge.connections.list({})));
    if (answer === undefined) return;
    set({ connections: answer.connections, selectedId: answer.selectedId, locks: answer.locks });
    if (answer.selectedId !== null) await get().loadCard(answer.selectedId);
  },
  loadCard: async (id) => {
    const card = await get().attempt('The connection could not be read', () => unwrap(bridge.connections.card({ id })));
    if (card !== undefined) set((state) => ({ cards: { ...state.cards, [id]: card }, locks: { ...state.locks, [id]: card.lock } }));
  },
  selectConnection: async (id) => {
    const done = await get().attempt('The connection was not switched', () => unwrap(bridge.connections.select({ id })));
    if (done === undefined) return;
    set({ selectedId: id });
    await Promise.all([get().loadCard(id), get().loadOverview()]);
  },
  keepDraft: (of, draft) =>
    set(({ drafts }) => {
      const { [of]: _before, ...others } = drafts;
      return { drafts: draft === undefined ? others : { ...others, [of]: draft } };
    }),
  saveConnection: async (draft) => {
    const saved = await get().attempt('The connection was not saved', () => unwrap(bridge.connections.save(draft)));
    if (saved !== undefined) await get().loadConnections();
    return saved;
  },
  removeConnection: async (id) => {
    const done = await get().attempt('The connection was not deleted', () => unwrap(bridge.connections.remove({ id })));
    if (done === undefined) return false;
    await Promise.all([get().loadConnections(), get().loadOverview()]);
    get().notify({ intent: 'success', title: 'Connection and its secret deleted' });
    return true;
  },
  duplicateConnection: async (id) => {
    const copy = await get().attempt('The connection was not duplicated', () => unwrap(bridge.connections.duplicate({ id })));
    if (copy === undefined) return undefined;
    await get().loadConnections();
    get().notify({ intent: 'success', title: `${copy.name} made`, text: 'It has no secret yet: enter one under Edit.' });
    return copy;
  },
  setSecret: async (id, secret) => {
    const status = await get().attempt('The secret was not kept', () => unwrap(bridge.connections.setSecret({ id, secret })));
    if (status === undefined) return false;
    await get().loadCard(id);
    return true;
  },
  clearSecret: async (id) => {
    await get().attempt('The secret was not removed', () => unwrap(bridge.connections.clearSecret({ id })));
    await get().loadCard(id);
  },
  parsePaste: (text) => get().attempt('The pasted text could not be read', () => unwrap(bridge.connections.parsePaste({ text }))),
  advise: (draft) => get().attempt('The fields could not be checked', () => unwrap(bridge.connections.advise(draft))),
  chooseCaFile: async () => {
    const answer = await get().attempt('No file was chosen', () => unwrap(bridge.connections.chooseCaFile({})));
    return answer?.path ?? null;
  },
  exportConnections: async (ids) => {
    const answer = await get().attempt('Nothing was exported', () => unwrap(bridge.connections.exportFile({ ids: [...ids] })));
    if (answer?.path) get().notify({ intent: 'success', title: 'Connections exported without secrets', text: answer.path });
  },
  importConnections: async () => {
    const answer = await get().attempt('Nothing was imported', () => unwrap(bridge.connections.importFile({})));
    if (answer === undefined || answer.imported.length + answer.refused.length === 0) return;
    await get().loadConnections();
    get().notify({
      intent: answer.refused.length > 0 ? 'warning' : 'success',
      title: `${answer.imported.length} imported, ${answer.refused.length} refused`,
      ...(answer.refused.length > 0 ? { text: answer.refused.join(' ') } : {}),
    });
  },
  unlock: async (id, reason, minutes) => {
    const lock = await get().attempt('Production stays locked', () => unwrap(bridge.connections.unlock({ id, reason, minutes })));
    await get().loadCard(id);
    return lock !== undefined;
  },
  lock: async (id) => {
    await get().attempt('The connection was not locked', () => unwrap(bridge.connections.lock({ id })));
    await get().loadCard(id);
  },
  loadReceipts: async (id) => {
    const answer = await get().attempt('The receipts could not be read', () => unwrap(bridge.connections.receipts({ id })));
    if (answer !== undefined) set((state) => ({ receipts: { ...state.receipts, [id]: answer.receipts } }));
  },
});
