// Sends one request once, through axios on Node's own network stack, and reads the whole answer within the limits.
// It follows no redirect, repeats nothing and records nothing: the client does. It never throws for what the network or the server did.
import http from 'node:http';
import https from 'node:https';
import type { Readable } from 'node:stream';
import axios, { AxiosHeaders } from 'axios';
import type { HeaderList, NetworkFailure, Timings } from '../../../contract/common.ts';
import { factsOf, type Route } from './agents.ts';
import { DialError, type DialFacts, proxyRefusal } from './dial.ts';
import { cancelled, classifyFailure, fail, type NetworkError } from './failure.ts';
import type { HttpLimits, HttpRequest } from './types.ts';

export type WireOutcome =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly statusText: string;
      readonly headers: HeaderList;
      readonly text: string;
      /** Bytes of the body after decompression. */
      readonly bytes: number;
    }
  | { readonly kind: 'failed'; readonly failure: NetworkFailure };

export interface WireResult {
  readonly outcome: WireOutcome;
  /** As they went out, or as they would have. */
  readonly requestHeaders: HeaderList;
  readonly timings: Timings;
  readonly facts: DialFacts;
}

type Answer = Extract<WireOutcome, { kind: 'answered' }>;

/** Mutable while one request lives. */
interface Course {
  request?: http.ClientRequest;
  response?: http.IncomingMessage;
  thrown?: Error;
  stopped?: NetworkError;
  readyAt?: number;
  firstByteAt?: number;
}

/** The part of axios that sends. What stands before it (defaults, interceptors, transformations) has nothing to do here and took a quarter of the time. */
const sendByAxios = axios.getAdapter('http');

const asItIs = { responseType: 'stream', maxRedirects: 0, proxy: false, validateStatus: null } as const;

const round = (milliseconds: number): number => Math.round(milliseconds * 100) / 100;

function pairs(raw: readonly string[]): HeaderList {
  const list: HeaderList = [];
  for (let index = 0; index + 1 < raw.length; index += 2) list.push([raw[index] ?? '', raw[index + 1] ?? '']);
  return list;
}

function sentHeaders({ request }: Course, asked: Readonly<Record<string, string>>): HeaderList {
  if (request === undefined) return Object.entries(asked);
  const list: HeaderList = [];
  for (const name of request.getRawHeaderNames()) list.push([name, String(request.getHeader(name))]);
  return list;
}

/** Reads the body as it comes, and stops at once when it is too large or when no more of it comes. */
function readBody(stream: Readable, limits: HttpLimits, stop: (error: NetworkError) => void): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const slow = (): void => stop(fail('body', 'BODY_TIMEOUT', `The answer stopped coming: ${bytes} bytes were read.`));
    const idle = setTimeout(slow, limits.answerMs);
    const whole = setTimeout(slow, limits.answerMs * 10);
    const done = (): void => {
      clearTimeout(idle);
      clearTimeout(whole);
    };
    stream.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > limits.bodyBytes) {
        stop(fail('body', 'BODY_TOO_LARGE', `The answer is larger than ${Math.round(limits.bodyBytes / 1024 / 1024)} MB; reading was stopped.`));
        return;
      }
      chunks.push(chunk);
      idle.refresh();
    });
    stream.once('end', () => {
      done();
      resolve(Buffer.concat(chunks));
    });
    stream.once('error', (error) => {
      done();
      reject(error);
    });
    stream.once('close', () => {
      done();
      if (!stream.readableEnded) reject(Object.assign(new Error('closed'), { code: 'ERR_STREAM_PREMATURE_CLOSE' }));
    });
  });
}

/** Hands Node's request to us before axios uses it: for its socket, its raw headers, and the moment the connection stands. */
function transport(url: URL, route: Route, course: Course, signal: AbortSignal, ready: () => void) {
  const secure = url.protocol === 'https:';
  return {
    request: (
      options: https.RequestOptions & { dialSignal?: AbortSignal },
      answered: (response: http.IncomingMessage) => void,
    ): http.ClientRequest => {
      options.dialSignal = signal;
      if (route.proxy !== undefined && !secure) {
        options.path = `${url.origin}${url.pathname}${url.search}`;
        if (route.proxy.authorization !== undefined) options.headers = { ...options.headers, 'Proxy-Authorization': route.proxy.authorization };
      }
      const sent = (secure ? https : http).request(options, (response) => {
        course.response = response;
        course.firstByteAt = performance.now();
        answered(response);
      });
      course.request = sent;
      sent.once('socket', ready);
      sent.once('error', (error) => {
        course.thrown = error;
      });
      return sent;
    },
  };
}

async function exchange(request: HttpRequest, route: Route, limits: HttpLimits, course: Course): Promise<Answer> {
  const url = new URL(request.url);
  const controller = new AbortController();
  const stop = (error: NetworkError): void => {
    course.stopped ??= error;
    controller.abort();
    course.request?.destroy();
  };
  let timer: NodeJS.Timeout | undefined;
  const ready = (): void => {
    course.readyAt = performance.now();
    timer = setTimeout(() => stop(fail('http', 'ANSWER_TIMEOUT', `${url.host} gave no answer within ${limits.answerMs / 1000} s.`)), limits.answerMs);
  };
  const onAbort = (): void => stop(cancelled());
  request.signal?.addEventListener('abort', onAbort);
  try {
    const response = await sendByAxios({
      ...asItIs,
      method: request.method,
      url: request.url,
      headers: new AxiosHeaders(request.headers),
      ...(request.body === undefined ? {} : { data: request.body }),
      httpAgent: route.plain,
      httpsAgent: route.secure,
      transport: transport(url, route, course, controller.signal, ready),
      signal: controller.signal,
    });
    clearTimeout(timer);
    const body = await readBody(response.data as Readable, limits, stop);
    return {
      kind: 'answered',
      status: response.status,
      statusText: response.statusText,
      headers: pairs(course.response?.rawHeaders ?? []),
      text: new TextDecoder().decode(body),
      bytes: body.length,
    };
  } finally {
    clearTimeout(timer);
    request.signal?.removeEventListener('abort', onAbort);
  }
}

/**
 * Sends the request once.
 * Limits: `connectMs` until the connection is ready (name, TCP, proxy, TLS); `answerMs` from then to the answer's headers, the same
 * again between two pieces of its body, and ten times that for the whole body; `bodyBytes` after decompression.
 */
export async function sendOnce(request: HttpRequest, route: Route, limits: HttpLimits): Promise<WireResult> {
  const start = performance.now();
  const course: Course = {};
  let outcome: WireOutcome;
  try {
    if (request.signal?.aborted === true) throw cancelled();
    // axios drops characters that a header cannot carry: a credential changed in silence would be refused for a reason nobody sees.
    for (const [name, value] of Object.entries(request.headers)) http.validateHeaderValue(name, value);
    outcome = await exchange(request, route, limits, course);
    if (outcome.status === 407 && route.proxy !== undefined) {
      const asked = outcome.headers.filter(([name]) => name.toLowerCase() === 'proxy-authenticate').map(([, value]) => value);
      outcome = { kind: 'failed', failure: proxyRefusal(407, asked, route.proxy).failure };
    }
  } catch (thrown) {
    const url = new URL(request.url);
    const phase = course.firstByteAt !== undefined ? 'body' : course.readyAt !== undefined ? 'answer' : 'tcp';
    const context = { phase, host: url.hostname, port: Number(url.port || (url.protocol === 'https:' ? 443 : 80)) } as const;
    outcome = { kind: 'failed', failure: classifyFailure(course.stopped ?? course.thrown ?? thrown, context) };
  }
  const fresh = course.request?.reusedSocket !== true;
  const measured = course.thrown instanceof DialError ? course.thrown.facts : (factsOf(course.request?.socket) ?? {});
  const { peer, tls, ...opened } = measured;
  const timings: Timings = {
    ...(fresh ? opened : {}),
    ...(course.firstByteAt === undefined || course.readyAt === undefined ? {} : { firstByteMs: round(course.firstByteAt - course.readyAt) }),
    totalMs: round(performance.now() - start),
  };
  const facts: DialFacts = { ...(peer === undefined ? {} : { peer }), ...(tls === undefined ? {} : { tls }) };
  return { outcome, requestHeaders: sentHeaders(course, request.headers), timings, facts };
}
