// Rows of a CSV file of any size: the delimiter found from its first lines, rows by papaparse part by part, each with its line number. A
// quotation mark that is opened and never closed costs its own line, never the rest of the file.
import Papa from 'papaparse';
import { type Encoding, readText } from './text.ts';

export const delimiters = [',', ';', '\t', '|'] as const;

export interface CsvForm {
  readonly encoding: Encoding;
  readonly delimiter: string;
  readonly newline: '\n' | '\r';
  /** Lines before the header: Excel's `sep=;`, PowerShell's `#TYPE`. */
  readonly skippedLines: number;
}

interface Parsed {
  readonly rows: readonly (readonly string[])[];
  /** Positions of rows whose quotation marks are wrong. */
  readonly malformed: ReadonlySet<number>;
  /** Characters that were used. */
  readonly used: number;
}

interface RawResult {
  readonly data: readonly (readonly string[])[];
  readonly errors: readonly { readonly row?: number }[];
  readonly meta: { readonly cursor: number };
}

const noRows: ReadonlySet<number> = new Set();

/** Whole rows only: the last one may go on in the next part. */
function parse(text: string, form: Pick<CsvForm, 'delimiter' | 'newline'>): Parsed {
  const parser = new Papa.Parser({ delimiter: form.delimiter, newline: form.newline, quoteChar: '"' });
  const { data, errors, meta }: RawResult = parser.parse(text, 0, true);
  const malformed = errors.length === 0 ? noRows : new Set(errors.flatMap(({ row }) => (row === undefined ? [] : [row])));
  return { rows: data, malformed, used: meta.cursor };
}

const ended = (text: string, newline: string) => (text.endsWith(newline) ? text : text + newline);

/** All rows of a short text, the header among them. Cells are as they stand: a carriage return may end the last of a row. */
export function parseRows(text: string): readonly (readonly string[])[] {
  const form = detectForm(text.slice(0, 100_000), 'utf-8');
  const lines = text.split(form.newline).slice(form.skippedLines).join(form.newline);
  return parse(ended(lines, form.newline), form).rows;
}

/** How the first lines are written. The delimiter that cuts most of them into the same number of columns wins; a comma when none does. */
export function detectForm(start: string, encoding: Encoding): CsvForm {
  const newline = start.includes('\n') || !start.includes('\r') ? '\n' : '\r';
  const lines = start.split(newline);
  const named = /^sep=(.)\r?$/i.exec(lines[0] ?? '')?.[1];
  const skippedLines = named !== undefined || /^#TYPE /i.test(lines[0] ?? '') ? 1 : 0;
  if (named !== undefined) return { encoding, delimiter: named, newline, skippedLines };
  const sample = lines.slice(skippedLines, skippedLines + 50).join(newline);
  let best: { readonly delimiter: string; readonly score: number } = { delimiter: ',', score: 0 };
  for (const delimiter of delimiters) {
    const rows = parse(ended(sample, newline), { delimiter, newline }).rows.filter((row) => row.length > 1 || row[0]?.trim() !== '');
    const columns = rows[0]?.length ?? 0;
    if (columns < 2) continue;
    const same = rows.filter((row) => row.length === columns).length / rows.length;
    const score = same * 100 + Math.min(columns, 50) / 100;
    if (score > best.score) best = { delimiter, score };
  }
  return { encoding, delimiter: best.delimiter, newline, skippedLines };
}

export interface CsvBatch {
  readonly rows: readonly (readonly string[])[];
  /** Of each row: its first line in the file, from 1. */
  lineOf(row: number): number;
  readonly malformed: ReadonlySet<number>;
  /** Rows that could not be cut: a quotation mark that is never closed. */
  readonly unclosed: readonly { readonly line: number; readonly excerpt: string }[];
  readonly read: number;
}

/** A row longer than this is a quotation mark that was never closed. */
const longestRow = 1_000_000;

const occurrences = (text: string, mark: string) => text.split(mark).length - 1;

/** All rows of the file in order, the header among them, blank lines too (one empty field). */
export async function* readCsv(path: string, form: CsvForm, signal?: AbortSignal): AsyncGenerator<CsvBatch> {
  const { newline } = form;
  let rest = '';
  let line = 1;
  let toSkip = form.skippedLines;

  function skipLine(): string | undefined {
    const end = rest.indexOf(newline);
    if (end < 0) return undefined;
    const skipped = rest.slice(0, end);
    rest = rest.slice(end + 1);
    line += 1;
    return skipped;
  }

  function take(read: number): CsvBatch {
    const quoted = rest.includes('"');
    const first = line;
    const { rows, malformed, used } = parse(rest, form);
    rest = rest.slice(used);
    if (!quoted) {
      line += rows.length;
      return { rows, malformed, lineOf: (row) => first + row, unclosed: [], read };
    }
    const lines = rows.map((row) => {
      const at = line;
      line += 1;
      for (const field of row) if (field.includes(newline)) line += occurrences(field, newline);
      return at;
    });
    return { rows, malformed, lineOf: (row) => lines[row] ?? first, unclosed: [], read };
  }

  /** The rest begins with a row that has no end: its first line is given up, what follows is tried again. */
  function giveUpLine(): CsvBatch['unclosed'] {
    const at = line;
    const excerpt = skipLine() ?? rest;
    return [{ line: at, excerpt: excerpt.slice(0, 300) }];
  }

  let read = 0;
  for await (const part of readText(path, form.encoding, signal)) {
    read = part.read;
    rest = rest === '' ? part.text : rest + part.text;
    while (toSkip > 0 && skipLine() !== undefined) toSkip -= 1;
    if (toSkip > 0) continue;
    let batch = take(read);
    yield batch;
    while (rest.length > longestRow) {
      const unclosed = giveUpLine();
      batch = take(read);
      yield { ...batch, unclosed };
    }
  }
  if (rest === '' || toSkip > 0) return;
  rest = ended(rest, newline);
  yield take(read);
  while (rest !== '') {
    const unclosed = giveUpLine();
    yield { ...take(read), unclosed };
  }
}
