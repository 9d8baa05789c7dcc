// The result of a rerun as CSV, written page by page: a file of 200,000 people takes the memory of one page.
import { open, rename, rm } from 'node:fs/promises';
import type { RerunPerson } from '../../../contract/org-rules.ts';
import { Refusal } from '../../platform/refusal.ts';
import { csvText } from '../../protocols/files/write-csv.ts';
import { shownAs } from './counts.ts';

const columns = [
  'userName',
  'externalId',
  'id',
  'why',
  'membership',
  'organization before',
  'organization by the rules',
  'organization after',
  'state',
  'reason',
];
const states = { sent: 'sent', verified: 'verified', failed: 'failed', skipped: 'skipped', notSent: 'not sent', answerLost: 'answer lost' } as const;

const place = (placement: RerunPerson['after']): string =>
  placement === undefined ? '' : placement.kind === 'known' ? (placement.name ?? '(no organization)') : 'not known';

const row = (person: RerunPerson): string[] => [
  person.userName,
  person.externalId,
  person.id,
  person.why,
  person.membership,
  place(person.before),
  place(person.expected),
  place(person.after),
  states[shownAs[person.state]],
  person.reason,
];

/** Only this user can read it; a reader sees the old file or the new one. */
export async function writeRerunCsv(path: string, pages: AsyncIterable<readonly RerunPerson[]>): Promise<void> {
  const part = `${path}.part`;
  try {
    await rm(part, { force: true });
    const file = await open(part, 'wx', 0o600);
    try {
      await file.write(`${csvText(columns, []).trimEnd()}\r\n`);
      // Without the mark and the header, which stand once.
      for await (const page of pages) if (page.length > 0) await file.write(csvText(columns, page.map(row)).replace(/^[^\n]*\n/, ''));
    } finally {
      await file.close();
    }
    await rename(part, path);
  } catch (thrown) {
    await rm(part, { force: true });
    if (!(thrown instanceof Error && 'code' in thrown)) throw thrown;
    throw new Refusal('file-not-written', `The file could not be written: ${path} (${String(thrown.code)}). Choose another place.`, { path });
  }
}
