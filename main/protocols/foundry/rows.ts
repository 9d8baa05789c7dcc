// From the admin API's JSON to rows. What lacks an id, or a name where one must be, is no row: the caller counts it as unreadable.
import type { FoundryGroup, FoundryOrganization, FoundryProvider, FoundryUser } from '../../../contract/foundry.ts';
import { isObject, textIn } from '../rest/json.ts';
import type { Json, JsonObject } from '../rest/types.ts';
import type { GroupMemberRow } from './types.ts';

const texts = (value: Json | undefined): string[] => (Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []);

/** `{ "department": ["Finance"] }`; a single text stands for a list of one. */
function attributesOf(value: Json | undefined): Record<string, string[]> {
  if (!isObject(value)) return {};
  return Object.fromEntries(Object.entries(value).map(([name, found]) => [name, typeof found === 'string' ? [found] : texts(found)]));
}

const orNull = (item: JsonObject, name: string): string | null => textIn(item, name) ?? null;

export function userRow(item: JsonObject): FoundryUser | undefined {
  const [id, username] = [textIn(item, 'id'), textIn(item, 'username')];
  if (id === undefined || id === '' || username === undefined) return undefined;
  const status = textIn(item, 'status')?.toUpperCase();
  return {
    id,
    username,
    givenName: orNull(item, 'givenName'),
    familyName: orNull(item, 'familyName'),
    email: orNull(item, 'email'),
    organization: orNull(item, 'organization'),
    realm: textIn(item, 'realm') ?? '',
    status: status === 'ACTIVE' ? 'active' : status === 'DELETED' ? 'deleted' : 'unknown',
    attributes: attributesOf(item.attributes),
  };
}

export function groupRow(item: JsonObject): FoundryGroup | undefined {
  const [id, name] = [textIn(item, 'id'), textIn(item, 'name')];
  if (id === undefined || id === '' || name === undefined) return undefined;
  return {
    id,
    name,
    description: orNull(item, 'description'),
    realm: textIn(item, 'realm') ?? '',
    organizations: texts(item.organizations),
    attributes: attributesOf(item.attributes),
  };
}

export function memberRow(item: JsonObject): GroupMemberRow | undefined {
  const [id, type] = [textIn(item, 'principalId'), textIn(item, 'principalType')?.toLowerCase()];
  return id === undefined ? undefined : { id, type: type === 'user' || type === 'group' ? type : 'unknown' };
}

export function providerRow(item: JsonObject): FoundryProvider | undefined {
  const [rid, realm] = [textIn(item, 'rid'), textIn(item, 'realm')];
  if (rid === undefined || realm === undefined) return undefined;
  const type = isObject(item.protocol) ? textIn(item.protocol, 'type')?.toLowerCase() : undefined;
  return {
    rid,
    realm,
    name: textIn(item, 'name') ?? rid,
    enabled: item.enabled === true,
    supportedHosts: texts(item.supportedHosts),
    supportedUsernamePatterns: texts(item.supportedUsernamePatterns),
    protocol: type === 'saml' || type === 'oidc' ? type : 'unknown',
  };
}

export function organizationRow(item: JsonObject): FoundryOrganization | undefined {
  const rid = textIn(item, 'rid');
  return rid === undefined
    ? undefined
    : { rid, name: textIn(item, 'name') ?? rid, description: orNull(item, 'description'), host: orNull(item, 'host') };
}
