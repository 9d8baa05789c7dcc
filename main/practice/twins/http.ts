// A request as a twin sees it and its answer, and how a twin is mounted below a path of the practice tenant's one listener.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Json } from '../json.ts';

export interface TwinRequest {
  readonly method: string;
  /** Below the twin's own path, beginning with a slash, decoded part by part. */
  readonly parts: readonly string[];
  readonly query: URLSearchParams;
  /** The twin's own address, without a slash at its end. */
  readonly base: string;
  readonly header: (name: string) => string | undefined;
  readonly body: string;
}

export interface TwinAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Text is sent as it is. */
  readonly body?: Json;
}

export interface Twin {
  answer(request: TwinRequest): TwinAnswer | Promise<TwinAnswer>;
}

const bodyLimit = 4 * 1024 * 1024;

async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= bodyLimit) chunks.push(chunk);
  }
  return size > bodyLimit ? undefined : Buffer.concat(chunks).toString('utf8');
}

function partsOf(pathname: string): readonly string[] | undefined {
  try {
    return pathname
      .split('/')
      .filter((part) => part !== '')
      .map(decodeURIComponent);
  } catch {
    return undefined;
  }
}

/** Serves one request whose path begins with `/mount`. */
export async function serveTwin(twin: Twin, mount: string, request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
  const body = await readBody(request);
  const parts = partsOf(url.pathname.slice(mount.length + 1));
  const scheme = 'encrypted' in request.socket ? 'https' : 'http';
  const answer: TwinAnswer =
    body === undefined
      ? { status: 413 }
      : parts === undefined
        ? { status: 400 }
        : await twin.answer({
            method: request.method ?? '',
            parts,
            query: url.searchParams,
            base: `${scheme}://${request.headers.host ?? '127.0.0.1'}/${mount}`,
            header: (name) => {
              const value = request.headers[name];
              return Array.isArray(value) ? value[0] : value;
            },
            body,
          });
  const text = answer.body === undefined ? '' : typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body);
  const type = typeof answer.body === 'string' ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8';
  const headers =
    answer.status === 204 ? {} : { ...(answer.body === undefined ? {} : { 'content-type': type }), 'content-length': Buffer.byteLength(text) };
  response.writeHead(answer.status, { ...headers, ...answer.headers }).end(answer.status === 204 ? undefined : text);
}
