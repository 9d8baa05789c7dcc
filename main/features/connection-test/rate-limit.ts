// Answers "too many requests" (429) among a step's exchanges. The client waited and got through; the administrator should know all the same,
// since an identity provider sends many times as much (Microsoft asks for 25 requests a second).
import type { Exchange, Finding } from '../../../contract/common.ts';
import { type Limited, rateLimitFindings } from './scim-trouble.ts';

export function limitsSeen(exchanges: readonly Exchange[]): readonly Finding[] {
  const limited = exchanges.flatMap((exchange): readonly Limited[] => {
    // The token endpoint's own 429 is told with the sign-in.
    if (exchange.method !== 'GET' || exchange.outcome.kind !== 'answered' || exchange.outcome.status !== 429) return [];
    const retryAfter = exchange.outcome.headers.find(([name]) => name.toLowerCase() === 'retry-after')?.[1];
    return [{ exchange, ...(retryAfter === undefined ? {} : { retryAfter }) }];
  });
  return rateLimitFindings(limited);
}
