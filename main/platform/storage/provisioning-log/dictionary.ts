// Texts that repeat, kept once and known by a number from 1; 0 stands for an absent one.
import type { DatabaseSync } from 'node:sqlite';

export interface Names {
  numberOf(text: string | null): number;
  textOf(n: number): string | null;
  /** Numbers of all texts for which this holds. */
  where(test: (text: string) => boolean): ReadonlySet<number>;
  /** Reads them again: an import was taken back, or another process wrote. */
  reset(): void;
}

export type Texts = ReturnType<typeof createTexts>;
export type Objects = ReturnType<typeof createObjects>;

/** Few texts, all in memory: apps, jobs, cycles, codes. `added` hears of each new one. */
export function createNames(db: DatabaseSync, added: (n: number, text: string) => void): Names {
  const insert = db.prepare('INSERT INTO names VALUES (?, ?)');
  let texts: string[] = [];
  let numbers = new Map<string, number>();
  function reset(): void {
    texts = db
      .prepare('SELECT text FROM names ORDER BY n')
      .all()
      .map(({ text }) => String(text));
    numbers = new Map(texts.map((text, index) => [text, index + 1]));
  }
  reset();
  return {
    reset,
    numberOf(text) {
      if (text === null) return 0;
      const known = numbers.get(text);
      if (known !== undefined) return known;
      texts.push(text);
      const n = texts.length;
      numbers.set(text, n);
      insert.run(n, text);
      added(n, text);
      return n;
    },
    textOf: (n) => texts[n - 1] ?? null,
    where: (test) => new Set(texts.flatMap((text, index) => (test(text) ? [index + 1] : []))),
  };
}

/** Of reasons and operations only those met lately are remembered: a text met again later has a second number, and costs its room twice. */
const mostRemembered = 50_000;

/** Many texts, on disk. */
export function createTexts(db: DatabaseSync, added: (n: number, text: string) => void) {
  const insert = db.prepare('INSERT INTO texts VALUES (?, ?)');
  const select = db.prepare('SELECT text FROM texts WHERE n = ?');
  const last = db.prepare('SELECT coalesce(max(n), 0) AS last FROM texts');
  let next = Number(last.get()?.last) + 1;
  const lately = new Map<string, number>();
  return {
    numberOf(text: string | null, searched: 'searched' | 'not searched'): number {
      if (text === null || text === '') return 0;
      const known = lately.get(text);
      if (known !== undefined) return known;
      const n = next;
      next += 1;
      insert.run(n, text);
      if (searched === 'searched') added(n, text);
      if (lately.size >= mostRemembered) lately.clear();
      lately.set(text, n);
      return n;
    },
    textOf(n: number): string | null {
      return n === 0 ? null : String(select.get(n)?.text ?? '');
    },
    reset(): void {
      lately.clear();
      next = Number(last.get()?.last) + 1;
    },
  };
}

export interface KnownObject {
  readonly kind: number;
  readonly id: string | null;
  readonly name: string | null;
}

/** Objects of either side: one number for one id and name. Those of one id are the same object under several names: `same` is the first of them. */
export function createObjects(db: DatabaseSync, added: (n: number, text: string) => void) {
  const insert = db.prepare('INSERT INTO objects VALUES (?, ?, ?, ?, ?)');
  const select = db.prepare('SELECT kind, id, name FROM objects WHERE n = ?');
  const newest = db.prepare('SELECT kind, id, name FROM objects WHERE same = ? ORDER BY n DESC LIMIT 1');
  const numbers = new Map<string, number>();
  const firsts = new Map<string, number>();
  let same: number[] = [0];
  const keyOf = ({ kind, id, name }: KnownObject) => `${kind}\u0000${id ?? ''}\u0000${name ?? ''}`;
  const whoOf = ({ kind, id, name }: KnownObject) => `${kind}\u0000${(id ?? name ?? '').toLowerCase()}`;

  function remember(n: number, object: KnownObject): number {
    numbers.set(keyOf(object), n);
    const who = whoOf(object);
    const first = firsts.get(who) ?? n;
    if (first === n) firsts.set(who, n);
    same[n] = first;
    return first;
  }

  function load(): void {
    numbers.clear();
    firsts.clear();
    same = [0];
    for (const row of db.prepare('SELECT n, kind, id, name FROM objects ORDER BY n').iterate()) remember(Number(row.n), objectOf(row));
  }
  load();

  return {
    numberOf(object: KnownObject): number {
      if (object.id === null && object.name === null) return 0;
      const known = numbers.get(keyOf(object));
      if (known !== undefined) return known;
      const n = numbers.size + 1;
      insert.run(n, object.kind, object.id, object.name, remember(n, object));
      added(n, `${object.name ?? ''} ${object.id ?? ''}`);
      return n;
    },
    objectOf(n: number): KnownObject | undefined {
      const row = n === 0 ? undefined : select.get(n);
      return row === undefined ? undefined : objectOf(row);
    },
    sameAs: (n: number): number => same[n] ?? 0,
    newestOf(first: number): KnownObject | undefined {
      const row = newest.get(first);
      return row === undefined ? undefined : objectOf(row);
    },
    /** By exact id or name, whatever its case, with all names of the same object. */
    numbersOf(text: string): ReadonlySet<number> {
      const rows = db
        .prepare(
          'SELECT n FROM objects WHERE same IN (SELECT same FROM objects WHERE id = ?1 COLLATE NOCASE UNION SELECT same FROM objects WHERE name = ?1 COLLATE NOCASE)',
        )
        .all(text);
      return new Set(rows.map(({ n }) => Number(n)));
    },
    reset: load,
  };
}

const objectOf = (row: Readonly<Record<string, unknown>>): KnownObject => ({
  kind: Number(row.kind),
  id: typeof row.id === 'string' ? row.id : null,
  name: typeof row.name === 'string' ? row.name : null,
});
