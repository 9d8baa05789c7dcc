// What a journal says a run did to the target, in the words of the contract. Pure.
import type { Effect } from '../../../contract/common.ts';
import type { JournalIntent, JournalRow } from './types.ts';

const stateOf = { intended: 'intended', done: 'done', undone: 'undone', abandoned: 'unknown' } as const satisfies Record<
  JournalRow['state'],
  Effect['state']
>;

/** One effect a row, in the order they were written down. A thing that was renamed goes by its newest name. */
export function effectsOf(rows: readonly JournalRow[]): Effect[] {
  return rows.map((row) => ({
    journalId: row.id,
    resourceType: row.resourceType,
    name: row.alsoNamed.at(-1) ?? row.ownKey.name,
    ...(row.resourceId === undefined ? {} : { resourceId: row.resourceId }),
    state: stateOf[row.state],
    ...(row.note === undefined ? {} : { note: row.note }),
  }));
}

/** How the note of an undone row begins when a complete look-up showed that the thing was never made. */
export const neverMade = 'never made';

/** An undone effect that never was one: the request did not reach the server, or was refused. */
export function wasNeverMade(effect: Effect): boolean {
  return effect.state === 'undone' && effect.resourceId === undefined && (effect.note ?? '').startsWith(neverMade);
}

/** Something the server is known to have made; a row still intended may have reached it or not. */
export function wasMade(effect: Effect): boolean {
  return !wasNeverMade(effect) && effect.state !== 'intended' && !(effect.state === 'unknown' && effect.resourceId === undefined);
}

/** Rows of things that may still be on the target: made, perhaps made, or given up. */
export function notUndone(rows: readonly JournalRow[]): readonly JournalRow[] {
  return rows.filter((row) => row.state !== 'undone');
}

/** A row in its first state. */
export function intendedRow(id: string, runId: string, connectionId: string, intent: JournalIntent, at: string): JournalRow {
  return { ...intent, id, runId, connectionId, state: 'intended', alsoNamed: [], at };
}

export type JournalChange =
  | { readonly kind: 'done'; readonly resourceId: string }
  | { readonly kind: 'renaming'; readonly newName: string }
  | { readonly kind: 'undone'; readonly note: string }
  | { readonly kind: 'left'; readonly note: string };

/** The row after a change. What is gone stays gone: a change to an undone row is a bug and throws. */
export function changedRow(row: JournalRow, change: JournalChange): JournalRow {
  if (row.state === 'undone') throw new Error(`Journal row ${row.id} is undone and cannot become ${change.kind}.`);
  switch (change.kind) {
    case 'done':
      return { ...row, state: 'done', resourceId: change.resourceId };
    case 'renaming':
      return { ...row, alsoNamed: [...row.alsoNamed, change.newName] };
    case 'undone':
      return { ...row, state: 'undone', note: change.note };
    case 'left':
      return { ...row, state: 'abandoned', note: change.note };
  }
}
