// Lists of the admin API: `data` with a `nextPageToken`, which goes back as `pageToken` - in the address of a list, in the body of a search.
// A page may be smaller or larger than asked for, and empty; the list ends where no token comes.
import { isObject, textIn } from '../rest/json.ts';
import { readList } from '../rest/list.ts';
import type { Json, JsonObject, ListEnd, Page, ReadOptions, RestReader } from '../rest/types.ts';

export interface PagedList extends Omit<ReadOptions, 'body' | 'cost'> {
  readonly idOf: (item: JsonObject) => string | undefined;
  readonly take: (items: readonly JsonObject[]) => Promise<void>;
}

const pageSize = 500;

const itemsOf = (body: JsonObject): readonly JsonObject[] => (Array.isArray(body.data) ? body.data.filter(isObject) : []);

function pageOf(json: Json, addressOf: (token: string) => string): Page {
  const body = isObject(json) ? json : {};
  const token = textIn(body, 'nextPageToken');
  return { items: itemsOf(body), ...(token === undefined || token === '' ? {} : { next: addressOf(token) }) };
}

/** `url` without its query. */
export function listPages(reader: RestReader, url: string, query: Readonly<Record<string, string>>, list: PagedList): Promise<ListEnd> {
  const addressOf = (token: string | undefined): string =>
    `${url}?${new URLSearchParams({ ...query, pageSize: String(pageSize), ...(token === undefined ? {} : { pageToken: token }) })}`;
  return readList(reader, addressOf(undefined), { ...list, pageOf: ({ json }) => pageOf(json, addressOf) });
}

/** Asks by POST. The page's token stands behind a `#` in its address here, so that a page that repeats is seen as one; it is not sent there. */
export function searchPages(reader: RestReader, url: string, text: string, list: PagedList): Promise<ListEnd> {
  const asking: RestReader = {
    origin: reader.origin,
    read: (address, call) => {
      const token = decodeURIComponent(new URL(address).hash.slice(1));
      const body: JsonObject = { where: { type: 'queryString', value: text }, pageSize, ...(token === '' ? {} : { pageToken: token }) };
      return reader.read(url, { ...call, body });
    },
  };
  return readList(asking, url, { ...list, pageOf: ({ json }) => pageOf(json, (token) => `${url}#${encodeURIComponent(token)}`) });
}
