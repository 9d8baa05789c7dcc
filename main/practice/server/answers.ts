// Puts an answer on the wire: media type, length, and the faults that spoil a good answer (wrong media type, JSON that breaks off,
// 50 MB). The large body is streamed, never built.
import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { FaultName } from '../faults.ts';
import type { Answer } from '../scim/call.ts';

export interface AnswerContext {
  readonly faults: ReadonlySet<FaultName>;
  readonly method: string;
  /** `Users`, `Groups` or a discovery endpoint. */
  readonly collection: string | undefined;
}

const megabyte = 1024 * 1024;
const largeBody = 50 * megabyte;

/** 50 MB of a list of users that are all the same, piece by piece. */
function* largeList(): Generator<string> {
  const head =
    '{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"totalResults":1,"startIndex":1,"itemsPerPage":1,"Resources":[{"id":"1","displayName":"';
  const tail = '"}]}';
  yield head;
  const filler = 'x'.repeat(64 * 1024);
  for (let left = largeBody - head.length - tail.length; left > 0; left -= filler.length)
    yield left >= filler.length ? filler : filler.slice(0, left);
  yield tail;
}

async function writeLarge(response: ServerResponse): Promise<void> {
  response.writeHead(200, { 'content-type': 'application/scim+json', 'content-length': largeBody });
  try {
    await pipeline(Readable.from(largeList()), response);
  } catch {
    // A client that stops reading is what this fault is for.
    response.destroy();
  }
}

export async function writeAnswer(response: ServerResponse, answer: Answer, context: AnswerContext): Promise<void> {
  const { faults, method, collection } = context;
  if (faults.has('scim-50mb') && method === 'GET' && collection === 'Users' && answer.status === 200) return writeLarge(response);
  if (answer.body === undefined) {
    response
      .writeHead(answer.status, answer.status === 204 || answer.status === 304 ? answer.headers : { ...answer.headers, 'content-length': 0 })
      .end();
    return;
  }
  const whole = JSON.stringify(answer.body);
  const breaksOff = faults.has('scim-truncated-json') && answer.status < 300 && (collection === 'Users' || collection === 'Groups');
  const text = breaksOff ? whole.slice(0, Math.max(1, Math.floor(whole.length * 0.6))) : whole;
  response
    .writeHead(answer.status, {
      'content-type': faults.has('scim-content-type') ? 'text/plain; charset=utf-8' : 'application/scim+json; charset=utf-8',
      ...answer.headers,
      'content-length': Buffer.byteLength(text),
    })
    .end(text);
}
