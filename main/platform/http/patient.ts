// Sends one read again and again until it is answered: as long as a server asks to wait, and through lost connections, within bounds.
// For long reads of a directory, where one refused page must not cost all that came before it. Never for what changes something.

import type { Clock, Random } from '../ports.ts';
import { fail } from './failure.ts';
import { readRetryAfter } from './retry.ts';
import type { HttpClient, HttpRequest, HttpResult } from './types.ts';

type Answered = Extract<HttpResult, { kind: 'answered' }>;

export interface PatientPorts {
  readonly http: HttpClient;
  readonly clock: Clock;
  readonly random: Random;
}

export interface PatientRules {
  /** The longest that one request waits in all for a server that asks to slow down. */
  readonly waitMs: number;
  /** Tries after a lost connection or a server error that names no time. */
  readonly tries: number;
  /** Milliseconds that an answer asks to wait, when it says so elsewhere than in Retry-After. */
  readonly asksFor?: (answer: Answered) => number | undefined;
}

export const usualPatience: PatientRules = { waitMs: 5 * 60_000, tries: 6 };

const slowDown: ReadonlySet<number> = new Set([429, 503, 509]);
const passing: ReadonlySet<number> = new Set([500, 502, 504]);
const lost: ReadonlySet<string> = new Set([
  'ECONNRESET',
  'EPIPE',
  'ECONNABORTED',
  'ECONNREFUSED',
  'ERR_STREAM_PREMATURE_CLOSE',
  'ETIMEDOUT',
  'EAI_AGAIN',
  'ANSWER_TIMEOUT',
  'CONNECT_TIMEOUT',
]);

/** Milliseconds: half a second, doubled each time, at most half a minute, with jitter. */
const backoff = (attempt: number, fraction: number): number => Math.round(Math.min(30_000, 500 * 2 ** (attempt - 1)) * (0.5 + fraction / 2));

/** The last answer or failure; 429 only when waiting as asked would take longer than the rules allow. */
export async function sendPatiently(ports: PatientPorts, request: HttpRequest, rules: PatientRules = usualPatience): Promise<HttpResult> {
  const { http, clock, random } = ports;
  let left = rules.waitMs;
  for (let attempt = 1; ; attempt += 1) {
    const result = await http.send({ ...request, retry: 'never' });
    let delay: number | undefined;
    if (result.kind === 'failed') {
      if (lost.has(result.failure.code) && result.failure.layer !== 'tls' && attempt < rules.tries) delay = backoff(attempt, random.fraction());
    } else if (slowDown.has(result.status)) {
      const asked = readRetryAfter(result.header('retry-after'), clock.now()) ?? rules.asksFor?.(result);
      delay = asked ?? (attempt < rules.tries ? backoff(attempt, random.fraction()) : undefined);
      // An answer of “wait 0 seconds” for ever would never end.
      if (delay !== undefined) delay = Math.max(delay, 100);
    } else if (passing.has(result.status) && attempt < rules.tries) {
      delay = backoff(attempt, random.fraction());
    }
    if (delay === undefined || delay > left) return result;
    left -= delay;
    try {
      await clock.wait(delay, request.signal);
    } catch (thrown) {
      if (request.signal?.aborted !== true) throw thrown;
      const cancelled = fail('cancelled', 'CANCELLED', 'The request was cancelled while waiting to be sent again.').failure;
      return { kind: 'failed', failure: cancelled, exchange: result.exchange };
    }
  }
}
