// Searching half a million rows by a part of a name: their folded texts stand in pages, so that a search reads the texts and nothing else.
import type { DatabaseSync } from 'node:sqlite';
import { folded } from './form.ts';

const rowsOfPage = 1024;

export interface SearchPages {
  add(texts: readonly (string | null)[]): void;
  end(): void;
}

export function searchPages(db: DatabaseSync, of: 'users' | 'groups'): SearchPages {
  const insert = db.prepare('INSERT INTO search_pages (of, page, text) VALUES (?, ?, ?)');
  let rows: string[] = [];
  let page = 0;
  function flush(): void {
    if (rows.length === 0) return;
    insert.run(of, page, rows.join('\n'));
    page += 1;
    rows = [];
  }
  return {
    add(texts) {
      const text = folded(texts.filter((one) => one !== null && one !== '').join('\t'));
      rows.push(text.includes('\n') ? text.replaceAll('\n', ' ') : text);
      if (rows.length === rowsOfPage) flush();
    },
    end: flush,
  };
}

/** Positions, ascending, of rows that contain the text and that `admits` lets through. */
export function searchIn(db: DatabaseSync, of: 'users' | 'groups', text: string, admits: (position: number) => boolean): Uint32Array {
  const needle = folded(text.trim()).replaceAll('\n', ' ');
  const found: number[] = [];
  for (const { page, text: rows } of db.prepare('SELECT page, text FROM search_pages WHERE of = ? ORDER BY page').iterate(of)) {
    const whole = String(rows);
    if (!whole.includes(needle)) continue;
    const first = Number(page) * rowsOfPage;
    whole.split('\n').forEach((row, index) => {
      if (row.includes(needle) && admits(first + index)) found.push(first + index);
    });
  }
  return Uint32Array.from(found);
}
