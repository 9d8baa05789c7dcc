// Full text of the log: words and their beginnings, over names, ids, reasons, codes and changed properties. Where SQLite was built without FTS5 the store says
// so and goes over names and reasons one by one.
import type { DatabaseSync } from 'node:sqlite';
import { placeOfWord, type WordPlace, wordPlace, wordsTable } from './form.ts';

/** What holds all the words of a search, by where they stand. */
export type Hits = Readonly<Record<WordPlace, ReadonlySet<number>>>;

export interface Words {
  readonly search: 'indexed' | 'slow';
  add(place: WordPlace, n: number, text: string): void;
  find(text: string): Hits;
}

const none = (): Record<WordPlace, Set<number>> => ({ object: new Set(), text: new Set(), event: new Set(), name: new Set() });

/** Letters and digits as unicode61 cuts them. */
const wordsOf = (text: string): readonly string[] => text.match(/[\p{L}\p{N}\p{Co}]+/gu) ?? [];

/** Makes the index, where there is none and SQLite can. */
export function openWords(db: DatabaseSync, offered: 'offered' | 'withheld' = 'offered'): Words {
  try {
    if (offered === 'withheld') throw new Error('withheld');
    const there = db.prepare("SELECT count(*) AS n FROM sqlite_master WHERE name = 'words'").get()?.n;
    if (there === 0) db.exec(wordsTable);
    // Words gather in memory before they are sorted into the index: sixteen times fewer merges than with the usual megabyte.
    if (there === 0) db.exec("INSERT INTO words (words, rank) VALUES ('hashsize', 16777216)");
    return indexed(db);
  } catch {
    return slow(db);
  }
}

function indexed(db: DatabaseSync): Words {
  const insert = db.prepare('INSERT INTO words (rowid, text) VALUES (?, ?)');
  const select = db.prepare('SELECT rowid AS row FROM words WHERE words MATCH ?');
  return {
    search: 'indexed',
    add: (place, n, text) => void insert.run(wordPlace(place, n), text),
    find(text) {
      const hits = none();
      const words = wordsOf(text);
      if (words.length === 0) return hits;
      const wanted = words.map((word) => `"${word}"*`).join(' ');
      for (const { row } of select.iterate(wanted)) {
        const { place, n } = placeOfWord(Number(row));
        hits[place].add(n);
      }
      return hits;
    },
  };
}

function slow(db: DatabaseSync): Words {
  return {
    search: 'slow',
    add: () => {},
    find(text) {
      const hits = none();
      const words = wordsOf(text).map((word) => word.toLowerCase());
      if (words.length === 0) return hits;
      const holds = (value: string) => words.every((word) => value.toLowerCase().includes(word));
      for (const row of db.prepare("SELECT n, coalesce(name, '') || ' ' || coalesce(id, '') AS text FROM objects").iterate())
        if (holds(String(row.text))) hits.object.add(Number(row.n));
      for (const row of db.prepare('SELECT n, text FROM texts').iterate()) if (holds(String(row.text))) hits.text.add(Number(row.n));
      for (const row of db.prepare('SELECT n, text FROM names').iterate()) if (holds(String(row.text))) hits.name.add(Number(row.n));
      return hits;
    },
  };
}
