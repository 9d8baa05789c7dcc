// Answers "too many requests" (429) among a step's exchanges. The client waited and got through; the administrator should know all the same,
// since an identity provider sends many times as much (Microsoft asks for 25 requests a second).
import type { Exchange, Finding } from '../../../contract/common.ts';
import { type Limited, rateLimitFindings } from './scim-trouble.ts';

export function limitsSeen(exchanges: readonly Exchange[]): readonly Finding[] {
  const limited = exchanges.flatMap((exchange, place): readonly Limited[] => {
    // The token endpoint's own 429 is told with the sign-in.
    if (exchange.method !== 'GET' || exchange.outcome.kind !== 'answered' || exchange.outcome.status !== 429) return [];
    const retryAfter = exchange.outcome.headers.find(([name]) => name.toLowerCase() === 'retry-after')?.[1];
    // A try that was followed by no other try of the same request was the last of it.
    const then = (exchanges[place + 1]?.attempt ?? 1) > 1 ? 'sent-again' : 'given-up';
    return [{ exchange, then, ...(retryAfter === undefined ? {} : { retryAfter }) }];
  });
  return rateLimitFindings(limited);
}
