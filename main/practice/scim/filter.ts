// Filters (RFC 7644 3.4.2.2): parsed by scim2-parse-filter, judged here, because judging needs the schema: which attribute compares
// without case, which holds a date, which entry of a multi-valued attribute is meant. String literals are read before the library sees
// the text, since it reads backslashes otherwise than JSON does.
import { type Filter, parse } from 'scim2-parse-filter';
import { isObject, type Json, type JsonObject, memberOf } from '../json.ts';
import { badRequest } from './errors.ts';
import { type Attribute, commonAttributes } from './schemas.ts';
import { find, type ResourceType } from './types.ts';

export type Test = (resource: JsonObject) => boolean;
type Compare = Extract<Filter, { compValue: unknown }>;

export interface FilterOptions {
  /** Attributes compared with case though the schema says otherwise (a fault), in lower case. */
  readonly exactDespiteSchema?: readonly string[];
}

/** Longer ones could nest deeper than the stack is. */
const longest = 8_000;
const literal = /"(?:[^"\\]|\\[\s\S])*"/g;

/** Reads the text of a filter into the library's tree; 400 invalidFilter when it is not one. */
export function parseFilter(text: string): Filter {
  if (text.length > longest) throw badRequest('invalidFilter', `A filter may have at most ${longest} characters.`);
  const strings: string[] = [];
  try {
    const bare = text.replace(literal, (quoted) => {
      strings.push(String(JSON.parse(quoted)));
      return `"s${strings.length - 1}"`;
    });
    // The library rewrites `a[...].b` into something wider; RFC 7644 has no such filter.
    if (/\]\s*\./.test(bare)) throw new Error('a value path takes no sub-attribute in a filter');
    return restore(parse(bare), strings);
  } catch (error) {
    throw badRequest('invalidFilter', `The filter could not be read: ${error instanceof Error ? error.message : 'unknown reason'}.`);
  }
}

function restore(filter: Filter, strings: readonly string[]): Filter {
  switch (filter.op) {
    case 'and':
    case 'or':
      return { ...filter, filters: filter.filters.map((part) => restore(part, strings)) };
    case 'not':
      return { ...filter, filter: restore(filter.filter, strings) };
    case '[]':
      return { ...filter, valFilter: restore(filter.valFilter, strings) };
    case 'pr':
      return filter;
    default:
      return typeof filter.compValue === 'string' ? { ...filter, compValue: strings[Number(filter.compValue.slice(1))] ?? '' } : filter;
  }
}

interface Target {
  readonly steps: readonly string[];
  readonly attribute: Attribute | undefined;
}

/** Where an attribute path of a filter leads: names to follow and the definition at the end, if the schema knows one. */
function targetOf(type: ResourceType, path: string): Target {
  const colon = path.lastIndexOf(':');
  const urn = colon < 0 ? '' : path.slice(0, colon).toLowerCase();
  const extension = type.extensions.find((schema) => schema.id.toLowerCase() === urn);
  const names = path.slice(colon + 1).split('.');
  if (colon >= 0 && extension === undefined && urn !== type.core.id.toLowerCase()) return { steps: [path], attribute: undefined };
  const head = find(extension === undefined ? [...type.core.attributes, ...commonAttributes] : extension.attributes, names[0] ?? '');
  const attribute = names.length > 1 ? find(head?.subAttributes ?? [], names[1] ?? '') : head;
  const steps = extension === undefined ? names : [extension.id, ...names];
  return withDefault({ steps, attribute });
}

/** A complex multi-valued attribute without sub-attribute means its `value`. */
function withDefault(target: Target): Target {
  if (target.attribute?.type !== 'complex' || !target.attribute.multiValued) return target;
  return { steps: [...target.steps, 'value'], attribute: find(target.attribute.subAttributes ?? [], 'value') };
}

function valuesAt(value: Json | undefined, steps: readonly string[]): Json[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((entry) => valuesAt(entry, steps));
  const [step, ...rest] = steps;
  if (step === undefined) return [value];
  return isObject(value) ? valuesAt(memberOf(value, step), rest) : [];
}

const isPresent = (value: Json): boolean => value !== '' && !(isObject(value) && Object.keys(value).length === 0);

function comparable(value: Json, attribute: Attribute | undefined, exact: boolean): Json {
  if (typeof value !== 'string') return value;
  if (attribute?.type === 'dateTime') {
    const time = Date.parse(value);
    return Number.isNaN(time) ? value : time;
  }
  return exact ? value : value.toLowerCase();
}

function matches(op: Compare['op'], left: Json, right: Json): boolean {
  if (op === 'eq') return left === right;
  if (op === 'ne') return left !== right;
  if (typeof left === 'string' && typeof right === 'string') {
    if (op === 'co') return left.includes(right);
    if (op === 'sw') return left.startsWith(right);
    if (op === 'ew') return left.endsWith(right);
  }
  const ordered = (typeof left === 'string' && typeof right === 'string') || (typeof left === 'number' && typeof right === 'number');
  if (!ordered) return false;
  const [a, b] = [left as string, right as string];
  if (op === 'gt') return a > b;
  if (op === 'ge') return a >= b;
  if (op === 'lt') return a < b;
  return op === 'le' && a <= b;
}

function compileCompare(filter: Compare, target: Target, options: FilterOptions): Test {
  const { attribute, steps } = target;
  const ordering = ['gt', 'ge', 'lt', 'le'].includes(filter.op);
  if (ordering && (attribute?.type === 'boolean' || attribute?.type === 'binary' || typeof filter.compValue === 'boolean')) {
    throw badRequest('invalidFilter', `The operator ${filter.op} cannot be used on ${filter.attrPath}.`);
  }
  const exact = (attribute?.caseExact ?? false) || (options.exactDespiteSchema ?? []).includes(filter.attrPath.toLowerCase());
  const wanted = comparable(filter.compValue, attribute, exact);
  return (resource) => {
    const values = valuesAt(resource, steps);
    if (values.length === 0) return filter.op === 'ne' ? wanted !== null : filter.op === 'eq' && wanted === null;
    return values.some((value) => matches(filter.op, comparable(value, attribute, exact), wanted));
  };
}

/** Turns a parsed filter into a test. `resolve` knows the attributes that may be named. */
function compileWith(filter: Filter, resolve: (path: string) => Target, options: FilterOptions): Test {
  switch (filter.op) {
    case 'and': {
      const tests = filter.filters.map((part) => compileWith(part, resolve, options));
      return (resource) => tests.every((test) => test(resource));
    }
    case 'or': {
      const tests = filter.filters.map((part) => compileWith(part, resolve, options));
      return (resource) => tests.some((test) => test(resource));
    }
    case 'not': {
      const test = compileWith(filter.filter, resolve, options);
      return (resource) => !test(resource);
    }
    case '[]': {
      const { steps, attribute } = resolve(filter.attrPath);
      // The default sub-attribute belongs to comparisons; a value path means the entries themselves.
      const entries = attribute?.name === 'value' && !/\.value$/i.test(filter.attrPath) ? steps.slice(0, -1) : steps;
      const test = compileWith(filter.valFilter, (name) => ({ ...resolve(`${filter.attrPath}.${name}`), steps: [name] }), options);
      return (resource) => valuesAt(resource, entries).some((entry) => isObject(entry) && test(entry));
    }
    case 'pr': {
      const { steps } = resolve(filter.attrPath);
      return (resource) => valuesAt(resource, steps).some(isPresent);
    }
    default:
      return compileCompare(filter, resolve(filter.attrPath), options);
  }
}

/** A test over whole resources of this type. */
export function compileFilter(filter: Filter, type: ResourceType, options: FilterOptions = {}): Test {
  return compileWith(filter, (path) => targetOf(type, path), options);
}

/** A test over the entries of one multi-valued attribute, for the value paths of PATCH. */
export function compileEntryFilter(text: string, attribute: Attribute): Test {
  const resolve = (name: string): Target => ({ steps: [name], attribute: find(attribute.subAttributes ?? [], name) });
  return compileWith(parseFilter(text), resolve, {});
}

export interface Equality {
  readonly attribute: 'userName' | 'externalId' | 'id';
  readonly value: string;
}

const indexed = new Map([
  ['username', 'userName'],
  ['externalid', 'externalId'],
  ['id', 'id'],
] as const);

/** The `eq` that an index can answer first: alone, or one part of an `and`. */
export function indexableEquality(filter: Filter, type: ResourceType): Equality | undefined {
  if (filter.op === 'and') {
    for (const part of filter.filters) {
      const found = indexableEquality(part, type);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  if (filter.op !== 'eq' || typeof filter.compValue !== 'string') return undefined;
  const prefix = `${type.core.id.toLowerCase()}:`;
  const path = filter.attrPath.toLowerCase();
  const name = path.startsWith(prefix) ? path.slice(prefix.length) : path;
  const attribute = (indexed as ReadonlyMap<string, Equality['attribute']>).get(name);
  if (attribute === undefined || (attribute === 'userName' && type.collection !== 'Users')) return undefined;
  return { attribute, value: filter.compValue };
}
