// Reads a list page by page from an API that may repeat a page, end early, or name a next page on another host, and says how it ended.
// A page is handed on before the next one is asked for; each id is handed on once.
import type { JsonObject, ListEnd, Page, ReadOptions, ReadResult, RestReader } from './types.ts';

type Read = Extract<ReadResult, { kind: 'read' }>;

export interface ListOptions extends ReadOptions {
  readonly pageOf: (read: Read) => Page;
  readonly idOf: (item: JsonObject) => string | undefined;
  readonly take: (items: readonly JsonObject[]) => Promise<void>;
  /** The first page, when it came in a batch. */
  readonly first?: Page;
}

/** `url` is the first page's address. */
export async function readList(reader: RestReader, url: string, options: ListOptions): Promise<ListEnd> {
  const { pageOf, idOf, take, first, ...call } = options;
  const seenAddresses = new Set([url]);
  const seenIds = new Set<string>();
  let read = 0;
  let expected: number | undefined;
  let address = url;
  let page = first;
  for (;;) {
    if (page === undefined) {
      const result = await reader.read(address, call);
      if (result.kind === 'trouble') return { ...result, read };
      page = pageOf(result);
    }
    expected ??= page.expected;
    const fresh = page.items.filter((item) => {
      const id = idOf(item);
      if (id === undefined) return true;
      if (seenIds.has(id)) return false;
      seenIds.add(id);
      return true;
    });
    if (fresh.length > 0) await take(fresh);
    read += fresh.length;
    if (page.items.length > 0 && fresh.length === 0) return { kind: 'faulty', fault: { kind: 'repeats', read } };
    const { next } = page;
    if (next === undefined) {
      return expected !== undefined && read < expected ? { kind: 'faulty', fault: { kind: 'ended-early', read, expected } } : { kind: 'whole', read };
    }
    if (seenAddresses.has(next)) return { kind: 'faulty', fault: { kind: 'repeats', read } };
    const host = URL.parse(next);
    if (host?.origin !== reader.origin) return { kind: 'faulty', fault: { kind: 'elsewhere', host: host?.host ?? 'an unreadable address', read } };
    seenAddresses.add(next);
    address = next;
    page = undefined;
  }
}
