// Reads JSON from one API: signs each request, renews a token that died on the way, keeps to the API's budget, waits as it is asked to,
// and turns every refusal into a value. It changes nothing on the other side and sends a credential to the API's own origin only.
import type { Exchange } from '../../../contract/common.ts';
import { fail } from '../../platform/http/failure.ts';
import { type PatientPorts, type PatientRules, sendPatiently, usualPatience } from '../../platform/http/patient.ts';
import { readRetryAfter } from '../../platform/http/retry.ts';
import type { HttpRequest, HttpResult } from '../../platform/http/types.ts';
import type { TokenTrouble } from '../oauth/types.ts';
import type { Budget } from './budget.ts';
import type { ApiError, Json, ReadOptions, ReadResult, ReadTrouble, RestReader } from './types.ts';

type Answered = Extract<HttpResult, { kind: 'answered' }>;

export type Signed =
  | {
      readonly kind: 'signed';
      readonly headers: Readonly<Record<string, string>>;
      /** Says that the API refused this credential; true when another one can be had. */
      readonly refused: (answer: Answered) => 'renewable' | 'final';
    }
  | { readonly kind: 'trouble'; readonly trouble: TokenTrouble };

/** Puts the credential on a request: a bearer token, an API token, or a token with proof of possession. */
export type Sign = (request: Pick<HttpRequest, 'method' | 'url'>, options: Pick<ReadOptions, 'stepId' | 'signal'>) => Promise<Signed>;

export interface ReaderOptions extends PatientPorts {
  readonly origin: string;
  readonly sign: Sign;
  readonly budget: Budget;
  /** Reads the API's own words from the JSON of a refusal. */
  readonly errorOf: (json: Json | undefined) => ApiError;
  readonly patience?: PatientRules;
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** The body as recorded, without secrets: what an API says may repeat what it was sent. */
const recorded = ({ outcome }: Exchange): string => (outcome.kind === 'answered' ? (outcome.body?.text ?? '') : '');

export function createReader(options: ReaderOptions): RestReader {
  const { origin, sign, budget, errorOf, patience = usualPatience } = options;

  const troubleOf = (answer: Answered): ReadTrouble => {
    const { status } = answer;
    const detail = errorOf(parse(recorded(answer.exchange)));
    if (status === 401) return { kind: 'unauthorized', detail };
    if (status === 403) return { kind: 'not-permitted', detail };
    if (status === 404) return { kind: 'not-found', detail };
    if (status === 429) {
      const asked = readRetryAfter(answer.header('retry-after'), options.clock.now()) ?? patience.asksFor?.(answer);
      return { kind: 'throttled', ...(asked === undefined ? {} : { seconds: Math.ceil(asked / 1000) }) };
    }
    return status >= 500 ? { kind: 'server-error', status, detail } : { kind: 'refused', status, detail };
  };

  const resultOf = (result: HttpResult): ReadResult => {
    const { exchange } = result;
    if (result.kind === 'failed') {
      const trouble: ReadTrouble = result.failure.layer === 'cancelled' ? { kind: 'cancelled' } : { kind: 'network', failure: result.failure };
      return { kind: 'trouble', trouble, exchange };
    }
    if (result.status < 200 || result.status > 299) return { kind: 'trouble', trouble: troubleOf(result), exchange };
    const json = result.status === 204 ? null : parse(result.text);
    if (json !== undefined) return { kind: 'read', json, header: result.header, exchange };
    const contentType = result.header('content-type') ?? '';
    return {
      kind: 'trouble',
      trouble: { kind: 'unreadable', status: result.status, contentType, excerpt: recorded(exchange).slice(0, 200) },
      exchange,
    };
  };

  /** A DPoP server may ask for a nonce first, and a token may die midway: each once for one request. */
  const refusalsBorne = 2;

  return {
    origin,
    read: async (url, { purpose, stepId, signal, headers, cost = 1, body }) => {
      if (URL.parse(url)?.origin !== origin) {
        const detail = `The address of a page is not on ${origin}: it was not followed, so that no credential goes there.`;
        return { kind: 'trouble', trouble: { kind: 'network', failure: fail('http', 'OTHER_ORIGIN', detail).failure } };
      }
      const method = body === undefined ? 'GET' : 'POST';
      const shared = { ...(stepId === undefined ? {} : { stepId }), ...(signal === undefined ? {} : { signal }) };
      for (let refusals = 0; ; refusals += 1) {
        if (signal?.aborted === true || (await budget.take(cost, signal)) === 'cancelled') return { kind: 'trouble', trouble: { kind: 'cancelled' } };
        const signed = await sign({ method, url }, shared);
        if (signed.kind === 'trouble') {
          const gone = signed.trouble.kind === 'network' && signed.trouble.failure.layer === 'cancelled';
          return { kind: 'trouble', trouble: gone ? { kind: 'cancelled' } : { kind: 'token', trouble: signed.trouble } };
        }
        const result = await sendPatiently(
          options,
          {
            method,
            url,
            headers: {
              Accept: 'application/json',
              ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
              ...headers,
              ...signed.headers,
            },
            ...(body === undefined ? {} : { body: JSON.stringify(body) }),
            purpose,
            ...shared,
          },
          patience,
        );
        if (result.kind === 'answered' && result.status === 401 && refusals < refusalsBorne && signed.refused(result) === 'renewable') continue;
        return resultOf(result);
      }
    },
  };
}
