// PATCH (RFC 7644 3.5.2) in every dialect the identity providers speak. The engine is scim-patch; this file prepares what it gets:
// names in the schema's spelling, one path an operation, value paths already resolved to entries (with the schema's case rules),
// and mends what the library leaves: one primary at most, no doubled members, `null` as removal. Never changes what it was given.
import { type ScimPatchOperation, type ScimResource, scimPatch } from 'scim-patch';
import { copy, isObject, type Json, type JsonObject, memberOf } from '../json.ts';
import { badRequest, ScimError } from './errors.ts';
import { compileEntryFilter, parseFilter } from './filter.ts';
import { coerce } from './read.ts';
import type { Attribute } from './schemas.ts';
import { type Resolved, type ResourceType, resolvePath } from './types.ts';

type Op = 'add' | 'replace' | 'remove';

interface Operation {
  readonly op: Op;
  readonly path?: string;
  readonly value?: Json;
}

/** A name no schema has: marks the entries an operation means, while scim-patch works. */
const mark = 'chosenByThisOperation';

/** Reads the operations of a PATCH body; 400 invalidSyntax when they are not there. */
export function readOperations(body: Json): readonly Operation[] {
  if (!isObject(body)) throw badRequest('invalidSyntax', 'A PATCH body must be a JSON object.');
  const operations = memberOf(body, 'Operations');
  if (!Array.isArray(operations) || operations.length === 0) throw badRequest('invalidSyntax', 'A PATCH body needs at least one operation.');
  return operations.map((entry) => {
    if (!isObject(entry)) throw badRequest('invalidSyntax', 'An operation must be a JSON object.');
    const op = String(memberOf(entry, 'op') ?? '').toLowerCase();
    if (op !== 'add' && op !== 'replace' && op !== 'remove') throw badRequest('invalidSyntax', `The operation "${op}" is not known.`);
    const path = memberOf(entry, 'path');
    if (path !== undefined && path !== null && typeof path !== 'string') throw badRequest('invalidPath', 'The path must be text.');
    const value = memberOf(entry, 'value');
    return { op, ...(typeof path === 'string' && path !== '' ? { path } : {}), ...(value === undefined ? {} : { value }) };
  });
}

/** Applies the operations to a copy and returns it; all or nothing. */
export function applyPatch(resource: JsonObject, operations: readonly Operation[], type: ResourceType): JsonObject {
  let document = copy(resource);
  for (const operation of operations.flatMap((entry) => withPaths(entry, document, type))) {
    document = applyOne(document, operation, type);
  }
  return document;
}

/** An operation without path is taken apart into one a member (RFC 7644 3.5.2.1); dotted and URN-qualified names are paths too. */
function withPaths(operation: Operation, document: JsonObject, type: ResourceType): readonly Operation[] {
  if (operation.path !== undefined) return [operation];
  if (operation.op === 'remove') throw badRequest('noTarget', 'A remove operation needs a path.');
  if (!isObject(operation.value)) throw badRequest('invalidValue', 'Without a path the value must be an object of attributes.');
  return Object.entries(operation.value).flatMap(([name, value]) => {
    const resolved = resolvePath(type, name);
    if (resolved === undefined || resolved.attribute?.name === 'schemas') return [];
    if (resolved.urn !== undefined && resolved.attribute === undefined) {
      return isObject(value) ? Object.entries(value).map(([key, inner]) => ({ op: operation.op, path: `${resolved.urn}:${key}`, value: inner })) : [];
    }
    // Okta repeats the id beside a new displayName: the same id is no change.
    if (resolved.attribute?.mutability === 'readOnly' && sameValue(memberOf(document, resolved.attribute.name), value)) return [];
    return [{ op: operation.op, path: name, value }];
  });
}

const sameValue = (left: Json | undefined, right: Json): boolean => JSON.stringify(left) === JSON.stringify(right);

function applyOne(document: JsonObject, operation: Operation, type: ResourceType): JsonObject {
  const path = operation.path ?? '';
  const resolved = resolvePath(type, path);
  if (resolved === undefined) throw badRequest('invalidPath', `The path "${path}" names no attribute of ${type.name}.`);
  if (resolved.attribute === undefined) return wholeExtension(document, operation, resolved);
  if (resolved.attribute.mutability === 'readOnly' || resolved.sub?.mutability === 'readOnly') {
    throw badRequest('mutability', `The attribute ${path} is read-only.`);
  }
  if (operation.op !== 'remove' && operation.value === undefined) throw badRequest('invalidValue', `The operation on "${path}" needs a value.`);
  if (operation.value === null || operation.op === 'remove') return remove(document, operation, resolved);
  return write(document, operation, resolved);
}

function wholeExtension(document: JsonObject, operation: Operation, resolved: Resolved): JsonObject {
  const urn = resolved.urn ?? '';
  if (operation.op === 'remove') {
    const { [urn]: _gone, ...rest } = document;
    return rest;
  }
  if (!isObject(operation.value)) throw badRequest('invalidValue', `The value of ${urn} must be an object.`);
  const before = document[urn];
  return { ...document, [urn]: { ...(isObject(before) ? before : {}), ...operation.value } };
}

const holderOf = (document: JsonObject, resolved: Resolved): JsonObject => {
  if (resolved.urn === undefined) return document;
  const holder = document[resolved.urn];
  return isObject(holder) ? holder : {};
};

function pathText(resolved: Resolved, selection: '' | 'chosen'): string {
  const urn = resolved.urn === undefined ? '' : `${resolved.urn}:`;
  const chosen = selection === 'chosen' ? `[${mark} eq true]` : '';
  return `${urn}${resolved.attribute?.name ?? ''}${chosen}${resolved.sub === undefined ? '' : `.${resolved.sub.name}`}`;
}

function run(document: JsonObject, operation: ScimPatchOperation): JsonObject {
  try {
    const patched: unknown = scimPatch(document as JsonObject & ScimResource, [operation], { mutateDocument: true, treatMissingAsAdd: false });
    return isObject(patched) ? patched : document;
  } catch (error) {
    if (error instanceof ScimError) throw error;
    throw badRequest('invalidValue', `The operation could not be applied: ${error instanceof Error ? error.message : 'unknown reason'}.`);
  }
}

/** Marks the entries a value path means and returns how many there are. */
function choose(document: JsonObject, resolved: Resolved, test: (entry: JsonObject) => boolean): number {
  const entries = holderOf(document, resolved)[resolved.attribute?.name ?? ''];
  if (!Array.isArray(entries)) return 0;
  let chosen = 0;
  for (const entry of entries) {
    if (!isObject(entry) || !test(entry)) continue;
    entry[mark] = true;
    chosen += 1;
  }
  return chosen;
}

function unmark(document: JsonObject, resolved: Resolved): JsonObject {
  const entries = holderOf(document, resolved)[resolved.attribute?.name ?? ''];
  if (Array.isArray(entries)) for (const entry of entries) if (isObject(entry)) delete entry[mark];
  return document;
}

/** The entries a remove with a list of values means: Entra without its flag sends members so. */
function byValue(list: Json): (entry: JsonObject) => boolean {
  const wanted = new Set((Array.isArray(list) ? list : [list]).map((item) => (isObject(item) ? memberOf(item, 'value') : item)));
  return (entry) => wanted.has(entry.value);
}

function remove(document: JsonObject, operation: Operation, resolved: Resolved): JsonObject {
  const attribute = resolved.attribute as Attribute;
  if (attribute.required && resolved.filter === undefined && resolved.sub === undefined) {
    throw badRequest('invalidValue', `The attribute ${attribute.name} is required and cannot be removed.`);
  }
  const valued = operation.op === 'remove' && operation.value !== undefined && operation.value !== null && attribute.multiValued;
  if (resolved.filter === undefined && !valued) return run(document, { op: 'remove', path: pathText(resolved, '') });
  const test = resolved.filter === undefined ? byValue(operation.value ?? null) : compileEntryFilter(resolved.filter, attribute);
  // Removing what is not there is done already; only a replace must have a target.
  if (choose(document, resolved, test) === 0) return document;
  return unmark(run(document, { op: 'remove', path: pathText(resolved, 'chosen') }), resolved);
}

function write(document: JsonObject, operation: Operation, resolved: Resolved): JsonObject {
  const attribute = resolved.attribute as Attribute;
  const leaf = resolved.sub ?? attribute;
  const op = operation.op === 'add' ? 'add' : 'replace';
  if (resolved.filter !== undefined) return writeEntries(document, { op, value: coerce(operation.value ?? null, leaf, 'entry') }, resolved);
  const value = coerce(operation.value ?? null, leaf, 'whole');
  const before = copy(holderOf(document, resolved)[attribute.name] ?? null);
  const path = pathText(resolved, '');
  const patched = run(document, { op, path, value });
  return onePrimary(withoutDoubles(patched, resolved), resolved, before);
}

function writeEntries(document: JsonObject, change: { readonly op: 'add' | 'replace'; readonly value: Json }, resolved: Resolved): JsonObject {
  const attribute = resolved.attribute as Attribute;
  const filter = resolved.filter ?? '';
  const name = attribute.name;
  const before = copy(holderOf(document, resolved)[name] ?? null);
  if (choose(document, resolved, compileEntryFilter(filter, attribute)) > 0) {
    if (resolved.sub === undefined && change.op === 'replace' && isObject(change.value))
      return onePrimary(exchange(document, change.value, resolved), resolved, before);
    return onePrimary(unmark(run(document, { op: change.op, path: pathText(resolved, 'chosen'), value: change.value }), resolved), resolved, before);
  }
  const parsed = parseFilter(filter);
  if (change.op === 'replace' || parsed.op !== 'eq') throw badRequest('noTarget', `No entry of ${name} matches [${filter}].`);
  // Adding to an entry that is not there yet makes it: `emails[type eq "work"].value` for a person without a work address.
  const entry: JsonObject = { [parsed.attrPath]: parsed.compValue };
  const made: JsonObject =
    resolved.sub === undefined ? { ...entry, ...(isObject(change.value) ? change.value : {}) } : { ...entry, [resolved.sub.name]: change.value };
  const bare: Resolved = { ...(resolved.urn === undefined ? {} : { urn: resolved.urn }), attribute };
  return onePrimary(run(document, { op: 'add', path: pathText(bare, ''), value: [made] }), resolved, before);
}

/** Replacing entries chosen by a filter puts the new value in their place, nothing of the old one stays (RFC 7644 3.5.2.3). */
function exchange(document: JsonObject, value: JsonObject, resolved: Resolved): JsonObject {
  const holder = holderOf(document, resolved);
  const entries = holder[resolved.attribute?.name ?? ''];
  if (Array.isArray(entries))
    holder[resolved.attribute?.name ?? ''] = entries.map((entry) => (isObject(entry) && entry[mark] === true ? copy(value) : entry));
  return document;
}

/** The same value twice is one value: adding a member that is there changes nothing (RFC 7644 3.5.2.1). */
function withoutDoubles(document: JsonObject, resolved: Resolved): JsonObject {
  const holder = holderOf(document, resolved);
  const name = resolved.attribute?.name ?? '';
  const entries = holder[name];
  if (!Array.isArray(entries)) return document;
  const seen = new Map<string, Json>();
  for (const entry of entries) {
    const key = isObject(entry) ? JSON.stringify([entry.value ?? entry, name === 'members' ? null : (entry.type ?? null)]) : JSON.stringify(entry);
    if (!seen.has(key)) seen.set(key, entry);
    else if (name !== 'members') seen.set(key, { ...(seen.get(key) as JsonObject), ...(isObject(entry) ? entry : {}) });
  }
  holder[name] = [...seen.values()];
  return document;
}

/** A new primary takes the place of the old one (RFC 7644 3.5.2). */
function onePrimary(document: JsonObject, resolved: Resolved, before: Json): JsonObject {
  const entries = holderOf(document, resolved)[resolved.attribute?.name ?? ''];
  if (!Array.isArray(entries)) return document;
  const primaries = entries.filter((entry): entry is JsonObject => isObject(entry) && entry.primary === true);
  if (primaries.length < 2) return document;
  const earlier = new Set(
    (Array.isArray(before) ? before : []).filter((entry) => isObject(entry) && entry.primary === true).map((entry) => JSON.stringify(entry)),
  );
  const newest = primaries.findLast((entry) => !earlier.has(JSON.stringify(entry))) ?? primaries.at(-1);
  for (const entry of primaries) if (entry !== newest) entry.primary = false;
  return document;
}
