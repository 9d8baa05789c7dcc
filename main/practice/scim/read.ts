// Reads what a client sends: only attributes the schema knows, in its own spelling, with the right kind of value.
// Tolerant where identity providers need it ("False" for false), strict in everything else.
import { copy, isObject, type Json, type JsonObject, memberOf } from '../json.ts';
import { badRequest } from './errors.ts';
import { type Attribute, commonAttributes } from './schemas.ts';
import { find, type ResourceType } from './types.ts';

/** Brings one value into the form of its attribute. `entry` means one entry of a multi-valued attribute, `whole` all of it. */
export function coerce(value: Json, attribute: Attribute, extent: 'whole' | 'entry'): Json {
  if (value === null) return null;
  if (attribute.multiValued && extent === 'whole') {
    const entries = Array.isArray(value) ? value : [value];
    return entries.map((entry) => coerce(entry, attribute, 'entry'));
  }
  switch (attribute.type) {
    case 'boolean':
      return readBoolean(value, attribute);
    case 'complex':
      // `manager` by its bare id, and members as a list of ids: seen from clients in the field.
      if (typeof value === 'string' && find(attribute.subAttributes ?? [], 'value') !== undefined) return { value };
      if (!isObject(value)) throw badRequest('invalidValue', `${attribute.name} must be an object.`);
      return readObject(value, attribute.subAttributes ?? []);
    default:
      if (typeof value === 'number' || typeof value === 'boolean') return String(value);
      if (typeof value !== 'string') throw badRequest('invalidValue', `${attribute.name} must be text.`);
      return value;
  }
}

function readBoolean(value: Json, attribute: Attribute): boolean {
  if (typeof value === 'boolean') return value;
  const text = typeof value === 'string' ? value.trim().toLowerCase() : '';
  if (text === 'true' || text === 'false') return text === 'true';
  throw badRequest('invalidValue', `${attribute.name} must be true or false.`);
}

function readObject(value: JsonObject, attributes: readonly Attribute[]): JsonObject {
  const result: JsonObject = {};
  for (const [name, member] of Object.entries(value)) {
    const attribute = find(attributes, name);
    if (attribute === undefined || member === null) continue;
    result[attribute.name] = coerce(member, attribute, 'whole');
  }
  return result;
}

const unassigned = (value: Json): boolean => value === null || (Array.isArray(value) && value.length === 0);

/** The attributes of a POST or PUT body. Unknown and read-only ones are left out (RFC 7644 3.3, 3.5.1). */
export function readResource(body: Json, type: ResourceType): JsonObject {
  if (!isObject(body)) throw badRequest('invalidSyntax', 'The body must be a JSON object.');
  const schemas = memberOf(body, 'schemas');
  if (schemas !== undefined && !(Array.isArray(schemas) && schemas.some((entry) => String(entry).toLowerCase() === type.core.id.toLowerCase()))) {
    throw badRequest('invalidValue', `"schemas" must name ${type.core.id}.`);
  }
  const result: JsonObject = {};
  for (const attribute of [...type.core.attributes, ...commonAttributes]) {
    if (attribute.mutability === 'readOnly' || attribute.returned === 'never' || attribute.name === 'schemas') continue;
    const value = memberOf(body, attribute.name);
    if (value === undefined || unassigned(value)) continue;
    result[attribute.name] = coerce(copy(value), attribute, 'whole');
  }
  for (const extension of type.extensions) {
    const value = memberOf(body, extension.id);
    if (isObject(value)) result[extension.id] = readObject(copy(value), extension.attributes);
  }
  return result;
}

/** What must hold after any write, whichever way it came. */
export function validate(resource: JsonObject, type: ResourceType): void {
  for (const attribute of type.core.attributes) {
    const value = resource[attribute.name];
    if (attribute.required && (typeof value !== 'string' || value.trim() === '')) {
      throw badRequest('invalidValue', `${attribute.name} is required and must not be empty.`);
    }
    if (attribute.multiValued && Array.isArray(value) && value.filter((entry) => isObject(entry) && entry.primary === true).length > 1) {
      throw badRequest('invalidValue', `Only one entry of ${attribute.name} may be primary.`);
    }
  }
}
