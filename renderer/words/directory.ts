// The words for snapshots of a directory: where one comes from, what it holds, how complete it is. Pure readings of the contract's values.
import type { Coverage, DirectorySet, DirectorySource, Snapshot } from '../../contract/directory.ts';
import { count, dateTime } from './format.ts';

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
  'scim-assignments': 'Assigned to the SCIM app',
  'sso-assignments': 'Assigned to the sign-in app',
} satisfies Record<DirectorySet, string>;

export const coverageWords = {
  complete: 'Complete',
  partial: 'Partial',
  'not permitted': 'Not permitted',
  'not read': 'Not read',
} satisfies Record<Coverage['state'], string>;

/** `Files, 23 Nov 2026, 20:44 · 43 users, 11 groups`. */
export function snapshotLine(snapshot: Snapshot, timeZone?: string): string {
  const { users, groups } = snapshot.counts;
  const source = snapshot.practice ? `${sourceWords[snapshot.source]} (practice)` : sourceWords[snapshot.source];
  return `${source}, ${dateTime(snapshot.takenAt, timeZone)} · ${count(users, 'user', 'users')}, ${count(groups, 'group', 'groups')}`;
}
