// Rows of one file waiting for the rows of another that they belong to, in any order and number: on disk in a database without a name, which the system
// removes when it is closed or its process dies. Inside a worker only.
import { DatabaseSync } from 'node:sqlite';

export interface SideRows {
  /** Keeps these rows, whatever was kept for the key before. */
  add(key: string, rows: readonly unknown[]): void;
  /** All rows of the key, in the order they were added. */
  of(key: string): readonly unknown[];
  close(): void;
}

export function openSideRows(): SideRows {
  const db = new DatabaseSync('');
  db.exec('PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; CREATE TABLE side (key TEXT NOT NULL, rows TEXT NOT NULL); BEGIN');
  const insert = db.prepare('INSERT INTO side VALUES (?, ?)');
  let find: ReturnType<DatabaseSync['prepare']> | undefined;
  return {
    add: (key, rows) => void insert.run(key.toLowerCase(), JSON.stringify(rows)),
    of(key) {
      if (find === undefined) {
        // An index made once, behind the last row, costs less than one kept up with each.
        db.exec('CREATE INDEX side_by_key ON side (key)');
        find = db.prepare('SELECT rows FROM side WHERE key = ? ORDER BY rowid');
      }
      return find.all(key.toLowerCase()).flatMap(({ rows }) => JSON.parse(String(rows)) as unknown[]);
    },
    close: () => db.close(),
  };
}
