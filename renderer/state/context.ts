// How components read the store: narrow selectors only.
import { createContext, use } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import type { Connection, CredentialCard } from '../../contract/connections.ts';
import type { Snapshot } from '../../contract/directory.ts';
import type { StewardState, StewardStore } from './store.ts';

export const StoreContext = createContext<StewardStore | null>(null);

/** The store itself, for what follows it without drawing. */
export function useStewardStore(): StewardStore {
  const store = use(StoreContext);
  if (store === null) throw new Error('A component was drawn outside of the store');
  return store;
}

/** One narrow reading of the store. */
export function useSteward<T>(select: (state: StewardState) => T): T {
  return useStore(useStewardStore(), select);
}

/** Several readings at once, compared one by one. */
export function useStewardParts<T extends object>(select: (state: StewardState) => T): T {
  return useStore(useStewardStore(), useShallow(select));
}

/** The connection that is chosen now. */
export function useSelectedConnection(): Connection | undefined {
  return useSteward((state) => state.connections?.find((connection) => connection.id === state.selectedId));
}

/** The card of the chosen connection: secret, lock, advice. */
export function useSelectedCard(): CredentialCard | undefined {
  return useSteward((state) => (state.selectedId === null ? undefined : state.cards[state.selectedId]));
}

/** The chosen snapshot of the directory; undefined while the list was not read or is empty. */
export function useSelectedSnapshot(): Snapshot | undefined {
  return useSteward((state) => state.snapshots?.find((snapshot) => snapshot.id === state.snapshotId));
}
