// How the identity provider of a connection is read: what was entered, whether its secrets are set, and what to ask for.
// A secret passes through here once and is never kept.
import type { CallOutput } from '../../contract/calls.ts';
import type { SecretSlot } from '../../contract/connections.ts';
import type { IdpAccess } from '../../contract/idp-access.ts';
import { type LiveSource, sourceWords } from '../words/directory.ts';
import { needsAccess } from '../words/idp-access.ts';
import { unwrap } from './host.ts';
import type { Slice } from './store.ts';

export type AccessCard = CallOutput<'idp-access.get'>;

export interface IdpAccessSlice {
  /** By connection; absent until it was read. */
  readonly accessCards: Readonly<Record<string, AccessCard>>;
  readonly permissions: CallOutput<'idp-access.permissions'> | undefined;
  readonly loadAccess: (connectionId: string) => Promise<void>;
  /** Keeps what was entered, and the secret when there is one; true when all of it is kept. */
  readonly saveAccess: (
    connectionId: string,
    change: Partial<IdpAccess>,
    secret?: { readonly slot: SecretSlot; readonly text: string },
  ) => Promise<boolean>;
  /** Whether something must be entered before this source can be read; a card that cannot be read leaves that to main. */
  readonly askAccess: (connectionId: string, source: LiveSource) => Promise<'needed' | 'not needed'>;
  readonly loadPermissions: () => Promise<void>;
  readonly saveAppScript: () => Promise<void>;
}

export const idpAccessSlice: Slice<IdpAccessSlice> = (bridge) => (set, get) => {
  const calls = bridge['idp-access'];
  const keep = (connectionId: string, card: AccessCard) => set((state) => ({ accessCards: { ...state.accessCards, [connectionId]: card } }));
  return {
    accessCards: {},
    permissions: undefined,
    loadAccess: async (connectionId) => {
      const card = await get().attempt('How the identity provider is read could not be shown', () => unwrap(calls.get({ connectionId })));
      if (card !== undefined) keep(connectionId, card);
    },
    saveAccess: async (connectionId, change, secret) => {
      const before = get().accessCards[connectionId]?.access ?? { graph: null, okta: null };
      const saved = await get().attempt('The access was not saved', () => unwrap(calls.save({ connectionId, access: { ...before, ...change } })));
      if (saved === undefined) return false;
      keep(connectionId, saved);
      if (secret !== undefined) {
        const { slot, text } = secret;
        const set = await get().attempt('The secret was not kept', () =>
          unwrap(bridge.connections.setSecret({ id: connectionId, slot, secret: { text } })),
        );
        if (set === undefined) return false;
        await get().loadAccess(connectionId);
      }
      get().notify({ intent: 'success', title: 'Access saved' });
      return true;
    },
    askAccess: async (connectionId, source) => {
      await get().loadAccess(connectionId);
      const answer = needsAccess(source, get().accessCards[connectionId]?.access);
      if (answer === 'needed')
        get().notify({
          intent: 'info',
          title: `First say how ${sourceWords[source]} is read`,
          text: 'It is entered once and kept with the connection.',
        });
      return answer;
    },
    loadPermissions: async () => {
      const permissions = await get().attempt('The permissions could not be shown', () => unwrap(calls.permissions({})));
      if (permissions !== undefined) set({ permissions });
    },
    saveAppScript: async () => {
      const saved = await get().attempt('The script was not saved', () => unwrap(calls.saveAppScript({})));
      if (saved?.path) get().notify({ intent: 'success', title: 'Script saved', text: saved.path });
    },
  };
};
