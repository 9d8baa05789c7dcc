// Reruns of organization rules and their people, a row each, so that 200,000 of them never sit in memory. Inside the storage worker.
// Rows of people are written with synchronous=FULL: what is announced is on the disk before it is sent.
import type { Rerun, RerunPerson, RerunPersonState } from '../../../../contract/org-rules.ts';
import type { Databases } from '../open-database.ts';
import { documents, inTransaction, optionalDocument } from './rows.ts';

export type PeopleFilter =
  | { readonly kind: 'states'; readonly states: readonly RerunPersonState[] }
  | { readonly kind: 'misplaced' }
  | { readonly kind: 'all' };

/** Known after, known expected, and not the same. */
const misplaced = `json_extract(document, '$.after.kind') = 'known' AND json_extract(document, '$.expected.kind') = 'known'
  AND json_extract(document, '$.after.name') IS NOT json_extract(document, '$.expected.name')`;

export function rerunOperations({ main, durable }: Databases) {
  const add = (people: readonly RerunPerson[], rerunId: string, db: Databases['main']) =>
    inTransaction(db, () => {
      const put = db.prepare(
        `INSERT INTO rerun_people (rerun_id, position, state, document) VALUES (?, ?, ?, ?)
         ON CONFLICT (rerun_id, position) DO UPDATE SET state = excluded.state, document = excluded.document`,
      );
      for (const person of people) put.run(rerunId, person.position, person.state, JSON.stringify(person));
    });

  function where(filter: PeopleFilter): string {
    switch (filter.kind) {
      case 'all':
        return '1';
      case 'misplaced':
        return misplaced;
      case 'states':
        return `state IN (${filter.states.map((state) => `'${state}'`).join(', ')})`;
    }
  }

  return {
    'reruns.put': (rerun: Rerun) => {
      durable
        .prepare(
          `INSERT INTO reruns (id, connection_id, created_at, document) VALUES (?, ?, ?, ?)
           ON CONFLICT (id) DO UPDATE SET document = excluded.document`,
        )
        .run(rerun.id, rerun.connectionId, rerun.createdAt, JSON.stringify(rerun));
    },
    'reruns.get': (id: string) => optionalDocument<Rerun>(main.prepare('SELECT document FROM reruns WHERE id = ?').get(id)),
    'reruns.list': (connectionId: string) =>
      documents<Rerun>(main.prepare('SELECT document FROM reruns WHERE connection_id = ? ORDER BY created_at DESC, rowid DESC').all(connectionId)),
    'reruns.remove': (id: string) =>
      inTransaction(main, () => {
        main.prepare('DELETE FROM rerun_people WHERE rerun_id = ?').run(id);
        main.prepare('DELETE FROM reruns WHERE id = ?').run(id);
      }),
    /** People of a dry run: nothing was sent yet. */
    'reruns.addPeople': (id: string, people: readonly RerunPerson[]) => add(people, id, main),
    'reruns.writePeople': (id: string, people: readonly RerunPerson[]) => add(people, id, durable),
    /** In the order of their positions, from after this one on. */
    'reruns.next': (id: string, states: readonly RerunPersonState[], after: number, limit: number) =>
      documents<RerunPerson>(
        main
          .prepare(
            `SELECT document FROM rerun_people WHERE rerun_id = ? AND position > ? AND ${where({ kind: 'states', states })} ORDER BY position LIMIT ?`,
          )
          .all(id, after, limit),
      ),
    'reruns.counts': (id: string): Readonly<Partial<Record<RerunPersonState, number>>> =>
      Object.fromEntries(
        main
          .prepare('SELECT state, count(*) AS people FROM rerun_people WHERE rerun_id = ? GROUP BY state')
          .all(id)
          .map((row) => [String(row.state), Number(row.people)]),
      ),
    'reruns.people': (id: string, filter: PeopleFilter, offset: number, limit: number) => ({
      people: documents<RerunPerson>(
        main
          .prepare(`SELECT document FROM rerun_people WHERE rerun_id = ? AND ${where(filter)} ORDER BY position LIMIT ? OFFSET ?`)
          .all(id, limit, offset),
      ),
      total: Number(main.prepare(`SELECT count(*) AS people FROM rerun_people WHERE rerun_id = ? AND ${where(filter)}`).get(id)?.people ?? 0),
    }),
    /** Those that failed wait again; where a touched value may have been left, that is looked at first. */
    'reruns.retryFailed': (id: string) => {
      main
        .prepare(
          `UPDATE rerun_people SET
             state = iif(json_extract(document, '$.touch') IS NULL, 'waiting', 'touching'),
             document = json_set(document, '$.state', iif(json_extract(document, '$.touch') IS NULL, 'waiting', 'touching'),
                                 '$.reason', '', '$.lost', 0, '$.repeats', 0)
           WHERE rerun_id = ? AND state IN ('failed', 'answer-lost')`,
        )
        .run(id);
    },
  };
}
