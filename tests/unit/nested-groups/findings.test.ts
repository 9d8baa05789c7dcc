// What the nested groups of a snapshot lead to: each finding from the directory that brings it about, and none from one in order.
import { describe, expect, it } from 'vitest';
import { type GroupClaim, unknownGroupClaim } from '../../../contract/claims.ts';
import { nestedOperations } from '../../../main/features/nested-groups/worker-operations.ts';
import { allComplete, complete, type Directory, shelfWith } from './snapshot.ts';

const flattened: GroupClaim = { ...unknownGroupClaim, mode: 'all-groups' };
const summaryOf = (directory: Directory, claim = flattened) => nestedOperations(shelfWith(directory))['nested.summary']({ snapshotId: 's', claim });
const idsOf = async (directory: Directory) => (await summaryOf(directory)).findings.map(({ id }) => id);

const inOrder: Directory = { people: { ana: {}, ben: {} }, groups: { Analysts: { members: ['ana', 'ben'] } }, assigned: ['Analysts'] };
const nested: Directory = {
  people: { ana: {}, ben: {}, cy: {}, dee: { enabled: false } },
  groups: { Analysts: { members: ['ana', 'Inner'] }, Builders: { members: ['ben'] }, Inner: { members: ['ben', 'cy', 'dee'] } },
  assigned: ['Analysts', 'Builders'],
};

describe('a directory in order', () => {
  it('leads to nothing', async () => {
    expect(await summaryOf(inOrder)).toMatchObject({ findings: [], allTakenAsAssigned: false, answers: [{ totals: { peopleLost: 0, groups: 1 } }] });
  });
});

describe('people in nested groups', () => {
  it('are counted when they lose a group, and when they lose every one', async () => {
    const { findings, answers } = await summaryOf(nested);
    expect(findings.map(({ id }) => id)).toEqual(['nested.people-lost', 'nested.people-lose-all']);
    expect(answers[0]?.totals).toMatchObject({ peopleLost: 2, peopleLosingAll: 1, membershipsLost: 2, groupsLosing: 1 });
    expect(findings[1]?.cause).toContain('“cy”');
    expect(findings[1]?.consequence).toContain('1 of them is not provisioned at all');
  });

  it('keep their account when they are assigned themselves', async () => {
    const lost = (await summaryOf({ ...nested, assigned: [...nested.assigned, 'cy'] })).findings.find(({ id }) => id === 'nested.people-lose-all');
    expect(lost?.consequence).toContain('Their accounts stay');
  });

  it.each([
    ['on', 'comes and goes'],
    ['off', 'do not come back'],
    ['unknown', 'depends on'],
  ] as const)('come back at a login or not, as Foundry imports groups: %s', async (importUserGroups, words) => {
    expect((await summaryOf(nested, { ...flattened, importUserGroups })).findings[0]?.consequence).toContain(words);
  });

  it('lose nothing when a login sends direct members only', async () => {
    expect(await summaryOf(nested, { ...flattened, mode: 'assigned-groups' })).toMatchObject({
      findings: [],
      answers: [{ totals: { peopleLost: 0 } }],
    });
  });

  it('lose nothing of a group that the claim’s filter leaves out, and gain its direct members', async () => {
    const filter = { attribute: 'display-name', match: 'prefix', value: 'build' } as const;
    expect((await summaryOf(nested, { ...flattened, filter })).answers[0]?.totals).toMatchObject({
      peopleLost: 0,
      membershipsLost: 0,
      membershipsGained: 1,
    });
  });

  it('are answered for every claim while nobody knows which, the worst first', async () => {
    const { answers, findings } = await summaryOf(nested, unknownGroupClaim);
    expect(answers.map(({ mode, totals }) => [mode, totals.peopleLost])).toEqual([
      ['all-groups', 2],
      ['security-groups', 2],
      ['assigned-groups', 0],
      ['directory-roles', 0],
      ['no-groups', 0],
    ]);
    expect(findings[0]?.evidence[0]?.text).toContain('not known');
  });
});

describe('more groups than a login carries', () => {
  /** `ana` is directly in ten assigned groups; each of the `around` others holds one of these. `ben` is in one. */
  const many = (around: number): Directory => {
    const inner = Array.from({ length: 10 }, (_, at) => [`Inner ${at}`, { members: at === 0 ? ['ana', 'ben'] : ['ana'] }] as const);
    const outer = Array.from({ length: around }, (_, at) => [`Outer ${at}`, { members: [`Inner ${1 + (at % 9)}`] }] as const);
    return {
      people: { ana: {}, ben: {}, gone: { enabled: false } },
      groups: Object.fromEntries([...inner, ...outer]),
      assigned: ['Inner 0', 'Inner 1'],
    };
  };
  const limitFinding = async (directory: Directory, claim: Partial<GroupClaim>) =>
    (await summaryOf(directory, { ...flattened, ...claim })).findings.find(({ id }) => id === 'nested.claim-above-limit');

  it('are counted with nested ones: above 150 in SAML, above 200 in OpenID Connect', async () => {
    expect(await limitFinding(many(140), { protocol: 'saml' })).toBeUndefined();
    const saml = await limitFinding(many(141), { protocol: 'saml' });
    expect(saml?.title).toBe('1 person is in more groups than a login can carry');
    expect(saml?.cause).toContain('“ana”');
    expect(await limitFinding(many(141), { protocol: 'oidc' })).toBeUndefined();
    expect(await limitFinding(many(191), { protocol: 'oidc' })).toBeDefined();
    expect((await limitFinding(many(141), {}))?.cause).toContain('200 in OpenID Connect');
  });

  it('are none when the claim sends assigned groups, none at all, or few by its filter', async () => {
    for (const mode of ['assigned-groups', 'directory-roles', 'no-groups'] as const) expect(await limitFinding(many(200), { mode })).toBeUndefined();
    const filter = { attribute: 'display-name', match: 'prefix', value: 'inner' } as const;
    expect(await limitFinding(many(200), { filter })).toBeUndefined();
  });
});

describe('the groups', () => {
  it('in a circle are named, a group in itself too', async () => {
    const groups = { Analysts: { members: ['ana', 'Inner'] }, Inner: { members: ['Analysts', 'ana'] }, Alone: { members: ['Alone'] } };
    const { findings } = await summaryOf({ ...inOrder, groups });
    const cycle = findings.find(({ id }) => id === 'nested.cycle');
    expect(cycle?.title).toBe('Groups contain each other in 2 circles');
    expect(cycle?.cause).toContain('“Alone” contains itself');
  });

  it.each<[string, Directory]>([
    [
      'nested.member-of-rule',
      { ...inOrder, groups: { Analysts: { members: ['ana'], dynamicRule: "user.memberof -any (group.objectId -in ['1'])" } } },
    ],
    ['nested.not-security-enabled', { ...inOrder, groups: { Analysts: { members: [], securityEnabled: false } } }],
    ['nested.unresolved-members', { ...inOrder, groups: { Analysts: { members: ['ana', 'nobody'] } } }],
    ['nested.hidden-members', { ...inOrder, groups: { Analysts: { members: ['ana'], membersHidden: true } } }],
    ['nested.name-not-matchable', { ...inOrder, groups: { Analysts: { members: ['ana'], displayName: 'The "A" team' } } }],
    [
      'nested.names-collide',
      {
        ...inOrder,
        groups: { Analysts: { members: ['ana'] }, second: { members: ['ben'], displayName: 'ANALYSTS' } },
        assigned: ['Analysts', 'second'],
      },
    ],
    ['nested.nothing-assigned', { ...inOrder, assigned: [] }],
  ])('bring about %s, and nothing else', async (id, directory) => {
    expect(await idsOf(directory)).toEqual([id]);
  });

  it('that are not security-enabled lose everyone, and are no loss through nesting', async () => {
    const { answers, findings } = await summaryOf({ ...inOrder, groups: { Analysts: { members: ['ana', 'ben'], securityEnabled: false } } });
    expect(answers[0]?.totals).toMatchObject({ membershipsLost: 2, peopleLosingAll: 2 });
    expect(findings.map(({ id }) => id)).toEqual(['nested.people-lose-all', 'nested.not-security-enabled']);
  });
});

describe('what was not read', () => {
  it('makes every group count as assigned, and says so', async () => {
    const coverage = allComplete.map((entry) => (entry.set === 'scim-assignments' ? { ...entry, state: 'not read' as const } : entry));
    const summary = await summaryOf({ ...nested, assigned: [], coverage });
    expect(summary.allTakenAsAssigned).toBe(true);
    expect(summary.findings.map(({ id }) => id)).toContain('nested.assignments-not-read');
  });

  it('is no empty set: what could not be seen is said', async () => {
    const coverage = allComplete.map((entry) =>
      entry.set === 'memberships' ? { ...entry, state: 'not permitted' as const, note: 'Grant GroupMember.Read.All.' } : entry,
    );
    const found = (await summaryOf({ ...inOrder, coverage })).findings;
    expect(found.map(({ id }) => id)).toEqual(['nested.snapshot-incomplete']);
    expect(found[0]?.cause).toContain('Grant GroupMember.Read.All.');
  });
});

describe('the two enterprise apps', () => {
  const both = [...allComplete, complete('sso-assignments')];
  const groups = { Analysts: { members: ['ana'] }, Visitors: { members: ['ben'] } };

  it('agree', async () => {
    expect(await idsOf({ ...inOrder, groups, assigned: ['Analysts'], sso: ['Analysts'], coverage: both })).toEqual([]);
  });

  it('differ: who signs in is not provisioned, who is provisioned cannot sign in', async () => {
    const { findings } = await summaryOf({ ...inOrder, groups, assigned: ['Analysts'], sso: ['Visitors'], coverage: both });
    expect(findings.map(({ id, cause }) => [id, cause.includes('Visitors') || cause.includes('Analysts')])).toEqual([
      ['nested.sso-not-scim', true],
      ['nested.scim-not-sso', true],
    ]);
  });

  it('are not compared when one was not read', async () => {
    expect(await idsOf({ ...inOrder, groups, assigned: ['Analysts'], sso: ['Visitors'] })).toEqual([]);
  });
});

describe('the table of assigned groups', () => {
  it('is searched, filtered, sorted and paged', async () => {
    const ask = nestedOperations(shelfWith(nested))['nested.groups'];
    const query = { snapshotId: 's', claim: flattened, search: '', filter: 'all', sort: 'lost', offset: 0, limit: 10 } as const;
    expect((await ask(query)).rows.map(({ displayName, direct, transitive, lost, depth }) => [displayName, direct, transitive, lost, depth])).toEqual(
      [
        ['Analysts', 1, 3, 2, 1],
        ['Builders', 1, 1, 0, 0],
      ],
    );
    expect((await ask({ ...query, filter: 'losing' })).total).toBe(1);
    expect((await ask({ ...query, search: 'build' })).rows.map(({ id }) => id)).toEqual(['Builders']);
    expect(await ask({ ...query, sort: 'name', offset: 1, limit: 1 })).toMatchObject({ rows: [{ id: 'Builders' }], total: 2 });
  });
});
