// Looks for secrets in everything that was written or said: as bytes in UTF-8 and UTF-16, without white space, and, in a database, value by
// value as well, since a long value lies in pieces on its pages.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { formsOf } from './secret-forms.ts';

export interface Place {
  readonly name: string;
  readonly bytes: Buffer;
}

export interface Hit {
  readonly place: string;
  /** Which secret, by its name: a failing test must not print it. */
  readonly secret: string;
  /** Which of its forms, counted from 0 as formsOf gives them. */
  readonly form: number;
}

/** Named secrets with their forms as bytes. */
export type Wanted = ReadonlyMap<string, readonly Buffer[]>;

export function wanted(secrets: Readonly<Record<string, string>>): Wanted {
  return new Map(
    Object.entries(secrets).map(([name, secret]) => [
      name,
      formsOf(secret).flatMap((form) => [Buffer.from(form, 'utf8'), Buffer.from(form, 'utf16le')]),
    ]),
  );
}

export const placeOf = (name: string, text: string): Place => ({ name, bytes: Buffer.from(text, 'utf8') });

const withoutWhiteSpace = (bytes: Buffer) => Buffer.from(bytes.toString('latin1').replaceAll(/\s+/g, ''), 'latin1');

/** Every secret found, once a place. */
export function searchIn(places: readonly Place[], secrets: Wanted): readonly Hit[] {
  return places.flatMap(({ name: place, bytes }) => {
    const joined = withoutWhiteSpace(bytes);
    return [...secrets].flatMap(([secret, forms]) => {
      const found = forms.findIndex((form) => bytes.includes(form) || joined.includes(form));
      return found === -1 ? [] : [{ place, secret, form: Math.floor(found / 2) }];
    });
  });
}

/** Every row of every table, one place a table. */
function tablesOf(path: string, name: string): readonly Place[] {
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    const tables = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all();
    return tables.map((row) => {
      const table = String(row.name);
      const rows = database.prepare(`SELECT * FROM "${table}"`).all();
      const values = rows.flatMap((entry) =>
        Object.values(entry).map((value) => (value instanceof Uint8Array ? Buffer.from(value).toString('utf8') : String(value))),
      );
      return placeOf(`${name}: table ${table}`, values.join('\n'));
    });
  } finally {
    database.close();
  }
}

/** Every file below a folder as bytes, and every database's rows. */
export function placesIn(folder: string): readonly Place[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.flatMap((entry) => {
    const path = join(entry.parentPath, entry.name);
    const name = relative(folder, path);
    const bytes = readFileSync(path);
    const whole: Place = { name, bytes };
    return bytes.subarray(0, 15).toString('latin1') === 'SQLite format 3' ? [whole, ...tablesOf(path, name)] : [whole];
  });
}
