// The words for snapshots of a directory: where one comes from, what it holds, how complete it is. Pure readings of the contract's values.
import type { Run, Step } from '../../contract/common.ts';
import type { Coverage, DirectorySet, DirectorySource, Snapshot } from '../../contract/directory.ts';
import { count, dateTime } from './format.ts';

export type LiveSource = Exclude<DirectorySource, 'files'>;

export const sourceWords = {
  entra: 'Microsoft Entra ID',
  okta: 'Okta',
  scim: 'The SCIM server',
  files: 'Files',
} satisfies Record<DirectorySource, string>;

export const setWords = {
  users: 'Users',
  groups: 'Groups',
  memberships: 'Memberships',
  'scim-assignments': 'Assignments to the SCIM app',
  'sso-assignments': 'Assignments to the sign-in app',
} satisfies Record<DirectorySet, string>;

export const coverageWords = {
  complete: 'Complete',
  partial: 'Partial',
  'not permitted': 'Not permitted',
  'not read': 'Not read',
} satisfies Record<Coverage['state'], string>;

/** Coverage in the one look of states everywhere. */
export const coverageStatuses = {
  complete: 'passed',
  partial: 'warned',
  'not permitted': 'failed',
  'not read': 'skipped',
} satisfies Record<Coverage['state'], Step['status']>;

const worstFirst = ['not permitted', 'partial', 'not read', 'complete'] as const satisfies readonly Coverage['state'][];
const together = { complete: 'Complete', partial: 'Partial', 'not permitted': 'Not permitted', 'not read': 'In part' } satisfies Record<
  Coverage['state'],
  string
>;

/** All sets as one state: that of the set that is worst off. */
export function coverageStatus(coverage: readonly Coverage[]): { readonly status: Step['status']; readonly word: string } {
  const worst = worstFirst.find((state) => coverage.some((set) => set.state === state)) ?? 'complete';
  return { status: coverageStatuses[worst], word: together[worst] };
}

const shortSets = {
  users: 'users',
  groups: 'groups',
  memberships: 'memberships',
  'scim-assignments': 'SCIM app',
  'sso-assignments': 'sign-in app',
} satisfies Record<DirectorySet, string>;

/** What is less than complete, in a line; empty when all is complete. */
export function coverageSummary(coverage: readonly Coverage[]): string {
  return worstFirst
    .filter((state) => state !== 'complete')
    .flatMap((state) => {
      const sets = coverage.filter((set) => set.state === state).map(({ set }) => shortSets[set]);
      return sets.length === 0 ? [] : [`${coverageWords[state]}: ${sets.join(', ')}`];
    })
    .join('. ');
}

/** A number that a set gave: undefined when the set was not read, for then nothing was counted. */
export function knownCount({ counts, coverage }: Snapshot, of: keyof Snapshot['counts'], set: DirectorySet): number | undefined {
  const state = coverage.find((one) => one.set === set)?.state;
  if (state === 'not read' || state === 'not permitted') return undefined;
  // Files can say which groups are assigned and leave the users out, or the reverse.
  return state === 'partial' && counts[of] === 0 ? undefined : counts[of];
}

/** `Files, 23 Nov 2026, 20:44`. */
export function sourceLine({ source, practice, takenAt }: Snapshot, timeZone?: string): string {
  return `${sourceWords[source]}${practice ? ' (practice)' : ''}, ${dateTime(takenAt, timeZone)}`;
}

/** `Files, 23 Nov 2026, 20:44 · 43 users, 11 groups`. */
export function snapshotLine(snapshot: Snapshot, timeZone?: string): string {
  const [users, groups] = [knownCount(snapshot, 'users', 'users'), knownCount(snapshot, 'groups', 'groups')];
  const known = [
    ...(users === undefined ? [] : [count(users, 'user', 'users')]),
    ...(groups === undefined ? [] : [count(groups, 'group', 'groups')]),
  ].join(', ');
  return `${sourceLine(snapshot, timeZone)}${known === '' ? '' : ` · ${known}`}`;
}

/** A run and its snapshot are dated at its start, one after the other; a machine that is busy may take a while between. */
const apart = 60_000;

/** The snapshot that a run made, if it is still there. */
export function snapshotOf(run: Pick<Run, 'startedAt' | 'options'>, snapshots: readonly Snapshot[]): Snapshot | undefined {
  const distance = ({ takenAt }: Snapshot) => Math.abs(Date.parse(takenAt) - Date.parse(run.startedAt));
  return snapshots
    .filter((snapshot) => snapshot.source === run.options.source && distance(snapshot) < apart)
    .sort((a, b) => distance(a) - distance(b))[0];
}
