// A snapshot of Entra, read from the Graph twin: exactly what is assigned and all below it, and nothing said that was not seen.
import { describe, expect, it } from 'vitest';
import type { DirectoryGroup, DirectoryMembership, DirectoryUser } from '../../../contract/directory.ts';
import { companyRows, type DirectoryRows } from '../../../main/practice/twins/directory.ts';
import { coverageOf, findingIds, sorted } from '../directory/sink.ts';
import { readEntra } from './read-entra.ts';

/** What is reached from the assigned groups, by the plainest way there is. */
function reachable(rows: DirectoryRows): DirectoryRows {
  const groups = new Set(rows.assignments.filter(({ principalType }) => principalType === 'group').map(({ principalId }) => principalId));
  const known = new Set(rows.groups.map(({ id }) => id));
  for (let before = -1; before !== groups.size; ) {
    before = groups.size;
    for (const { groupId, memberId, memberType } of rows.memberships)
      if (groups.has(groupId) && memberType === 'group' && known.has(memberId)) groups.add(memberId);
  }
  const memberships = rows.memberships.filter(({ groupId }) => groups.has(groupId));
  const people = new Set([...memberships.map(({ memberId }) => memberId), ...rows.assignments.map(({ principalId }) => principalId)]);
  return {
    users: rows.users.filter(({ id }) => people.has(id)),
    groups: rows.groups.filter(({ id }) => groups.has(id)),
    memberships,
    assignments: rows.assignments,
  };
}

const user = (id: string, changes: Partial<DirectoryUser> = {}): DirectoryUser => ({
  id,
  userName: `${id}@halden.example`,
  displayName: id,
  mail: null,
  mailNickname: id,
  employeeId: null,
  onPremisesImmutableId: null,
  onPremisesSamAccountName: null,
  externalId: null,
  enabled: true,
  type: 'member',
  other: {},
  ...changes,
});

const group = (id: string, changes: Partial<DirectoryGroup> = {}): DirectoryGroup => ({
  id,
  displayName: `Group ${id}`,
  externalId: null,
  onPremisesSamAccountName: null,
  securityEnabled: true,
  mailEnabled: false,
  dynamicRule: null,
  membersHidden: false,
  ...changes,
});

const member = (groupId: string, memberId: string, memberType: DirectoryMembership['memberType'] = 'user'): DirectoryMembership => ({
  groupId,
  memberId,
  memberType,
});
const uuid = (tail: string): string => `00000000-0000-4000-a000-${tail.padStart(12, '0')}`;

describe('a snapshot of Entra', () => {
  it('holds the assigned groups, all groups below them, and the people in them, each once', async () => {
    const { take } = await readEntra();
    const taken = await take();
    const expected = reachable(companyRows());
    expect(taken.outcome.kind).toBe('taken');
    expect(sorted(taken.users)).toEqual(sorted(expected.users));
    expect(sorted(taken.groups)).toEqual(sorted(expected.groups));
    expect(sorted(taken.memberships)).toEqual(sorted(expected.memberships));
    expect(sorted(taken.assignments)).toEqual(sorted(expected.assignments));
    expect(new Set(Object.values(coverageOf(taken)))).toEqual(new Set(['complete']));
    expect(findingIds(taken)).toEqual([]);
  });

  it('is the same in pages of three, and asks for no group twice though two of them are in a circle', async () => {
    const { take, tenant } = await readEntra({ twins: { largestPage: 3 } });
    const taken = await take();
    const expected = reachable(companyRows());
    expect(sorted(taken.memberships)).toEqual(sorted(expected.memberships));
    expect(sorted(taken.users)).toEqual(sorted(expected.users));
    const { idpRequests } = await tenant.inspect();
    expect(idpRequests['GET groups']).toBe(expected.groups.length);
  });

  it('leaves out who is not asked for, and says so', async () => {
    const rows: DirectoryRows = {
      users: [user(uuid('1')), user(uuid('2'))],
      groups: [group(uuid('a')), group(uuid('b'))],
      memberships: [member(uuid('a'), uuid('1')), member(uuid('b'), uuid('2'))],
      assignments: [{ app: 'scim', principalId: uuid('a'), principalType: 'group' }],
    };
    const { take } = await readEntra({ twins: { directory: { kind: 'rows', rows } } });
    const taken = await take({ ssoApp: '' });
    expect(taken.users.map(({ id }) => id)).toEqual([uuid('1')]);
    expect(coverageOf(taken)['sso-assignments']).toBe('not read');
    expect(taken.outcome).toMatchObject({ notes: [expect.stringContaining('the rest of the directory was not asked for')] });
  });

  it('keeps what a person or a group is: disabled, guest, dynamic, not a security group, a device as a member', async () => {
    const rows: DirectoryRows = {
      users: [user(uuid('1'), { enabled: false }), user(uuid('2'), { type: 'guest' }), user(uuid('3'), { displayName: 'O\'Neill\n"x"' })],
      groups: [group(uuid('a'), { dynamicRule: 'user.department -eq "Optics"' }), group(uuid('b'), { securityEnabled: false, mailEnabled: true })],
      memberships: [
        member(uuid('a'), uuid('1')),
        member(uuid('a'), uuid('b'), 'group'),
        member(uuid('b'), uuid('2')),
        member(uuid('b'), uuid('d'), 'other'),
      ],
      assignments: [
        { app: 'scim', principalId: uuid('a'), principalType: 'group' },
        { app: 'scim', principalId: uuid('3'), principalType: 'user' },
      ],
    };
    const { take } = await readEntra({ twins: { directory: { kind: 'rows', rows } } });
    const taken = await take({ ssoApp: '' });
    expect(sorted(taken.users)).toEqual(sorted(rows.users));
    expect(sorted(taken.groups)).toEqual(sorted(rows.groups));
    expect(sorted(taken.memberships)).toEqual(sorted(rows.memberships));
  });

  it('says of groups that hide their members that these are unknown, not none', async () => {
    const rows: DirectoryRows = {
      users: [user(uuid('1'))],
      groups: [group(uuid('a'), { displayName: 'Works Council', membersHidden: true })],
      memberships: [member(uuid('a'), uuid('1'))],
      assignments: [{ app: 'scim', principalId: uuid('a'), principalType: 'group' }],
    };
    const twins = { directory: { kind: 'rows', rows } } as const;
    const blind = await (await readEntra({ twins })).take({ ssoApp: '' });
    expect(findingIds(blind)).toEqual(['directory.members-hidden']);
    expect(coverageOf(blind).memberships).toBe('partial');
    expect(blind.groups).toMatchObject([{ membersHidden: true }]);
    const all = ['Application.Read.All', 'GroupMember.Read.All', 'User.Read.All', 'Member.Read.Hidden'];
    const seeing = await (await readEntra({ twins: { ...twins, graphPermissions: all } })).take({ ssoApp: '' });
    expect(findingIds(seeing)).toEqual([]);
    expect(seeing.memberships).toEqual(rows.memberships);
  });

  it('takes an app by its application ID too, and says that the object ID is another one', async () => {
    const { take } = await readEntra();
    const { twinApps } = await import('../../../main/practice/graph/apps.ts');
    const taken = await take({ scimApp: twinApps[0]?.appId ?? '' });
    expect(taken.groups.length).toBeGreaterThan(5);
    expect(taken.outcome).toMatchObject({ notes: expect.arrayContaining([expect.stringContaining('given by its application ID')]) });
  });

  it('ends with a clear word when there is no such app, or nobody is assigned to it', async () => {
    const missing = await (await readEntra()).take({ scimApp: uuid('fff') });
    expect(missing.outcome).toMatchObject({ kind: 'stopped' });
    expect(findingIds(missing)).toEqual(['directory.app-not-found']);
    const rows: DirectoryRows = { users: [], groups: [], memberships: [], assignments: [] };
    const empty = await (await readEntra({ twins: { directory: { kind: 'rows', rows } } })).take({ ssoApp: '' });
    expect(findingIds(empty)).toEqual(['directory.nothing-assigned']);
  });

  it('stops when it is cancelled, in the middle', async () => {
    const controller = new AbortController();
    const { graph, tenant } = await readEntra({ twins: { largestPage: 3 } });
    const { entraSource } = await import('../../../main/features/directory/sources/entra.ts');
    const { graph: access } = tenant.idp;
    const reader = entraSource(graph, { tenant: access.tenantId, scimApp: access.scimApp, ssoApp: '' }, { graph: 'graph', login: 'login' });
    let groups = 0;
    const nothing = async (): Promise<void> => {};
    const outcome = await reader.take({
      signal: controller.signal,
      progress: () => {},
      sink: {
        users: nothing,
        memberships: nothing,
        assignments: nothing,
        aside: nothing,
        groups: async () => {
          groups += 1;
          if (groups === 2) controller.abort();
        },
      },
    });
    expect(outcome).toEqual({ kind: 'cancelled' });
  });
});
