// Words and choices for drift: which snapshot is the target's, what externalId seems to be made of, what each state of a membership means.
import type { CallOutput } from '../../contract/calls.ts';
import type { Snapshot } from '../../contract/directory.ts';
import type { DriftMember, DriftRow, PersonKey } from '../../contract/nested-groups.ts';
import type { DriftChoice, DriftOrder } from '../state/nested-groups-slice.ts';
import { count } from './format.ts';

type Keys = CallOutput<'nested.driftKeys'>;

export const personKeyWords = {
  id: 'Object ID',
  userName: 'User name (UPN)',
  mail: 'mail',
  mailNickname: 'mailNickname',
  employeeId: 'employeeId',
  onPremisesImmutableId: 'onPremisesImmutableId',
  onPremisesSamAccountName: 'onPremisesSamAccountName',
  externalId: 'externalId of the file',
} satisfies Record<PersonKey, string>;

export const groupValueWords = { 'object-id': 'Object ID', 'display-name': 'Display name' } satisfies Record<DriftOrder['groupValue'], string>;

export const memberStateWords = { missing: 'Missing', blocked: 'Blocked', pending: 'Pending', extra: 'Too many' } satisfies Record<
  DriftMember['state'],
  string
>;

export const driftFilters = {
  all: 'All that differ',
  missing: 'Missing members',
  extra: 'Too many members',
  blocked: 'Blocked members',
  pending: 'Pending members',
  naming: 'Name or externalId differs',
  absent: 'Not in the target',
} as const;

export const repairWords = {
  'provision on demand': 'Provision on demand: the group with these members, up to five at once.',
  'remove and add again': 'Remove the person from the group and add them again, with a cycle between.',
  'restart provisioning': 'Restart provisioning: Entra then sends everything anew.',
  'assign or map first': 'Mend the cause first; the membership follows by itself.',
  'remove in the target': 'Remove them in the target, or add and remove them in the directory with a cycle between.',
  'wait for the next cycle': 'Wait for the next cycle.',
} satisfies Record<DriftMember['repair'], string>;

/** `mail: finds 41 of 42`. */
export const foundWords = (word: string, found: number, of: number): string =>
  `${word}: finds ${found.toLocaleString('en')} of ${of.toLocaleString('en')}`;

/** Snapshots that the chosen one can be compared with: those of SCIM servers first, of the same connection before others, newest first. */
export function targetsFor(chosen: Snapshot, snapshots: readonly Snapshot[]): readonly Snapshot[] {
  const rank = ({ source, connectionId }: Snapshot) => (source === 'scim' ? 0 : 2) + (connectionId === chosen.connectionId ? 0 : 1);
  return snapshots.filter(({ id }) => id !== chosen.id).toSorted((a, b) => rank(a) - rank(b) || b.takenAt.localeCompare(a.takenAt));
}

/** What was chosen, and for the rest what the numbers say; undefined while a choice is open. */
export function driftOrderOf(choice: DriftChoice, targetId: string | undefined, keys: Keys | undefined): DriftOrder | undefined {
  const [person, group] = [keys?.people[0], keys?.groups[0]];
  const personKey = choice.personKey ?? (person !== undefined && person.found > 0 ? person.key : undefined);
  const groupValue = choice.groupValue ?? (group !== undefined && group.found > 0 ? group.value : undefined);
  if (targetId === undefined || personKey === undefined || groupValue === undefined) return undefined;
  const { snapshotId, lastCycleFinishedAt = '', earlierId = '' } = choice;
  return { snapshotId, targetId, personKey, groupValue, lastCycleFinishedAt, earlierId };
}

/** What is wrong with the group itself, beside its members. */
export function driftMarks({ targetId, naming }: DriftRow): readonly string[] {
  if (targetId === null) return ['Not in the target'];
  return naming.length === 0 ? [] : ['Name or externalId differs'];
}

/** `12 expected, 10 in the target: 2 missing.` */
export function driftLine({ expected, present, missing, blocked, pending, extra, targetId }: DriftRow): string {
  const parts = [
    ...(missing === 0 ? [] : [`${missing.toLocaleString('en')} missing`]),
    ...(blocked === 0 ? [] : [`${blocked.toLocaleString('en')} blocked`]),
    ...(pending === 0 ? [] : [`${pending.toLocaleString('en')} pending`]),
    ...(extra === 0 ? [] : [`${extra.toLocaleString('en')} too many`]),
  ].join(', ');
  const sizes = `${count(expected, 'member', 'members')} expected, ${targetId === null ? 'and no such group in the target' : `${present.toLocaleString('en')} in the target`}`;
  return `${sizes}${parts === '' ? '' : `: ${parts}`}.`;
}

/** The value of a date and time field for an instant, in the machine's own time; empty for none. */
export function localInput(iso: string): string {
  if (iso === '') return '';
  const at = new Date(iso);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** The instant of a date and time field; empty when it holds none. */
export function instantOf(local: string): string {
  const at = new Date(local);
  return Number.isNaN(at.getTime()) ? '' : at.toISOString();
}
