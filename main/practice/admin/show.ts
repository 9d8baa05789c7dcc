// How the admin API shows users, groups, organizations and authentication providers. Whatever the documentation calls optional is left out when empty.
import { attributeValues } from '../foundry/rules.ts';
import { isObject, type JsonObject, textOf } from '../json.ts';
import type { GroupRecord, UserRecord } from '../state/store.ts';
import type { World } from '../state/world.ts';
import { formerRealm, organizationRid } from './state.ts';

const given = (name: string, value: string | undefined): JsonObject => (value === undefined ? {} : { [name]: value });
const listed = (name: string, value: string | undefined): JsonObject => (value === undefined ? {} : { [name]: [value] });

export function showUser(user: UserRecord): JsonObject {
  const name = isObject(user.attributes.name) ? user.attributes.name : {};
  const [givenName, familyName, email] = [textOf(name.givenName), textOf(name.familyName), attributeValues(user, 'email')[0]];
  const organization = user.organization === null ? undefined : organizationRid(user.organization);
  return {
    id: user.id,
    username: textOf(user.attributes.userName) ?? '',
    ...given('givenName', givenName),
    ...given('familyName', familyName),
    ...given('email', email),
    ...given('organization', organization),
    realm: user.realm,
    status: user.deleted ? 'DELETED' : 'ACTIVE',
    attributes: {
      ...Object.fromEntries(Object.entries(user.loginAttributes).map(([key, values]) => [key, [...values]])),
      ...listed('multipass:givenName', givenName),
      ...listed('multipass:familyName', familyName),
      ...listed('multipass:email:primary', email),
      'multipass:realm': [user.realm],
      ...listed('multipass:organization-rid', organization),
    },
  };
}

export const showGroup = (group: GroupRecord, world: World): JsonObject => ({
  id: group.id,
  name: textOf(group.attributes.displayName) ?? '',
  realm: world.realm,
  organizations: world.defaultOrganization === null ? [] : [organizationRid(world.defaultOrganization)],
  attributes: { 'multipass:realm': [world.realm] },
});

export const showOrganization = (name: string): JsonObject => ({
  rid: organizationRid(name),
  name,
  description: 'An organization of the practice tenant',
  host: 'foundry.halden.example',
});

const samlProvider = (rid: string, name: string, realm: string, enabled: boolean): JsonObject => ({
  rid: `ri.control-panel.main.saml.${rid}`,
  name,
  realm,
  enabled,
  supportedHosts: ['foundry.halden.example'],
  supportedUsernamePatterns: ['(?i).*@halden\\.example'],
  protocol: { type: 'saml' },
});

export const showProviders = (world: World): JsonObject[] => [
  samlProvider('practice', 'Halden Entra ID', world.realm, true),
  samlProvider('former', 'Halden ADFS (former)', formerRealm, false),
];
