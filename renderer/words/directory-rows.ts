// The words for one user, one group, one row kept aside, one change. Pure readings of the contract's values.
import type { AsideRow, DirectoryGroup, DirectoryUser, Snapshot, SnapshotChange, UserRow } from '../../contract/directory.ts';
import { knownCount, setWords } from './directory.ts';

/** What a person is called: by the name people read, else by the one they sign in with, else by the id. */
export const userName = (user: Pick<DirectoryUser, 'displayName' | 'userName' | 'id'>): string => user.displayName || user.userName || user.id;

export const groupName = (group: Pick<DirectoryGroup, 'displayName' | 'id'>): string => group.displayName || group.id;

/** `Enabled`, `Disabled, guest`. */
export function userStateWords({ enabled, type }: Pick<DirectoryUser, 'enabled' | 'type'>): string {
  const state = enabled === null ? 'Not said' : enabled ? 'Enabled' : 'Disabled';
  return type === 'guest' ? `${state}, guest` : state;
}

type Assigned = Pick<UserRow, 'assignedToScim' | 'assignedToSso'>;

/** Which app a row is assigned to directly: `SCIM and sign-in`, `Neither`; `Not known` where the source did not say for rows of this kind. */
export function appsWords({ assignedToScim, assignedToSso }: Assigned, snapshot: Snapshot, kind: 'assignedUsers' | 'assignedGroups'): string {
  if (assignedToScim && assignedToSso) return 'SCIM and sign-in';
  if (assignedToScim) return 'SCIM';
  if (assignedToSso) return 'Sign-in';
  return knownCount(snapshot, kind, 'scim-assignments') === undefined ? 'Not known' : 'Neither';
}

/** What a group is, as far as it matters for assigning it. */
export function groupKindWords({ securityEnabled, dynamicRule, membersHidden }: DirectoryGroup): string {
  return [
    securityEnabled === null ? 'Kind not said' : securityEnabled ? 'Security group' : 'Not a security group: cannot be assigned',
    ...(dynamicRule === null ? [] : ['dynamic']),
    ...(membersHidden === true ? ['members hidden'] : []),
  ].join(', ');
}

export const yesNo = (value: boolean | null): string | null => (value === null ? null : value ? 'Yes' : 'No');

/** `users.csv, line 17`. */
export const asidePlace = ({ where, line }: AsideRow): string => (line === null ? where : `${where}, line ${line.toLocaleString('en')}`);

/** `Line 17, users`. */
export function asideLine({ line, set }: AsideRow): string {
  return line === null ? setWords[set] : `Line ${line.toLocaleString('en')}, ${setWords[set].toLowerCase()}`;
}

/** Of one change, and of how many there were. */
export const changeWords = {
  'user-added': { one: 'User added', many: 'Users added' },
  'user-removed': { one: 'User removed', many: 'Users removed' },
  'user-changed': { one: 'User changed', many: 'Users changed' },
  'group-added': { one: 'Group added', many: 'Groups added' },
  'group-removed': { one: 'Group removed', many: 'Groups removed' },
  'group-changed': { one: 'Group changed', many: 'Groups changed' },
  'member-added': { one: 'Member added', many: 'Members added' },
  'member-removed': { one: 'Member removed', many: 'Members removed' },
  assigned: { one: 'Assigned', many: 'Assigned' },
  unassigned: { one: 'Unassigned', many: 'Unassigned' },
} satisfies Record<SnapshotChange['kind'], { one: string; many: string }>;

export const changeKinds = Object.keys(changeWords) as readonly SnapshotChange['kind'][];
