// Snapshots of a directory: the list, the one that screens and analysis are about, and what is done to them. Their rows are not kept here.
import type { Snapshot } from '../../contract/directory.ts';
import { unwrap } from './host.ts';
import type { Slice } from './store.ts';

export interface SnapshotsSlice {
  /** Newest first; undefined until they were read. */
  readonly snapshots: readonly Snapshot[] | undefined;
  /** The chosen one; null when there is none. */
  readonly snapshotId: string | null;
  /** Why the list could not be read, in main's words. */
  readonly snapshotsFailed: string | undefined;
  readonly loadSnapshots: () => Promise<void>;
  /** Reads again what is shown, when something is shown. */
  readonly refreshSnapshots: () => Promise<void>;
  readonly selectSnapshot: (id: string) => Promise<void>;
  readonly renameSnapshot: (id: string, name: string) => Promise<boolean>;
  readonly removeSnapshot: (id: string) => Promise<boolean>;
}

export const snapshotsSlice: Slice<SnapshotsSlice> = (bridge) => (set, get) => {
  let lastAsked = 0;
  return {
    snapshots: undefined,
    snapshotId: null,
    snapshotsFailed: undefined,
    loadSnapshots: async () => {
      lastAsked += 1;
      const asked = lastAsked;
      const reply = await bridge.directory.list({});
      if (asked !== lastAsked) return;
      if (reply.ok) set({ snapshots: reply.value.snapshots, snapshotId: reply.value.selectedId, snapshotsFailed: undefined });
      else set({ snapshotsFailed: reply.error.message });
    },
    refreshSnapshots: async () => {
      if (get().snapshots !== undefined || get().snapshotsFailed !== undefined) await get().loadSnapshots();
    },
    selectSnapshot: async (id) => {
      const done = await get().attempt('The snapshot was not chosen', () => unwrap(bridge.directory.select({ snapshotId: id })));
      if (done !== undefined) set({ snapshotId: id });
    },
    renameSnapshot: async (id, name) => {
      const renamed = await get().attempt('The snapshot was not renamed', () =>
        unwrap(bridge.directory.rename({ snapshotId: id, name: name.trim() })),
      );
      if (renamed === undefined) return false;
      await get().loadSnapshots();
      return true;
    },
    removeSnapshot: async (id) => {
      const done = await get().attempt('The snapshot was not removed', () => unwrap(bridge.directory.remove({ snapshotId: id })));
      if (done === undefined) return false;
      await get().loadSnapshots();
      get().notify({ intent: 'success', title: 'Snapshot removed from this machine' });
      return true;
    },
  };
};
