// One store for the window, made from the bridge: a slice a feature. Main owns the truth; the store holds what the screen shows.
import { createStore, type StateCreator, type StoreApi } from 'zustand/vanilla';
import type { Bridge } from '../../contract/calls.ts';
import { type AppSlice, appSlice } from './app-slice.ts';
import { type ConflictsSlice, conflictsSlice } from './conflicts-slice.ts';
import { type ConnectionTestSlice, connectionTestSlice } from './connection-test-slice.ts';
import { type ConnectionsSlice, connectionsSlice } from './connections-slice.ts';
import { type DirectorySlice, directorySlice } from './directory-slice.ts';
import { type EventsSlice, eventsSlice } from './events-slice.ts';
import { type FoundrySlice, foundrySlice } from './foundry-slice.ts';
import { type HistorySlice, historySlice } from './history-slice.ts';
import { type IdpAccessSlice, idpAccessSlice } from './idp-access-slice.ts';
import { type LogsSlice, logsSlice } from './logs-slice.ts';
import { type MappingSlice, mappingSlice } from './mapping-slice.ts';
import { type NestedGroupsSlice, nestedGroupsSlice } from './nested-groups-slice.ts';
import { type OrgRulesSlice, orgRulesSlice } from './org-rules-slice.ts';
import { type RunsSlice, runsSlice } from './runs-slice.ts';
import { type SnapshotsSlice, snapshotsSlice } from './snapshots-slice.ts';
import { type TestSyncSlice, testSyncSlice } from './test-sync-slice.ts';
import { type UiSlice, uiSlice } from './ui-slice.ts';

export type StewardState = UiSlice &
  EventsSlice &
  AppSlice &
  ConnectionsSlice &
  RunsSlice &
  ConnectionTestSlice &
  TestSyncSlice &
  HistorySlice &
  SnapshotsSlice &
  DirectorySlice &
  IdpAccessSlice &
  FoundrySlice &
  MappingSlice &
  NestedGroupsSlice &
  ConflictsSlice &
  LogsSlice &
  OrgRulesSlice;
export type StewardStore = StoreApi<StewardState>;

/** A slice: given the bridge, the part of the store it owns. */
export type Slice<S> = (bridge: Bridge) => StateCreator<StewardState, [], [], S>;

/** The store of one window. Nothing is loaded and no event is heard until asked. */
export function createStewardStore(bridge: Bridge): StewardStore {
  return createStore<StewardState>()((...api) => ({
    ...uiSlice(bridge)(...api),
    ...eventsSlice(bridge)(...api),
    ...appSlice(bridge)(...api),
    ...connectionsSlice(bridge)(...api),
    ...runsSlice(bridge)(...api),
    ...connectionTestSlice(bridge)(...api),
    ...testSyncSlice(bridge)(...api),
    ...historySlice(bridge)(...api),
    ...snapshotsSlice(bridge)(...api),
    ...directorySlice(bridge)(...api),
    ...idpAccessSlice(bridge)(...api),
    ...foundrySlice(bridge)(...api),
    ...mappingSlice(bridge)(...api),
    ...nestedGroupsSlice(bridge)(...api),
    ...conflictsSlice(bridge)(...api),
    ...logsSlice(bridge)(...api),
    ...orgRulesSlice(bridge)(...api),
  }));
}
