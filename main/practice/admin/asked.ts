// What users and groups are asked alike: by many ids at once, by the beginning of a name, and the groups above one.
import { isObject, type Json, type JsonObject, textOf } from '../json.ts';
import type { Store } from '../state/store.ts';
import type { TwinAnswer } from '../twins/http.ts';
import { refuse } from './state.ts';

/** Of Foundry's getBatch. */
const batchLimit = 500;

/** Those that are there, by id; the others are left out. */
export function answerBatch(body: Json | undefined, key: string, show: (id: string) => JsonObject | undefined): TwinAnswer {
  const ids = Array.isArray(body) ? body.map((element) => (isObject(element) ? textOf(element[key]) : undefined)) : [];
  if (!Array.isArray(body) || ids.includes(undefined)) return refuse('INVALID_ARGUMENT', 'Conjure:InvalidArgument');
  if (ids.length > batchLimit)
    return refuse('INVALID_ARGUMENT', 'BatchRequestSizeExceededLimit', { maximumBatchSize: batchLimit, providedBatchSize: ids.length });
  const found = ids.flatMap((id): [string, JsonObject][] => {
    const shown = id === undefined ? undefined : show(id);
    return id === undefined || shown === undefined ? [] : [[id, shown]];
  });
  return { status: 200, body: { data: Object.fromEntries(found) } };
}

export interface Search {
  readonly text: string;
  readonly size: Json | undefined;
  readonly token: Json | undefined;
}

/** `{ "where": { "type": "queryString", "value" }, "pageSize", "pageToken" }`. */
export function readSearch(body: Json | undefined): Search | undefined {
  const where = isObject(body) && isObject(body.where) ? body.where : undefined;
  const text = where?.type === 'queryString' ? textOf(where.value) : undefined;
  return text === undefined || !isObject(body) ? undefined : { text: text.toLowerCase(), size: body.pageSize, token: body.pageToken };
}

/** Ids of the groups that hold this one, and, when asked for, of those above them. */
export function groupsAbove(store: Store, id: string, reach: 'direct' | 'all'): readonly string[] {
  const found = new Set<string>();
  const waiting = [id];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    for (const group of store.groupsOf(next)) {
      if (found.has(group.id)) continue;
      found.add(group.id);
      if (reach === 'all') waiting.push(group.id);
    }
  }
  return [...found];
}
