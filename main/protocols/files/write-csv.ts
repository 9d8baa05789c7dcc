// Writes CSV for spreadsheets: quoting after RFC 4180, and a value that a spreadsheet would take for a formula gets an apostrophe before it.
import Papa from 'papaparse';

/** With a byte order mark, so that a spreadsheet reads names in UTF-8. */
export function csvText(columns: readonly string[], rows: readonly (readonly (string | number | boolean)[])[]): string {
  const fields = [...columns];
  return `\uFEFF${Papa.unparse({ fields, data: rows.map((row) => [...row]) }, { escapeFormulae: true, newline: '\r\n' })}\r\n`;
}
