import { scimPatch } from 'scim-patch';
import { parse } from 'scim2-parse-filter';
import { describe, expect, it } from 'vitest';
import { type Dialect, type DialectChange, dialects } from '../../../main/protocols/scim/dialects.ts';
import type { Json, JsonObject } from '../../../main/protocols/scim/types.ts';

const person = {
  userName: 'ada@example.com',
  externalId: 'emp-1',
  displayName: 'Ada Byron',
  givenName: 'Ada',
  familyName: 'Byron',
  email: 'ada@example.com',
};
const current = {
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
  id: 'u1',
  meta: { resourceType: 'User', version: 'W/"1"' },
  ...person,
  name: { givenName: 'Ada', familyName: 'Byron', middleName: 'K' },
  active: true,
};
const group = {
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
  id: 'g1',
  meta: { resourceType: 'Group' },
  displayName: 'Analysts',
  members: [
    { value: 'u1', display: 'ada@example.com' },
    { value: 'u2', display: 'bob@example.com' },
  ],
};
const carol = { id: 'u3', userName: 'carol@example.com' };
const bob = { id: 'u2', userName: 'bob@example.com' };

/** An independent PATCH engine, whose own types are narrower than JSON. */
const engine: (resource: JsonObject, operations: Json | undefined) => JsonObject = scimPatch as never;

/** What an independent PATCH engine, or a PUT, makes of a change. */
function applied(change: DialectChange, resource: JsonObject): JsonObject {
  const request = change.needsCurrent ? change.request(resource) : change.request;
  if (request.method === 'PUT') return request.body ?? {};
  return engine(structuredClone(resource), request.body?.Operations);
}

const operations = (change: DialectChange) => (change.needsCurrent ? undefined : change.request.body?.Operations);
const all = Object.values(dialects) as readonly Dialect[];

describe.each(all.map((dialect) => [dialect.title, dialect] as const))('%s', (_title, dialect) => {
  it('changes what it says and nothing else', () => {
    const named = applied(dialect.changeNames({ id: 'u1', displayName: 'Ada L', givenName: 'Ada', familyName: 'Lovelace' }), current);
    expect(named).toMatchObject({
      displayName: 'Ada L',
      name: { givenName: 'Ada', familyName: 'Lovelace', middleName: 'K' },
      externalId: 'emp-1',
      active: true,
    });
    expect(applied(dialect.renameUser({ id: 'u1', userName: 'new@example.com' }), current)).toMatchObject({
      userName: 'new@example.com',
      externalId: 'emp-1',
    });
    expect(String(applied(dialect.disableUser({ id: 'u1' }), current).active)).toMatch(/^false$/i);
    expect(String(applied(dialect.enableUser({ id: 'u1' }), { ...current, active: false }).active)).toMatch(/^true$/i);
    expect(applied(dialect.renameGroup({ id: 'g1', displayName: 'New' }), group)).toMatchObject({ displayName: 'New', members: group.members });
  });

  it('adds several members in one request, and keeps those that were there', () => {
    const change = dialect.addMembers({ id: 'g1', members: [carol, { id: 'u4', userName: 'dan@example.com' }] });
    const members = applied(change, group).members as readonly JsonObject[];
    expect(members.map(({ value }) => value)).toEqual(['u1', 'u2', 'u3', 'u4']);
  });

  it('removes one member and leaves the others', () => {
    // The engine compares whole members, and Entra writes `$ref: null`: such a group is what it compares with.
    const asWritten = dialect.name === 'entra-on-demand' ? group.members.map(({ value }) => ({ $ref: null, value })) : group.members;
    const { members } = applied(dialect.removeMember({ id: 'g1', member: bob }), { ...group, members: asWritten });
    expect((members as readonly JsonObject[]).map(({ value }) => value)).toEqual(['u1']);
  });

  it('creates a person who is active, and a group without members', () => {
    expect(dialect.createUser(person)).toMatchObject({
      method: 'POST',
      path: 'Users',
      body: { userName: 'ada@example.com', externalId: 'emp-1', active: true },
    });
    const made = dialect.createGroup({ displayName: 'Analysts', externalId: 'Analysts' });
    expect(made).toMatchObject({ method: 'POST', path: 'Groups', body: { displayName: 'Analysts', externalId: 'Analysts' } });
    expect(made.body?.members ?? []).toEqual([]);
  });

  it('looks people and groups up with filters that parse', () => {
    for (const request of [
      dialect.matchUser({ attribute: 'externalId', value: 'a"b' }),
      dialect.matchUser({ attribute: 'userName', value: 'x' }),
      dialect.matchGroup({ displayName: 'A & B' }),
    ]) {
      expect(parse(request.query?.filter ?? '')).toMatchObject({ op: 'eq' });
    }
  });

  it('never sends an empty list of operations, and never a bad op', () => {
    const changes = [
      dialect.changeNames({ id: 'u1', displayName: 'a', givenName: 'b', familyName: 'c' }),
      dialect.renameUser({ id: 'u1', userName: 'a' }),
      dialect.disableUser({ id: 'u1' }),
      dialect.enableUser({ id: 'u1' }),
      dialect.addMembers({ id: 'g1', members: [carol] }),
      dialect.removeMember({ id: 'g1', member: bob }),
      dialect.renameGroup({ id: 'g1', displayName: 'a' }),
    ];
    for (const change of changes) {
      const list = operations(change);
      if (list === undefined) continue;
      expect(Array.isArray(list) && list.length).toBeGreaterThan(0);
      expect(JSON.stringify(list)).toMatch(/"op":"(?:add|replace|remove)"/i);
    }
  });
});

describe('Entra with the flag', () => {
  it('folds names into one replace, writes active as a boolean, and removes a member by path', () => {
    expect(operations(dialects.entra.changeNames({ id: 'u', displayName: 'B', givenName: 'B', familyName: 'Ex' }))).toEqual([
      { op: 'replace', value: { displayName: 'B', 'name.givenName': 'B', 'name.familyName': 'Ex' } },
    ]);
    expect(operations(dialects.entra.disableUser({ id: 'u' }))).toEqual([{ op: 'replace', path: 'active', value: false }]);
    expect(operations(dialects.entra.removeMember({ id: 'g', member: bob }))).toEqual([{ op: 'remove', path: 'members[value eq "u2"]' }]);
  });
});

describe('Entra without the flag, as on demand', () => {
  it('capitalises op, writes active as text, and removes a member by value', () => {
    const entra = dialects['entra-on-demand'];
    expect(operations(entra.changeNames({ id: 'u', displayName: 'B', givenName: 'B', familyName: 'Ex' }))).toEqual([
      { op: 'Replace', path: 'displayName', value: 'B' },
      { op: 'Replace', path: 'name.givenName', value: 'B' },
      { op: 'Replace', path: 'name.familyName', value: 'Ex' },
    ]);
    expect(operations(entra.disableUser({ id: 'u' }))).toEqual([{ op: 'Replace', path: 'active', value: 'False' }]);
    expect(operations(entra.enableUser({ id: 'u' }))).toEqual([{ op: 'Replace', path: 'active', value: 'True' }]);
    expect(operations(entra.removeMember({ id: 'g', member: bob }))).toEqual([
      { op: 'Remove', path: 'members', value: [{ $ref: null, value: 'u2' }] },
    ]);
    expect(operations(entra.addMembers({ id: 'g', members: [carol] }))).toEqual([
      { op: 'Add', path: 'members', value: [{ $ref: null, value: 'u3' }] },
    ]);
  });

  it('never reads the members of a group', () => {
    expect(dialects.entra.readGroup({ id: 'g' }).query).toEqual({ excludedAttributes: 'members' });
    expect(dialects.entra.matchGroup({ displayName: 'x' }).query).toMatchObject({ excludedAttributes: 'members' });
  });
});

describe('Okta', () => {
  it('made with the wizard reads the resource and puts all of it back', () => {
    const change = dialects['okta-put'].disableUser({ id: 'u1' });
    expect(change.needsCurrent && change.read).toMatchObject({ method: 'GET', path: 'Users/u1' });
    expect(change.needsCurrent && change.request({ ...current, Active: true })).toMatchObject({
      method: 'PUT',
      path: 'Users/u1',
      body: { userName: 'ada@example.com', active: false },
    });
    expect(change.needsCurrent && Object.keys(change.request({ ...current, active: undefined as never, Active: true }).body ?? {})).not.toContain(
      'Active',
    );
  });

  it('from the network patches activation without a path', () => {
    expect(operations(dialects['okta-patch'].disableUser({ id: 'u1' }))).toEqual([{ op: 'replace', value: { active: false } }]);
    expect(dialects['okta-patch'].changeNames({ id: 'u1', displayName: 'a', givenName: 'b', familyName: 'c' }).needsCurrent).toBe(true);
  });

  it('asks for pages of a hundred, and probes people and groups', () => {
    expect(dialects['okta-put'].matchUser({ attribute: 'userName', value: 'a' }).query).toMatchObject({ startIndex: '1', count: '100' });
    expect(dialects['okta-patch'].probe({ attribute: 'userName', unmatched: 'x' }).map(({ path, query }) => `${path} ${query?.count}`)).toEqual([
      'Users 2',
      'Groups 100',
    ]);
  });
});
