import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../main/practice/json.ts';
import { groupUrn, visit } from './visitor.ts';

const membersOf = (body: JsonObject): string[] => ((body.members ?? []) as JsonObject[]).map((member) => String(member.value));

describe('a group', () => {
  test('is made empty or with members, and shown with their kind and name', async () => {
    const visitor = await visit();
    const user = await visitor.createUser({ userName: 'u@halden.example', displayName: 'U' });
    const inner = await visitor.createGroup({ displayName: 'Inner', externalId: 'Inner' });
    expect(inner).not.toHaveProperty('members');
    const outer = await visitor.createGroup({ displayName: 'Outer', members: [{ value: user.id }, { value: inner.id }, { value: user.id }] });
    expect(outer.members).toEqual([
      { value: user.id, type: 'User', display: 'U', $ref: `${visitor.tenant.scimUrl}Users/${user.id}` },
      { value: inner.id, type: 'Group', display: 'Inner', $ref: `${visitor.tenant.scimUrl}Groups/${inner.id}` },
    ]);
  });

  test('keeps one externalId for itself; a displayName may be used twice, since the documentation promises no more', async () => {
    const visitor = await visit();
    await visitor.createGroup({ displayName: 'Readers', externalId: 'r-1' });
    const twin = await visitor.send('POST', 'Groups', { schemas: [groupUrn], displayName: 'Other', externalId: 'r-1' });
    expect([twin.status, twin.body.scimType]).toEqual([409, 'uniqueness']);
    await visitor.createGroup({ displayName: 'Readers', externalId: 'R-1' });
    await visitor.tenant.setQuestions({ groupNames: 'unique' });
    expect((await visitor.send('POST', 'Groups', { schemas: [groupUrn], displayName: 'READERS' })).status).toBe(409);
  });

  test('refuses members that are not there, itself, and a group without a name', async () => {
    const visitor = await visit();
    const group = await visitor.createGroup({ displayName: 'G' });
    const add = (value: string) => visitor.patch(`Groups/${group.id}`, [{ op: 'add', path: 'members', value: [{ value }] }]);
    expect([(await add('nobody')).body.scimType, (await add(group.id)).body.scimType]).toEqual(['invalidValue', 'invalidValue']);
    expect((await visitor.send('POST', 'Groups', { schemas: [groupUrn] })).status).toBe(400);
    expect(membersOf((await visitor.send('GET', `Groups/${group.id}`)).body)).toEqual([]);
  });

  test('PUT replaces name and members; a rename shows on the members', async () => {
    const visitor = await visit();
    const [one, two] = [await visitor.createUser({ userName: 'one@halden.example' }), await visitor.createUser({ userName: 'two@halden.example' })];
    const group = await visitor.createGroup({ displayName: 'Before', externalId: 'x', members: [{ value: one.id }] });
    const seen = await visitor.send('PUT', `Groups/${group.id}`, {
      schemas: [groupUrn],
      displayName: 'After',
      externalId: 'x',
      members: [{ value: two.id }],
    });
    expect([seen.status, seen.body.displayName, membersOf(seen.body)]).toEqual([200, 'After', [two.id]]);
    expect((await visitor.send('GET', `Users/${one.id}`)).body).not.toHaveProperty('groups');
    expect((await visitor.send('GET', `Users/${two.id}`)).body.groups).toMatchObject([{ display: 'After' }]);
  });

  test('holds more members than a page, added in one PATCH', async () => {
    const visitor = await visit({ users: 2_000 });
    const ids = (await visitor.tenant.inspect()).users.map((user) => user.id);
    const group = await visitor.createGroup({ displayName: 'Everybody' });
    const path = `Groups/${group.id}`;
    expect((await visitor.patch(path, [{ op: 'add', path: 'members', value: ids.map((value) => ({ value })) }])).status).toBe(204);
    expect(membersOf((await visitor.send('GET', path)).body)).toEqual(ids);
    expect((await visitor.send('GET', `${path}?excludedAttributes=members`)).body).not.toHaveProperty('members');
  });

  test('is gone after DELETE, from its members as well', async () => {
    const visitor = await visit();
    const user = await visitor.createUser({ userName: 'u@halden.example' });
    const group = await visitor.createGroup({ displayName: 'G', members: [{ value: user.id }] });
    expect((await visitor.send('DELETE', `Groups/${group.id}`)).status).toBe(204);
    expect((await visitor.send('GET', `Groups/${group.id}`)).status).toBe(404);
    expect((await visitor.send('GET', `Users/${user.id}`)).body).not.toHaveProperty('groups');
  });
});
