// The client of Okta's management API: reads of one object and of lists, whose next page stands in a Link header. Keeps below the usual rate
// limit, and waits until the moment an answer names when it is refused. Source: Okta Developer documentation, pagination and rate limits.
import type { PatientPorts } from '../../platform/http/patient.ts';
import { usualPatience } from '../../platform/http/patient.ts';
import type { HttpResult } from '../../platform/http/types.ts';
import { createBudget } from '../rest/budget.ts';
import { isObject, textIn } from '../rest/json.ts';
import { readList } from '../rest/list.ts';
import { createReader, type Sign } from '../rest/reader.ts';
import type { ApiError, Json, JsonObject, ListEnd, Page, ReadOptions, ReadResult } from '../rest/types.ts';

export interface OktaClient {
  /** `path` stands below the organization's address: `/api/v1/...`. */
  read(path: string, options: ReadOptions): Promise<ReadResult>;
  list(
    path: string,
    options: ReadOptions & { readonly expected?: number | undefined; readonly take: (items: readonly JsonObject[]) => Promise<void> },
  ): Promise<ListEnd>;
}

/** Below the smallest limit of a management endpoint, so that other programs have their part. */
const requestsInAMinute = { units: 400, perMs: 60_000 } as const;

/** `{ "errorCode": "E0000006", "errorSummary": "..." }`. */
function oktaError(json: Json | undefined): ApiError {
  const body = isObject(json) ? json : {};
  return { code: (textIn(body, 'errorCode') ?? '').slice(0, 100), message: (textIn(body, 'errorSummary') ?? '').slice(0, 500) };
}

/** The target of `rel="next"` (RFC 8288); several links stand in one header or in several. */
export function nextLink(headers: readonly (readonly [string, string])[]): string | undefined {
  for (const [name, value] of headers) {
    if (name.toLowerCase() !== 'link') continue;
    for (const [, target, parameters] of value.matchAll(/<([^>]*)>([^<]*)/g)) if (/;\s*rel="?next"?/i.test(parameters ?? '')) return target;
  }
  return undefined;
}

/** Okta names the moment its window ends, in seconds since 1970; by its own clock, which its Date header tells. */
export function resetIn(answer: Extract<HttpResult, { kind: 'answered' }>): number | undefined {
  const [reset, date] = [Number(answer.header('x-rate-limit-reset') ?? Number.NaN), Date.parse(answer.header('date') ?? '')];
  return Number.isFinite(reset) && Number.isFinite(date) ? Math.max(1000, reset * 1000 - date + 1000) : undefined;
}

export function createOktaClient(options: PatientPorts & { readonly base: string; readonly sign: Sign }): OktaClient {
  const { base, sign, ...ports } = options;
  const reader = createReader({
    ...ports,
    origin: new URL(base).origin,
    sign,
    budget: createBudget(ports.clock, requestsInAMinute),
    errorOf: oktaError,
    patience: { ...usualPatience, asksFor: resetIn },
  });
  const addressOf = (path: string): string => (path.startsWith('/') ? `${base}${path}` : path);
  return {
    read: (path, call) => reader.read(addressOf(path), call),
    list: (path, { expected, ...call }) =>
      readList(reader, addressOf(path), {
        ...call,
        idOf: (item) => textIn(item, 'id'),
        pageOf: ({ json, exchange }): Page => {
          const next = exchange.outcome.kind === 'answered' ? nextLink(exchange.outcome.headers) : undefined;
          const items = Array.isArray(json) ? json.filter(isObject) : [];
          return { items, ...(next === undefined ? {} : { next }), ...(expected === undefined ? {} : { expected }) };
        },
      }),
  };
}
