// What a run made or may have made on the target, as the run remembers it and as a dead run's journal tells it.
import type { JournalRow } from '../../platform/runs/types.ts';

export interface Thing {
  readonly journalId: string;
  readonly resourceType: 'User' | 'Group';
  readonly externalId: string;
  /** When its create was written down, right before it was sent. */
  readonly intendedAt: string;
  /** Every name it has or may have had, newest last: userName, or displayName of a group. */
  readonly names: string[];
  /** The server's id; undefined while no answer told it. */
  id: string | undefined;
  /** `deleted`: the server took the deletion, a 404 is still to be seen. */
  fate: 'present' | 'deleted' | 'gone' | 'kept' | 'left';
  /** Said in the report. */
  note: string;
  /** A person's `active` as read right before the DELETE: tells a soft delete from none. */
  activeBefore?: boolean;
}

/** The collection a thing stands in. */
export const collectionOf = (thing: Pick<Thing, 'resourceType'>): 'Users' | 'Groups' => (thing.resourceType === 'User' ? 'Users' : 'Groups');

/** The attribute that carries its name. */
export const nameAttributeOf = (thing: Pick<Thing, 'resourceType'>): 'userName' | 'displayName' =>
  thing.resourceType === 'User' ? 'userName' : 'displayName';

export const currentName = (thing: Pick<Thing, 'externalId'> & { readonly names: readonly string[] }): string =>
  thing.names.at(-1) ?? thing.externalId;

/** "user steward-x7-1@example.com" */
export const inFull = (thing: Pick<Thing, 'resourceType' | 'externalId'> & { readonly names: readonly string[] }): string =>
  `${thing.resourceType === 'User' ? 'user' : 'group'} ${currentName(thing)}`;

export interface Holder {
  /** Everything a run made or tried to make, in order. */
  readonly things: readonly Thing[];
  /** Ids that were there before: a reusable person. Never taken for something the run made. */
  readonly spared: ReadonlySet<string>;
}

/** Ids that cannot be those of the thing named: other things of the run have them, or they were there before. */
export function knownIds({ things, spared }: Holder, but?: Thing): ReadonlySet<string> {
  return new Set([...spared, ...things.flatMap((thing) => (thing === but || thing.id === undefined ? [] : [thing.id]))]);
}

/** Notes on journal rows that are not undone begin with one of these: they decide whether a later clean-up offers the row again. */
export const notePrefix = {
  /** Worth another try. */
  notNow: 'Could not be removed now: ',
  /** Not certain to be ours: never removed by this app. */
  leftAlone: 'Left alone: ',
  /** The administrator asked for it. */
  kept: 'Kept on request: ',
} as const;

/** Whether a clean-up offers this row: what is undone, what must not be touched and what is kept on purpose are not offered. */
export function isLeftover(row: JournalRow): boolean {
  if (row.state === 'undone') return false;
  return row.state !== 'abandoned' || row.note === undefined || row.note.startsWith(notePrefix.notNow);
}

export function thingOf(row: JournalRow): Thing {
  return {
    journalId: row.id,
    resourceType: row.resourceType,
    externalId: row.ownKey.externalId,
    intendedAt: row.at,
    names: [row.ownKey.name, ...row.alsoNamed],
    id: row.resourceId,
    // What is undone, not ours or kept on purpose is known by its id, so that no other row is taken for it, and is not touched.
    fate: isLeftover(row) ? 'present' : row.state === 'undone' ? 'gone' : 'left',
    note: row.note ?? '',
  };
}
