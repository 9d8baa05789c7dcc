// The way of one person to a sign-in: each link broken once, each link not known where nobody looked, and who is meant by what was pasted.
import { describe, expect, it } from 'vitest';
import type { LogEvent } from '../../../contract/provisioning-log.ts';
import { chainOf, type LinkId, linkIds, type PersonFacts } from '../../../main/domain/person/chain.ts';
import { wantedBy } from '../../../main/domain/person/query.ts';
import { personOperations } from '../../../main/features/person/worker-operations.ts';
import { complete, shelfWith } from '../nested-groups/snapshot.ts';

const directory = {
  vantage: 'the IdP',
  at: '2026-11-23T10:00:00Z',
  complete: true,
  person: {
    id: 'anna',
    enabled: true,
    assigned: true,
    assignedToSso: true,
    sending: 'sent',
    externalId: 'anna',
    groups: [{ id: 'g1', name: 'Project Fjord' }],
  },
} as const;
const target = {
  vantage: 'the target',
  at: '2026-11-23T11:00:00Z',
  complete: true,
  groupsComplete: true,
  account: { id: 's1', userName: 'anna@halden.example', externalId: 'anna', active: true, groups: [{ externalId: 'g1', name: 'g1' }] },
} as const;
const admin = { vantage: 'the target', at: '2026-11-23T12:00:00Z', status: 'ACTIVE', organization: 'Halden', providerId: 'anna' } as const;
const well: PersonFacts = { directory, target, events: [], admin, conflict: null };

const event = (changes: Partial<LogEvent>): LogEvent => ({
  id: 'e1',
  at: '2026-11-20T10:00:00Z',
  source: 'entra-files',
  app: { tenantId: null, id: null, name: null },
  jobId: null,
  cycleId: null,
  changeId: null,
  action: 'create',
  status: 'failure',
  from: { id: 'anna', name: null, kind: 'user' },
  to: { id: null, name: null, kind: 'user' },
  code: null,
  reason: null,
  durationMs: null,
  ...changes,
});
const person = (changes: Partial<NonNullable<NonNullable<PersonFacts['directory']>['person']>>): Partial<PersonFacts> => ({
  directory: { ...directory, person: { ...directory.person, ...changes } },
});
const account = (changes: Partial<NonNullable<NonNullable<PersonFacts['target']>['account']>>): Partial<PersonFacts> => ({
  target: { ...target, account: { ...target.account, ...changes } },
});
const nobody = { ...target, account: null };

describe('the way of one person to a sign-in', () => {
  it('holds where all was seen to hold; which rule gave an organization, and that a sign-in works, is not seen from here', () => {
    const { links, firstBroken } = chainOf(well);
    expect(firstBroken).toBeNull();
    expect(links.map(({ id, state }) => [id, state])).toEqual(linkIds.map((id) => [id, id === 'sign-in' || id === 'rules' ? 'not known' : 'holds']));
    for (const { state, fact, at } of links) if (state === 'holds') expect([fact === '', at === null]).toEqual([false, false]);
  });

  const cases: readonly (readonly [LinkId, Partial<PersonFacts>, string])[] = [
    ['exists', { directory: { ...directory, person: null } }, 'Nobody in the directory'],
    ['exists', person({ enabled: false, sending: 'disabled' }), 'disabled in the directory'],
    ['assigned', person({ assigned: false }), 'Neither assigned'],
    ['in-scope', person({ sending: 'filtered out' }), 'scoping filter'],
    ['in-scope', person({ sending: 'switched off' }), 'switched off'],
    ['in-scope', person({ sending: 'unmatchable' }), 'no value in any matching attribute'],
    ['in-scope', { events: [event({ status: 'skipped', code: 'NotEffectivelyEntitled' })] }, 'NotEffectivelyEntitled'],
    ['matched', account({ externalId: 'old' }), 'carries the externalId “old”, and “anna” is sent'],
    ['created', { target: nobody }, 'no such account'],
    ['created', { target: nobody, events: [event({ code: 'EntryConflict', reason: 'already used' })] }, 'EntryConflict: already used'],
    ['active', account({ active: false }), 'disabled in the target'],
    ['groups', account({ groups: [] }), 'Not in “Project Fjord”'],
    ['rules', { admin: { ...admin, organization: null } }, 'no organization'],
    ['provider-id', { admin: { ...admin, providerId: 'Anna' } }, 'The Provider ID is “Anna”, externalId is “anna”'],
    [
      'provider-id',
      { conflict: { vantage: 'this desk', at: '2026-11-22T10:00:00Z', open: true, sent: 'a', existing: 'b' } },
      'sent “a”, and the account carries “b”',
    ],
    ['sign-in', person({ assignedToSso: false }), 'Not assigned to the app that signs in'],
    ['sign-in', { admin: { ...admin, status: 'DELETED' } }, 'DELETED'],
  ];

  it.each(cases)('%s is the first broken link with %o', (id, changes, words) => {
    const { links, firstBroken } = chainOf({ ...well, ...changes });
    expect(firstBroken).toBe(id);
    const link = links.find((one) => one.id === id);
    expect(link).toMatchObject({ state: 'broken', fact: expect.stringContaining(words), at: expect.any(String), vantage: expect.any(String) });
    expect(link?.next).not.toBe('');
  });

  it('has a case for every link', () => {
    expect(new Set(cases.map(([id]) => id))).toEqual(new Set(linkIds));
  });

  it('is not known, with how to find out, where nobody looked', () => {
    const { links, firstBroken } = chainOf({ directory: null, target: null, events: null, admin: null, conflict: null });
    expect(firstBroken).toBeNull();
    for (const { state, next, at } of links) expect([state, next === '', at]).toEqual(['not known', false, null]);
  });

  it('takes nobody for absent where not everybody was read', () => {
    const { links } = chainOf({ ...well, directory: { ...directory, complete: false, person: null }, target: { ...nobody, complete: false } });
    expect(links.filter(({ state }) => state === 'broken')).toEqual([]);
  });
});

describe('who is meant', () => {
  it.each([
    ['anna@halden.example', ['anna@halden.example']],
    ['Anna Berg', ['Anna Berg']],
    ['Failed to create\nuser anna@halden.example in the app', ['anna@halden.example']],
    [
      'Cannot complete login for your user with username [anna@halden.example] and provider user ID [10422] because that username is already being used by the user with user ID [e0b7c6f4-54c5-4f0a-9a0f-0b3f0f6f1d11] and provider user ID [x].',
      ['anna@halden.example', 'e0b7c6f4-54c5-4f0a-9a0f-0b3f0f6f1d11', '10422'],
    ],
  ])('%s', (text, wanted) => {
    expect(wantedBy(text)).toEqual(wanted);
  });

  const shelf = () => {
    const made = shelfWith(
      {
        people: { anna: { displayName: 'Anna Berg' }, ben: { displayName: 'Ben Holm' }, ben2: { displayName: 'Ben Holm' } },
        groups: { g1: { members: ['anna'] }, g2: { members: ['anna'] } },
        assigned: ['g1'],
        sso: ['g2'],
        coverage: [complete('users'), complete('scim-assignments'), complete('sso-assignments')],
      },
      { id: 'now' },
    );
    shelfWith(
      { people: { s1: { userName: 'other', externalId: 'anna' } }, groups: { t1: { externalId: 'g1', members: ['s1'] } }, assigned: [] },
      { id: 'target', shelf: made },
    );
    return made;
  };
  const look = (...wanted: string[]) =>
    personOperations(shelf())['person.look']({ snapshotId: 'now', targetId: 'target', wanted, mapping: null, personKey: 'id' });

  it.each([['anna'], ['ANNA@halden.example'], ['anna berg'], ['s1']])('is found by %s, on both sides', (wanted) => {
    expect(look(wanted)).toMatchObject({
      name: 'Anna Berg',
      // Without a mapping nobody knows its scoping filters.
      directory: { person: { id: 'anna', sending: null, assigned: true, assignedToSso: true, externalId: 'anna', groups: [{ id: 'g1' }] } },
      target: { account: { id: 's1', groups: [{ externalId: 'g1' }] } },
    });
  });

  it('is never guessed when several fit', () => {
    expect(() => look('Ben Holm')).toThrow('2 people');
  });

  it('may be nobody', () => {
    expect(look('zoe')).toMatchObject({ name: null, directory: { person: null }, target: { account: null } });
  });
});
