// Lists (RFC 7644 3.4.2): filter by index where one can answer, sort by the schema's case rules, page by startIndex and count.
import { isObject, type Json, type JsonObject, memberOf } from '../json.ts';
import { badRequest } from './errors.ts';
import { urns } from './schemas.ts';
import { type ResourceType, resolvePath } from './types.ts';

export interface ListQuery {
  readonly filter: string | null;
  readonly sortBy: string | null;
  readonly sortOrder: string | null;
  readonly startIndex: number;
  readonly count: number;
  readonly attributes: string | null;
  readonly excludedAttributes: string | null;
}

/** What one answer holds at most, as ServiceProviderConfig says. */
export const maxResults = 1000;
const usualCount = 100;

function whole(text: string | null, name: string): number | undefined {
  if (text === null || text === '') return undefined;
  if (!/^-?\d{1,9}$/.test(text)) throw badRequest('invalidValue', `${name} must be a whole number.`);
  return Number(text);
}

export function readListQuery(query: URLSearchParams): ListQuery {
  return {
    filter: query.get('filter'),
    sortBy: query.get('sortBy'),
    sortOrder: query.get('sortOrder'),
    // Values below 1 count as 1, a negative count as 0 (RFC 7644 3.4.2.4).
    startIndex: Math.max(1, whole(query.get('startIndex'), 'startIndex') ?? 1),
    count: Math.min(maxResults, Math.max(0, whole(query.get('count'), 'count') ?? usualCount)),
    attributes: query.get('attributes'),
    excludedAttributes: query.get('excludedAttributes'),
  };
}

/** A search sent as POST /.search, in the form of a query (RFC 7644 3.4.3). */
export function searchAsQuery(body: Json): URLSearchParams {
  if (!isObject(body)) throw badRequest('invalidSyntax', 'A search must be a JSON object.');
  const query = new URLSearchParams();
  for (const name of ['filter', 'sortBy', 'sortOrder', 'startIndex', 'count', 'attributes', 'excludedAttributes']) {
    const value = memberOf(body, name);
    if (typeof value === 'string' || typeof value === 'number') query.set(name, String(value));
    else if (Array.isArray(value)) query.set(name, value.map(String).join(','));
  }
  return query;
}

/** The value a resource is sorted by: of a multi-valued attribute the primary entry, else the first. */
function sortKey(resource: JsonObject, path: readonly string[]): Json | undefined {
  let value: Json | undefined = resource;
  for (const name of path) {
    if (Array.isArray(value)) value = value.find((entry) => isObject(entry) && entry.primary === true) ?? value[0];
    value = isObject(value) ? memberOf(value, name) : undefined;
  }
  if (Array.isArray(value)) value = value.find((entry) => isObject(entry) && entry.primary === true) ?? value[0];
  return isObject(value) ? value.value : value;
}

/** Sorts whole resources; those without a value come last when ascending (RFC 7644 3.4.2.3). */
export function sortResources(resources: readonly JsonObject[], sortBy: string, sortOrder: string | null, type: ResourceType): JsonObject[] {
  const resolved = resolvePath(type, sortBy);
  if (resolved?.attribute === undefined) return [...resources];
  const path = [resolved.urn, resolved.attribute.name, resolved.sub?.name].filter((name) => name !== undefined);
  const exact = (resolved.sub ?? resolved.attribute).caseExact;
  const direction = sortOrder?.toLowerCase() === 'descending' ? -1 : 1;
  const keyed = resources.map((resource) => {
    const key = sortKey(resource, path);
    return { resource, key: typeof key === 'string' && !exact ? key.toLowerCase() : key };
  });
  keyed.sort((left, right) => direction * compare(left.key, right.key));
  return keyed.map((entry) => entry.resource);
}

function compare(left: Json | undefined, right: Json | undefined): number {
  if (left === right) return 0;
  if (left === undefined || left === null) return 1;
  if (right === undefined || right === null) return -1;
  return left < right ? -1 : 1;
}

export function listResponse(resources: readonly JsonObject[], totalResults: number, startIndex: number): JsonObject {
  return { schemas: [urns.list], totalResults, startIndex, itemsPerPage: resources.length, Resources: [...resources] };
}
