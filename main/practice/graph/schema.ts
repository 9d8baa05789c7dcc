// The mapping of the twin's SCIM app, as Entra makes it for an app outside the gallery and nobody has changed since: externalId is the mail
// nickname, userName matches first. Source: Microsoft Learn, attribute mapping of non-gallery apps.
import type { JsonObject } from '../json.ts';
import { twinTenantId } from './apps.ts';

const attribute = (target: string, source: string, matchingPriority = 0): JsonObject => ({
  targetAttributeName: target,
  matchingPriority,
  flowType: 'Always',
  flowBehavior: 'FlowWhenChanged',
  defaultValue: null,
  exportMissingReferences: false,
  source: { type: 'Attribute', name: source, expression: `[${source}]`, parameters: [] },
});

const expression = (target: string, text: string): JsonObject => ({
  ...attribute(target, ''),
  source: { type: 'Function', name: text.slice(0, text.indexOf('(')), expression: text, parameters: [] },
});

const userUrn = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

const mapping = (source: string, target: string, attributeMappings: JsonObject[]): JsonObject => ({
  enabled: true,
  flowTypes: 'Add, Update, Delete',
  name: `Provision Microsoft Entra ID ${source}s`,
  sourceObjectName: source,
  targetObjectName: target,
  scope: null,
  attributeMappings,
});

export const defaultSchema: JsonObject = {
  id: `scim.${twinTenantId.replaceAll('-', '')}.practice`,
  version: 'v1.0',
  directories: [
    { id: 'source', name: 'Azure Active Directory', objects: [] },
    { id: 'target', name: 'customappsso', objects: [] },
  ],
  synchronizationRules: [
    {
      id: 'practice-rule',
      name: 'USER_OUTBOUND_USER',
      editable: true,
      priority: 1,
      sourceDirectoryName: 'Azure Active Directory',
      targetDirectoryName: 'customappsso',
      objectMappings: [
        mapping('User', userUrn, [
          attribute('userName', 'userPrincipalName', 1),
          expression('active', 'Switch([IsSoftDeleted], , "False", "True", "True", "False")'),
          attribute('displayName', 'displayName'),
          attribute('title', 'jobTitle'),
          attribute('emails[type eq "work"].value', 'mail'),
          attribute('preferredLanguage', 'preferredLanguage'),
          attribute('name.givenName', 'givenName'),
          attribute('name.familyName', 'surname'),
          expression('name.formatted', 'Join(" ", [givenName], [surname])'),
          attribute('externalId', 'mailNickname'),
          attribute(`${userUrn}:employeeNumber`, 'employeeId'),
          attribute(`${userUrn}:department`, 'department'),
          attribute(`${userUrn}:manager`, 'manager'),
        ]),
        mapping('Group', 'urn:ietf:params:scim:schemas:core:2.0:Group', [
          attribute('displayName', 'displayName', 1),
          attribute('externalId', 'objectId'),
          attribute('members', 'members'),
        ]),
      ],
    },
  ],
};
