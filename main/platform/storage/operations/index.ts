// Everything the worker can be asked, by name. The client's types are made from this table, so that both sides agree.
import { removeMovedAside } from '../files.ts';
import { createLeases, withLock } from '../leases.ts';
import type { Databases } from '../open-database.ts';
import { removeLog } from '../provisioning-log/form.ts';
import { tables } from '../schema.ts';
import { removeAllSnapshots } from '../snapshots/shelf.ts';
import { documentOperations } from './documents.ts';
import { rerunOperations } from './reruns.ts';
import { inTransaction } from './rows.ts';
import { runOperations } from './runs.ts';

const waitMs = 10_000;

export function createOperations(databases: Databases) {
  const { main, durable, dataDir } = databases;
  const leases = createLeases(dataDir);

  /** Content of pages is overwritten (secure_delete), the file rewritten without free pages, the log cut to nothing. */
  function deleteAll(): 'done' | 'living' {
    return withLock(dataDir, 'opening', waitMs, () => {
      const runs = main.prepare('SELECT id FROM runs UNION SELECT run_id FROM journal').all();
      const ids = runs.map((row) => String(row.id));
      if (ids.some(leases.isHeld)) return 'living';
      inTransaction(main, () => {
        for (const table of tables) main.exec(`DELETE FROM ${table}`);
      });
      main.exec('PRAGMA wal_checkpoint(TRUNCATE); VACUUM; PRAGMA wal_checkpoint(TRUNCATE)');
      ids.forEach(leases.forget);
      removeMovedAside(dataDir);
      removeAllSnapshots(dataDir);
      removeLog(dataDir);
      return 'done';
    });
  }

  return {
    ...documentOperations(databases),
    ...runOperations(databases, leases),
    ...rerunOperations(databases),
    'leases.take': leases.take,
    'leases.release': leases.release,
    'leases.isHeld': leases.isHeld,
    deleteAll,
    close: () => {
      leases.releaseAll();
      durable.close();
      if (main.isOpen) main.close();
    },
  };
}

export type Operations = ReturnType<typeof createOperations>;
export type OperationName = keyof Operations;
