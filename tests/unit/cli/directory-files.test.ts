// `directory import` of files: JSON as Graph returns it, files that are damaged or of the wrong kind, and what stays in the list afterwards.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Snapshot } from '../../../contract/directory.ts';
import { openSnapshotShelf } from '../../../main/platform/storage/snapshots/shelf.ts';
import { freshFolder, steward } from './in-process.ts';

type Files = Readonly<Record<string, string | Uint8Array>>;

const json = (value: unknown) => JSON.stringify(value, null, 1);
const optionOf = (name: string) => `--${/^(users|groups|memberships)/.exec(name)?.[1] ?? 'file'}`;

/** Writes the files, imports them, and reads the list of snapshots. */
async function imported(source: 'csv' | 'json', files: Files) {
  const folder = freshFolder();
  const options = Object.entries(files).flatMap(([name, content]) => {
    writeFileSync(join(folder, name), content);
    return [optionOf(name), join(folder, name)];
  });
  const said = await steward(folder, ['directory', 'import', '--source', source, ...options]);
  const listed = JSON.parse((await steward(folder, ['directory', 'list', '--json'])).out) as { readonly snapshots: readonly Snapshot[] };
  return { ...said, said: said.out + said.err, snapshots: listed.snapshots, folder };
}

const context = (of: string) => `https://graph.microsoft.com/v1.0/$metadata#${of}`;
const guid = (index: number) => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
const [ada, grace, sales, all] = [guid(1), guid(2), guid(11), guid(12)];
const typed = (type: string, id: string, more: object = {}) => ({ '@odata.type': `#microsoft.graph.${type}`, id, ...more });
const membersOf = (group: string, value: readonly object[], way = 'members') => ({
  '@odata.context': context('directoryObjects'),
  '@odata.nextLink': `https://graph.microsoft.com/v1.0/groups/${group}/${way}?$skiptoken=abc`,
  value,
});

const people = json({
  '@odata.context': context('users'),
  value: [
    { id: ada, userPrincipalName: 'ada@halden.example', displayName: 'Ada', mail: 'ada@halden.example', accountEnabled: true, userType: 'Member' },
    {
      id: grace,
      userPrincipalName: 'grace@halden.example',
      displayName: '"Grace"\n=1+1 \u202Eoh',
      mail: null,
      accountEnabled: false,
      userType: 'Guest',
    },
  ],
});
const groups = json([
  { id: sales, displayName: 'Sales', securityEnabled: true, groupTypes: [] },
  { id: all, displayName: 'All', securityEnabled: true, groupTypes: ['DynamicMembership'], membershipRule: 'user.country -eq "NO"' },
]);

describe('directory import --source json', () => {
  it('takes users, groups and pages of members as Graph returns them, in any order of files', async () => {
    const { code, snapshots } = await imported('json', {
      'memberships.json': [
        json(membersOf(sales, [typed('user', ada)])),
        json(membersOf(all, [typed('group', sales), typed('user', grace), typed('device', guid(99))])),
      ].join('\n'),
      'groups.json': groups,
      'users.json': people,
    });
    expect(code).toBe(0);
    expect(snapshots).toHaveLength(1);
    expect(snapshots[0]?.counts).toMatchObject({
      users: 2,
      enabledUsers: 1,
      guests: 1,
      groups: 2,
      memberships: 3,
      nested: 1,
      aside: 0,
      unresolved: 0,
    });
    expect(snapshots[0]?.coverage.slice(0, 3)).toMatchObject([{ state: 'complete' }, { state: 'complete' }, { state: 'complete' }]);
  });

  it('takes groups with their members in each, one object a line, in UTF-16, and says what Graph cuts', async () => {
    const many = Array.from({ length: 20 }, (_, index) => typed('user', guid(100 + index), { userPrincipalName: `p${index}@halden.example` }));
    const lines = [
      ...many.map((one) => JSON.stringify({ ...one, accountEnabled: true })),
      JSON.stringify(typed('group', sales, { displayName: 'Sales', members: many })),
      JSON.stringify(typed('group', all, { displayName: 'All', members: [{ id: sales, '@odata.type': '#microsoft.graph.group' }] })),
    ];
    const { snapshots } = await imported('json', { 'all.ndjson': Buffer.from(`\uFEFF${lines.join('\n')}`, 'utf16le') });
    expect(snapshots[0]?.counts).toMatchObject({ users: 20, groups: 2, memberships: 21, nested: 1, aside: 0 });
    const memberships = snapshots[0]?.coverage.find(({ set }) => set === 'memberships');
    expect(memberships).toMatchObject({ state: 'partial', note: expect.stringContaining('Graph cuts') });
  });

  it('never takes transitive members for direct ones', async () => {
    const { snapshots } = await imported('json', {
      'groups.json': groups,
      'memberships.json': json(membersOf(all, [typed('user', ada)], 'transitiveMembers')),
    });
    expect(snapshots[0]?.counts).toMatchObject({ users: 1, memberships: 0 });
    expect(snapshots[0]?.coverage[2]).toMatchObject({ set: 'memberships', state: 'not read', note: expect.stringContaining('transitiveMembers') });
  });

  it('takes app role assignments, and says which are of nobody', async () => {
    const assigned = json({
      value: [
        { id: 'x', principalId: sales, principalType: 'Group' },
        { id: 'y', principalId: guid(50), principalType: 'ServicePrincipal' },
      ],
    });
    const { snapshots } = await imported('json', { 'users.json': people, 'groups.json': groups, 'assigned.json': assigned });
    expect(snapshots[0]?.counts).toMatchObject({ assignedGroups: 1, aside: 1 });
  });

  it('keeps the whole objects of a file that was cut, and says that it ends in the middle', async () => {
    const { snapshots } = await imported('json', { 'users.json': people.slice(0, people.indexOf(grace) + 20) });
    expect(snapshots[0]?.counts).toMatchObject({ users: 1, aside: 1 });
    expect(snapshots[0]?.coverage[0]).toMatchObject({ state: 'partial', note: expect.stringContaining('ends in the middle') });
  });

  it.each([
    [
      'an error of Graph',
      json({ error: { code: 'Authorization_RequestDenied', message: 'Insufficient privileges' } }),
      'Authorization_RequestDenied: Insufficient privileges',
    ],
    ['no objects at all', '[]', 'is empty'],
    ['a web page', '<!DOCTYPE html><html><body>Sign in</body></html>', 'is a web page'],
    ['nothing', '', 'no JSON'],
  ])('refuses a file that holds %s, and keeps nothing', async (_what, content, sentence) => {
    const { code, said, snapshots } = await imported('json', { 'users.json': content });
    expect(code).not.toBe(0);
    expect(said).toContain(sentence);
    expect(snapshots).toEqual([]);
  });
});

describe('directory compare', () => {
  it('says how much changed, and what', async () => {
    const { folder } = await imported('csv', {
      'users.csv': 'id,userName,displayName,enabled\nu1,ada@halden.example,Ada,true\nu2,bo@halden.example,Bo,true\n',
    });
    writeFileSync(join(folder, 'later.csv'), 'id,userName,displayName,enabled\nu1,ada@halden.example,Ada,false\n');
    await steward(folder, ['directory', 'import', '--source', 'csv', '--users', join(folder, 'later.csv'), '--name', 'Later']);
    const listed = JSON.parse((await steward(folder, ['directory', 'list', '--json'])).out) as { readonly snapshots: readonly Snapshot[] };
    const before = listed.snapshots.find(({ name }) => name !== 'Later')?.id ?? '';
    const { code, out } = await steward(folder, ['directory', 'compare', before, 'later', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      counts: { 'user-removed': 1, 'user-changed': 1, 'user-added': 0 },
      total: 2,
      changes: [{ subject: 'Bo' }, { subject: 'Ada', detail: 'enabled: yes → no' }],
    });
    expect((await steward(folder, ['directory', 'compare', before, 'Later'])).out).toContain('user-removed 1, user-changed 1');
    expect((await steward(folder, ['directory', 'compare', before])).code).toBe(2);
  });
});

describe('directory import --source csv of files that are not as they should be', () => {
  const groupsFile = 'id,displayName\ng1,Sales\ng2,All\n';

  it.each([
    ['an empty file', { 'users.csv': '' }, 'is empty'],
    ['a file without its ids', { 'users.csv': 'displayName,mail\nAda,ada@halden.example\n' }, 'has no column for id'],
    ['an unknown delimiter', { 'users.csv': 'id^userName\nu1^ada@halden.example\n' }, 'has no column for id'],
    ['memberships without groups', { 'memberships.csv': 'groupId,memberId\ng1,u1\n' }, 'give the file of groups too'],
    ['rows without ids only', { 'users.csv': 'id,userName\n,ada@halden.example\n' }, 'The id is empty.'],
    ['a web page', { 'users.csv': '<html><body>Sign in</body></html>' }, 'is a web page'],
    [
      'an image',
      { 'users.csv': Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0xd, 0x49, 0x48, 0x44, 0x52]) },
      'no column for id',
    ],
  ] satisfies readonly [string, Files, string][])('refuses %s, says why, and keeps nothing', async (_what, files, sentence) => {
    const { code, said, snapshots } = await imported('csv', files);
    expect(code).toBeGreaterThan(0);
    expect(said).toContain(sentence);
    expect(snapshots).toEqual([]);
  });

  it('takes what can be read and keeps the rest aside: repeats, strangers, huge fields, awkward names, UTF-16', async () => {
    const users = [
      'id;userName;displayName;enabled',
      'u1;ada@halden.example;"=cmd() ""A""\r\n\u202Eline";true',
      'u1;again@halden.example;Again;true',
      `u2;bo@halden.example;${'x'.repeat(300_000)};true`,
      'u3;c@halden.example;C;perhaps',
      'u4;d@halden.example;"never closed;true',
    ];
    const { code, snapshots, folder } = await imported('csv', {
      'users.csv': Buffer.from(`\uFEFF${users.join('\r\n')}`, 'utf16le'),
      'groups.csv': groupsFile,
      'memberships.csv': 'groupId,memberId,memberType\ng1,u1,user\ng1,u1,user\ng1,nobody,user\ng9,u1,user\ng2,g2,group\ng1,laptop,device\n',
    });
    expect(code).toBe(0);
    const [snapshot] = snapshots;
    expect(snapshot?.counts).toMatchObject({ users: 2, groups: 2, memberships: 2, nested: 1, unresolved: 1, repeated: 1, aside: 4 });
    expect(snapshot?.coverage[0]).toMatchObject({ set: 'users', state: 'partial' });
    const shelf = openSnapshotShelf({ dataDir: folder, readOnly: true });
    onTestFinished(shelf.closeAll);
    const kept = shelf.open(snapshot?.id ?? '');
    expect(kept.usersAt([0])[0]?.displayName).toBe('=cmd() "A"\r\n\u202Eline');
    expect(kept.usersAt([1])[0]?.displayName).toHaveLength(300_000);
    expect(kept.aside({ offset: 0, limit: 10 }).rows.map(({ set, line, reason }) => `${set} ${line}: ${reason}`)).toEqual([
      'users 4: The id stands in an earlier row; that one was taken.',
      'users 6: enabled says “perhaps”, which is neither yes nor no.',
      'users 7: A quotation mark is opened and never closed.',
      'memberships null: The group of this membership is not among the groups that were read.',
    ]);
  });
});
