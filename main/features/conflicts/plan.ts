// The plan of a prediction as a table for a spreadsheet: one row a person, with an empty column for who confirms.
import type { PredictedRow } from '../../../contract/conflicts.ts';
import { csvParts } from '../../protocols/files/write-csv.ts';

const columns = [
  'id',
  'displayName',
  'userName',
  'externalId',
  'step',
  'found',
  'blocked',
  'accountId',
  'accountUserName',
  'accountExternalId',
  'reason',
  'confirmedBy',
] as const;

const cellsOf = (row: PredictedRow) => [
  row.id,
  row.displayName ?? '',
  row.userName ?? '',
  row.externalId ?? '',
  row.plan,
  row.kind,
  row.blocked,
  row.accountId ?? '',
  row.accountUserName ?? '',
  row.accountExternalId ?? '',
  row.reason,
  '',
];

/** Text in parts, so that 500,000 rows are never one text. */
export async function* planCsv(rows: AsyncIterable<readonly PredictedRow[]>): AsyncGenerator<string> {
  async function* cells() {
    for await (const part of rows) yield part.map(cellsOf);
  }
  yield* csvParts(columns, cells());
}
