// Graph's `$batch`: up to twenty reads in one request, each with a status of its own. An item that is throttled or meets a server error is
// asked again by itself, after the longest wait that any of them asks for. Source: Microsoft Graph documentation, JSON batching.
import { readRetryAfter } from '../../platform/http/retry.ts';
import type { Clock, Random } from '../../platform/ports.ts';
import { isObject, textIn } from '../rest/json.ts';
import type { ApiError, Json, JsonObject, ReadOptions, ReadTrouble, RestReader } from '../rest/types.ts';
import { graphError } from './graph.ts';

export interface BatchItem {
  /** Below `/v1.0`, with its query. */
  readonly path: string;
  /** Of the budget. */
  readonly cost: number;
  /** `ConsistencyLevel: eventual` belongs to the item, not to the batch. */
  readonly headers?: Readonly<Record<string, string>>;
}

export type BatchAnswer = { readonly kind: 'read'; readonly json: Json } | { readonly kind: 'trouble'; readonly trouble: ReadTrouble };

export const batchSize = 20;
const rounds = 8;
const longestWaitMs = 5 * 60_000;

interface Ports {
  readonly reader: RestReader;
  readonly url: string;
  readonly clock: Clock;
  readonly random: Random;
}

interface ItemAnswer {
  readonly status: number;
  readonly body: Json;
  readonly retryAfter: string | undefined;
}

const repeated: ReadonlySet<number> = new Set([429, 500, 502, 503, 504]);

function headerIn(headers: Json | undefined, name: string): string | undefined {
  if (!isObject(headers)) return undefined;
  const found = Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
  return typeof found === 'string' || typeof found === 'number' ? String(found) : undefined;
}

/** Answers by the ids they were asked under; they come in any order. */
function answersIn(json: Json): ReadonlyMap<string, ItemAnswer> {
  const responses = isObject(json) && Array.isArray(json.responses) ? json.responses.filter(isObject) : [];
  return new Map(
    responses.map((response) => [
      textIn(response, 'id') ?? '',
      {
        status: typeof response.status === 'number' ? response.status : Number(response.status ?? 0),
        body: response.body ?? null,
        retryAfter: headerIn(response.headers, 'retry-after'),
      },
    ]),
  );
}

function troubleOf(answer: ItemAnswer | undefined, now: string): ReadTrouble {
  if (answer === undefined)
    return { kind: 'unreadable', status: 200, contentType: 'application/json', excerpt: 'The batch holds no answer to this item.' };
  const { status } = answer;
  const detail: ApiError = graphError(answer.body);
  if (status === 401) return { kind: 'unauthorized', detail };
  if (status === 403) return { kind: 'not-permitted', detail };
  if (status === 404) return { kind: 'not-found', detail };
  if (status === 429) {
    const asked = readRetryAfter(answer.retryAfter, now);
    return { kind: 'throttled', ...(asked === undefined ? {} : { seconds: Math.ceil(asked / 1000) }) };
  }
  return status >= 500 ? { kind: 'server-error', status, detail } : { kind: 'refused', status, detail };
}

type Waiting = readonly { readonly item: BatchItem; readonly place: number }[];

/** Sends all items, in batches, one after another. */
export async function sendBatch(
  ports: Ports,
  items: readonly BatchItem[],
  options: Omit<ReadOptions, 'cost' | 'headers' | 'body'>,
): Promise<readonly BatchAnswer[]> {
  const answers: BatchAnswer[] = [];
  for (let from = 0; from < items.length; from += batchSize) {
    const part = items.slice(from, from + batchSize).map((item, index) => ({ item, place: from + index }));
    const stopped = await sendPart(ports, part, options, answers);
    // What stops one request stops all that follow.
    if (stopped !== undefined) {
      for (let place = from; place < items.length; place += 1) answers[place] ??= { kind: 'trouble', trouble: stopped };
      return answers;
    }
  }
  return answers;
}

async function sendPart(
  { reader, url, clock, random }: Ports,
  part: Waiting,
  options: Omit<ReadOptions, 'cost' | 'headers' | 'body'>,
  answers: BatchAnswer[],
): Promise<ReadTrouble | undefined> {
  let waiting = part;
  let left = longestWaitMs;
  for (let round = 1; ; round += 1) {
    const requests = waiting.map(({ item, place }): JsonObject => {
      return { id: String(place), method: 'GET', url: item.path, ...(item.headers === undefined ? {} : { headers: item.headers }) };
    });
    const cost = waiting.reduce((sum, { item }) => sum + item.cost, 0);
    const result = await reader.read(url, { ...options, cost, body: { requests } });
    if (result.kind === 'trouble') return result.trouble;
    const found = answersIn(result.json);
    const again: { readonly item: BatchItem; readonly place: number }[] = [];
    let asked = 0;
    for (const entry of waiting) {
      const answer = found.get(String(entry.place));
      if (answer !== undefined && answer.status >= 200 && answer.status < 300) {
        answers[entry.place] = { kind: 'read', json: answer.body };
        continue;
      }
      answers[entry.place] = { kind: 'trouble', trouble: troubleOf(answer, clock.now()) };
      if (answer !== undefined && !repeated.has(answer.status)) continue;
      again.push(entry);
      asked = Math.max(asked, readRetryAfter(answer?.retryAfter, clock.now()) ?? 0);
    }
    const delay = Math.max(asked, Math.round(500 * 2 ** (round - 1) * (0.5 + random.fraction() / 2)));
    if (again.length === 0 || round === rounds || delay > left) return undefined;
    left -= delay;
    try {
      await clock.wait(delay, options.signal);
    } catch (thrown) {
      if (options.signal?.aborted !== true) throw thrown;
      return { kind: 'cancelled' };
    }
    waiting = again;
  }
}
