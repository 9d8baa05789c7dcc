// What is said of snapshots, rows and files of an import: nothing is called empty that was not read.
import { describe, expect, it } from 'vitest';
import type { Coverage, InspectedFile, Snapshot } from '../../../contract/directory.ts';
import { columnNames, requiredColumns } from '../../../main/protocols/files/columns.ts';
import { coverageStatus, coverageSummary, knownCount, snapshotLine, snapshotOf } from '../../../renderer/words/directory.ts';
import { appsWords, asideLine, asidePlace, groupKindWords, userName, userStateWords } from '../../../renderer/words/directory-rows.ts';
import { chosenFrom, fieldsOf, fileFields, formWords, importGaps, importObstacles } from '../../../renderer/words/import-files.ts';
import { snapshot } from './fixtures/directory.ts';

const file = (set: InspectedFile['suggestedSet'], columns: Readonly<Record<string, string>>, name: string = set): InspectedFile => ({
  handle: name,
  name: `${name}.csv`,
  bytes: 2048,
  format: 'csv',
  encoding: 'utf-8',
  delimiter: ';',
  headers: Object.values(columns),
  firstRows: [],
  suggestedSet: set,
  suggestedColumns: { ...columns },
  remembered: false,
  problems: [],
});

const covered = (states: Partial<Record<Coverage['set'], Coverage['state']>>): Coverage[] =>
  (['users', 'groups', 'memberships', 'scim-assignments', 'sso-assignments'] as const).map((set) => ({
    set,
    state: states[set] ?? 'complete',
    note: '',
  }));

describe('the coverage of a snapshot', () => {
  it('is complete only when every set is', () => {
    expect(coverageStatus(covered({}))).toEqual({ status: 'passed', word: 'Complete' });
    expect(coverageSummary(covered({}))).toBe('');
  });

  it('is that of the set that is worst off, and names all that lack something', () => {
    const coverage = covered({ memberships: 'not permitted', users: 'partial', 'sso-assignments': 'not read' });
    expect(coverageStatus(coverage)).toEqual({ status: 'failed', word: 'Not permitted' });
    expect(coverageSummary(coverage)).toBe('Not permitted: memberships. Partial: users. Not read: sign-in app');
  });

  it('leaves a number unknown where nothing was read, instead of zero', () => {
    const unread: Snapshot = { ...snapshot, counts: { ...snapshot.counts, memberships: 0 }, coverage: covered({ memberships: 'not permitted' }) };
    expect(knownCount(unread, 'memberships', 'memberships')).toBeUndefined();
    expect(knownCount({ ...unread, coverage: covered({}) }, 'memberships', 'memberships')).toBe(0);
  });

  it('does not say of a person that no app is assigned when the files named groups only', () => {
    const groupsOnly: Snapshot = {
      ...snapshot,
      counts: { ...snapshot.counts, assignedGroups: 3, assignedUsers: 0 },
      coverage: covered({ 'scim-assignments': 'partial' }),
    };
    const row = { assignedToScim: false, assignedToSso: false };
    expect(appsWords(row, groupsOnly, 'assignedUsers')).toBe('Not known');
    expect(appsWords(row, groupsOnly, 'assignedGroups')).toBe('Neither');
    expect(appsWords({ assignedToScim: true, assignedToSso: true }, groupsOnly, 'assignedUsers')).toBe('SCIM and sign-in');
  });
});

describe('a snapshot and its run', () => {
  it('is told by source, time and size', () => {
    expect(snapshotLine({ ...snapshot, takenAt: '2026-11-23T20:44:00.000Z', practice: true }, 'UTC')).toBe(
      'Files (practice), 23 Nov 2026, 20:44 · 43 users, 11 groups',
    );
  });

  it('is found by its source and its time, and never taken for that of another run', () => {
    const own = { startedAt: '2026-11-23T20:44:00.400Z', options: { source: 'files' } };
    const taken = { ...snapshot, takenAt: '2026-11-23T20:44:00.100Z' };
    const earlier = { ...snapshot, id: 'earlier', takenAt: '2026-11-23T20:43:30.000Z' };
    expect(snapshotOf(own, [earlier, taken])).toBe(taken);
    expect(snapshotOf(own, [{ ...taken, source: 'entra' }])).toBeUndefined();
    expect(snapshotOf({ ...own, startedAt: '2026-11-24T20:44:00.000Z' }, [taken])).toBeUndefined();
  });
});

describe('a row', () => {
  it('goes by the best name it has', () => {
    expect(userName({ id: 'u1', displayName: null, userName: 'a@halden.example' })).toBe('a@halden.example');
    expect(userName({ id: 'u1', displayName: '', userName: null })).toBe('u1');
  });

  it('says what the source did not say', () => {
    expect(userStateWords({ enabled: null, type: 'guest' })).toBe('Not said, guest');
    expect(userStateWords({ enabled: false, type: 'member' })).toBe('Disabled');
    const group = { id: 'g', displayName: 'G', externalId: null, onPremisesSamAccountName: null, mailEnabled: null };
    expect(groupKindWords({ ...group, securityEnabled: null, dynamicRule: null, membersHidden: null })).toBe('Kind not said');
    expect(groupKindWords({ ...group, securityEnabled: false, dynamicRule: 'user.x', membersHidden: true })).toBe(
      'Not a security group: cannot be assigned, dynamic, members hidden',
    );
  });

  it('kept aside is told by file and line, or by the request it came in', () => {
    const row = { set: 'users', where: 'people.csv', line: 1204, reason: '', excerpt: '' } as const;
    expect(asidePlace(row)).toBe('people.csv, line 1,204');
    expect(asideLine(row)).toBe('Line 1,204, users');
    expect(asidePlace({ ...row, where: 'GET /users', line: null })).toBe('GET /users');
  });
});

describe('the files of an import', () => {
  it.each(['users', 'groups', 'memberships'] as const)('can fill every field of %s that is read, and ask for what is needed', (set) => {
    expect(Object.keys(fileFields[set]).sort()).toEqual(Object.keys(columnNames[set]).sort());
    const needed = fieldsOf(set).flatMap(([field, { need }]) => (need === 'required' ? [field] : []));
    expect(needed).toEqual([...requiredColumns[set]]);
  });

  it('stop the import until their columns are chosen and the groups are there', () => {
    const members = chosenFrom(file('memberships', { groupId: 'group' }, 'members'));
    expect(importObstacles([])).toEqual(['Add at least one file.']);
    expect(importObstacles([members])).toEqual([
      '“members.csv” has no column for ID of the member yet.',
      'Memberships need the groups they belong to: add the file of groups too.',
    ]);
    const groups = chosenFrom(file('groups', { id: 'id', assigned: 'assigned' }));
    expect(importObstacles([groups, { ...members, columns: { groupId: 'group', memberId: 'who' } }])).toEqual([]);
  });

  it('are asked to be taken out when nothing is in them, or when they are too many', () => {
    const empty = chosenFrom(file('groups', {}, 'nothing'));
    expect(importObstacles([empty])).toEqual(['“nothing.csv” is empty: take it out.']);
    expect(formWords(empty.inspected)).toBe('CSV');
    const many = Array.from({ length: 22 }, () => chosenFrom(file('users', { id: 'id' })));
    expect(importObstacles(many)).toEqual(['One import takes at most 20 files: take 2 out.']);
  });

  it('say what the snapshot will not be able to say', () => {
    expect(importGaps([chosenFrom(file('groups', { id: 'id' }))])).toHaveLength(3);
    const all = [file('users', { id: 'id' }), file('groups', { id: 'id', assigned: 'a' }), file('memberships', { groupId: 'g', memberId: 'm' })];
    expect(importGaps(all.map(chosenFrom))).toEqual([]);
  });

  it('are told by form, encoding and delimiter in words', () => {
    expect(formWords(file('users', { id: 'id' }))).toBe('CSV, UTF-8, semicolon between values');
    expect(formWords({ ...file('users', {}), format: 'json', encoding: 'utf-16le', delimiter: null })).toBe('JSON, UTF-16, little-endian');
  });
});
