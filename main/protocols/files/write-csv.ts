// Writes CSV for spreadsheets: quoting after RFC 4180, and a value that a spreadsheet would take for a formula gets an apostrophe before it.
import Papa from 'papaparse';

type Row = readonly (string | number | boolean)[];

/** With a byte order mark, so that a spreadsheet reads names in UTF-8. */
export function csvText(columns: readonly string[], rows: readonly Row[]): string {
  const fields = [...columns];
  return `\uFEFF${lines({ fields, data: rows.map((row) => [...row]) })}`;
}

/** Every line ended; the library ends a line of headers alone, and no other. */
function lines(table: Papa.UnparseObject<(string | number | boolean)[]> | (string | number | boolean)[][]): string {
  const text = Papa.unparse(table, { escapeFormulae: true, newline: '\r\n' });
  return text.endsWith('\r\n') ? text : `${text}\r\n`;
}

/** The same in parts, for more rows than a text can hold. */
export async function* csvParts(columns: readonly string[], parts: AsyncIterable<readonly Row[]>): AsyncGenerator<string> {
  yield csvText(columns, []);
  for await (const rows of parts) {
    if (rows.length > 0) yield lines(rows.map((row) => [...row]));
  }
}
