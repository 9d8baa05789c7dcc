// What a disk or SQLite refused, as sentences for the administrator: by code, never by message text. Everything else is a bug.
import { Refusal } from '../refusal.ts';
import type { Failure } from './messages.ts';

type Row = readonly [code: string, message: string];

const notPermitted: Row = [
  'storage.not-permitted',
  'The data folder may not be read or written by this user. Give this user the rights on the folder, or choose another one, then try again.',
];
const noFolder: Row = ['storage.no-folder', 'The data folder cannot be made there: a file stands in its way. Choose another folder.'];
export const readOnlySentence = 'The data folder was written by a newer version of SCIM Steward, or is write-protected: nothing can be saved here.';
const readOnly: Row = ['storage.read-only', readOnlySentence];
const full: Row = ['storage.full', 'The disk is full, so nothing can be saved. Make room, then try again.'];
const damaged: Row = ['storage.damaged', 'The history is damaged. Start SCIM Steward again: it moves the damaged file aside and begins a new one.'];
const diskError: Row = [
  'storage.disk-error',
  'The disk answered with an error while SCIM Steward read or wrote its data. Check the disk, then start SCIM Steward again.',
];
const busy: Row = ['storage.busy', 'Another SCIM Steward is writing to the data folder and did not finish in time. Try again in a moment.'];

/** Result codes of SQLite (numbers) and of the system that say something about the machine, not about a bug of ours. */
const refusals: ReadonlyMap<number | string, Row> = new Map<number | string, Row>([
  [3, notPermitted],
  [5, busy],
  [8, readOnly],
  [10, diskError],
  [11, damaged],
  [13, full],
  [14, notPermitted],
  [26, damaged],
  ['EACCES', notPermitted],
  ['EPERM', notPermitted],
  ['EROFS', readOnly],
  ['ENOSPC', full],
  ['EEXIST', noFolder],
  ['ENOTDIR', noFolder],
  ['EIO', diskError],
]);

/** From the worker's failure to what is thrown on the asking side. */
export function toError({ message, reason }: Failure): Error {
  const known = reason === undefined ? undefined : refusals.get(reason);
  return known === undefined ? new Error(`Storage failed: ${message}`) : new Refusal(known[0], known[1]);
}

/** What a thrown error says, as plain data. */
export function failure(thrown: unknown): Failure {
  const message = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
  if (!(thrown instanceof Error)) return { message };
  if ('errcode' in thrown) return { message, reason: Number(thrown.errcode) & 0xff };
  return 'code' in thrown ? { message, reason: String(thrown.code) } : { message };
}
