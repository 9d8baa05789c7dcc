// A person, a group, an app as Graph shows them, narrowed by `$select` as Graph narrows.
import type { DirectoryGroup, DirectoryUser } from '../../../contract/directory.ts';
import type { JsonObject } from '../json.ts';
import type { TwinMember } from '../twins/directory.ts';

/** What Graph gives of a person without `$select`. */
const usualOfUser = ['id', 'displayName', 'mail', 'userPrincipalName'];

function userObject(user: DirectoryUser): JsonObject {
  return {
    id: user.id,
    userPrincipalName: user.userName,
    displayName: user.displayName,
    mail: user.mail,
    mailNickname: user.mailNickname,
    employeeId: user.employeeId,
    onPremisesImmutableId: user.onPremisesImmutableId,
    onPremisesSamAccountName: user.onPremisesSamAccountName,
    accountEnabled: user.enabled,
    userType: user.type === 'guest' ? 'Guest' : 'Member',
  };
}

function groupObject(group: DirectoryGroup): JsonObject {
  return {
    id: group.id,
    displayName: group.displayName,
    securityEnabled: group.securityEnabled,
    mailEnabled: group.mailEnabled,
    groupTypes: group.dynamicRule === null ? [] : ['DynamicMembership'],
    membershipRule: group.dynamicRule,
    visibility: group.membersHidden === true ? 'HiddenMembership' : null,
    onPremisesSamAccountName: group.onPremisesSamAccountName,
  };
}

const pick = (object: JsonObject, names: readonly string[]): JsonObject =>
  Object.fromEntries(names.flatMap((name) => (object[name] === undefined ? [] : [[name, object[name]]])));

/** What User.ReadBasic.All lets see, among what this app asks for. */
const basic: ReadonlySet<string> = new Set(usualOfUser);

export function showUser(user: DirectoryUser, select: readonly string[], sees: 'all' | 'basic' = 'all'): JsonObject {
  const names = select.length === 0 ? usualOfUser : select;
  return pick(userObject(user), sees === 'all' ? names : names.filter((name) => basic.has(name)));
}

export function showGroup(group: DirectoryGroup, select: readonly string[]): JsonObject {
  const object = groupObject(group);
  return select.length === 0 ? object : pick(object, select);
}

const typeNames: Readonly<Record<TwinMember['type'], string>> = {
  user: '#microsoft.graph.user',
  group: '#microsoft.graph.group',
  other: '#microsoft.graph.servicePrincipal',
  unknown: '#microsoft.graph.directoryObject',
};

/** A member: its type always stands beside what was selected. */
export function showMember(member: TwinMember, select: readonly string[], whole: JsonObject | undefined): JsonObject {
  const object = whole ?? { id: member.id };
  return { '@odata.type': typeNames[member.type], ...(select.length === 0 ? object : pick(object, select)) };
}
