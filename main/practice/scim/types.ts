// The two resource types, and the way from an attribute's name as a client writes it to its definition.
import { type Attribute, commonAttributes, enterpriseSchema, groupSchema, type Schema, urns, userSchema } from './schemas.ts';

export type Collection = 'Users' | 'Groups';

export interface ResourceType {
  readonly collection: Collection;
  readonly name: 'User' | 'Group';
  readonly core: Schema;
  readonly extensions: readonly Schema[];
}

export const resourceTypes: Readonly<Record<Collection, ResourceType>> = {
  Users: { collection: 'Users', name: 'User', core: userSchema, extensions: [enterpriseSchema] },
  Groups: { collection: 'Groups', name: 'Group', core: groupSchema, extensions: [] },
};

/** An attribute path taken apart, names in the schema's own spelling. `urn` only for extensions. */
export interface Resolved {
  readonly urn?: string;
  readonly attribute?: Attribute;
  readonly filter?: string;
  readonly sub?: Attribute;
}

const grammar = /^([A-Za-z$][\w$-]*)(?:\[([\s\S]*)\])?(?:\.([A-Za-z$][\w$-]*))?$/;

/** Finds an attribute among definitions, in any case. */
export function find(attributes: readonly Attribute[], name: string): Attribute | undefined {
  const wanted = name.toLowerCase();
  return attributes.find((candidate) => candidate.name.toLowerCase() === wanted);
}

function splitUrn(type: ResourceType, path: string): { readonly schema: Schema; readonly extension: boolean; readonly rest: string } {
  const lower = path.toLowerCase();
  for (const schema of [type.core, ...type.extensions]) {
    const id = schema.id.toLowerCase();
    const extension = schema !== type.core;
    if (lower === id) return { schema, extension, rest: '' };
    // Some clients put a dot between the schema and the attribute, Foundry's and Entra's own documents a colon.
    if (lower.startsWith(`${id}:`)) return { schema, extension, rest: path.slice(id.length + 1) };
  }
  return { schema: type.core, extension: false, rest: path };
}

/** Resolves `emails[type eq "work"].value`, `name.givenName`, `urn:...:User:department`; undefined when there is no such attribute. */
export function resolvePath(type: ResourceType, path: string): Resolved | undefined {
  const { schema, extension, rest } = splitUrn(type, path.trim());
  if (rest === '') return extension ? { urn: schema.id } : undefined;
  const match = grammar.exec(rest);
  if (match?.[1] === undefined) return undefined;
  const attribute = find(extension ? schema.attributes : [...schema.attributes, ...commonAttributes], match[1]);
  if (attribute === undefined) return undefined;
  if (match[2] !== undefined && !(attribute.multiValued && attribute.type === 'complex')) return undefined;
  const sub = match[3] === undefined ? undefined : find(attribute.subAttributes ?? [], match[3]);
  if (match[3] !== undefined && sub === undefined) return undefined;
  return {
    ...(extension ? { urn: schema.id } : {}),
    attribute,
    ...(match[2] === undefined ? {} : { filter: match[2] }),
    ...(sub === undefined ? {} : { sub }),
  };
}

export const knownSchemas: readonly string[] = [urns.user, urns.group, urns.enterprise];
