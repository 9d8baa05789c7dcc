// What one JSON object is and what it says, by the names that Graph, Okta (in `profile`) and SCIM give. Values of a wrong form count as absent.
import { z } from 'zod';

const objectSchema = z.record(z.string(), z.unknown());
export type JsonObject = z.infer<typeof objectSchema>;

type Kind = 'user' | 'group' | 'membership' | 'assignment' | 'none';

export const text = (value: unknown) =>
  typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
export const has = (object: JsonObject, ...names: readonly string[]) => names.some((name) => object[name] !== undefined && object[name] !== null);

export function objectOf(value: unknown): JsonObject | undefined {
  const parsed = objectSchema.safeParse(value);
  return parsed.success && !Array.isArray(value) ? parsed.data : undefined;
}

export function kindOf(item: JsonObject): Kind {
  const type = text(item['@odata.type']).toLowerCase();
  if (type.endsWith('.user')) return 'user';
  if (type.endsWith('.group')) return 'group';
  if (type.endsWith('.approleassignment') || has(item, 'principalId')) return 'assignment';
  if (has(item, 'groupId') && has(item, 'memberId')) return 'membership';
  if (type !== '') return 'none';
  const profile = objectOf(item.profile);
  if (profile !== undefined) return has(profile, 'login') ? 'user' : has(profile, 'name') ? 'group' : 'none';
  if (has(item, 'userPrincipalName', 'userName', 'accountEnabled', 'userType')) return 'user';
  return has(item, 'displayName', 'securityEnabled', 'groupTypes', 'members') && has(item, 'id') ? 'group' : 'none';
}

/** Attributes of Graph, Okta (in `profile`) and SCIM by our names. */
export const userFields: Readonly<Record<string, readonly string[]>> = {
  userName: ['userName', 'userPrincipalName', 'login'],
  mail: ['mail', 'email'],
  enabled: ['accountEnabled', 'active', 'enabled', 'status'],
  type: ['userType', 'type'],
  employeeId: ['employeeId', 'employeeNumber'],
};
export const groupFields: Readonly<Record<string, readonly string[]>> = {
  displayName: ['displayName', 'name'],
  membershipType: ['groupTypes'],
  dynamicRule: ['membershipRule', 'dynamicRule'],
  membersHidden: ['visibility', 'membersHidden'],
};

export function fieldsOf(item: JsonObject, names: Readonly<Record<string, readonly string[]>>): (field: string) => string {
  const profile = objectOf(item.profile) ?? {};
  return (field) => {
    const value = [field, ...(names[field] ?? [])].map((name) => item[name] ?? profile[name]).find((one) => one !== undefined && one !== null);
    return Array.isArray(value) ? value.map(text).join(',') : text(value);
  };
}

/** Okta's group type has nothing to do with a user's; a group object's `type` is not read. */
const mapped = new Set([
  'id',
  'displayName',
  'mailNickname',
  'onPremisesImmutableId',
  'onPremisesSamAccountName',
  'externalId',
  ...Object.keys(userFields),
  ...Object.values(userFields).flat(),
]);

export function otherOf(item: JsonObject): Record<string, string> {
  const entries = Object.entries({ ...item, ...objectOf(item.profile) }).map(([name, value]) => [name, text(value).trim()] as const);
  return Object.fromEntries(entries.filter(([name, value]) => value !== '' && !mapped.has(name) && !name.startsWith('@')));
}

/** A server's refusal, saved instead of its answer. */
export function errorOf(item: JsonObject): string | undefined {
  const error = objectOf(item.error);
  const words = error === undefined ? text(item.errorSummary) : [text(error.code), text(error.message)].filter((one) => one !== '').join(': ');
  return words === '' ? undefined : `This is an error of the server, not what was asked for: ${words.slice(0, 200)}`;
}

export function parsed(source: string): JsonObject | undefined {
  try {
    return objectOf(JSON.parse(source));
  } catch {
    return undefined;
  }
}
