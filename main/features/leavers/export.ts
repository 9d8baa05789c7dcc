// Leavers as a table for the auditor: one row a person, with an empty column for who confirms. Formulas are disarmed by the writer of CSV.
import type { Leaver } from '../../../contract/leavers.ts';
import { csvParts } from '../../protocols/files/write-csv.ts';

const columns = [
  'name',
  'userName',
  'why',
  'personId',
  'accountId',
  'accountExternalId',
  'leftAfter',
  'leftBefore',
  'lastEntitled',
  'activeInTarget',
  'reason',
  'reasonState',
  'fact',
  'factSeenFrom',
  'factSeenAt',
  'toDo',
  'notKnown',
  'confirmedBy',
] as const;

const cellsOf = ({ since, lastSeen, reasons, ...row }: Leaver) => {
  const [first] = reasons;
  return [
    row.name,
    row.userName ?? '',
    row.kind,
    row.personId ?? '',
    row.accountId,
    row.accountExternalId ?? '',
    since.after ?? 'not known',
    since.before,
    lastSeen.entitledAt ?? 'not known',
    row.activeSaid ? lastSeen.activeAt : `not said by the target (${lastSeen.activeAt})`,
    first?.title ?? '',
    first?.state ?? '',
    first?.fact ?? '',
    first?.vantage ?? '',
    first?.at ?? '',
    row.toDo,
    reasons
      .filter(({ state }) => state === 'not known')
      .map(({ title, fact }) => `${title}: ${fact}`)
      .join(' | '),
    '',
  ];
};

export async function* leaversCsv(parts: AsyncIterable<readonly Leaver[]>): AsyncGenerator<string> {
  async function* cells() {
    for await (const part of parts) yield part.map(cellsOf);
  }
  yield* csvParts(columns, cells());
}
