// One builder for the HTTP client under test: a clock that never waits, chance that is always the same, and everything it recorded.
import { onTestFinished } from 'vitest';
import type { Exchange, NetworkFailure } from '../../../contract/common.ts';
import { createHttpClient, type HttpClientPorts } from '../../../main/platform/http/client.ts';
import { networkFinding } from '../../../main/platform/http/findings.ts';
import type { HttpClient, HttpRequest, HttpResult } from '../../../main/platform/http/types.ts';
import type { Clock, Random } from '../../../main/platform/ports.ts';

export interface TestClock extends Clock {
  readonly waited: number[];
  /** Milliseconds added to the monotonic clock. */
  advance(milliseconds: number): void;
}

export function testClock(start = '2026-11-23T12:00:00.000Z'): TestClock {
  const waited: number[] = [];
  let now = 0;
  return {
    waited,
    advance: (milliseconds) => {
      now += milliseconds;
    },
    now: () => new Date(Date.parse(start) + now).toISOString(),
    monotonic: () => now,
    wait: async (milliseconds, signal) => {
      signal?.throwIfAborted();
      waited.push(milliseconds);
      now += milliseconds;
    },
  };
}

export const testRandom = (): Random => {
  let count = 0;
  return {
    uuid: () => {
      count += 1;
      return `00000000-0000-4000-8000-${String(count).padStart(12, '0')}`;
    },
    word: (length) => 'x'.repeat(length),
    fraction: () => 0.5,
  };
};

export interface ClientUnderTest {
  readonly http: HttpClient;
  readonly recorded: Exchange[];
  readonly clock: TestClock;
  get(url: string, more?: Partial<HttpRequest>): Promise<HttpResult>;
  post(url: string, more?: Partial<HttpRequest>): Promise<HttpResult>;
}

export function makeClient(options: Partial<HttpClientPorts> = {}): ClientUnderTest {
  const recorded: Exchange[] = [];
  const clock = testClock();
  const http = createHttpClient({ clock, random: testRandom(), record: (exchange) => recorded.push(exchange), ...options });
  onTestFinished(() => http.close());
  const send =
    (method: 'GET' | 'POST') =>
    (url: string, more: Partial<HttpRequest> = {}) =>
      http.send({ method, url, headers: {}, purpose: 'test', ...more });
  return { http, recorded, clock, get: send('GET'), post: send('POST') };
}

/** The failure of a result; an answer is an error of the test. */
export function failureOf(result: HttpResult): NetworkFailure {
  if (result.kind === 'answered') throw new Error(`answered ${result.status} instead of failing`);
  return result.failure;
}

/** The answer of a result; a failure is an error of the test. */
export function answerOf(result: HttpResult): Extract<HttpResult, { kind: 'answered' }> {
  if (result.kind === 'failed') throw new Error(`failed instead of answering: ${result.failure.detail}`);
  return result;
}

/** The layer, the code and the finding of one failed GET. */
export async function fails(url: string, options: Partial<HttpClientPorts> = {}) {
  const failure = failureOf(await makeClient(options).get(url));
  return { layer: failure.layer, code: failure.code, finding: networkFinding(failure, { host: 'scim.example.com' }, []).id };
}
