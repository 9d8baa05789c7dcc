// Groups: create, read, replace, patch, delete. A change of membership never runs organization rules (Foundry's FAQ).
import { isObject, type Json, type JsonObject, textOf } from '../json.ts';
import { type GroupRecord, groupRecord } from '../state/store.ts';
import { type Answer, type Call, isUnchanged, requireMatch, type Scim } from './call.ts';
import { badRequest, notFound, ScimError } from './errors.ts';
import { applyPatch, readOperations } from './patch.ts';
import { readResource, validate } from './read.ts';
import { groupVersion, project, readProjection, showGroup, wantsMembers } from './show.ts';
import { resourceTypes } from './types.ts';

const type = resourceTypes.Groups;

/** How many members the fault `members-dropped` lets a group keep. */
export const keptMembers = 100;

function existing(id: string, scim: Scim): GroupRecord {
  const group = scim.world.store.groups.records.get(id);
  if (group === undefined) throw notFound(`Group ${id}`);
  return group;
}

function answer(status: number, group: GroupRecord, call: Call, scim: Scim): Answer {
  const projection = readProjection(call.query.get('attributes'), call.query.get('excludedAttributes'), type);
  const context = { store: scim.world.store, baseUrl: scim.baseUrl };
  const shown = showGroup(group, context, wantsMembers(projection) ? 'with-members' : 'without-members');
  return { status, headers: { etag: groupVersion(group), location: `${scim.baseUrl}Groups/${group.id}` }, body: project(shown, projection) };
}

function requireUnique(attributes: JsonObject, own: string | undefined, scim: Scim): void {
  const { store, questions } = scim.world;
  const conflict = store.groups.conflict(attributes, own);
  if (conflict !== undefined)
    throw new ScimError(409, `A group with ${conflict.attribute} "${textOf(attributes[conflict.attribute])}" already exists.`, 'uniqueness');
  if (questions.groupNames === 'repeatable') return;
  const name = textOf(attributes.displayName)?.toLowerCase();
  const twin = store.groups.all().find((group) => group.id !== own && textOf(group.attributes.displayName)?.toLowerCase() === name);
  if (twin !== undefined) throw new ScimError(409, `A group with displayName "${textOf(attributes.displayName)}" already exists.`, 'uniqueness');
}

/** The ids of members as sent; each must be there, and be of a kind that groups may hold. */
function memberIds(members: Json | undefined, group: string | undefined, scim: Scim): string[] {
  const ids = new Set<string>();
  for (const entry of Array.isArray(members) ? members : []) {
    const id = isObject(entry) ? textOf(entry.value) : undefined;
    if (id === undefined) throw badRequest('invalidValue', 'Every member needs a value: the id of a user or group.');
    const kind = scim.world.store.kindOf(id);
    if (kind === undefined) throw badRequest('invalidValue', `There is no user or group with the id ${id} to be a member.`);
    if (kind === 'Group' && scim.world.faults.has('nested-dropped')) continue;
    if (kind === 'Group' && (scim.world.questions.groupMembers === 'refused' || scim.world.faults.has('nested-refused')))
      throw badRequest('invalidValue', 'A group cannot be a member of a group.');
    if (id === group) throw badRequest('invalidValue', 'A group cannot be a member of itself.');
    ids.add(id);
  }
  const kept = [...ids];
  return scim.world.faults.has('members-dropped') ? kept.slice(0, keptMembers) : kept;
}

export function createGroup(call: Call, scim: Scim): Answer {
  const { world } = scim;
  const { members, ...attributes } = readResource(call.body ?? null, type);
  validate(attributes, type);
  requireUnique(attributes, undefined, scim);
  const ids = memberIds(members, undefined, scim);
  const group = groupRecord(world.newId(), attributes, world.clock.now());
  world.store.groups.add(group);
  world.store.setMembers(group, ids);
  return answer(201, group, call, scim);
}

export function readGroup(id: string, call: Call, scim: Scim): Answer {
  const group = existing(id, scim);
  if (isUnchanged(call, groupVersion(group))) return { status: 304, headers: { etag: groupVersion(group) } };
  return answer(200, group, call, scim);
}

export function replaceGroup(id: string, call: Call, scim: Scim): Answer {
  const group = existing(id, scim);
  requireMatch(call, groupVersion(group));
  const { members, ...attributes } = readResource(call.body ?? null, type);
  update(group, attributes, memberIds(members, id, scim), scim);
  return answer(200, group, call, scim);
}

export function patchGroup(id: string, call: Call, scim: Scim): Answer {
  const group = existing(id, scim);
  requireMatch(call, groupVersion(group));
  const operations = readOperations(call.body ?? null);
  const before = showGroup(group, { store: scim.world.store, baseUrl: scim.baseUrl });
  const { id: _id, meta: _meta, schemas: _schemas, members, ...attributes } = applyPatch(before, operations, type);
  const ids = memberIds(members, id, scim);
  const removed = group.members.size > ids.length;
  update(group, attributes, removed && scim.world.faults.has('remove-member-empties') ? [] : ids, scim);
  // Microsoft's documents ask for 204 on groups: a large group would otherwise come back at every member change. Who names attributes gets them.
  return call.query.has('attributes') ? answer(200, group, call, scim) : { status: 204, headers: { etag: groupVersion(group) } };
}

function update(group: GroupRecord, attributes: JsonObject, members: readonly string[], scim: Scim): void {
  const { store, clock } = scim.world;
  validate(attributes, type);
  requireUnique(attributes, group.id, scim);
  const renamed = group.attributes.displayName !== attributes.displayName;
  const changed = JSON.stringify(group.attributes) !== JSON.stringify(attributes);
  if (changed) store.groups.change(group, attributes);
  const moved = store.setMembers(group, members);
  if (renamed) store.touchMembers(group);
  if (!changed && !moved) return;
  group.revision += 1;
  group.lastModified = clock.now();
}

export function deleteGroup(id: string, call: Call, scim: Scim): Answer {
  const group = existing(id, scim);
  requireMatch(call, groupVersion(group));
  if (!scim.world.faults.has('delete-not-done')) scim.world.store.removeGroup(group, scim.world.clock.now());
  return { status: 204, headers: {} };
}
