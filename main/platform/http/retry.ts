// When a request may be sent again and how long to wait before it. Pure: the client does the waiting through its clock.
import type { NetworkFailure } from '../../../contract/common.ts';

export const maximumRetries = 3;
/** How long one request waits in all, when it is asked to wait. */
export const patienceMs = 60_000;
const retriedStatuses: ReadonlySet<number> = new Set([429, 502, 503, 504]);
const retriedCodes: ReadonlySet<string> = new Set(['ECONNRESET', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE', 'ECONNABORTED']);

/** Reads Retry-After (RFC 9110 10.2.3): whole seconds or an HTTP date. Undefined when it cannot be read; never negative. */
export function readRetryAfter(value: string | undefined, now: string): number | undefined {
  const text = value?.trim() ?? '';
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  // A date has a day or month name in it: Date.parse alone would take "-1" and "1.5" for dates.
  if (!/^[A-Za-z]{3,9},?\s/.test(text)) return undefined;
  const at = Date.parse(/(?:GMT|UTC|[+-]\d{4})$/.test(text) ? text : `${text} GMT`);
  return Number.isNaN(at) ? undefined : Math.max(0, at - Date.parse(now));
}

export type RetrySituation =
  | { readonly kind: 'answered'; readonly status: number; readonly retryAfter: string | undefined }
  | { readonly kind: 'failed'; readonly failure: NetworkFailure };

export interface RetryRules {
  /** Number of tries made, from 1. */
  readonly attempt: number;
  readonly now: string;
  /** From 0 up to but not including 1. */
  readonly fraction: number;
  /** What is left of the request's patience. A longer wait is not made: the answer is handed on as it is. */
  readonly patienceMs: number;
}

/** An answer that speaks of the server's pace and not of this request: 429, or Retry-After with one of the others. */
export const asksToSlowDown = (situation: RetrySituation): boolean =>
  situation.kind === 'answered' && (situation.status === 429 || (retriedStatuses.has(situation.status) && situation.retryAfter !== undefined));

/** Milliseconds to wait before the next try, or undefined when there shall be none. Only for requests that may be repeated. */
export function retryDelay(situation: RetrySituation, { attempt, now, fraction, patienceMs }: RetryRules): number | undefined {
  if (attempt > maximumRetries) return undefined;
  const backoff = Math.round(500 * 2 ** (attempt - 1) * (0.5 + fraction / 2));
  if (situation.kind === 'failed') return retriedCodes.has(situation.failure.code) && situation.failure.layer !== 'tls' ? backoff : undefined;
  if (!retriedStatuses.has(situation.status)) return undefined;
  const asked = readRetryAfter(situation.retryAfter, now);
  if (asked === undefined) return backoff;
  return asked > patienceMs ? undefined : asked;
}
