// Lists of the admin API, paged by an opaque token, in the address or in the body of a search; spoilt as the faults say.
import type { JsonObject } from '../json.ts';
import type { TwinAnswer } from '../twins/http.ts';
import { type AdminState, refuse } from './state.ts';

export interface PageWish {
  readonly size: unknown;
  readonly token: unknown;
}

const tokenOf = (from: number): string => Buffer.from(`v1.${from}`).toString('base64url');

function fromToken(token: unknown): number | undefined {
  const found = /^v1\.(\d+)$/.exec(Buffer.from(String(token), 'base64url').toString('utf8'))?.[1];
  return found === undefined ? undefined : Number(found);
}

/** Small enough that the practice company has several. */
const smallPage = 5;

export function pageOf<T>(
  { faults, largestPage }: AdminState,
  all: readonly T[],
  show: (item: T) => JsonObject,
  { size, token }: PageWish,
): TwinAnswer {
  const wanted = size === undefined ? largestPage : Number(size);
  if (!Number.isInteger(wanted) || wanted < 1) return refuse('INVALID_ARGUMENT', 'InvalidPageSize', { pageSize: String(size) });
  const from = token === undefined ? 0 : fromToken(token);
  if (from === undefined || from > all.length) return refuse('INVALID_ARGUMENT', 'InvalidPageToken', { pageToken: String(token).slice(0, 100) });
  const repeats = faults.has('admin-pages-repeat');
  const begin = repeats ? 0 : from;
  const end = Math.min(all.length, begin + Math.min(wanted, repeats ? smallPage : largestPage));
  return {
    status: 200,
    body: { data: all.slice(begin, end).map(show), ...(end < all.length ? { nextPageToken: tokenOf(repeats ? from + smallPage : end) } : {}) },
  };
}
