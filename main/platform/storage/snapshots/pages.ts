// Rows of a table in pages: the rows as JSON, and beside them their texts without case for a search by a part of a name. A row costs a
// hundredth of an insert, a page of the screen reads one or two of these, a search reads the texts and nothing else.
import type { DatabaseSync } from 'node:sqlite';
import { folded } from './form.ts';

const rowsOfPage = 128;

export type RowValue = string | number | null | Readonly<Record<string, string>>;
export type StoredRow = readonly RowValue[];
export type TableName = 'users' | 'groups';

export interface PageWriter {
  /** `text` is folded already and holds no line break. */
  add(row: StoredRow, text: string): void;
  end(): void;
}

export function pageWriter(db: DatabaseSync, of: TableName): PageWriter {
  const insert = db.prepare('INSERT INTO pages (of, page, texts, rows) VALUES (?, ?, ?, ?)');
  let rows: StoredRow[] = [];
  let texts: string[] = [];
  let page = 0;
  function flush(): void {
    if (rows.length === 0) return;
    insert.run(of, page, texts.join('\n'), JSON.stringify(rows));
    page += 1;
    rows = [];
    texts = [];
  }
  return {
    add(row, text) {
      rows.push(row);
      texts.push(text);
      if (rows.length === rowsOfPage) flush();
    },
    end: flush,
  };
}

/** The text of a row to search in, without case: fields between tabs, in this order, absent ones empty. */
export function searchText(fields: readonly (string | null)[]): string {
  const text = folded(fields.map((field) => field?.replaceAll('\t', ' ')).join('\t'));
  return text.includes('\n') ? text.replaceAll('\n', ' ') : text;
}

export interface PageReader {
  /** Undefined beyond the end. */
  rowAt(position: number): StoredRow | undefined;
  all(): Iterable<StoredRow>;
  /** Positions, ascending, of rows whose text contains this and that are admitted. */
  search(text: string, admits: (position: number) => boolean): Uint32Array;
}

/** Pages kept parsed: neighbours are asked for one after the other. */
const mostKept = 16;

const parsed = (rows: unknown) => JSON.parse(String(rows)) as readonly StoredRow[];

export function pageReader(db: DatabaseSync, of: TableName): PageReader {
  const select = db.prepare('SELECT rows FROM pages WHERE of = ? AND page = ?');
  const kept = new Map<number, readonly StoredRow[]>();

  function pageAt(page: number): readonly StoredRow[] {
    const known = kept.get(page);
    if (known !== undefined) return known;
    const row = select.get(of, page);
    const rows = row === undefined ? [] : parsed(row.rows);
    const oldest = kept.keys().next().value;
    if (kept.size === mostKept && oldest !== undefined) kept.delete(oldest);
    kept.set(page, rows);
    return rows;
  }

  return {
    rowAt: (position) => pageAt(Math.floor(position / rowsOfPage))[position % rowsOfPage],
    *all() {
      for (const { rows } of db.prepare('SELECT rows FROM pages WHERE of = ? ORDER BY page').iterate(of)) yield* parsed(rows);
    },
    search(text, admits) {
      const needle = folded(text.trim()).replaceAll('\n', ' ');
      const found: number[] = [];
      for (const { page, texts } of db.prepare('SELECT page, texts FROM pages WHERE of = ? ORDER BY page').iterate(of)) {
        const whole = String(texts);
        if (!whole.includes(needle)) continue;
        let position = Number(page) * rowsOfPage;
        for (const row of whole.split('\n')) {
          if (row.includes(needle) && admits(position)) found.push(position);
          position += 1;
        }
      }
      return Uint32Array.from(found);
    },
  };
}
