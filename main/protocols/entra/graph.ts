// The client of Microsoft Graph: reads of one resource, of lists, and of up to twenty at once (`$batch`), within Graph's stated budgets.
// Reads only, but for `validate` in validate-credentials.ts. Sources: Microsoft Graph documentation on paging, JSON batching, throttling.
import type { PatientPorts } from '../../platform/http/patient.ts';
import type { TokenSource } from '../oauth/types.ts';
import { signWith } from '../rest/bearer.ts';
import { type Budget, createBudget } from '../rest/budget.ts';
import { isObject, textIn } from '../rest/json.ts';
import { readList } from '../rest/list.ts';
import { createReader } from '../rest/reader.ts';
import type { ApiError, Json, JsonObject, ListEnd, Page, ReadOptions, ReadResult, RestReader } from '../rest/types.ts';
import { type BatchAnswer, type BatchItem, sendBatch } from './batch.ts';
import type { GraphPlaces } from './clouds.ts';

export interface GraphClient {
  /** `path` begins with a slash and stands below `/v1.0`; an absolute address of Graph is taken as it is. */
  read(path: string, options: ReadOptions): Promise<ReadResult>;
  /** Each item of the list once, in pages; `first` is a page that came in a batch. */
  list(
    path: string,
    options: ReadOptions & { readonly first?: Page; readonly take: (items: readonly JsonObject[]) => Promise<void> },
  ): Promise<ListEnd>;
  /** Any number of reads, twenty in a request; each answer stands where its item stood. */
  batch(items: readonly BatchItem[], options: Omit<ReadOptions, 'cost' | 'headers' | 'body'>): Promise<readonly BatchAnswer[]>;
}

/** Units in ten seconds for one app and one tenant: that of a small tenant, since the size is not known beforehand. */
export const identityBudget = { units: 3500, perMs: 10_000 } as const;

/** `{ "error": { "code", "message" } }`. */
export function graphError(json: Json | undefined): ApiError {
  const error = isObject(json) && isObject(json.error) ? json.error : {};
  return { code: (textIn(error, 'code') ?? '').slice(0, 100), message: (textIn(error, 'message') ?? '').slice(0, 500) };
}

/** A list as Graph pages it; a page without `value` has no items. */
export function graphPage(json: Json): Page {
  const body = isObject(json) ? json : {};
  const next = textIn(body, '@odata.nextLink');
  const count = body['@odata.count'];
  return {
    items: Array.isArray(body.value) ? body.value.filter(isObject) : [],
    ...(next === undefined ? {} : { next }),
    ...(typeof count === 'number' ? { expected: count } : {}),
  };
}

export interface GraphOptions extends PatientPorts {
  readonly places: GraphPlaces;
  readonly tokens: TokenSource;
}

const countPart = '&$count=true';
/** The same list without the number of its entries. */
export const uncounted = (path: string): string => path.replace(countPart, '');

const refusesCount = (end: ListEnd): boolean =>
  end.kind === 'trouble' && end.read === 0 && end.trouble.kind === 'refused' && end.trouble.status === 400;

const paged = {
  pageOf: ({ json }: { readonly json: Json }) => graphPage(json),
  idOf: (item: JsonObject) => textIn(item, 'id'),
} as const;

export function createGraphClient(options: GraphOptions): GraphClient {
  const { places, tokens, ...ports } = options;
  const budget: Budget = createBudget(ports.clock, identityBudget);
  const root = `${places.graph}/v1.0`;
  const { origin } = new URL(root);
  const reader: RestReader = createReader({ ...ports, origin, sign: signWith(tokens), budget, errorOf: graphError });
  const addressOf = (path: string): string => (path.startsWith('/') ? `${root}${path}` : path);

  return {
    read: (path, call) => reader.read(addressOf(path), call),
    list: async (path, call) => {
      const end = await readList(reader, addressOf(path), { ...call, ...paged });
      // Where a list cannot be counted Graph refuses the whole request: then it is read without its number.
      if (!refusesCount(end) || !path.includes(countPart)) return end;
      const { headers: _eventual, first: _refused, ...plain } = call;
      return readList(reader, addressOf(uncounted(path)), { ...plain, ...paged });
    },
    batch: (items, call) => sendBatch({ reader, url: `${root}/$batch`, clock: ports.clock, random: ports.random }, items, call),
  };
}
