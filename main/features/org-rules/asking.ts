// Sends one request at the run's pace, and again while the server asks to wait or cannot be reached. Promise: what is answered with a wait was
// not done and may be sent again; an answer that was lost is told as lost and never repeated from here.
import { readRetryAfter } from '../../platform/http/retry.ts';
import type { HttpClient } from '../../platform/http/types.ts';
import type { Clock, Random } from '../../platform/ports.ts';
import type { TokenSource } from '../../protocols/oauth/types.ts';
import { createScimClient } from '../../protocols/scim/client.ts';
import type { JsonObject, ScimAnswer, ScimClient, ScimResult } from '../../protocols/scim/types.ts';
import type { Pacer } from './pacer.ts';

/** Every request passes the pacer, and none is repeated behind its back. */
export function pacedScim(of: {
  readonly http: HttpClient;
  readonly baseUrl: string;
  readonly tokens: TokenSource;
  readonly pacer: Pacer;
  readonly clock: Clock;
}): ScimClient {
  const http: HttpClient = {
    ...of.http,
    send: async (request) => {
      await of.pacer.turn();
      const begun = of.clock.monotonic();
      const result = await of.http.send({ ...request, retry: 'never' });
      of.pacer.saw(result, of.clock.monotonic() - begun);
      return result;
    },
  };
  return createScimClient({ http, baseUrl: of.baseUrl, tokens: of.tokens });
}

export type Told =
  | { readonly kind: 'answered'; readonly answer: ScimAnswer }
  | { readonly kind: 'lost'; readonly words: string }
  /** The run stopped before this was done: nothing of it reached the server. */
  | { readonly kind: 'not-sent' };

/** What keeps the whole run from going on. */
export type Obstacle = { readonly kind: 'unreachable'; readonly words: string } | { readonly kind: 'sign-in'; readonly words: string };

export interface Question {
  readonly method: 'GET' | 'PATCH' | 'PUT';
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: JsonObject;
  readonly headers?: Readonly<Record<string, string>>;
  readonly purpose: string;
  readonly stepId: string;
}

export interface Asker {
  /** `must` goes on although the run stops: what was touched is put back. */
  ask(question: Question, urgency: 'may-stop' | 'must'): Promise<Told>;
  /** Requests of other shapes, such as pages of a list. */
  readonly scim: ScimClient;
}

/** Failures before anything was sent, whatever the layer. */
const neverSent: ReadonlySet<string> = new Set([
  'ENOTFOUND',
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
  'EADDRNOTAVAIL',
  'CONNECT_TIMEOUT',
  'EAI_AGAIN',
  'PLAIN_HTTP',
]);
const waits = 12;
/** In a row, by all people together: about five minutes with the pauses between. */
const unreachableInARow = 14;
const backoffMs = (attempt: number, fraction: number): number => Math.round(Math.min(30_000, 500 * 2 ** attempt) * (0.5 + fraction / 2));

const retryAfterOf = ({ exchange }: ScimAnswer, now: string): number | undefined =>
  exchange.outcome.kind === 'answered'
    ? readRetryAfter(exchange.outcome.headers.find(([name]) => name.toLowerCase() === 'retry-after')?.[1], now)
    : undefined;

export interface AskerOf {
  readonly scim: ScimClient;
  readonly clock: Clock;
  readonly random: Pick<Random, 'fraction'>;
  /** Aborted when no new person shall be begun. */
  readonly stopping: AbortSignal;
  readonly met: (obstacle: Obstacle) => void;
}

export function createAsker({ scim, clock, random, stopping, met }: AskerOf): Asker {
  let unreachable = 0;

  /** False: the run stopped meanwhile. */
  async function pause(milliseconds: number, urgency: 'may-stop' | 'must'): Promise<boolean> {
    if (urgency === 'must') {
      await clock.wait(milliseconds);
      return true;
    }
    try {
      await clock.wait(milliseconds, stopping);
      return true;
    } catch (thrown) {
      if (stopping.aborted) return false;
      throw thrown;
    }
  }

  type Verdict = { readonly kind: 'told'; readonly told: Told } | { readonly kind: 'again'; readonly afterMs: number };

  function noContact(words: string, urgency: 'may-stop' | 'must'): Verdict {
    unreachable += 1;
    if (unreachable >= unreachableInARow) {
      met({ kind: 'unreachable', words });
      if (urgency === 'may-stop' || unreachable >= 2 * unreachableInARow) return { kind: 'told', told: { kind: 'not-sent' } };
    }
    return { kind: 'again', afterMs: backoffMs(Math.min(unreachable, 6), random.fraction()) };
  }

  function judge(result: ScimResult, question: Question, attempt: number, urgency: 'may-stop' | 'must'): Verdict {
    switch (result.kind) {
      case 'no-token': {
        const { trouble } = result;
        if (trouble.kind === 'network') return noContact(trouble.failure.detail, urgency);
        met({ kind: 'sign-in', words: 'No access token could be had.' });
        return { kind: 'told', told: { kind: 'not-sent' } };
      }
      case 'failed': {
        const { layer, code, detail } = result.failure;
        if (layer === 'dns' || layer === 'tls' || layer === 'proxy' || neverSent.has(code)) return noContact(detail, urgency);
        if (question.method !== 'GET') return { kind: 'told', told: { kind: 'lost', words: detail } };
        return attempt < waits
          ? { kind: 'again', afterMs: backoffMs(attempt, random.fraction()) }
          : { kind: 'told', told: { kind: 'lost', words: detail } };
      }
      case 'answered': {
        unreachable = 0;
        const { status } = result;
        if (status === 401) {
          met({ kind: 'sign-in', words: 'The server refused a fresh access token (401).' });
          return { kind: 'told', told: { kind: 'not-sent' } };
        }
        const gateway = status === 502 || status === 504;
        if (gateway && question.method !== 'GET') return { kind: 'told', told: { kind: 'lost', words: `The answer was ${status}.` } };
        if ((status === 429 || status === 503 || gateway) && attempt < waits)
          return { kind: 'again', afterMs: Math.max(100, retryAfterOf(result, clock.now()) ?? backoffMs(attempt, random.fraction())) };
        return { kind: 'told', told: { kind: 'answered', answer: result } };
      }
    }
  }

  return {
    scim,
    ask: async ({ method, path, ...options }, urgency) => {
      for (let attempt = 0; ; attempt += 1) {
        const verdict = judge(await scim.request(method, path, options), { method, path, ...options }, attempt, urgency);
        if (verdict.kind === 'told') return verdict.told;
        if (!(await pause(verdict.afterMs, urgency))) return { kind: 'not-sent' };
      }
    },
  };
}

/** What an answer says, in one sentence. */
export function inWords({ status, error }: ScimAnswer): string {
  const code = error?.scimType ?? error?.errorName;
  const detail = error?.detail === undefined ? '' : `: ${error.detail.slice(0, 200).replace(/[.\s]+$/, '')}`;
  return `The server answered ${status}${code === undefined ? '' : ` ${code}`}${detail}.`;
}
