// The directory behind the twins, in one form whether it is the practice company, rows made by hand, or a generated one of any size.
import type { DirectoryAssignment, DirectoryGroup, DirectoryMembership, DirectoryUser, MemberType } from '../../../contract/directory.ts';
import { groupFlag, userFlag } from '../../domain/directory/membership-graph.ts';
import { directoryGroups } from '../company/groups.ts';
import { directoryPeople } from '../company/people.ts';
import { steadyId } from '../company/seed.ts';
import type { GeneratedDirectory } from '../directory/generate.ts';

export interface TwinMember {
  readonly id: string;
  readonly type: MemberType;
}

export interface TwinDirectory {
  readonly userCount: number;
  readonly groupCount: number;
  user(index: number): DirectoryUser;
  group(index: number): DirectoryGroup;
  userById(id: string): DirectoryUser | undefined;
  groupById(id: string): DirectoryGroup | undefined;
  /** Direct members in a steady order. */
  members(groupId: string): readonly TwinMember[];
  assigned(app: 'scim' | 'sso'): readonly DirectoryAssignment[];
}

export interface DirectoryRows {
  readonly users: readonly DirectoryUser[];
  readonly groups: readonly DirectoryGroup[];
  readonly memberships: readonly DirectoryMembership[];
  readonly assignments: readonly DirectoryAssignment[];
}

/** Of a row that is not in the table, a bug of who asks: every index comes from a count. */
function at<T>(rows: readonly T[], index: number): T {
  const row = rows[index];
  if (row === undefined) throw new RangeError(`There is no row ${index}.`);
  return row;
}

export function directoryOfRows({ users, groups, memberships, assignments }: DirectoryRows): TwinDirectory {
  const [userOf, groupOf] = [new Map(users.map((user) => [user.id, user])), new Map(groups.map((group) => [group.id, group]))];
  const membersOf = new Map<string, TwinMember[]>();
  for (const { groupId, memberId, memberType } of memberships) {
    const list = membersOf.get(groupId) ?? [];
    membersOf.set(groupId, list);
    list.push({ id: memberId, type: memberType });
  }
  return {
    userCount: users.length,
    groupCount: groups.length,
    user: (index) => at(users, index),
    group: (index) => at(groups, index),
    userById: (id) => userOf.get(id),
    groupById: (id) => groupOf.get(id),
    members: (groupId) => membersOf.get(groupId) ?? [],
    assigned: (app) => assignments.filter((row) => row.app === app),
  };
}

/** The practice company's rows: its groups in groups, two of them in a circle, its guests, its disabled and its mail-less. */
export function companyRows(): DirectoryRows {
  const people = directoryPeople(steadyId);
  const idOfGroup = (key: string) => steadyId(`directory:group:${key}`);
  const idOf = new Map(people.map((person) => [person.nickname, person.objectId]));
  const groups = directoryGroups.map(
    ({ key, displayName }): DirectoryGroup => ({
      id: idOfGroup(key),
      displayName,
      externalId: null,
      onPremisesSamAccountName: null,
      securityEnabled: true,
      mailEnabled: false,
      dynamicRule: null,
      membersHidden: false,
    }),
  );
  return {
    users: people.map((person) => ({
      id: person.objectId,
      userName: person.userPrincipalName,
      displayName: person.displayName,
      mail: person.mail,
      mailNickname: person.nickname,
      employeeId: person.employeeId,
      onPremisesImmutableId: null,
      onPremisesSamAccountName: null,
      externalId: null,
      enabled: person.accountEnabled,
      type: person.userType === 'Guest' ? 'guest' : 'member',
      other: {},
    })),
    groups,
    memberships: directoryGroups.flatMap((group) => [
      ...group.people.map((name) => ({ groupId: idOfGroup(group.key), memberId: idOf.get(name) ?? name, memberType: 'user' as const })),
      ...group.groups.map((key) => ({ groupId: idOfGroup(group.key), memberId: idOfGroup(key), memberType: 'group' as const })),
    ]),
    assignments: directoryGroups.flatMap(({ key, assigned }): readonly DirectoryAssignment[] => {
      const principal = { principalId: idOfGroup(key), principalType: 'group' as const };
      // One group may sign in and is not provisioned, another is provisioned and may not sign in: both happen with two apps.
      const sso = assigned ? key !== 'stewards' : key === 'optics-reading';
      return [...(assigned ? [{ app: 'scim' as const, ...principal }] : []), ...(sso ? [{ app: 'sso' as const, ...principal }] : [])];
    }),
  };
}

/** Rows of a generated directory are made when asked for; only ids are kept. */
export function directoryOfGenerated(made: GeneratedDirectory): TwinDirectory {
  const { graph } = made;
  const [userIndexes, groupIndexes] = [new Map<string, number>(), new Map<string, number>()];
  const [userIds, groupIds]: [string[], string[]] = [[], []];
  for (let index = 0; index < graph.userCount; index += 1) {
    userIds[index] = made.user(index).id;
    userIndexes.set(at(userIds, index), index);
  }
  for (let index = 0; index < graph.groupCount; index += 1) {
    groupIds[index] = made.group(index).id;
    groupIndexes.set(at(groupIds, index), index);
  }
  const rowOf = ({ start, items }: { readonly start: Uint32Array; readonly items: Uint32Array }, row: number): number[] => [
    ...items.subarray(start[row] ?? 0, start[row + 1] ?? 0),
  ];
  const assigned = (app: 'scim' | 'sso'): readonly DirectoryAssignment[] => {
    const [userBit, groupBit] = app === 'scim' ? [userFlag.assigned, groupFlag.assigned] : [userFlag.assignedToSso, groupFlag.assignedToSso];
    const of = (flags: Uint8Array, bit: number, ids: readonly string[], principalType: 'user' | 'group') =>
      ids.flatMap((principalId, index) => (((flags[index] ?? 0) & bit) === 0 ? [] : [{ app, principalId, principalType }]));
    return [...of(graph.groupFlags, groupBit, groupIds, 'group'), ...of(graph.userFlags, userBit, userIds, 'user')];
  };
  return {
    userCount: graph.userCount,
    groupCount: graph.groupCount,
    user: (index) => made.user(index),
    group: (index) => made.group(index),
    userById: (id) => {
      const index = userIndexes.get(id);
      return index === undefined ? undefined : made.user(index);
    },
    groupById: (id) => {
      const index = groupIndexes.get(id);
      return index === undefined ? undefined : made.group(index);
    },
    members: (groupId) => {
      const index = groupIndexes.get(groupId);
      if (index === undefined) return [];
      return [
        ...rowOf(graph.children, index).map((child) => ({ id: at(groupIds, child), type: 'group' as const })),
        ...rowOf(graph.people, index).map((person) => ({ id: at(userIds, person), type: 'user' as const })),
      ];
    },
    assigned,
  };
}
