// How a record is shown: the whole SCIM resource with id, meta and groups, and the part of it that `attributes` or
// `excludedAttributes` ask for (RFC 7644 3.9). Addresses come from the base URL of the moment. What is shown shares its inner values with the
// record and must not be changed: a list over 100,000 users copies nothing.
import { isObject, type Json, type JsonObject } from '../json.ts';
import type { GroupRecord, Store, UserRecord } from '../state/store.ts';
import { badRequest } from './errors.ts';
import { urns } from './schemas.ts';
import { type Resolved, type ResourceType, resolvePath } from './types.ts';

export interface ShowContext {
  readonly store: Store;
  /** The SCIM base URL, ending in a slash. */
  readonly baseUrl: string;
}

export const userVersion = (user: UserRecord): string => `W/"${user.revision}.${user.groupsRevision}"`;
export const groupVersion = (group: GroupRecord): string => `W/"${group.revision}"`;

const meta = (type: 'User' | 'Group', record: UserRecord | GroupRecord, version: string, context: ShowContext): JsonObject => ({
  resourceType: type,
  created: record.created,
  lastModified: record.lastModified,
  location: `${context.baseUrl}${type}s/${record.id}`,
  version,
});

export function showUser(user: UserRecord, context: ShowContext): JsonObject {
  const groups = context.store.groupsOf(user.id).map((group) => ({
    value: group.id,
    $ref: `${context.baseUrl}Groups/${group.id}`,
    display: group.attributes.displayName ?? '',
    type: 'direct',
  }));
  return {
    schemas: isObject(user.attributes[urns.enterprise]) ? [urns.user, urns.enterprise] : [urns.user],
    id: user.id,
    ...user.attributes,
    ...(groups.length === 0 ? {} : { groups }),
    meta: meta('User', user, userVersion(user), context),
  };
}

/** `with-people`: members that are groups are left out. */
export type MembersShown = 'with-members' | 'with-people' | 'without-members';

export function showGroup(group: GroupRecord, context: ShowContext, members: MembersShown = 'with-members'): JsonObject {
  const shown =
    members === 'without-members' ? [] : showMembers(group, context).filter((entry) => members === 'with-members' || entry.type === 'User');
  return {
    schemas: [urns.group],
    id: group.id,
    ...group.attributes,
    ...(shown.length === 0 ? {} : { members: shown }),
    meta: meta('Group', group, groupVersion(group), context),
  };
}

function showMembers(group: GroupRecord, context: ShowContext): JsonObject[] {
  return [...group.members].map(([value, type]) => {
    const table = type === 'User' ? context.store.users : context.store.groups;
    const display = table.records.get(value)?.attributes.displayName;
    return { value, type, $ref: `${context.baseUrl}${type}s/${value}`, ...(display === undefined ? {} : { display }) };
  });
}

export interface Projection {
  readonly kind: 'only' | 'without';
  readonly paths: readonly Resolved[];
}

function paths(list: string, type: ResourceType): readonly Resolved[] {
  // Names that no schema knows ask for nothing.
  return list.split(',').flatMap((name) => (name.trim() === '' ? [] : (resolvePath(type, name) ?? [])));
}

/** Reads `attributes` and `excludedAttributes`; they exclude each other (RFC 7644 3.9). */
export function readProjection(attributes: string | null, excluded: string | null, type: ResourceType): Projection | undefined {
  if (attributes !== null && excluded !== null) throw badRequest('invalidValue', 'attributes and excludedAttributes cannot be used together.');
  if (attributes !== null) return { kind: 'only', paths: paths(attributes, type) };
  if (excluded !== null) return { kind: 'without', paths: paths(excluded, type) };
  return undefined;
}

/** Whether the members of a group are needed at all: reading a large group without them must be cheap. */
export function wantsMembers(projection: Projection | undefined): boolean {
  if (projection === undefined) return true;
  const named = projection.paths.some((path) => path.attribute?.name === 'members' && (projection.kind === 'only' || path.sub === undefined));
  return projection.kind === 'only' ? named : !named;
}

function subset(value: Json | undefined, sub: string, kind: 'only' | 'without'): Json | undefined {
  if (Array.isArray(value)) return value.map((entry) => subset(entry, sub, kind) ?? {});
  if (!isObject(value)) return value;
  if (kind === 'only') return sub in value ? { [sub]: value[sub] ?? null } : {};
  const { [sub]: _left, ...rest } = value;
  return rest;
}

function merge(into: JsonObject, name: string, value: Json | undefined): void {
  const before = into[name];
  if (value === undefined) return;
  if (Array.isArray(before) && Array.isArray(value))
    into[name] = before.map((entry, index) => ({ ...(entry as JsonObject), ...(value[index] as JsonObject) }));
  else into[name] = isObject(before) && isObject(value) ? { ...before, ...value } : value;
}

/** The part of a resource that was asked for; `id` and `schemas` always stay. */
export function project(resource: JsonObject, projection: Projection | undefined): JsonObject {
  if (projection === undefined) return resource;
  const result: JsonObject = projection.kind === 'only' ? { schemas: resource.schemas ?? [], id: resource.id ?? '' } : { ...resource };
  for (const { urn, attribute, sub } of projection.paths) {
    const held = urn === undefined ? resource : resource[urn];
    if (!isObject(held)) continue;
    const target = urn === undefined ? result : { ...(isObject(result[urn]) ? result[urn] : {}) };
    if (attribute === undefined) Object.assign(target, projection.kind === 'only' ? held : {});
    else if (projection.kind === 'only')
      merge(target, attribute.name, sub === undefined ? held[attribute.name] : subset(held[attribute.name], sub.name, 'only'));
    else if (attribute.returned === 'always') continue;
    else if (sub === undefined) delete target[attribute.name];
    else target[attribute.name] = subset(target[attribute.name], sub.name, 'without') ?? null;
    if (urn === undefined) continue;
    if (projection.kind === 'without' && attribute === undefined) delete result[urn];
    else result[urn] = target;
  }
  return result;
}
