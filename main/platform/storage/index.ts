// Storage as the rest of main sees it: typed, asynchronous stores over one SQLite file in a worker thread.
// Reads see what was buffered before them. Nothing here knows SQL; nothing outside this folder opens the database.
import type { Clock } from '../ports.ts';
import { Refusal } from '../refusal.ts';
import { startClient } from './client.ts';
import { readOnlySentence } from './refusals.ts';
import type { Storage } from './types.ts';
import { createWriteBuffer } from './write-buffer.ts';

export type * from './types.ts';

export interface StorageOptions {
  /** Made with mode 0700 when missing. */
  readonly dataDir: string;
  readonly clock: Pick<Clock, 'now'>;
}

/** Opens (or makes) the database under `dataDir`. Refuses, with a sentence, when the folder cannot be used. */
export async function openStorage({ dataDir, clock }: StorageOptions): Promise<Storage> {
  const { ask, end, readOnly, notices } = await startClient({ dataDir, now: clock.now() });
  const buffer = createWriteBuffer((batch) => ask('batch.write', batch));
  const { flush } = buffer;
  /** A read still answers when the disk is full: what could not be written stays buffered, and the write that wanted it says so. */
  const written = () => flush().catch(() => undefined);

  return {
    notices,
    readOnly,
    connections: {
      list: () => ask('connections.list'),
      get: (id) => ask('connections.get', id),
      put: (connection) => ask('connections.put', connection),
      remove: (id) => ask('connections.remove', id),
    },
    settings: {
      get: (key) => ask('settings.get', key),
      set: (key, value) => ask('settings.set', key, value),
      remove: (key) => ask('settings.remove', key),
    },
    receipts: {
      add: (receipt) => ask('receipts.add', receipt),
      list: (connectionId) => ask('receipts.list', connectionId),
    },
    idpReports: {
      get: (connectionId) => ask('idpReports.get', connectionId),
      put: (report) => ask('idpReports.put', report),
    },
    contacts: {
      // Of a folder that may only be read nothing is counted.
      note: readOnly ? () => undefined : buffer.note,
      list: async () => {
        await written();
        return ask('contacts.list');
      },
    },
    runs: {
      save: buffer.save,
      record: buffer.record,
      write: async (run) => {
        if (readOnly) throw new Refusal('storage.read-only', readOnlySentence);
        buffer.save(run);
        await flush();
      },
      list: async (query) => {
        await written();
        return ask('runs.list', query);
      },
      get: async (id) => {
        await written();
        return ask('runs.get', id);
      },
      exchanges: async (runId, ids) => {
        await written();
        return ask('runs.exchanges', runId, ids);
      },
      lastRunAt: async (connectionId) => {
        await written();
        return ask('runs.lastRunAt', connectionId);
      },
      remove: async (id) => {
        await flush();
        return ask('runs.remove', id);
      },
      removeBefore: (startedBefore, keep) => ask('runs.removeBefore', startedBefore, keep),
      // A folder that may only be read shows its runs as they were left.
      interruptDead: async (at) => (readOnly ? [] : ask('runs.interruptDead', at)),
    },
    journal: {
      put: (row) => ask('journal.put', row),
      rows: (runId) => ask('journal.rows', runId),
      leftovers: () => ask('journal.leftovers'),
    },
    leases: {
      take: (name) => ask('leases.take', name),
      release: (name) => ask('leases.release', name),
      isHeld: (name) => ask('leases.isHeld', name),
    },
    reruns: {
      put: (rerun) => ask('reruns.put', rerun),
      get: (id) => ask('reruns.get', id),
      list: (connectionId) => ask('reruns.list', connectionId),
      remove: (id) => ask('reruns.remove', id),
      addPeople: (id, people) => ask('reruns.addPeople', id, people),
      writePeople: (id, people) => ask('reruns.writePeople', id, people),
      next: (id, states, after, limit) => ask('reruns.next', id, states, after, limit),
      counts: (id) => ask('reruns.counts', id),
      people: (id, filter, offset, limit) => ask('reruns.people', id, filter, offset, limit),
      retryFailed: (id) => ask('reruns.retryFailed', id),
    },
    flush,
    async deleteAll() {
      await flush();
      if ((await ask('deleteAll')) === 'living')
        throw new Refusal('runs.living', 'A run is still going on. Cancel it or wait for its end, then delete all data.');
    },
    async close() {
      try {
        await flush();
      } finally {
        await ask('close').finally(end);
      }
    },
  };
}
