// Users: create, read, replace, patch, delete. Organization rules are told what happened; what they do is in foundry/rules.ts.
import { runRules } from '../foundry/rules.ts';
import { isObject, type JsonObject, textOf } from '../json.ts';
import { type UserRecord, userRecord } from '../state/store.ts';
import { type Answer, type Call, isUnchanged, requireMatch, type Scim } from './call.ts';
import { notFound, ScimError } from './errors.ts';
import { applyPatch, readOperations } from './patch.ts';
import { readResource, validate } from './read.ts';
import { urns } from './schemas.ts';
import { project, readProjection, showUser, userVersion } from './show.ts';
import { resourceTypes } from './types.ts';

const type = resourceTypes.Users;

/** Whether SCIM shows this user at all. */
export function isVisible(user: UserRecord, scim: Scim): boolean {
  if (user.deleted || user.realm !== scim.world.realm) return false;
  return user.origin === 'scim' || scim.world.questions.otherUsers === 'listed';
}

function existing(id: string, scim: Scim): UserRecord {
  const user = scim.world.store.users.records.get(id);
  if (user === undefined || !isVisible(user, scim)) throw notFound(`User ${id}`);
  return user;
}

function answer(status: number, user: UserRecord, call: Call, scim: Scim): Answer {
  const context = { store: scim.world.store, baseUrl: scim.baseUrl };
  const shown = showUser(user, context);
  const body = project(shown, readProjection(call.query.get('attributes'), call.query.get('excludedAttributes'), type));
  return { status, headers: { etag: userVersion(user), location: `${scim.baseUrl}Users/${user.id}` }, body };
}

function requireUnique(attributes: JsonObject, own: string | undefined, scim: Scim): void {
  const conflict = scim.world.store.users.conflict(attributes, own);
  if (conflict === undefined) return;
  const value = textOf(attributes[conflict.attribute]) ?? '';
  throw new ScimError(409, `A user with ${conflict.attribute} "${value}" already exists.`, 'uniqueness');
}

export function createUser(call: Call, scim: Scim): Answer {
  const { world } = scim;
  const attributes: JsonObject = { active: true, ...readResource(call.body ?? null, type) };
  validate(attributes, type);
  const waiting = adoptable(attributes, scim);
  requireUnique(attributes, waiting?.id, scim);
  const user = waiting ?? userRecord(world.newId(), attributes, 'scim', world.clock.now(), world.realm);
  if (waiting === undefined) world.store.users.add(user);
  else save(user, attributes, scim);
  runRules(user, 'create', world);
  return answer(201, user, call, scim);
}

/** The user made by log-in or pre-registration that a create takes over, where that is how the open question is set. */
function adoptable(attributes: JsonObject, scim: Scim): UserRecord | undefined {
  if (scim.world.questions.existingUser !== 'adopted') return undefined;
  const user = scim.world.store.users.byKey('userName', (textOf(attributes.userName) ?? '').toLowerCase());
  return user === undefined || user.origin === 'scim' || user.deleted || user.realm !== scim.world.realm ? undefined : user;
}

export function readUser(id: string, call: Call, scim: Scim): Answer {
  const user = existing(id, scim);
  if (isUnchanged(call, userVersion(user))) return { status: 304, headers: { etag: userVersion(user) } };
  return answer(200, user, call, scim);
}

export function replaceUser(id: string, call: Call, scim: Scim): Answer {
  const user = existing(id, scim);
  requireMatch(call, userVersion(user));
  const attributes: JsonObject = { active: true, ...readResource(call.body ?? null, type) };
  return update(user, keepFalseAsText(attributes, scim), call, scim);
}

export function patchUser(id: string, call: Call, scim: Scim): Answer {
  const user = existing(id, scim);
  requireMatch(call, userVersion(user));
  const operations = readOperations(call.body ?? null);
  const before = { ...showUser(user, { store: scim.world.store, baseUrl: scim.baseUrl }) };
  const patched = applyPatch(before, operations, type);
  if (scim.world.faults.has('patch-not-done')) return answer(200, user, call, scim);
  const { id: _id, meta: _meta, schemas: _schemas, groups: _groups, password: _password, ...attributes } = patched;
  return update(user, keepFalseAsText(tidy(attributes), scim), call, scim);
}

/** An extension or list with nothing in it is unassigned (RFC 7643 2.5). */
function tidy(attributes: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(attributes).filter(([name, value]) => {
      if (value === null || (Array.isArray(value) && value.length === 0)) return false;
      return !((name === urns.enterprise || name === 'name') && isObject(value) && Object.keys(value).length === 0);
    }),
  );
}

/** The fault `active-string`: false is kept, and given back, as the text "False". */
function keepFalseAsText(attributes: JsonObject, scim: Scim): JsonObject {
  return scim.world.faults.has('active-string') && attributes.active === false ? { ...attributes, active: 'False' } : attributes;
}

function update(user: UserRecord, attributes: JsonObject, call: Call, scim: Scim): Answer {
  validate(attributes, type);
  requireUnique(attributes, user.id, scim);
  const outcome = save(user, attributes, scim);
  if (outcome === 'changed' || countsUnchanged(scim)) runRules(user, 'user update', scim.world);
  return answer(200, user, call, scim);
}

/** Whether an update that changes nothing is an update. */
const countsUnchanged = ({ world }: Scim): boolean => world.questions.emptyUpdate === 'counts' && !world.faults.has('unchanged-update-ignored');

function save(user: UserRecord, attributes: JsonObject, scim: Scim): 'changed' | 'unchanged' {
  if (JSON.stringify(user.attributes) === JSON.stringify(attributes)) return 'unchanged';
  scim.world.store.users.change(user, attributes);
  user.revision += 1;
  user.lastModified = scim.world.clock.now();
  return 'changed';
}

export function deleteUser(id: string, call: Call, scim: Scim): Answer {
  const user = existing(id, scim);
  requireMatch(call, userVersion(user));
  const { store, clock, questions, faults } = scim.world;
  const done: Answer = { status: 204, headers: {} };
  if (faults.has('delete-not-done')) return done;
  store.leaveAll(user.id, clock.now());
  if (questions.deletion === 'hard') store.users.remove(user);
  else if (questions.deletion === 'soft-hidden') user.deleted = true;
  else save(user, { ...user.attributes, active: false }, scim);
  return done;
}
