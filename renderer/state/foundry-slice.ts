// How Foundry's admin API is read for a connection, and Foundry's part in the practice tenant. A secret passes through here once and is never kept.
import type { CallInput, CallOutput, ReplyOf } from '../../contract/calls.ts';
import type { CallName } from '../../contract/channels.ts';
import type { FoundryAccess } from '../../contract/foundry.ts';
import type { PracticeLogin, PracticeLoginResult, PracticeRules } from '../../contract/practice.ts';
import { unwrap } from './host.ts';
import type { Slice } from './store.ts';

type Read<N extends CallName> = (question: CallInput<N>) => Promise<ReplyOf<CallOutput<N>>>;
type FoundryCard = CallOutput<'foundry-access.get'>;
export type FoundryTried = CallOutput<'foundry-access.try'>;

export interface FoundrySlice {
  /** By connection; absent until it was read. */
  readonly foundryCards: Readonly<Record<string, FoundryCard>>;
  readonly loadFoundryAccess: (connectionId: string) => Promise<void>;
  /** Keeps what was entered, and the secret unless it is empty; true when all of it is kept. */
  readonly saveFoundryAccess: (connectionId: string, access: FoundryAccess, secret: string) => Promise<boolean>;
  readonly forgetFoundryAccess: (connectionId: string) => Promise<void>;
  readonly tryFoundryAccess: (connectionId: string) => Promise<FoundryTried | undefined>;
  readonly readPracticeRoom: Read<'practice.room'>;
  readonly setPracticeRules: (rules: PracticeRules) => Promise<boolean>;
  readonly practiceLogIn: (login: PracticeLogin) => Promise<PracticeLoginResult | undefined>;
  readonly placeInPractice: (userId: string, organization: string | null) => Promise<void>;
  readonly setPracticeQuestion: (name: string, setting: string) => Promise<void>;
}

export const foundrySlice: Slice<FoundrySlice> = (bridge) => (set, get) => {
  const calls = bridge['foundry-access'];
  const { practice } = bridge;
  const keep = (connectionId: string, card: FoundryCard) => set((state) => ({ foundryCards: { ...state.foundryCards, [connectionId]: card } }));
  return {
    foundryCards: {},
    loadFoundryAccess: async (connectionId) => {
      const card = await get().attempt('The access to Foundry’s admin API could not be shown', () => unwrap(calls.get({ connectionId })));
      if (card !== undefined) keep(connectionId, card);
    },
    saveFoundryAccess: async (connectionId, access, secret) => {
      const saved = await get().attempt('The access was not saved', () => unwrap(calls.save({ connectionId, access })));
      if (saved === undefined) return false;
      keep(connectionId, saved);
      if (secret !== '') {
        const kept = await get().attempt('The secret was not kept', () =>
          unwrap(bridge.connections.setSecret({ id: connectionId, slot: 'foundry', secret: { text: secret } })),
        );
        if (kept === undefined) return false;
        await get().loadFoundryAccess(connectionId);
      }
      get().notify({ intent: 'success', title: 'Access saved' });
      return true;
    },
    forgetFoundryAccess: async (connectionId) => {
      const saved = await get().attempt('The access was not removed', () => unwrap(calls.save({ connectionId, access: null })));
      if (saved === undefined) return;
      keep(connectionId, saved);
      get().notify({ intent: 'success', title: 'Access and secret removed' });
    },
    tryFoundryAccess: (connectionId) => get().attempt('The access could not be tried', () => unwrap(calls.try({ connectionId }))),
    readPracticeRoom: practice.room,
    setPracticeRules: async (rules) => {
      const saved = await get().attempt('The rules were not kept', () => unwrap(practice.setRules(rules)));
      if (saved === undefined) return false;
      get().notify({
        intent: 'success',
        title: 'Rules kept',
        text: 'As in Foundry they do not run by themselves: at the next log-in or update of a person.',
      });
      return true;
    },
    practiceLogIn: (login) => get().attempt('The log-in could not be performed', () => unwrap(practice.logIn(login))),
    placeInPractice: async (userId, organization) => {
      await get().attempt('The person was not placed', () => unwrap(practice.place({ userId, organization })));
    },
    setPracticeQuestion: async (name, setting) => {
      await get().attempt('The switch was not set', () => unwrap(practice.setQuestion({ name, setting })));
    },
  };
};
