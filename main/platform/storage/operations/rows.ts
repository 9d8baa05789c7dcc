// Rows to documents, and short transactions. The database is written by this app alone, so a document has the form it was written in.
import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';

type Row = Record<string, SQLOutputValue>;

export function optionalDocument<T>(row: Row | undefined): T | undefined {
  return row === undefined ? undefined : (JSON.parse(String(row.document)) as T);
}

export function documents<T>(rows: readonly Row[]): readonly T[] {
  return rows.map((row) => JSON.parse(String(row.document)) as T);
}

/** Takes the write lock at once, so that two processes wait for each other instead of failing half way. */
export function inTransaction<T>(db: DatabaseSync, work: () => T): T {
  db.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    db.exec('COMMIT');
    return result;
  } catch (thrown) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw thrown;
  }
}
