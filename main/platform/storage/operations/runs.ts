// Runs, their exchanges and their journal. Whether a run lives is decided by its lease alone, never by what its row says.
// Inside the storage worker.
import type { Exchange, Run, RunSummary } from '../../../../contract/common.ts';
import { effectsOf } from '../../runs/effects.ts';
import { endedRun } from '../../runs/living-run.ts';
import type { JournalRow, LeftRun } from '../../runs/types.ts';
import type { Leases } from '../leases.ts';
import type { Databases } from '../open-database.ts';
import type { RunQuery } from '../types.ts';
import { addContacts, type ContactCount } from './documents.ts';
import { documents, inTransaction } from './rows.ts';

/** An exchange as it is written: JSON, with what it is found by. */
export interface KeptExchange extends Pick<Exchange, 'id' | 'sequence'> {
  readonly runId: string;
  readonly document: string;
}

/** What was gathered since the last write, in one message and one transaction. */
export interface Batch {
  readonly runs: readonly Run[];
  readonly exchanges: readonly KeptExchange[];
  readonly contacts: readonly ContactCount[];
}

type Detail = Pick<Run, 'revision' | 'options' | 'steps' | 'findings' | 'effects' | 'exchangeCount'>;

function split(run: Run): { readonly summary: RunSummary; readonly detail: Detail } {
  const { revision, options, steps, findings, effects, exchangeCount, ...summary } = run;
  return { summary, detail: { revision, options, steps, findings, effects, exchangeCount } };
}

export function runOperations(databases: Databases, leases: Leases) {
  const { main, durable } = databases;

  function writeRun(run: Run): void {
    const { summary, detail } = split(run);
    main
      .prepare(
        `INSERT INTO runs (id, connection_id, kind, state, started_at, summary, detail) VALUES (?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET state = excluded.state, summary = excluded.summary, detail = excluded.detail`,
      )
      .run(run.id, run.connectionId, run.kind, run.state, run.startedAt, JSON.stringify(summary), JSON.stringify(detail));
  }

  const journalRows = (runId: string) =>
    documents<JournalRow>(main.prepare('SELECT document FROM journal WHERE run_id = ? ORDER BY rowid').all(runId));

  function readRun(id: string): Run | undefined {
    const row = main.prepare('SELECT summary, detail FROM runs WHERE id = ?').get(id);
    if (row === undefined) return undefined;
    const run = { ...(JSON.parse(String(row.summary)) as RunSummary), ...(JSON.parse(String(row.detail)) as Detail) };
    // A dead run's effects are what its journal says today: a clean-up may have removed them since.
    const rows = journalRows(id);
    return rows.length === 0 ? run : { ...run, effects: effectsOf(rows) };
  }

  /** The rerun that this run was the last of, if it was. */
  const lastOf = (id: string) =>
    main
      .prepare("SELECT id FROM reruns WHERE json_extract(document, '$.runIds[#-1]') = ?")
      .all(id)
      .map((row) => String(row.id));

  /** Things given up on purpose (somebody else's, or refused by the server for good) do not keep a run for ever. */
  const hasOpen = (id: string) =>
    main.prepare("SELECT 1 FROM journal WHERE run_id = ? AND state IN ('intended', 'done') LIMIT 1").get(id) !== undefined ||
    // A touched value may stand on the target still.
    lastOf(id).some(
      (rerunId) =>
        main.prepare("SELECT 1 FROM rerun_people WHERE rerun_id = ? AND state IN ('touching', 'restoring') LIMIT 1").get(rerunId) !== undefined,
    );

  function removeRun(id: string): void {
    for (const rerunId of lastOf(id)) {
      main.prepare('DELETE FROM rerun_people WHERE rerun_id = ?').run(rerunId);
      main.prepare('DELETE FROM reruns WHERE id = ?').run(rerunId);
    }
    main.prepare('DELETE FROM exchanges WHERE run_id = ?').run(id);
    main.prepare('DELETE FROM journal WHERE run_id = ?').run(id);
    main.prepare('DELETE FROM runs WHERE id = ?').run(id);
  }

  return {
    'batch.write': (batch: Batch) =>
      inTransaction(main, () => {
        for (const run of batch.runs) writeRun(run);
        const add = main.prepare('INSERT OR REPLACE INTO exchanges (run_id, id, sequence, document) VALUES (?, ?, ?, ?)');
        for (const { runId, id, sequence, document } of batch.exchanges) add.run(runId, id, sequence, document);
        addContacts(databases, batch.contacts);
      }),

    'runs.list': ({ connectionId, kind, offset, limit }: RunQuery) => {
      const where = '(? IS NULL OR connection_id = ?) AND (? IS NULL OR kind = ?)';
      const filter = [connectionId ?? null, connectionId ?? null, kind ?? null, kind ?? null];
      const rows = main
        .prepare(`SELECT summary AS document FROM runs WHERE ${where} ORDER BY started_at DESC, rowid DESC LIMIT ? OFFSET ?`)
        .all(...filter, limit, offset);
      const total = Number(main.prepare(`SELECT count(*) AS total FROM runs WHERE ${where}`).get(...filter)?.total ?? 0);
      return { runs: documents<RunSummary>(rows), total };
    },
    'runs.get': readRun,
    'runs.exchanges': (runId: string, ids: readonly string[] | 'all') => {
      const order = 'ORDER BY sequence, rowid';
      if (ids === 'all') return documents<Exchange>(main.prepare(`SELECT document FROM exchanges WHERE run_id = ? ${order}`).all(runId));
      const wanted = JSON.stringify(ids);
      const query = `SELECT document FROM exchanges WHERE run_id = ? AND id IN (SELECT value FROM json_each(?)) ${order}`;
      return documents<Exchange>(main.prepare(query).all(runId, wanted));
    },
    'runs.lastRunAt': (connectionId: string) => {
      const row = main.prepare('SELECT max(started_at) AS last FROM runs WHERE connection_id = ?').get(connectionId);
      return typeof row?.last === 'string' ? row.last : undefined;
    },
    'runs.remove': (id: string) => {
      if (readRun(id) === undefined) return 'absent' as const;
      if (leases.isHeld(id)) return 'living' as const;
      if (hasOpen(id)) return 'left-over' as const;
      inTransaction(main, () => removeRun(id));
      main.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      leases.forget(id);
      return 'removed' as const;
    },
    'runs.removeBefore': (startedBefore: string, keep: readonly string[]) => {
      const old = main.prepare("SELECT id FROM runs WHERE started_at < ? AND state <> 'running'").all(startedBefore);
      const removable = old.map((row) => String(row.id)).filter((id) => !keep.includes(id) && !hasOpen(id) && !leases.isHeld(id));
      if (removable.length === 0) return 0;
      inTransaction(main, () => removable.forEach(removeRun));
      main.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      removable.forEach(leases.forget);
      return removable.length;
    },
    'runs.interruptDead': (at: string) => {
      const said = main.prepare("SELECT id FROM runs WHERE state = 'running'").all();
      const dead = said.map((row) => String(row.id)).filter((id) => leases.take(id));
      try {
        // Read again under the lease: its owner may have written the end just before giving the lease back.
        return inTransaction(main, () =>
          dead.filter((id) => {
            const run = readRun(id);
            if (run?.state !== 'running') return false;
            writeRun(endedRun(run, 'interrupted', at));
            return true;
          }),
        );
      } finally {
        dead.forEach(leases.release);
      }
    },

    'journal.put': (row: JournalRow) => {
      durable
        .prepare(
          `INSERT INTO journal (id, run_id, state, document) VALUES (?, ?, ?, ?)
           ON CONFLICT (id) DO UPDATE SET state = excluded.state, document = excluded.document`,
        )
        .run(row.id, row.runId, row.state, JSON.stringify(row));
    },
    'journal.rows': journalRows,
    'journal.leftovers': (): readonly LeftRun[] => {
      const ids = main
        .prepare("SELECT id FROM runs WHERE id IN (SELECT run_id FROM journal WHERE state <> 'undone') ORDER BY started_at DESC")
        .all()
        .map((row) => String(row.id));
      return ids
        .filter((id) => !leases.isHeld(id))
        .flatMap((id) => {
          const run = readRun(id);
          return run === undefined ? [] : [{ run: split(run).summary, rows: journalRows(id).filter((row) => row.state !== 'undone') }];
        });
    },
  };
}
