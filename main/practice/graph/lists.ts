// Lists as Graph gives them: `$top`, `$count` with ConsistencyLevel, `$skiptoken` in `@odata.nextLink`, narrowed by `$select`.
import type { JsonObject } from '../json.ts';
import type { TwinAnswer, TwinRequest } from '../twins/http.ts';
import { sliceOf, type TwinState } from '../twins/state.ts';
import { badRequest, unsupported } from './errors.ts';

const usualPage = 100;
const largestPage = 999;

export const selected = ({ query }: Pick<TwinRequest, 'query'>): readonly string[] =>
  (query.get('$select') ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');

export const isEventual = (request: Pick<TwinRequest, 'header'>): boolean => request.header('consistencylevel')?.toLowerCase() === 'eventual';

/** A page of a list; `path` is the list's own, below /v1.0. */
export function listAnswer(
  state: TwinState,
  request: TwinRequest,
  list: { readonly path: string; readonly count: number; readonly at: (index: number) => JsonObject },
): TwinAnswer {
  const { query, base } = request;
  const top = query.get('$top') === null ? usualPage : Number(query.get('$top'));
  if (!Number.isInteger(top) || top < 1 || top > largestPage) return badRequest(`Invalid page size specified: '${query.get('$top')}'.`);
  if (query.get('$count') === 'true' && (!isEventual(request) || state.faults.has('idp-no-count')))
    return unsupported('$count is not currently supported without ConsistencyLevel: eventual.');
  const from = Number(query.get('$skiptoken') ?? 0);
  const page = sliceOf(state, list.count, list.at, Number.isInteger(from) ? from : 0, top);
  const onward = new URLSearchParams(query);
  if (page.next !== undefined) onward.set('$skiptoken', String(page.next));
  const host = page.elsewhere ? 'https://graph.practice.invalid' : base;
  return {
    status: 200,
    body: {
      '@odata.context': `${base}/v1.0/$metadata#${list.path}`,
      ...(query.get('$count') === 'true' && from === 0 ? { '@odata.count': list.count } : {}),
      ...(page.next === undefined ? {} : { '@odata.nextLink': `${host}/v1.0/${list.path}?${onward.toString()}` }),
      value: [...page.items],
    },
  };
}
