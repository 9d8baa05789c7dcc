// The simulator over people: who has a value, who shares it, what agrees with Provider IDs seen; and what a change would do to each of them.

import { describe, expect, it } from 'vitest';
import type { DirectoryUser } from '../../../contract/directory.ts';
import { unknownSignOn } from '../../../contract/mapping.ts';
import { groupFlag, rowsOf, userFlag } from '../../../main/domain/directory/membership-graph.ts';
import { assignedPeople, cycleHours } from '../../../main/domain/mapping/assigned.ts';
import { candidateSources, countCandidates } from '../../../main/domain/mapping/candidates.ts';
import { outcomes, type PersonInScope } from '../../../main/domain/mapping/change.ts';
import { createHashBag } from '../../../main/domain/mapping/hashes.ts';
import { columnsOf, lookupFor } from '../../../main/domain/mapping/person.ts';
import { prepare } from '../../../main/domain/mapping/prepared.ts';
import { recommend } from '../../../main/domain/mapping/recommend.ts';
import { inScope } from '../../../main/domain/mapping/scope.ts';
import { readSeen } from '../../../main/domain/mapping/seen.ts';
import fc from '../../properties.ts';
import { attribute, goodSchema, objectOf, person, type Row, read, replaceRow, written } from './schemas.ts';

const count = (people: readonly DirectoryUser[], seen = '') => {
  const columns = columnsOf(people);
  return countCandidates(() => people, columns, candidateSources(columns, 'entra'), readSeen(seen), 'entra');
};
const of = (candidates: ReturnType<typeof count>, name: string) => candidates.find(({ attribute: known }) => known === name);

describe('candidates for externalId', () => {
  const people = [
    person('ada', { employeeId: '7' }),
    person('bob', { employeeId: null, mailNickname: 'ada' }),
    person('cem', { employeeId: '7x', mailNickname: 'ADA' }),
    person('dee', { employeeId: '7X', mailNickname: 'ada', other: { badge: '1' } }),
  ];

  it('are counted: who has one, who shares it, who shares it but for case', () => {
    const counted = count(people);
    expect(of(counted, 'objectId')).toMatchObject({ have: 4, missing: 0, sharing: 0, sharingByCase: 0, onRename: 'stays' });
    expect(of(counted, 'employeeId')).toMatchObject({ have: 3, missing: 1, sharing: 0, sharingByCase: 2, onRename: 'stays' });
    expect(of(counted, 'mailNickname')).toMatchObject({ have: 4, sharing: 3, sharingByCase: 1, onRename: 'changes' });
    expect(of(counted, 'mailNickname')?.examples[0]?.people).toEqual([
      'ada@halden.example',
      'bob@halden.example',
      'dee@halden.example',
      'cem@halden.example',
    ]);
    expect(of(counted, 'badge')).toMatchObject({ have: 1, missing: 3, onRename: 'unknown' });
    expect(of(counted, 'onPremisesImmutableId')).toBeUndefined();
  });

  it('are compared with a list of Provider IDs seen', () => {
    const counted = count(people, 'providerId\nid-ada\nID-BOB\nsomebody else\n');
    expect(of(counted, 'objectId')?.agreement).toEqual({ seen: 3, equal: 1, byCase: 1, different: 1 });
    expect(of(counted, 'mail')?.agreement).toEqual({ seen: 3, equal: 0, byCase: 0, different: 3 });
  });

  it('are compared person by person when it is known whose they are', () => {
    const counted = count(
      people,
      'userName,providerId\nADA@halden.example,7\nbob@halden.example,8\n"cem@halden.example";7X\nnobody@halden.example,9',
    );
    expect(of(counted, 'employeeId')?.agreement).toEqual({ seen: 3, equal: 1, byCase: 1, different: 1 });
  });

  it('agree with a naive count, whatever the values', () => {
    const value = fc.option(fc.constantFrom('a', 'A', 'b', 'é', 'É', 'c1'), { nil: null });
    fc.assert(
      fc.property(fc.array(value, { maxLength: 30 }), (values) => {
        const all = values.map((employeeId, index) => person(`p${index}`, { employeeId }));
        const held = values.filter((one) => one !== null);
        const exact = held.filter((one) => held.filter((other) => other === one).length > 1).length;
        const loose = held.filter((one) => held.filter((other) => other.toLowerCase() === one.toLowerCase()).length > 1).length;
        const got = of(count(all), 'employeeId');
        expect([got?.have ?? 0, got?.sharing ?? 0, got?.sharingByCase ?? 0]).toEqual([held.length, exact, loose - exact]);
      }),
    );
  });
});

describe('the recommendation', () => {
  const people = [person('ada'), person('bob', { employeeId: null })];

  it('follows the Provider IDs that exist, and says the weakness of that', () => {
    const { attribute: name, reason } = recommend(count(people, 'ada@halden.example\nbob@halden.example'), unknownSignOn, 'entra');
    expect(name).toBe('userPrincipalName');
    expect(reason).toBe(
      'All 2 Provider IDs seen equal it: with it existing accounts stay whose they are. Mind: it changes when a person is renamed.',
    );
  });

  it('else follows the sign-in’s claim', () => {
    const { attribute: name, reason } = recommend(count(people), { ...unknownSignOn, providerId: 'user.employeeid' }, 'entra');
    expect(name).toBe('employeeId');
    expect(reason).toContain('Mind: 1 person has no value.');
  });

  it('else names what everybody has alone and keeps', () => {
    expect(recommend(count(people), unknownSignOn, 'entra').attribute).toBe('objectId');
  });

  it('else names nothing', () => {
    const none = [person('ada', { id: 'x' }), person('bob', { id: 'X', employeeId: null })];
    expect(recommend(count(none), unknownSignOn, 'entra').attribute).toBeNull();
  });
});

const mappingWith = (...rows: readonly Row[]) => {
  const schema = goodSchema();
  for (const row of rows) replaceRow(objectOf(schema, 'people'), row);
  return read(schema);
};

function change(people: readonly PersonInScope[], after = mappingWith(), before = mappingWith()) {
  const columns = columnsOf(people.map(({ user }) => user));
  const { counts, examples } = outcomes(() => people, columns, prepare(before), prepare(after));
  return { counts: Object.fromEntries(Object.entries(counts).filter(([, number]) => number > 0)), examples };
}
const stays = (user: DirectoryUser): PersonInScope => ({ user, before: true, after: true });

describe('before a change is saved', () => {
  it('nothing happens to anybody when nothing changes', () => {
    expect(change([stays(person('ada')), { user: person('bob'), before: false, after: false }]).counts).toEqual({ unchanged: 1, 'out-of-scope': 1 });
  });

  it('another externalId is written to the same accounts', () => {
    const { counts, examples } = change([stays(person('ada')), stays(person('bob'))], mappingWith(attribute('externalId', 'objectId', 1)));
    expect(counts).toEqual({ relinked: 2 });
    expect(examples[0]).toMatchObject({ kind: 'relinked', userName: 'ada@halden.example', before: 'E-ada', after: 'id-ada' });
  });

  it('a value that another account carries today is a move into that account', () => {
    const people = [stays(person('ada', { mailNickname: 'E-bob' })), stays(person('bob'))];
    expect(change(people, mappingWith(attribute('externalId', 'mailNickname', 1))).counts).toEqual({ moved: 1, relinked: 1 });
  });

  it('two people with one new value collide', () => {
    const people = [stays(person('ada')), stays(person('bob')), stays(person('cem'))];
    const { counts } = change(people, mappingWith(written('externalId', 'Left([objectId], 3)', 1)));
    expect(counts).toEqual({ collides: 3 });
  });

  it('another userName is a rename', () => {
    expect(change([stays(person('ada'))], mappingWith(attribute('userName', 'mailNickname', 2))).counts).toEqual({ renamed: 1 });
  });

  it('who loses the assignment is disabled, or left active where that is set', () => {
    const leaver: PersonInScope = { user: person('ada'), before: true, after: false };
    expect(change([leaver]).counts).toEqual({ disabled: 1 });
    const skipping = { ...mappingWith(), skipOutOfScopeDeletions: true };
    expect(change([leaver], skipping).counts).toEqual({ 'left-active': 1 });
  });

  it('who comes into scope is created, but not when disabled in the directory', () => {
    const comers = [person('ada'), person('bob', { enabled: false })].map((user): PersonInScope => ({ user, before: false, after: true }));
    expect(change(comers).counts).toEqual({ created: 1, 'out-of-scope': 1 });
  });

  it('a new scoping filter disables whom it leaves out', () => {
    const schema = goodSchema();
    objectOf(schema, 'people').scope = {
      groups: [{ clauses: [{ sourceOperandName: 'department', operatorName: 'EQUALS', targetOperand: { values: ['Sales'] } }] }],
    };
    const people = [
      stays(person('ada', { other: { department: 'Sales' } })),
      stays(person('bob', { other: { department: 'sales' } })),
      stays(person('cem')),
    ];
    const { counts, examples } = change(people, read(schema));
    expect(counts).toEqual({ unchanged: 1, disabled: 2 });
    expect(examples[0]?.note).toContain('a scoping filter leaves this person out');
  });

  it('without any matching value a person is passed over', () => {
    const people = [stays(person('ada', { employeeId: null, userName: null })), stays(person('bob'))];
    expect(change(people).counts).toEqual({ skipped: 1, unchanged: 1 });
  });

  it('what cannot be worked out is said, not guessed', () => {
    const { counts, examples } = change([stays(person('ada'))], mappingWith(written('externalId', 'Word([employeeId], 1, "-")', 1)));
    expect(counts).toEqual({ 'not-evaluated': 1 });
    expect(examples[0]?.note).toContain('the function Word is not evaluated');
    expect(change([stays(person('ada'))], mappingWith(attribute('externalId', 'extensionAttribute1', 1))).examples[0]?.note).toContain(
      'the directory snapshot has no attribute extensionAttribute1',
    );
  });

  it('an initial cycle takes hours by the documented figures', () => {
    expect(cycleHours(60_000)).toEqual({ objects: 60_000, fromHours: 10, toHours: 80 });
  });
});

describe('the scope by assignments', () => {
  it('holds assigned people and direct members of assigned, security-enabled groups', () => {
    // Person 0 is assigned; 1 is in assigned group 0; 2 is in group 1, which is in group 0; 3 is in group 2, assigned but not security-enabled.
    const graph = {
      userCount: 4,
      groupCount: 3,
      people: rowsOf(3, Uint32Array.of(0, 1, 2), Uint32Array.of(1, 2, 3)),
      children: rowsOf(3, Uint32Array.of(0), Uint32Array.of(1)),
      userFlags: Uint8Array.of(userFlag.assigned, 0, 0, 0),
      groupFlags: Uint8Array.of(groupFlag.assigned, 0, groupFlag.assigned | groupFlag.notSecurity),
    };
    const none = new Set<number>();
    expect(assignedPeople(graph, { groups: none, people: none })).toEqual({ people: Uint8Array.of(1, 1, 0, 0), groups: 1, memberships: 1 });
    expect(assignedPeople(graph, { groups: new Set([0]), people: none }).people).toEqual(Uint8Array.of(1, 0, 0, 0));
    expect(assignedPeople(graph, { groups: none, people: new Set([0]) }).people).toEqual(Uint8Array.of(0, 1, 0, 0));
  });
});

describe('a scoping filter', () => {
  const user = person('ada', { other: { department: 'Sales', level: '12', boss: 'true' } });
  const lookup = lookupFor(user, columnsOf([user]));
  const one = (name: string, operator: string, value = '') => inScope([[{ attribute: name, operator, values: [value] }]], lookup);

  it.each([
    ['department', 'EQUALS', 'Sales', 'yes'],
    ['department', 'EQUALS', 'sales', 'no'],
    ['department', 'NOT EQUALS', 'sales', 'yes'],
    ['employeeId', 'IS NOT NULL', '', 'yes'],
    ['department', 'IS NULL', '', 'no'],
    ['boss', 'IS TRUE', '', 'yes'],
    ['boss', 'IS FALSE', '', 'no'],
    ['department', 'Includes', 'ale', 'yes'],
    ['department', 'ENDS_WITH', 'les', 'yes'],
    ['level', 'Greater_Than', '11', 'yes'],
    ['level', 'Greater_Than_OR_EQUALS', '13', 'no'],
    ['department', 'Greater_Than', '1', 'no'],
    ['userPrincipalName', 'REGEX MATCH', '.*@halden\\.example', 'yes'],
    ['userPrincipalName', 'NOT REGEX MATCH', '.*@halden\\.example', 'no'],
    ['department', 'REGEX MATCH', '(a+)+$', 'not evaluated'],
    ['department', '&', 'x', 'not evaluated'],
    ['extensionAttribute9', 'EQUALS', 'x', 'not evaluated'],
  ])('%s %s %s: %s', (name, operator, value, answer) => expect(one(name, operator, value)).toBe(answer));

  it('holds when one group of clauses holds whole', () => {
    const yes = { attribute: 'department', operator: 'EQUALS', values: ['Sales'] };
    const no = { attribute: 'department', operator: 'EQUALS', values: ['Other'] };
    const unknown = { attribute: 'x', operator: 'EQUALS', values: ['y'] };
    expect(inScope([[yes, no], [yes]], lookup)).toBe('yes');
    expect(inScope([[yes, no], [no]], lookup)).toBe('no');
    expect(inScope([[no, unknown]], lookup)).toBe('no');
    expect(inScope([[yes, unknown], [no]], lookup)).toBe('not evaluated');
  });
});

describe('values kept as hashes', () => {
  it('tell what occurs once, twice and never', () => {
    const bag = createHashBag();
    for (let index = 0; index < 5_000; index += 1) bag.add(`value ${index}`);
    bag.add('value 17');
    const { has, repeated } = bag.sorted();
    expect([has('value 4999'), has('value 5000'), repeated('value 17'), repeated('value 18')]).toEqual([true, false, true, false]);
  });
});
