// The overview, joined with what it sums up: the chosen connection, its last runs, both columns, what test syncs left.
import { connectionTestSteps, type createConnectionTestFeature } from '../features/connection-test/index.ts';
import type { createConnectionsFeature } from '../features/connections/index.ts';
import { createOverviewFeature } from '../features/overview/index.ts';
import type { createTestSyncFeature } from '../features/test-sync/index.ts';
import type { createRunManager } from '../platform/runs/manager.ts';
import type { Storage } from '../platform/storage/types.ts';

export interface OverviewParts {
  readonly connections: ReturnType<typeof createConnectionsFeature>;
  readonly storage: Storage;
  readonly manager: Awaited<ReturnType<typeof createRunManager>>;
  readonly connectionTest: Pick<ReturnType<typeof createConnectionTestFeature>, 'connection-test.columns'>;
  readonly testSync: Pick<ReturnType<typeof createTestSyncFeature>, 'test-sync.leftovers'>;
}

export function createOverview({ connections, storage, manager, connectionTest, testSync }: OverviewParts) {
  return createOverviewFeature({
    selected: async () => {
      const id = await connections.selectedId();
      return id === null ? null : connections.card(id);
    },
    recentRuns: async (connectionId) =>
      (await storage.runs.list({ ...(connectionId === undefined ? {} : { connectionId }), offset: 0, limit: 30 })).runs,
    run: manager.get,
    connectionTestSteps: new Set(connectionTestSteps.map((step) => step.id)),
    columns: (connectionId) => connectionTest['connection-test.columns']({ connectionId }),
    leftovers: async () => (await testSync['test-sync.leftovers']({})).leftovers,
  });
}
