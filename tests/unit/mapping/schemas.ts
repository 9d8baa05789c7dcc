// Mappings and people for tests: a schema as Graph answers it that keeps every rule, and ways to break one thing in it.
import type { DirectoryUser } from '../../../contract/directory.ts';
import { type Mapping, type SignOn, unknownSignOn } from '../../../contract/mapping.ts';
import { readEntraSchema } from '../../../main/protocols/entra/schema.ts';

export interface Row {
  targetAttributeName: string;
  matchingPriority?: number;
  flowType?: string;
  defaultValue?: string | null;
  source: { type: string; name: string; expression: string; parameters: unknown[] } | null;
}

export const attribute = (targetAttributeName: string, name: string, matchingPriority = 0): Row => ({
  targetAttributeName,
  matchingPriority,
  flowType: 'Always',
  defaultValue: null,
  source: { type: 'Attribute', name, expression: `[${name}]`, parameters: [] },
});

export const written = (targetAttributeName: string, expression: string, matchingPriority = 0): Row => ({
  ...attribute(targetAttributeName, '', matchingPriority),
  source: { type: 'Function', name: expression.split('(')[0] ?? '', expression, parameters: [] },
});

export interface ObjectNode {
  enabled: boolean;
  name: string;
  flowTypes: string;
  sourceObjectName: string;
  targetObjectName: string;
  scope: unknown;
  attributeMappings: Row[];
}

export interface SchemaNode {
  id: string;
  directories: unknown[];
  synchronizationRules: { id: string; name: string; sourceDirectoryName: string; targetDirectoryName: string; objectMappings: ObjectNode[] }[];
  synchronizationJobSettings: { name: string; value: string }[];
}

/** Keeps every rule beside `goodSignOn`. Made anew each time, so that a test can change it. */
export function goodSchema(): SchemaNode {
  return {
    id: 'scim.8f2d.4c1e',
    directories: [{ name: 'Directory of ours', objects: [] }],
    synchronizationRules: [
      {
        id: '03f7d90d-bf71-41b1-bda6-aaf0ddbee5d8',
        name: 'A RULE BY ANY NAME',
        sourceDirectoryName: 'Source',
        targetDirectoryName: 'Target',
        objectMappings: [
          {
            enabled: true,
            name: 'Provision people',
            flowTypes: 'Add, Update, Delete',
            sourceObjectName: 'User',
            targetObjectName: 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User',
            scope: null,
            attributeMappings: [
              attribute('externalId', 'employeeId', 1),
              attribute('userName', 'userPrincipalName', 2),
              written('active', 'Switch([IsSoftDeleted], , "False", "True", "True", "False")'),
              attribute('displayName', 'displayName'),
              attribute('emails[type eq "work"].value', 'mail'),
              attribute('name.givenName', 'givenName'),
              attribute('name.familyName', 'surname'),
            ],
          },
          {
            enabled: true,
            name: 'Provision groups',
            flowTypes: 'Add, Update, Delete',
            sourceObjectName: 'Group',
            targetObjectName: 'urn:ietf:params:scim:schemas:core:2.0:Group',
            scope: null,
            attributeMappings: [attribute('displayName', 'displayName', 1), attribute('externalId', 'displayName'), attribute('members', 'members')],
          },
        ],
      },
    ],
    synchronizationJobSettings: [
      { name: 'SkipOutOfScopeDeletions', value: 'False' },
      { name: 'BaseAddress', value: 'https://halden.example/multipass/api/scim/r/v2/?aadOptscim062020' },
    ],
  };
}

export const goodSignOn: SignOn = {
  providerId: 'user.employeeid',
  userName: 'user.userprincipalname',
  groups: { ...unknownSignOn.groups, mode: 'assigned-groups', sourceAttribute: 'display-name', protocol: 'saml' },
  scimApp: 'own',
};

export function read(node: unknown): Mapping {
  const got = readEntraSchema(JSON.stringify(node), 'schema.json');
  if (got.kind === 'unreadable') throw new Error(got.reason);
  return got.mapping;
}

export function objectOf(schema: SchemaNode, kind: 'people' | 'groups'): ObjectNode {
  const found = schema.synchronizationRules[0]?.objectMappings[kind === 'people' ? 0 : 1];
  if (found === undefined) throw new Error('no such object');
  return found;
}

export function replaceRow(object: ObjectNode, row: Row): void {
  object.attributeMappings = object.attributeMappings.map((known) => (known.targetAttributeName === row.targetAttributeName ? row : known));
}

export function dropRow(object: ObjectNode, target: string): void {
  object.attributeMappings = object.attributeMappings.filter((row) => row.targetAttributeName !== target);
}

/** A person with a value of their own in most attributes. */
export function person(name: string, changes: Partial<DirectoryUser> = {}): DirectoryUser {
  return {
    id: `id-${name}`,
    userName: `${name}@halden.example`,
    displayName: name,
    mail: `${name}@halden.example`,
    mailNickname: name,
    employeeId: `E-${name}`,
    onPremisesImmutableId: null,
    onPremisesSamAccountName: null,
    externalId: null,
    enabled: true,
    type: 'member',
    other: {},
    ...changes,
  };
}
