// From Graph's JSON to the rows of a snapshot, and which properties are asked for. An item without an id is no row: the caller keeps it aside.
import type { DirectoryAssignment, DirectoryGroup, DirectoryUser, MemberType } from '../../../contract/directory.ts';
import { textIn } from '../rest/json.ts';
import type { JsonObject } from '../rest/types.ts';

export const userProperties = [
  'id',
  'userPrincipalName',
  'displayName',
  'mail',
  'mailNickname',
  'employeeId',
  'onPremisesImmutableId',
  'onPremisesSamAccountName',
  'accountEnabled',
  'userType',
] as const;

export const groupProperties = [
  'id',
  'displayName',
  'securityEnabled',
  'mailEnabled',
  'groupTypes',
  'membershipRule',
  'visibility',
  'onPremisesSamAccountName',
] as const;

const flag = (value: unknown): boolean | null => (typeof value === 'boolean' ? value : null);

export function userRow(item: JsonObject): DirectoryUser | undefined {
  const id = textIn(item, 'id');
  if (id === undefined || id === '') return undefined;
  const type = textIn(item, 'userType')?.toLowerCase();
  return {
    id,
    userName: textIn(item, 'userPrincipalName') ?? null,
    displayName: textIn(item, 'displayName') ?? null,
    mail: textIn(item, 'mail') ?? null,
    mailNickname: textIn(item, 'mailNickname') ?? null,
    employeeId: textIn(item, 'employeeId') ?? null,
    onPremisesImmutableId: textIn(item, 'onPremisesImmutableId') ?? null,
    onPremisesSamAccountName: textIn(item, 'onPremisesSamAccountName') ?? null,
    externalId: null,
    enabled: flag(item.accountEnabled),
    type: type === 'guest' ? 'guest' : type === 'member' ? 'member' : 'unknown',
    other: {},
  };
}

/** `membersHidden` says that Graph may have left the members out: they are hidden and none came. */
export function groupRow(item: JsonObject, members: 'some' | 'none'): DirectoryGroup | undefined {
  const id = textIn(item, 'id');
  if (id === undefined || id === '') return undefined;
  const types = Array.isArray(item.groupTypes) ? item.groupTypes : [];
  const hidden = textIn(item, 'visibility') === 'HiddenMembership';
  return {
    id,
    displayName: textIn(item, 'displayName') ?? null,
    externalId: null,
    onPremisesSamAccountName: textIn(item, 'onPremisesSamAccountName') ?? null,
    securityEnabled: flag(item.securityEnabled),
    mailEnabled: flag(item.mailEnabled),
    dynamicRule: types.includes('DynamicMembership') ? (textIn(item, 'membershipRule') ?? '') : null,
    membersHidden: hidden && members === 'none',
  };
}

/** By `@odata.type`; Graph leaves it out of lists that were narrowed to one type. */
export function memberTypeOf(item: JsonObject): MemberType {
  switch (textIn(item, '@odata.type')?.toLowerCase()) {
    case '#microsoft.graph.user':
      return 'user';
    case '#microsoft.graph.group':
      return 'group';
    case undefined:
      return 'unknown';
    default:
      return 'other';
  }
}

/** An app role assigned to a user or a group; a service principal that has the app assigned is nobody to provision. */
export function assignmentRow(item: JsonObject, app: 'scim' | 'sso'): DirectoryAssignment | 'other' | undefined {
  const [principalId, type] = [textIn(item, 'principalId'), textIn(item, 'principalType')?.toLowerCase()];
  if (principalId === undefined || principalId === '' || type === undefined) return undefined;
  return type === 'user' || type === 'group' ? { app, principalId, principalType: type } : 'other';
}
