// One question to the admin API and what its answer is: a value, a value that the name of an error is, or trouble. Asks for preview answers only
// where Foundry said that it wants `preview=true`.
import { isObject } from '../rest/json.ts';
import type { Json, JsonObject, ReadResult, RestReader } from '../rest/types.ts';
import type { FoundryAnswer } from './types.ts';

export const objectIn = (json: Json): JsonObject => (isObject(json) ? json : {});

/** The name of the error that was answered; empty when there was none. */
export const errorNameOf = (result: ReadResult): string =>
  result.kind === 'trouble' && 'detail' in result.trouble ? result.trouble.detail.code : '';

/** Remembers, by the last part of an address, which parts of the API are in preview. */
export function withPreview(reader: RestReader): RestReader {
  const inPreview = new Set<string>();
  return {
    origin: reader.origin,
    read: async (url, call) => {
      const part = new URL(url).pathname.split('/').at(-1) ?? '';
      const ask = (): Promise<ReadResult> => reader.read(inPreview.has(part) ? `${url}${url.includes('?') ? '&' : '?'}preview=true` : url, call);
      const result = await ask();
      if (errorNameOf(result) !== 'ApiFeaturePreviewUsageOnly' || inPreview.has(part)) return result;
      inPreview.add(part);
      return ask();
    },
  };
}

/** `read` gives undefined for JSON that is not what was asked for. */
export function answerOf<T>(result: ReadResult, read: (body: JsonObject) => T | undefined): FoundryAnswer<T> {
  if (result.kind === 'trouble') return result;
  const { json, exchange } = result;
  const value = read(objectIn(json));
  if (value !== undefined) return { kind: 'read', value, exchange };
  const contentType = result.header('content-type') ?? '';
  return { kind: 'trouble', trouble: { kind: 'unreadable', status: 200, contentType, excerpt: JSON.stringify(json).slice(0, 200) }, exchange };
}

/** The same, where some errors are an answer: a user that is not there is not trouble. */
export function answerOrNamed<T>(
  result: ReadResult,
  named: Readonly<Partial<Record<string, T>>>,
  read: (body: JsonObject) => T | undefined,
): FoundryAnswer<T> {
  const name = errorNameOf(result);
  const value = Object.hasOwn(named, name) ? named[name] : undefined;
  if (value !== undefined && result.exchange !== undefined) return { kind: 'read', value, exchange: result.exchange };
  return answerOf(result, read);
}

export interface BatchOf<R> {
  /** Address of `getBatch`. */
  readonly url: string;
  /** Of the id in each element of the request. */
  readonly key: string;
  readonly purpose: string;
  readonly row: (item: JsonObject) => R | undefined;
}

/** Of Foundry's getBatch. */
export const batchSize = 500;

/** Rows by id of any number of things, 500 in a request, one request after another; nothing is sent for none. */
export async function askBatch<R extends { readonly id: string }>(
  reader: RestReader,
  ids: readonly string[],
  of: BatchOf<R>,
  call: { readonly stepId?: string; readonly signal?: AbortSignal },
): Promise<FoundryAnswer<ReadonlyMap<string, R>>> {
  const wanted = [...new Set(ids)];
  const found = new Map<string, R>();
  for (let from = 0; from < wanted.length; from += batchSize) {
    const body = wanted.slice(from, from + batchSize).map((id): JsonObject => ({ [of.key]: id }));
    const part = answerOf(await reader.read(of.url, { ...call, purpose: of.purpose, body }), ({ data }) => (isObject(data) ? data : undefined));
    if (part.kind === 'trouble') return part;
    for (const item of Object.values(part.value)) {
      const row = isObject(item) ? of.row(item) : undefined;
      if (row !== undefined) found.set(row.id, row);
    }
  }
  return { kind: 'read', value: found };
}
