// Sends one request of a step. A 429 says that the request was not processed, so it is sent again, writes too, after the wait the server
// asked for; the waiting is bounded. Nothing else is sent twice from here: whether a write without an answer was done is looked up instead.
import { patienceMs, readRetryAfter } from '../../platform/http/retry.ts';
import type { Clock } from '../../platform/ports.ts';
import type { DialectRequest } from '../../protocols/scim/dialects.ts';
import type { ScimAnswer, ScimClient, ScimResult } from '../../protocols/scim/types.ts';
import { mediaTypeFinding } from './shared-findings.ts';
import { note, type StepLog } from './step-log.ts';

/** A request of ours or of a dialect. */
export type PlannedRequest = Omit<DialectRequest, 'source'>;

export interface Asker {
  readonly scim: ScimClient;
  readonly clock: Clock;
}

const tries = 4;
const waitWithoutHintMs = 1_000;

export async function ask(asker: Asker, log: StepLog, request: PlannedRequest): Promise<ScimResult> {
  let left = patienceMs;
  for (let attempt = 1; ; attempt += 1) {
    const result = await asker.scim.request(request.method, request.path, {
      stepId: log.stepId,
      purpose: request.words,
      ...(log.signal === undefined ? {} : { signal: log.signal }),
      ...(request.query === undefined ? {} : { query: request.query }),
      ...(request.body === undefined ? {} : { body: request.body }),
    });
    note(log, result);
    const label = mediaTypeFinding(result);
    if (label !== undefined && log.findings.every((known) => known.id !== label.id)) log.findings.push(label);
    // A GET was sent again by the HTTP client already.
    if (result.kind !== 'answered' || result.status !== 429 || request.method === 'GET') return result;
    const wait = readRetryAfter(retryAfterOf(result), asker.clock.now()) ?? waitWithoutHintMs * 2 ** (attempt - 1);
    if (attempt >= tries || wait > left) return result;
    left -= wait;
    try {
      await asker.clock.wait(wait, log.signal);
    } catch (thrown) {
      if (log.signal?.aborted === true) return result;
      throw thrown;
    }
  }
}

function retryAfterOf({ exchange }: ScimAnswer): string | undefined {
  return exchange.outcome.kind === 'answered' ? exchange.outcome.headers.find(([name]) => name.toLowerCase() === 'retry-after')?.[1] : undefined;
}
