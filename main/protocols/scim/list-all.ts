// Reads a whole list page by page (RFC 7644 3.4.2.4) from servers that may not page as they say, and tells whether it saw all of it.
// Stops on totalResults, on a startIndex other than the one asked for, and on ids seen before; a finding of absence needs `complete`.
import { readPage, textMember } from './read-answer.ts';
import type { JsonObject, ScimCallOptions, ScimClient, ScimResourceType, ScimResult } from './types.ts';

export type PartialReason =
  /** The answer's startIndex was not the one asked for: the server gave another page. */
  | { readonly kind: 'other-start-index'; readonly asked: number; readonly got: number }
  /** A page held ids of earlier pages only: the server repeats itself. */
  | { readonly kind: 'repeated-ids'; readonly startIndex: number; readonly repeated: number }
  /** An empty page before totalResults was reached. */
  | { readonly kind: 'ended-early'; readonly read: number; readonly totalResults: number }
  /** The caller's `max` was reached. */
  | { readonly kind: 'limit'; readonly max: number }
  /** A request failed or was refused. */
  | { readonly kind: 'stopped'; readonly result: ScimResult };

export type Listing = {
  readonly resources: readonly JsonObject[];
  /** As the last page said. */
  readonly totalResults: number;
  readonly pages: number;
  /** Ids that came more than once. */
  readonly repeatedIds: readonly string[];
} & ({ readonly coverage: 'complete' } | { readonly coverage: 'partial'; readonly why: PartialReason });

export interface ListOptions extends ScimCallOptions {
  /** Items asked for in one page; a server may give fewer. */
  readonly count: number;
  /** Stop after this many resources. */
  readonly max: number;
  readonly query?: Readonly<Record<string, string>>;
}

export type ListEnd = Omit<Listing, 'resources' | 'coverage'> & { readonly read: number } & (
    | { readonly coverage: 'complete' }
    | { readonly coverage: 'partial'; readonly why: PartialReason }
  );

/** Gives the resources page by page, never the same id twice, and at the end how much of the list that was; for lists of any length. */
export async function* listPages(
  client: ScimClient,
  type: ScimResourceType,
  options: ListOptions,
): AsyncGenerator<readonly JsonObject[], ListEnd, undefined> {
  const { count, max, query, ...call } = options;
  const seen = new Set<string>();
  const repeatedIds: string[] = [];
  let read = 0;
  let totalResults = 0;
  let pages = 0;
  let startIndex = 1;

  const partial = (why: PartialReason): ListEnd => ({ read, totalResults, pages, repeatedIds, coverage: 'partial', why });

  for (;;) {
    const result = await client.request('GET', type, { ...call, query: { ...query, startIndex: String(startIndex), count: String(count) } });
    const page = result.kind === 'answered' ? readPage(result) : undefined;
    if (page === undefined) return partial({ kind: 'stopped', result });
    pages += 1;
    totalResults = page.totalResults;
    // A page without any resource says nothing about pages: servers write startIndex 0, or leave it out.
    const elsewhere = page.startIndex !== undefined && page.startIndex !== startIndex && page.resources.length > 0;
    const fresh: JsonObject[] = [];
    let limited = false;
    for (const resource of page.resources) {
      const id = textMember(resource, 'id');
      if (id !== undefined && seen.has(id)) {
        repeatedIds.push(id);
        continue;
      }
      if (id !== undefined) seen.add(id);
      fresh.push(resource);
      limited = read + fresh.length >= max && read + fresh.length < totalResults;
      if (limited) break;
    }
    read += fresh.length;
    yield fresh;
    if (limited) return partial({ kind: 'limit', max });
    if (elsewhere) return partial({ kind: 'other-start-index', asked: startIndex, got: page.startIndex ?? 0 });
    if (page.resources.length > 0 && fresh.length < page.resources.length) {
      return partial({ kind: 'repeated-ids', startIndex, repeated: page.resources.length - fresh.length });
    }
    if (read >= totalResults) return { read, totalResults, pages, repeatedIds, coverage: 'complete' };
    if (page.resources.length === 0) return partial({ kind: 'ended-early', read, totalResults });
    startIndex += page.resources.length;
  }
}

/** Lists every resource of a type, never the same id twice. */
export async function listAll(client: ScimClient, type: ScimResourceType, options: ListOptions): Promise<Listing> {
  const resources: JsonObject[] = [];
  const pages = listPages(client, type, options);
  for (;;) {
    const next = await pages.next();
    if (next.done === true) {
      const { read: _read, ...end } = next.value;
      return { resources, ...end };
    }
    resources.push(...next.value);
  }
}
