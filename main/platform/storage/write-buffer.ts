// Gathers the progress of runs and writes it in batches: only the newest state of a run, every exchange, counts of contacts.
// What could not be written stays here and is tried again with the next batch; `flush` says why it failed. The journal never comes here.
import type { Exchange, Run } from '../../../contract/common.ts';
import type { Batch, KeptExchange } from './operations/runs.ts';

export interface WriteBuffer {
  save(run: Run): void;
  record(runId: string, exchange: Exchange): void;
  note(host: string, why: string, at: string): void;
  /** Everything that came before is written when the promise resolves. */
  flush(): Promise<void>;
}

type Count = Batch['contacts'][number];

/** Above this many exchanges a batch does not wait. */
const fullAt = 200;
const delayMs = 200;

export function createWriteBuffer(write: (batch: Batch) => Promise<void>): WriteBuffer {
  const runs = new Map<string, Run>();
  const contacts = new Map<string, Count>();
  let exchanges: KeptExchange[] = [];
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();

  function count({ host, why, requests, lastAt }: Count): void {
    const key = JSON.stringify([host, why]);
    const before = contacts.get(key);
    const newest = before !== undefined && before.lastAt > lastAt ? before.lastAt : lastAt;
    contacts.set(key, { host, why, requests: (before?.requests ?? 0) + requests, lastAt: newest });
  }

  function take(): Batch {
    const batch = { runs: [...runs.values()], exchanges, contacts: [...contacts.values()] };
    runs.clear();
    contacts.clear();
    exchanges = [];
    return batch;
  }

  function putBack(batch: Batch): void {
    for (const run of batch.runs) if (!runs.has(run.id)) runs.set(run.id, run);
    exchanges = [...batch.exchanges, ...exchanges];
    batch.contacts.forEach(count);
  }

  async function writeNow(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    if (runs.size === 0 && exchanges.length === 0 && contacts.size === 0) return;
    const batch = take();
    try {
      await write(batch);
    } catch (thrown) {
      putBack(batch);
      throw thrown;
    }
  }

  function flush(): Promise<void> {
    const mine = writing.then(writeNow);
    // The next batch does not fail because this one did.
    writing = mine.catch(() => undefined);
    return mine;
  }

  /** A background batch that fails keeps its rows; the flush at the run's end meets the same trouble and reports it. */
  const later = () => void flush().catch(() => undefined);

  function schedule(): void {
    if (exchanges.length >= fullAt) later();
    else timer ??= setTimeout(later, delayMs);
  }

  return {
    save(run) {
      runs.set(run.id, run);
      schedule();
    },
    record(runId, exchange) {
      // As text: one string crosses to the worker much faster than a tree of objects, and is written there as it is.
      exchanges.push({ runId, id: exchange.id, sequence: exchange.sequence, document: JSON.stringify(exchange) });
      schedule();
    },
    note(host, why, at) {
      count({ host, why, requests: 1, lastAt: at });
      schedule();
    },
    flush,
  };
}
