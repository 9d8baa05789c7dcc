// Everything the directory worker can be asked, by name: each feature that analyses snapshots brings its own table, and adds it here.
// Names begin with their feature; a table gets the shelf, which opens snapshots, and answers with plain data or shared memory.
import { predictOperations } from '../features/conflicts/predict-operations.ts';
import { conflictOperations } from '../features/conflicts/worker-operations.ts';
import { directoryOperations } from '../features/directory/worker-operations.ts';
import { leaverOperations } from '../features/leavers/worker-operations.ts';
import { mappingOperations } from '../features/mapping/worker-operations.ts';
import { nestedOperations } from '../features/nested-groups/worker-operations.ts';
import { personOperations } from '../features/person/worker-operations.ts';
import type { SnapshotShelf } from '../platform/storage/snapshots/types.ts';

export function workerOperations(shelf: SnapshotShelf) {
  return {
    ...directoryOperations(shelf),
    ...nestedOperations(shelf),
    ...mappingOperations(shelf),
    ...conflictOperations(shelf),
    ...predictOperations(shelf),
    ...leaverOperations(shelf),
    ...personOperations(shelf),
  };
}

export type WorkerOperations = ReturnType<typeof workerOperations>;
