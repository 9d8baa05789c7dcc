// Makes the record of one request and its answer: secrets removed, bodies capped, nothing else changed.
import type { Exchange, KeptBody } from '../../../contract/common.ts';
import type { Redactor } from '../redact/redact.ts';
import type { HttpRequest } from './types.ts';
import type { WireResult } from './wire.ts';

/** Characters of a body that are kept; its true size stands beside. */
export const keptCharacters = 64 * 1024;

/** Read beyond the cap before secrets are removed, so that none is cut in two by it. */
const margin = 32 * 1024;

function keep(text: string, bytes: number, redactor: Redactor): KeptBody | null {
  if (text === '') return null;
  const clean = redactor.body(text.length > keptCharacters + margin ? text.slice(0, keptCharacters + margin) : text);
  return { text: clean.slice(0, keptCharacters), bytes, truncated: text.length > keptCharacters || clean.length > keptCharacters };
}

export interface ExchangeFrame {
  readonly id: string;
  readonly sequence: number;
  readonly startedAt: string;
  readonly attempt: number;
  readonly proxy: string | undefined;
}

export function recordOf(request: HttpRequest, result: WireResult, frame: ExchangeFrame, redactor: Redactor): Exchange {
  const { outcome, facts } = result;
  return {
    id: frame.id,
    sequence: frame.sequence,
    ...(request.stepId === undefined ? {} : { stepId: request.stepId }),
    purpose: request.purpose,
    startedAt: frame.startedAt,
    method: request.method,
    url: redactor.text(request.url),
    requestHeaders: redactor.headers(result.requestHeaders),
    requestBody: request.body === undefined ? null : keep(request.body, Buffer.byteLength(request.body), redactor),
    attempt: frame.attempt,
    outcome:
      outcome.kind === 'failed'
        ? { kind: 'failed', failure: { ...outcome.failure, detail: redactor.text(outcome.failure.detail) } }
        : {
            kind: 'answered',
            status: outcome.status,
            statusText: redactor.text(outcome.statusText),
            headers: redactor.headers(outcome.headers),
            body: keep(outcome.text, outcome.bytes, redactor),
          },
    timings: result.timings,
    ...(facts.peer === undefined ? {} : { peer: facts.peer }),
    ...(frame.proxy === undefined ? {} : { proxy: frame.proxy }),
    ...(facts.tls === undefined ? {} : { tls: facts.tls }),
  };
}
