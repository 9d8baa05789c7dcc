// The journal on disk: a row is written with synchronous=FULL before the promise resolves, so before the request it announces is sent.
// One writer a run: whoever holds the run's lease. Changes to one row follow each other, whatever their callers do.
import type { Clock, Random } from '../ports.ts';
import { changedRow, intendedRow, type JournalChange } from './effects.ts';
import type { Journal, JournalRow } from './types.ts';

export interface JournalDisk {
  put(row: JournalRow): Promise<void>;
  rows(runId: string): Promise<readonly JournalRow[]>;
}

export interface JournalOptions {
  readonly disk: JournalDisk;
  /** The run whose rows these are; for a clean-up, the dead run. */
  readonly runId: string;
  readonly connectionId: string;
  readonly clock: Pick<Clock, 'now'>;
  readonly random: Pick<Random, 'uuid'>;
  /** Called after a row was written. */
  readonly changed: (rows: readonly JournalRow[]) => void;
}

/** Reads what is there and goes on from it. */
export async function openJournal({ disk, runId, connectionId, clock, random, changed }: JournalOptions): Promise<Journal> {
  const rows = new Map((await disk.rows(runId)).map((row) => [row.id, row]));
  let last: Promise<unknown> = Promise.resolve();
  if (rows.size > 0) changed([...rows.values()]);

  /** One after another: the next change starts from the row as the one before left it, also when that one failed. */
  function inOrder<T>(work: () => Promise<T>): Promise<T> {
    const mine = last.then(work);
    last = mine.catch(() => undefined);
    return mine;
  }

  async function write(row: JournalRow): Promise<void> {
    await disk.put(row);
    rows.set(row.id, row);
    changed([...rows.values()]);
  }

  const change = (journalId: string, what: JournalChange) =>
    inOrder(async () => {
      const row = rows.get(journalId);
      if (row === undefined) throw new Error(`The journal has no row ${journalId}.`);
      await write(changedRow(row, what));
    });

  return {
    intend: (intent) =>
      inOrder(async () => {
        const row = intendedRow(random.uuid(), runId, connectionId, intent, clock.now());
        await write(row);
        return row.id;
      }),
    done: (journalId, resourceId) => change(journalId, { kind: 'done', resourceId }),
    renaming: (journalId, newName) => change(journalId, { kind: 'renaming', newName }),
    undone: (journalId, note) => change(journalId, { kind: 'undone', note }),
    left: (journalId, note) => change(journalId, { kind: 'left', note }),
    rows: () => inOrder(async () => structuredClone([...rows.values()])),
  };
}

/** The journal of a run that has no effects: writing in it is a bug, since nobody would offer to undo it after a crash. */
export function createClosedJournal(): Journal {
  const refuse = async (): Promise<never> => {
    throw new Error('A run that declares `discard` may not change the target.');
  };
  return { intend: refuse, done: refuse, renaming: refuse, undone: refuse, left: refuse, rows: async () => [] };
}
