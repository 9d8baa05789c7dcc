// What Microsoft Entra's provisioning service sends: in its cycles, with the flag aadOptscim062020 in the Tenant URL that Foundry asks for, and on
// demand, where the flag has no effect and the older PATCH forms are sent. Pure data and functions.
import { sources } from '../../platform/findings/sources.ts';
import type { Dialect, DialectChange, DialectRequest } from './dialects.ts';
import { eq, filterValue, groupPath, userPath } from './filter.ts';
import type { Json, JsonObject } from './types.ts';

const userSchema = 'urn:ietf:params:scim:schemas:core:2.0:User';
const enterpriseSchema = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const groupSchema = 'urn:ietf:params:scim:schemas:core:2.0:Group';
const entraGroupSchema = 'http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group';

export const patchBody = (...operations: readonly JsonObject[]): JsonObject => ({
  schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
  Operations: operations,
});

const patch = (path: string, words: string, source: DialectRequest['source'], ...operations: readonly JsonObject[]): DialectChange => ({
  needsCurrent: false,
  request: { method: 'PATCH', path, body: patchBody(...operations), words, source },
});

/** The four changes that the flag makes to PATCH bodies, and the spelling of `op`. */
interface Forms {
  readonly names: (values: { readonly displayName: string; readonly givenName: string; readonly familyName: string }) => readonly JsonObject[];
  readonly replaceOne: (path: string, value: string) => JsonObject;
  readonly active: (active: boolean) => JsonObject;
  readonly addMembers: (ids: readonly string[]) => JsonObject;
  readonly removeMember: (id: string) => JsonObject;
}

const reference = (id: string): Json => ({ $ref: null, value: id });

const withFlag: Forms = {
  names: ({ displayName, givenName, familyName }) => [
    { op: 'replace', value: { displayName, 'name.givenName': givenName, 'name.familyName': familyName } },
  ],
  replaceOne: (path, value) => ({ op: 'replace', path, value }),
  active: (active) => ({ op: 'replace', path: 'active', value: active }),
  addMembers: (ids) => ({ op: 'add', path: 'members', value: ids.map(reference) }),
  removeMember: (id) => ({ op: 'remove', path: `members[value eq ${filterValue(id)}]` }),
};

const withoutFlag: Forms = {
  names: ({ displayName, givenName, familyName }) => [
    { op: 'Replace', path: 'displayName', value: displayName },
    { op: 'Replace', path: 'name.givenName', value: givenName },
    { op: 'Replace', path: 'name.familyName', value: familyName },
  ],
  replaceOne: (path, value) => ({ op: 'Replace', path, value }),
  active: (active) => ({ op: 'Replace', path: 'active', value: active ? 'True' : 'False' }),
  addMembers: (ids) => ({ op: 'Add', path: 'members', value: ids.map(reference) }),
  removeMember: (id) => ({ op: 'Remove', path: 'members', value: [reference(id)] }),
};

const scim = sources.entraScim;
const flag = sources.entraFlag;

function entraDialect(identity: Pick<Dialect, 'name' | 'title' | 'about'>, forms: Forms): Dialect {
  return {
    ...identity,
    idp: 'entra',
    probe: ({ attribute, unmatched }) => [
      {
        method: 'GET',
        path: 'Users',
        query: { filter: eq(attribute, unmatched) },
        words: `Entra tests the connection: it looks for a ${attribute} that nobody has, and wants 200 with an empty list`,
        source: scim,
      },
    ],
    matchUser: ({ attribute, value }) => ({
      method: 'GET',
      path: 'Users',
      query: { filter: eq(attribute, value) },
      words: `Entra looks for the person by ${attribute}`,
      source: scim,
    }),
    createUser: (person) => ({
      method: 'POST',
      path: 'Users',
      body: {
        schemas: [userSchema, enterpriseSchema],
        externalId: person.externalId,
        userName: person.userName,
        active: true,
        displayName: person.displayName,
        emails: [{ primary: true, type: 'work', value: person.email }],
        meta: { resourceType: 'User' },
        name: { formatted: `${person.givenName} ${person.familyName}`, givenName: person.givenName, familyName: person.familyName },
        roles: [],
      },
      words: 'Entra creates the person',
      source: scim,
    }),
    readUser: ({ id }) => ({ method: 'GET', path: userPath(id), words: 'Entra reads the person by id', source: scim }),
    changeNames: ({ id, ...values }) => patch(userPath(id), 'Entra changes display name and names', flag, ...forms.names(values)),
    renameUser: ({ id, userName }) => patch(userPath(id), 'Entra changes the userName', scim, forms.replaceOne('userName', userName)),
    disableUser: ({ id }) => patch(userPath(id), 'Entra disables the person', flag, forms.active(false)),
    enableUser: ({ id }) => patch(userPath(id), 'Entra enables the person again', flag, forms.active(true)),
    deleteUser: ({ id }) => ({
      method: 'DELETE',
      path: userPath(id),
      words: 'Entra deletes the person, 30 days after the deletion in Entra or when it is purged there',
      source: scim,
    }),
    matchGroup: ({ displayName }) => ({
      method: 'GET',
      path: 'Groups',
      query: { excludedAttributes: 'members', filter: eq('displayName', displayName) },
      words: 'Entra looks for the group by displayName, and never asks for its members',
      source: scim,
    }),
    createGroup: ({ displayName, externalId }) => ({
      method: 'POST',
      path: 'Groups',
      body: { schemas: [groupSchema, entraGroupSchema], externalId, displayName, meta: { resourceType: 'Group' } },
      words: 'Entra creates the group, without members',
      source: scim,
    }),
    readGroup: ({ id }) => ({
      method: 'GET',
      path: groupPath(id),
      query: { excludedAttributes: 'members' },
      words: 'Entra reads the group by id, without its members',
      source: scim,
    }),
    addMembers: ({ id, members }) =>
      patch(
        groupPath(id),
        members.length === 1 ? 'Entra adds one member' : `Entra adds ${members.length} members in one PATCH`,
        scim,
        forms.addMembers(members.map((member) => member.id)),
      ),
    removeMember: ({ id, member }) => patch(groupPath(id), 'Entra removes one member', flag, forms.removeMember(member.id)),
    renameGroup: ({ id, displayName }) => patch(groupPath(id), 'Entra renames the group', scim, forms.replaceOne('displayName', displayName)),
    deleteGroup: ({ id }) => ({ method: 'DELETE', path: groupPath(id), words: 'Entra deletes the group', source: scim }),
  };
}

export const entra: Dialect = entraDialect(
  {
    name: 'entra',
    title: 'Entra ID’s scheduled sync, with the aadOptscim062020 flag',
    about: 'What Entra sends in its cycles when the Tenant URL ends with ?aadOptscim062020, as Foundry requires.',
  },
  withFlag,
);

export const entraOnDemand: Dialect = entraDialect(
  {
    name: 'entra-on-demand',
    title: 'Entra ID’s provision on demand, without the flag',
    about: 'What Entra sends on demand, where the flag has no effect, and in its cycles when the flag is missing from the Tenant URL.',
  },
  withoutFlag,
);
