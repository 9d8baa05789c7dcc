// What Okta sends: `okta-put` is an app made with the App Integration Wizard (every change is a PUT of the whole resource), `okta-patch` an app of
// the Okta Integration Network (PATCH for activation and groups, PUT for a profile). Okta never deletes a user. Pure data and functions.
import { sources } from '../../platform/findings/sources.ts';
import { patchBody } from './dialect-entra.ts';
import type { Dialect, DialectChange, DialectRequest, GroupMember } from './dialects.ts';
import { eq, filterValue, groupPath, userPath } from './filter.ts';
import { isJsonObject, member as memberOf, textMember } from './read-answer.ts';
import type { Json, JsonObject } from './types.ts';

const userSchema = 'urn:ietf:params:scim:schemas:core:2.0:User';
const groupSchema = 'urn:ietf:params:scim:schemas:core:2.0:Group';
const source = sources.oktaScim;

/** The resource with these attributes set, whatever the case in which it had them, and `meta` as Okta writes it. */
function changed(current: JsonObject, resourceType: 'User' | 'Group', values: JsonObject): JsonObject {
  const replaced = new Set(['meta', ...Object.keys(values).map((name) => name.toLowerCase())]);
  const kept = Object.entries(current).filter(([name]) => !replaced.has(name.toLowerCase()));
  return { ...Object.fromEntries(kept), ...values, meta: { resourceType } };
}

const replaceUser = (id: string, words: string, values: (current: JsonObject) => JsonObject): DialectChange => ({
  needsCurrent: true,
  read: { method: 'GET', path: userPath(id), words: 'Okta reads the person before it sends all of it back', source },
  request: (current) => ({ method: 'PUT', path: userPath(id), body: changed(current, 'User', values(current)), words, source }),
});

const replaceGroup = (id: string, words: string, values: (current: JsonObject) => JsonObject): DialectChange => ({
  needsCurrent: true,
  read: { method: 'GET', path: groupPath(id), words: 'Okta reads the group before it sends all of it back', source },
  request: (current) => ({ method: 'PUT', path: groupPath(id), body: changed(current, 'Group', values(current)), words, source }),
});

const patch = (path: string, words: string, ...operations: readonly JsonObject[]): DialectChange => ({
  needsCurrent: false,
  request: { method: 'PATCH', path, body: patchBody(...operations), words, source },
});

function membersOf(group: JsonObject): readonly JsonObject[] {
  const members = memberOf(group, 'members');
  return Array.isArray(members) ? (members as readonly Json[]).filter(isJsonObject) : [];
}

const entry = (person: GroupMember): JsonObject => ({ value: person.id, display: person.userName });
const addedWords = (count: number): string => (count === 1 ? 'Okta adds one member' : `Okta adds ${count} members in one request`);

const withNames = (
  current: JsonObject,
  values: { readonly displayName: string; readonly givenName: string; readonly familyName: string },
): JsonObject => {
  const { displayName, givenName, familyName } = values;
  const name = memberOf(current, 'name');
  return { displayName, name: { ...(isJsonObject(name) ? name : {}), givenName, familyName, formatted: `${givenName} ${familyName}` } };
};

const find = (type: 'Users' | 'Groups', filter: string, words: string): DialectRequest => ({
  method: 'GET',
  path: type,
  query: { filter, startIndex: '1', count: '100' },
  words,
  source,
});

/** What both kinds of app send alike. */
const common = {
  idp: 'okta',
  probe: () => [
    {
      method: 'GET',
      path: 'Users',
      query: { startIndex: '1', count: '2' },
      words: 'Okta tests the connection: it reads the first two people',
      source,
    },
    {
      method: 'GET',
      path: 'Groups',
      query: { startIndex: '1', count: '100' },
      words: 'Okta reads the groups when group push is switched on',
      source,
    },
  ],
  matchUser: ({ attribute, value }) => find('Users', eq(attribute, value), `Okta looks for the person by ${attribute}`),
  createUser: (person) => ({
    method: 'POST',
    path: 'Users',
    body: {
      schemas: [userSchema],
      userName: person.userName,
      name: { givenName: person.givenName, familyName: person.familyName },
      emails: [{ primary: true, value: person.email, type: 'work' }],
      displayName: person.displayName,
      locale: 'en-US',
      externalId: person.externalId,
      groups: [],
      ...(person.password === undefined ? {} : { password: person.password }),
      active: true,
    },
    words: 'Okta creates the person',
    source,
  }),
  readUser: ({ id }) => ({ method: 'GET', path: userPath(id), words: 'Okta reads the person by id', source }),
  changeNames: ({ id, ...values }) => replaceUser(id, 'Okta sends the whole person back with the new names', (current) => withNames(current, values)),
  renameUser: ({ id, userName }) => replaceUser(id, 'Okta sends the whole person back with the new userName', () => ({ userName })),
  deleteUser: ({ id }) => ({
    method: 'DELETE',
    path: userPath(id),
    words: 'Okta itself never deletes a person; this removes what the test made',
    source,
  }),
  matchGroup: ({ displayName }) => find('Groups', eq('displayName', displayName), 'Okta looks for the group by displayName'),
  createGroup: ({ displayName, externalId }) => ({
    method: 'POST',
    path: 'Groups',
    body: { schemas: [groupSchema], displayName, externalId, members: [] },
    words: 'Okta creates the group, without members',
    source,
  }),
  readGroup: ({ id }) => ({ method: 'GET', path: groupPath(id), words: 'Okta reads the group by id', source }),
  deleteGroup: ({ id }) => ({ method: 'DELETE', path: groupPath(id), words: 'Okta unlinks and deletes the group', source }),
} as const satisfies Partial<Dialect>;

export const oktaPut: Dialect = {
  ...common,
  name: 'okta-put',
  title: 'an Okta app made with the wizard, which changes people by PUT',
  about: 'What Okta sends from an app made with the App Integration Wizard: every change is a PUT of the whole resource.',
  disableUser: ({ id }) => replaceUser(id, 'Okta sends the whole person back as inactive', () => ({ active: false })),
  enableUser: ({ id }) => replaceUser(id, 'Okta sends the whole person back as active', () => ({ active: true })),
  addMembers: ({ id, members }) =>
    replaceGroup(id, addedWords(members.length), (current) => {
      const fresh = new Set(members.map((person) => person.id));
      const kept = membersOf(current).filter((known) => !fresh.has(textMember(known, 'value') ?? ''));
      return { members: [...kept, ...members.map(entry)] };
    }),
  removeMember: ({ id, member }) =>
    replaceGroup(id, 'Okta sends the whole group back without one member', (current) => ({
      members: membersOf(current).filter((known) => textMember(known, 'value') !== member.id),
    })),
  renameGroup: ({ id, displayName }) => replaceGroup(id, 'Okta sends the whole group back with the new name', () => ({ displayName })),
};

export const oktaPatch: Dialect = {
  ...common,
  name: 'okta-patch',
  title: 'an Okta app from the Integration Network, which changes people by PATCH',
  about: 'What Okta sends from an app of the Okta Integration Network: PATCH for activation and groups, PUT for a profile.',
  disableUser: ({ id }) => patch(userPath(id), 'Okta deactivates the person', { op: 'replace', value: { active: false } }),
  enableUser: ({ id }) => patch(userPath(id), 'Okta activates the person again', { op: 'replace', value: { active: true } }),
  addMembers: ({ id, members }) => patch(groupPath(id), addedWords(members.length), { op: 'add', path: 'members', value: members.map(entry) }),
  removeMember: ({ id, member }) =>
    patch(groupPath(id), 'Okta removes one member', { op: 'remove', path: `members[value eq ${filterValue(member.id)}]` }),
  renameGroup: ({ id, displayName }) => patch(groupPath(id), 'Okta renames the group', { op: 'replace', value: { id, displayName } }),
};
