// `directory import` of files: JSON as Graph returns it, files that are damaged or of the wrong kind, and what stays in the list afterwards.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../../contract/directory.ts';
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
