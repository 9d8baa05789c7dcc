import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { directoryGroups } from '../../../main/practice/company/groups.ts';
import { directoryPeople } from '../../../main/practice/company/people.ts';
import { problems } from '../../../main/practice/company/problems.ts';
import { steadyId } from '../../../main/practice/company/seed.ts';
import { practiceDocument } from '../../../main/practice/document.ts';
import { questionTable, usualAnswers } from '../../../main/practice/questions.ts';
import type { PracticeSnapshot } from '../../../main/practice/types.ts';
import { visit } from './visitor.ts';

const people = directoryPeople(steadyId);

describe('the company', () => {
  test('is about forty people and twelve groups, every member known, the same in every tenant', async () => {
    expect([people.length, directoryGroups.length]).toEqual([42, 12]);
    expect(new Set(people.map((person) => person.objectId)).size).toBe(people.length);
    const names = new Set(people.map((person) => person.nickname));
    const keys = new Set(directoryGroups.map((group) => group.key));
    for (const group of directoryGroups) {
      for (const nickname of group.people) expect(names).toContain(nickname);
      for (const key of group.groups) expect(keys).toContain(key);
    }
    const [one, two] = [await visit({ users: 20 }), await visit({ users: 20 })];
    const content = ({ users, groups }: PracticeSnapshot) => ({ users, groups });
    expect(content(await one.tenant.inspect())).toEqual(content(await two.tenant.inspect()));
    expect((await (await visit({ users: 20, seed: 2 })).tenant.inspect()).users.at(-1)?.userName).not.toBe(
      (await one.tenant.inspect()).users.at(-1)?.userName,
    );
  });

  test('comes back with a reset, whatever was done', async () => {
    const visitor = await visit();
    const before = await visitor.tenant.inspect();
    const [group] = before.groups;
    await visitor.createUser({ userName: 'extra@halden.example' });
    await visitor.patch(`Groups/${group?.id}`, [{ op: 'remove', path: 'members' }]);
    await visitor.send('DELETE', `Users/${before.users[3]?.id}`);
    await visitor.tenant.login({ userName: 'x', providerId: 'y' });
    await visitor.tenant.reset();
    expect(await visitor.tenant.inspect()).toEqual({ ...before, requests: {} });
  });
});

describe('what is wrong on purpose', () => {
  const inTarget = async () => {
    const { users, groups } = await (await visit()).tenant.inspect();
    return { users, groups, find: (userName: string) => users.find((user) => user.userName === userName) };
  };
  const objectId = (nickname: string): string | undefined => people.find((person) => person.nickname === nickname)?.objectId;

  test('names people and groups that there are, each problem once', async () => {
    const { users } = await inTarget();
    const known = new Set([
      ...people.map((person) => person.nickname),
      ...directoryGroups.map((group) => group.key),
      ...users.map((user) => user.userName),
    ]);
    for (const problem of problems) expect(known).toContain(problem.who);
    expect(new Set(problems.map((problem) => problem.id)).size).toBe(problems.length);
  });

  test('is there: identifiers that do not match', async () => {
    const { find } = await inTarget();
    expect(find('amara.okafor@halden.example')?.externalId).toBe(objectId('amara.okafor'));
    expect(find('lukas.brandt@halden.example')?.externalId).toBe('lukas.brandt');
    expect(find('chloe.martin@halden.example')?.externalId).toBe('chloe.martin@halden.example');
    expect(find('tomasz.wojcik@halden.example')?.externalId).toBe(objectId('tomasz.wojcik')?.toUpperCase());
    expect(find('tomasz.wojcik@halden.example')?.externalId).not.toBe(objectId('tomasz.wojcik'));
    expect(find('greta.novak@halden.example')?.externalId).toBe(`${objectId('greta.novak')} `);
    expect(find('carlos.mendoza@halden.example')?.externalId).not.toBe(objectId('carlos.mendoza'));
    expect(find('peter.vandenberg@halden.example')).toMatchObject({ origin: 'login', externalId: 'peter.vandenberg@halden.example' });
    expect(find('linh.pham@halden.example')).toMatchObject({ origin: 'preregistered' });
    expect(find('linh.pham@halden.example')).not.toHaveProperty('externalId');
    expect(find('julia.weber@halden.example')?.externalId).toBe(objectId('julia.hartmann'));
  });

  test('is there: two people of one userName, guests, leavers, a service account, a person without mail', async () => {
    const { users, find } = await inTarget();
    const twins = people.filter((person) => person.userPrincipalName.toLowerCase() === 'maria.silva@halden.example');
    expect([twins.length, users.filter((user) => user.userName.toLowerCase() === 'maria.silva@halden.example').length]).toEqual([2, 1]);
    expect(find('dana.levy_opticlab.example@halden.example')).toBeDefined();
    expect(find('pierre.dubois_mesure.example#EXT#@halden.example')).toBeDefined();
    expect(people.find((person) => person.nickname === 'robert.schmidt')?.accountEnabled).toBe(false);
    expect(find('robert.schmidt@halden.example')?.attributes.active).toBe(true);
    expect(find('william.frost@halden.example')?.groups).toEqual(['Finance']);
    expect(users[0]?.attributes).toEqual({ userName: 'svc.directory-bridge@halden.example', active: true });
    expect(find('yusuf.demir@halden.example')?.attributes).not.toHaveProperty('emails');
  });

  test('is there: groups that drifted, were renamed, share a name, hold groups, go round in a circle', async () => {
    const { groups, find } = await inTarget();
    expect(find('hana.kim@halden.example')?.groups).toEqual([]);
    expect(directoryGroups.find((group) => group.key === 'software')?.people).toContain('hana.kim');
    expect(groups.map((group) => group.displayName)).toContain('Data Owners');
    expect(groups.map((group) => group.displayName)).not.toContain('Data Stewards');
    expect(directoryGroups.filter((group) => group.displayName === 'Optics').length).toBe(2);
    expect(groups.flatMap((group) => group.members.map((member) => member.type))).not.toContain('Group');
    const inside = (key: string): readonly string[] => directoryGroups.find((group) => group.key === key)?.groups ?? [];
    expect(inside('fjord').flatMap(inside)).toContain('fjord');
    expect(groups.find((group) => group.displayName === 'Engineering')?.members.length).toBe(2);
    const engineers = new Set(
      ['engineering', ...inside('engineering')].flatMap((key) => directoryGroups.find((group) => group.key === key)?.people ?? []),
    );
    expect(engineers.size).toBe(21);
  });
});

describe('docs/practice-tenant.md', () => {
  test('says what the tables say; run this test with STEWARD_WRITE_DOCS=1 to make it again', () => {
    const file = new URL('../../../docs/practice-tenant.md', import.meta.url);
    if (process.env.STEWARD_WRITE_DOCS === '1') writeFileSync(file, practiceDocument());
    expect(readFileSync(file, 'utf8')).toBe(practiceDocument());
  });

  test('lists every switch, with the setting at start first', () => {
    expect(Object.fromEntries(questionTable.map((row) => [row.name, row.settings[0]]))).toEqual(usualAnswers);
  });
});
