// The same directory a month later: somebody came, somebody left, somebody changed; a group was put into an assigned group, a new group was
// assigned. For trying what a refresh finds. Works on any rows, and always makes the same changes of the same rows.
import type { DirectoryGroup, DirectoryUser } from '../../../contract/directory.ts';
import { steadyId } from '../company/seed.ts';
import type { DirectoryRows } from './directory.ts';

export function monthLater(rows: DirectoryRows): DirectoryRows {
  const { users, groups, memberships, assignments } = rows;
  const outer = assignments.find(({ app, principalType }) => app === 'scim' && principalType === 'group')?.principalId;
  const leaver = memberships.find(({ groupId, memberType }) => groupId === outer && memberType === 'user')?.memberId;
  const moved = memberships.find(({ groupId, memberType, memberId }) => groupId !== outer && memberType === 'user' && memberId !== leaver);
  const pattern = users[0];
  if (outer === undefined || pattern === undefined) return rows;
  const [newUser, newGroup, inside] = ['new-person', 'new-group', 'new-inside'].map((key) => steadyId(`directory:later:${key}`)) as [
    string,
    string,
    string,
  ];
  const person: DirectoryUser = {
    ...pattern,
    id: newUser,
    userName: 'mara.lindqvist@halden.example',
    displayName: 'Mara Lindqvist',
    mail: 'mara.lindqvist@halden.example',
    mailNickname: 'mara.lindqvist',
    employeeId: '90210',
    enabled: true,
    type: 'member',
  };
  const group = (id: string, displayName: string): DirectoryGroup => ({
    id,
    displayName,
    externalId: null,
    onPremisesSamAccountName: null,
    securityEnabled: true,
    mailEnabled: false,
    dynamicRule: null,
    membersHidden: false,
  });
  const last = users.filter(({ id }) => id !== leaver).at(-1)?.id;
  return {
    users: [
      ...users
        .filter(({ id }) => id !== leaver)
        .map((user) => (user.id === last ? { ...user, displayName: `${user.displayName} (renamed)`, enabled: false } : user)),
      person,
    ],
    groups: [
      ...groups.map((one) => (one.id === outer ? { ...one, displayName: `${one.displayName} (renamed)` } : one)),
      group(newGroup, 'Night Shift'),
      group(inside, 'Night Shift Leads'),
    ],
    memberships: [
      ...memberships.filter((one) => one.memberId !== leaver && one !== moved),
      { groupId: newGroup, memberId: inside, memberType: 'group' },
      { groupId: inside, memberId: newUser, memberType: 'user' },
      { groupId: outer, memberId: inside, memberType: 'group' },
    ],
    assignments: [...assignments.filter(({ principalId }) => principalId !== leaver), { app: 'scim', principalId: newGroup, principalType: 'group' }],
  };
}
