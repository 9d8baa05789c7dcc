// A SCIM user as the rules and the rerun look at it. Pure; reads tolerantly, writes nothing.
import { type ReadPerson, type SentPath, sentPaths } from '../../domain/org-rules/person.ts';
import { isJsonObject, member, textMember } from '../../protocols/scim/read-answer.ts';
import type { Json, JsonObject } from '../../protocols/scim/types.ts';

const textsOf = (value: Json | undefined): readonly string[] => {
  if (typeof value === 'string') return [value];
  if (typeof value === 'boolean' || typeof value === 'number') return [String(value)];
  if (Array.isArray(value)) return (value as readonly Json[]).flatMap((entry) => textsOf(isJsonObject(entry) ? member(entry, 'value') : entry));
  return [];
};

/** What Foundry takes by SCIM; anything else arrives at a login, so its absence here says nothing. */
const carried: ReadonlySet<string> = new Set([
  'username',
  'externalid',
  'active',
  'displayname',
  'emails',
  'email',
  'name.givenname',
  'name.familyname',
  'name.formatted',
]);

const spelt: Readonly<Record<string, string>> = { email: 'emails', givenname: 'name.givenName', familyname: 'name.familyName' };

/** The values of an attribute by its SCIM name, `name.givenName` for a part; undefined when SCIM does not carry it. */
export function attributeOf(resource: JsonObject, asked: string): readonly string[] | undefined {
  const path = spelt[asked.toLowerCase()] ?? asked;
  const value = path.split('.').reduce<Json | undefined>((at, part) => (isJsonObject(at) ? member(at, part) : undefined), resource);
  if (value === undefined) return carried.has(path.toLowerCase()) ? [] : undefined;
  return textsOf(value);
}

export const metaOf = (resource: JsonObject, part: 'created' | 'lastModified'): string | undefined => {
  const meta = member(resource, 'meta');
  return isJsonObject(meta) ? textMember(meta, part) : undefined;
};

function activeOf(resource: JsonObject): ReadPerson['active'] {
  const value = member(resource, 'active');
  const text = typeof value === 'string' ? value.trim().toLowerCase() : value;
  return text === false || text === 'false' ? 'no' : text === undefined ? 'unknown' : 'yes';
}

/** What a rerun may send, and whether it may. */
export function readPerson(resource: JsonObject, etag: string | undefined): ReadPerson {
  const values: Partial<Record<SentPath, string>> = {};
  for (const path of sentPaths) {
    const value = attributeOf(resource, path)?.[0];
    if (value !== undefined) values[path] = value;
  }
  const meta = member(resource, 'meta');
  const version = etag ?? (isJsonObject(meta) ? textMember(meta, 'version') : undefined);
  return { kind: 'read', active: activeOf(resource), values, etag: version };
}

/** The body of a PUT: the person as just read, without what only the server writes. */
export function wholePerson(resource: JsonObject): JsonObject {
  const readOnly = new Set(['id', 'meta', 'groups']);
  return Object.fromEntries(Object.entries(resource).filter(([name]) => !readOnly.has(name.toLowerCase())));
}
