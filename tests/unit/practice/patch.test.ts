import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../../main/practice/json.ts';
import { applyPatch, readOperations } from '../../../main/practice/scim/patch.ts';
import { resourceTypes } from '../../../main/practice/scim/types.ts';
import fc from '../../properties.ts';
import { enterpriseUrn, userUrn, visit } from './visitor.ts';

const patchedUser = (user: JsonObject, ...operations: Json[]): JsonObject =>
  applyPatch(user, readOperations({ Operations: operations }), resourceTypes.Users);
const patchedGroup = (group: JsonObject, ...operations: Json[]): JsonObject =>
  applyPatch(group, readOperations({ Operations: operations }), resourceTypes.Groups);
const refusedAs = (run: () => unknown): unknown => {
  try {
    run();
  } catch (error) {
    return (error as { scimType?: string }).scimType;
  }
  return 'accepted';
};

const babs = {
  userName: 'bjensen',
  displayName: 'Babs Jensen',
  active: true,
  emails: [
    { value: 'bjensen@work.example', type: 'work', primary: true },
    { value: 'babs@home.example', type: 'home' },
  ],
  addresses: [
    { type: 'work', streetAddress: '100 Universal City Plaza', locality: 'Hollywood' },
    { type: 'home', streetAddress: '456 Hollywood Blvd' },
  ],
} satisfies JsonObject;

describe('PATCH by the examples of RFC 7644 section 3.5.2', () => {
  test('add: a member; a member that is there changes nothing', () => {
    const add = { op: 'add', path: 'members', value: [{ display: 'Babs Jensen', $ref: 'https://example.com/v2/Users/2819', value: '2819' }] };
    const once = patchedGroup({ displayName: 'G' }, add);
    expect((once.members as JsonObject[]).map((member) => member.value)).toEqual(['2819']);
    expect(patchedGroup(once, add)).toEqual(once);
  });

  test('add without path: attributes and entries of lists at once', () => {
    const seen = patchedUser(babs, { op: 'add', value: { emails: [{ value: 'third@home.example', type: 'other' }], nickName: 'Babs' } });
    expect(seen.nickName).toBe('Babs');
    expect((seen.emails as JsonObject[]).map((email) => email.value)).toEqual(['bjensen@work.example', 'babs@home.example', 'third@home.example']);
  });

  test('remove: one member, all members, entries by a filter', () => {
    const group = { displayName: 'G', members: [{ value: 'a', type: 'User' }, { value: 'b' }] };
    expect(patchedGroup(group, { op: 'remove', path: 'members[value eq "a"]' }).members).toEqual([{ value: 'b' }]);
    expect(patchedGroup(group, { op: 'remove', path: 'members' })).not.toHaveProperty('members');
    const emails = patchedUser(babs, { op: 'remove', path: 'emails[type eq "work" and value ew "work.example"]' }).emails as JsonObject[];
    expect(emails.map((email) => email.type)).toEqual(['home']);
  });

  test('replace: all members, an address found by its type, one street, several attributes', () => {
    const group = { displayName: 'G', members: [{ value: 'a' }] };
    expect(patchedGroup(group, { op: 'replace', path: 'members', value: [{ value: 'b' }, { value: 'c' }] }).members).toEqual([
      { value: 'b' },
      { value: 'c' },
    ]);
    const address = { type: 'work', streetAddress: '911 Universal City Plaza', country: 'US', primary: true };
    const moved = patchedUser(babs, { op: 'replace', path: 'addresses[type eq "work"]', value: address });
    expect(moved.addresses).toEqual([address, babs.addresses[1]]);
    const street = patchedUser(babs, { op: 'replace', path: 'addresses[type eq "work"].streetAddress', value: '1010 Broadway Ave' });
    expect((street.addresses as JsonObject[])[0]).toMatchObject({ streetAddress: '1010 Broadway Ave', locality: 'Hollywood' });
    expect((street.addresses as JsonObject[])[1]).toEqual(babs.addresses[1]);
    const both = patchedUser(babs, { op: 'replace', value: { emails: [{ value: 'new@work.example', type: 'work' }], nickName: 'Babs' } });
    expect(both).toMatchObject({ emails: [{ value: 'new@work.example', type: 'work' }], nickName: 'Babs' });
  });

  test('replace where a filter matches nothing is noTarget; a new primary takes the place of the old', () => {
    expect(refusedAs(() => patchedUser(babs, { op: 'replace', path: 'emails[type eq "other"].value', value: 'x' }))).toBe('noTarget');
    const seen = patchedUser(babs, { op: 'add', path: 'emails', value: [{ value: 'n@x.example', type: 'other', primary: true }] });
    expect((seen.emails as JsonObject[]).map((email) => email.primary === true)).toEqual([false, false, true]);
  });

  test('all or nothing, and what was given is never changed', () => {
    const before = structuredClone(babs) as JsonObject;
    expect(
      refusedAs(() => patchedUser(before, { op: 'replace', path: 'displayName', value: 'X' }, { op: 'replace', path: 'nothing', value: 1 })),
    ).toBe('invalidPath');
    expect(before).toEqual(babs);
  });
});

describe('PATCH in the words of the identity providers', () => {
  test('Entra without its flag: capital operations and "False"', () => {
    expect(patchedUser(babs, { op: 'Replace', path: 'active', value: 'False' }).active).toBe(false);
    expect(patchedUser({ ...babs, active: false }, { op: 'Replace', path: 'active', value: 'True' }).active).toBe(true);
    const group = {
      displayName: 'G',
      members: [
        { value: 'a', type: 'User', $ref: 'x' },
        { value: 'b', type: 'User' },
      ],
    };
    expect(patchedGroup(group, { op: 'Remove', path: 'members', value: [{ $ref: null, value: 'a' }] }).members).toEqual([
      { value: 'b', type: 'User' },
    ]);
    expect(
      (patchedGroup(group, { op: 'Add', path: 'members', value: [{ $ref: null, value: 'c' }] }).members as JsonObject[]).map(
        (member) => member.value,
      ),
    ).toEqual(['a', 'b', 'c']);
  });

  test('Entra with its flag: one replace without path and dotted names, a path for the address', () => {
    const seen = patchedUser(
      babs,
      { op: 'replace', path: 'emails[type eq "work"].value', value: 'b@ex.example' },
      {
        op: 'replace',
        value: { displayName: 'B', 'name.givenName': 'B', 'name.familyName': 'Ex', [`${enterpriseUrn}:department`]: 'Optics', active: false },
      },
    );
    expect(seen).toMatchObject({
      displayName: 'B',
      name: { givenName: 'B', familyName: 'Ex' },
      [enterpriseUrn]: { department: 'Optics' },
      active: false,
    });
    expect((seen.emails as JsonObject[])[0]).toMatchObject({ value: 'b@ex.example', type: 'work', primary: true });
  });

  test('Entra adds an address to a person without one', () => {
    const seen = patchedUser({ userName: 'a' }, { op: 'Add', path: 'emails[type eq "work"].value', value: 'a@ex.example' });
    expect(seen.emails).toEqual([{ type: 'work', value: 'a@ex.example' }]);
  });

  test('Okta: active in an object, a new name beside the same id', () => {
    expect(patchedUser(babs, { op: 'replace', value: { active: false } }).active).toBe(false);
    expect(patchedGroup({ id: 'g1', displayName: 'Old' }, { op: 'replace', value: { id: 'g1', displayName: 'New' } }).displayName).toBe('New');
    expect(refusedAs(() => patchedGroup({ id: 'g1', displayName: 'Old' }, { op: 'replace', value: { id: 'g2' } }))).toBe('mutability');
  });

  test.each<[string, Json, string]>([
    ['an unknown operation', { op: 'move', path: 'displayName' }, 'invalidSyntax'],
    ['a remove without path', { op: 'remove' }, 'noTarget'],
    ['a path that names nothing', { op: 'replace', path: 'favouriteColour', value: 'x' }, 'invalidPath'],
    ['a prototype for a path', { op: 'replace', path: '__proto__.x', value: 'x' }, 'invalidPath'],
    ['the id', { op: 'replace', path: 'id', value: 'x' }, 'mutability'],
    ['the groups of a user', { op: 'add', path: 'groups', value: [{ value: 'x' }] }, 'mutability'],
    ['an add without value', { op: 'add', path: 'displayName' }, 'invalidValue'],
    ['a required attribute taken away', { op: 'remove', path: 'userName' }, 'invalidValue'],
    ['a filter that cannot be read', { op: 'remove', path: 'emails[type eq]' }, 'invalidFilter'],
  ])('%s is refused', (_what, operation, scimType) => {
    expect(refusedAs(() => patchedUser(babs, operation))).toBe(scimType);
  });

  test('no operations at all is refused', () => {
    expect(refusedAs(() => readOperations({ Operations: [] }))).toBe('invalidSyntax');
  });

  test('values with dots, brackets, quotes and backslashes are found as they are', () => {
    for (const value of ['a.b@x.example', 'a]b', 'say "hi"', 'back\\slash', 'ünï']) {
      const user = {
        userName: 'u',
        emails: [
          { value, type: 'work' },
          { value: 'stays', type: 'home' },
        ],
      };
      expect(patchedUser(user, { op: 'remove', path: `emails[value eq ${JSON.stringify(value)}]` }).emails).toEqual([
        { value: 'stays', type: 'home' },
      ]);
    }
  });

  test('null takes an attribute away, an extension comes and goes', () => {
    expect(patchedUser(babs, { op: 'replace', path: 'displayName', value: null })).not.toHaveProperty('displayName');
    const extended = patchedUser(babs, { op: 'add', value: { [enterpriseUrn]: { department: 'Optics', manager: 'm1' } } });
    expect(extended[enterpriseUrn]).toEqual({ department: 'Optics', manager: { value: 'm1' } });
    expect(patchedUser(extended, { op: 'remove', path: enterpriseUrn })).not.toHaveProperty(enterpriseUrn);
  });
});

describe('PATCH over the wire', () => {
  test('is kept, gives users 200 with the user and groups 204 without a body', async () => {
    const visitor = await visit();
    const user = await visitor.createUser({ userName: 'u@halden.example' });
    const group = await visitor.createGroup({ displayName: 'G' });
    const seen = await visitor.patch(`Users/${user.id}`, [{ op: 'add', value: { [enterpriseUrn]: { department: 'Optics' } } }]);
    expect([seen.status, seen.body.schemas]).toEqual([200, [userUrn, enterpriseUrn]]);
    const added = await visitor.patch(`Groups/${group.id}`, [{ op: 'add', path: 'members', value: [{ value: user.id }] }]);
    expect([added.status, added.text]).toEqual([204, '']);
    expect((await visitor.send('GET', `Groups/${group.id}`)).body.members).toMatchObject([{ value: user.id, type: 'User' }]);
  });

  test('adding and removing members keeps a set, in whichever dialect', async () => {
    const visitor = await visit();
    const ids = await Promise.all(['a', 'b', 'c', 'd'].map(async (name) => (await visitor.createUser({ userName: `${name}@set.example` })).id));
    const one = fc.constantFrom(...ids);
    const step = fc.oneof(
      fc.record({ kind: fc.constant('add' as const), ids: fc.array(one, { minLength: 1, maxLength: 4 }) }),
      fc.record({ kind: fc.constantFrom('remove-path' as const, 'remove-list' as const), ids: fc.array(one, { minLength: 1, maxLength: 2 }) }),
    );
    const operations = (taken: { kind: 'add' | 'remove-path' | 'remove-list'; ids: string[] }): Json[] => {
      if (taken.kind === 'add') return [{ op: 'Add', path: 'members', value: taken.ids.map((value) => ({ $ref: null, value })) }];
      if (taken.kind === 'remove-list') return [{ op: 'Remove', path: 'members', value: taken.ids.map((value) => ({ $ref: null, value })) }];
      return taken.ids.map((value) => ({ op: 'remove', path: `members[value eq "${value}"]` }));
    };
    let count = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 6 }), async (steps) => {
        count += 1;
        const group = await visitor.createGroup({ displayName: `Set ${count}` });
        const model = new Set<string>();
        for (const taken of steps) {
          for (const id of taken.ids) taken.kind === 'add' ? model.add(id) : model.delete(id);
          expect((await visitor.patch(`Groups/${group.id}`, operations(taken))).status).toBe(204);
        }
        const members = ((await visitor.send('GET', `Groups/${group.id}`)).body.members ?? []) as JsonObject[];
        expect(members.map((member) => String(member.value)).sort()).toEqual([...model].sort());
      }),
      { numRuns: 25 },
    );
    expect((await visitor.tenant.inspect()).bugs).toEqual([]);
  });
});
