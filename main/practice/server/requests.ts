// One HTTP request from socket to answer: bounded reading of the body, the bearer token, the media type, the SCIM engine, and the faults
// that spoil an answer on its way. Never throws to Node: a bug is answered 500 and kept for the tenant to show.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Json } from '../json.ts';
import type { Answer, Call, Scim } from '../scim/call.ts';
import { ScimError } from '../scim/errors.ts';
import { answerScim, refusal } from '../scim/router.ts';
import { serveTwin, type Twin } from '../twins/http.ts';
import { writeAnswer } from './answers.ts';
import type { TokenDesk } from './token.ts';

/** No identity provider sends more; a group with 100,000 members in one PUT fits. */
const bodyLimit = 16 * 1024 * 1024;

export interface Front {
  readonly scim: () => Scim;
  readonly tokens: TokenDesk;
  readonly realm: string;
  /** Twins of identity providers, by the first part of their paths. */
  readonly twins: Readonly<Record<string, Twin>>;
  /** How many more requests the rate faults refuse. */
  readonly refusals: { left: number };
  readonly onBug: (thrown: unknown) => void;
}

async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= bodyLimit) chunks.push(chunk);
  }
  return size > bodyLimit ? undefined : Buffer.concat(chunks);
}

/** What requests are counted by; a client must not make the list long. */
const counted: ReadonlySet<string> = new Set(['Users', 'Groups', 'ServiceProviderConfig', 'ResourceTypes', 'Schemas']);

function count(front: Front, what: string): void {
  const { requests } = front.scim().world;
  requests.set(what, (requests.get(what) ?? 0) + 1);
}

const challenge = (realm: string, error?: string): Readonly<Record<string, string>> => ({
  'www-authenticate': `Bearer realm="${realm}"${error === undefined ? '' : `, error="${error}"`}`,
});

/** Refuses what carries no good token (RFC 6750 section 3). */
function authorize(request: IncomingMessage, front: Front): ScimError | undefined {
  const match = /^bearer +([\w~+/.=-]+)$/i.exec(request.headers.authorization ?? '');
  if (match?.[1] === undefined) return new ScimError(401, 'A bearer token is needed.', undefined, challenge(front.realm));
  if (front.scim().world.faults.has('scim-401') || !front.tokens.accepts(match[1])) {
    return new ScimError(401, 'The access token is not valid or has expired.', undefined, challenge(front.realm, 'invalid_token'));
  }
  return undefined;
}

/** The faults that answer instead of the engine. */
function instead(path: readonly string[], front: Front): Answer | ScimError | undefined {
  const { faults } = front.scim().world;
  if (faults.has('scim-403')) {
    return new ScimError(403, 'This client may not manage users or groups.', undefined, challenge(front.realm, 'insufficient_scope'));
  }
  if (faults.has('scim-redirect')) return { status: 302, headers: { location: 'https://login.practice.invalid/sign-in?from=scim' } };
  if ((faults.has('429-retry-after') || faults.has('429-plain')) && front.refusals.left > 0) {
    front.refusals.left -= 1;
    return new ScimError(429, 'Too many requests.', undefined, faults.has('429-retry-after') ? { 'retry-after': '1' } : {});
  }
  if (faults.has('scim-500') && (path[0] === 'Users' || path[0] === 'Groups'))
    return new ScimError(500, 'The server could not complete the request.');
  return undefined;
}

function parseBody(request: IncomingMessage, body: Buffer): Json | undefined | ScimError {
  if (request.method === 'GET' || request.method === 'DELETE' || body.length === 0) return undefined;
  const mediaType = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  if (mediaType !== 'application/scim+json' && mediaType !== 'application/json') {
    return new ScimError(415, 'The body must be application/scim+json.', undefined, { accept: 'application/scim+json, application/json' });
  }
  try {
    return JSON.parse(body.toString('utf8')) as Json;
  } catch {
    return new ScimError(400, 'The body is not JSON.', 'invalidSyntax');
  }
}

async function serveScim(request: IncomingMessage, response: ServerResponse, url: URL, front: Front): Promise<void> {
  const scim = front.scim();
  const body = await readBody(request);
  const path = pathOf(url, front.realm);
  count(front, `${request.method ?? '?'} ${counted.has(path?.[0] ?? '') ? path?.[0] : 'other'}`);
  const answer = ((): Answer => {
    const refused = authorize(request, front) ?? (path === undefined ? new ScimError(404, 'There is no such realm or path.') : undefined);
    if (refused !== undefined || path === undefined) return refusal(refused ?? new ScimError(404, 'There is no such path.'), scim);
    const spoilt = instead(path, front);
    if (spoilt instanceof ScimError) return refusal(spoilt, scim);
    if (spoilt !== undefined) return spoilt;
    if (body === undefined) return refusal(new ScimError(413, `The body is larger than ${bodyLimit} bytes.`), scim);
    const parsed = parseBody(request, body);
    if (parsed instanceof ScimError) return refusal(parsed, scim);
    const { 'if-match': ifMatch, 'if-none-match': ifNoneMatch } = request.headers;
    const call: Call = {
      method: request.method ?? '',
      path,
      query: url.searchParams,
      ...(parsed === undefined ? {} : { body: parsed }),
      ...(ifMatch === undefined ? {} : { ifMatch }),
      ...(ifNoneMatch === undefined ? {} : { ifNoneMatch }),
    };
    return answerScim(call, scim);
  })();
  await writeAnswer(response, answer, { faults: scim.world.faults, method: request.method ?? '', collection: path?.[0] });
}

/** The parts of the path below the SCIM base, or undefined outside it. */
function pathOf(url: URL, realm: string): readonly string[] | undefined {
  const base = `/multipass/api/scim/${realm}/v2`;
  if (url.pathname !== base && !url.pathname.startsWith(`${base}/`)) return undefined;
  try {
    return url.pathname
      .slice(base.length)
      .split('/')
      .filter((part) => part !== '')
      .map(decodeURIComponent);
  } catch {
    return undefined;
  }
}

async function serveToken(request: IncomingMessage, response: ServerResponse, front: Front): Promise<void> {
  count(front, `${request.method ?? '?'} token`);
  const body = await readBody(request);
  if (body === undefined) {
    response.writeHead(413).end();
    return;
  }
  const answer = front.tokens.answer({
    method: request.method ?? '',
    contentType: request.headers['content-type'] ?? '',
    authorization: request.headers.authorization,
    body: body.toString('utf8'),
  });
  const text = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body);
  const usual = typeof answer.body === 'string' ? {} : { 'content-type': 'application/json;charset=UTF-8' };
  response.writeHead(answer.status, { ...usual, ...answer.headers, 'content-length': Buffer.byteLength(text) }).end(text);
}

/** The listener for node:http and node:https. */
export function requestListener(front: Front): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    const url = URL.parse(request.url ?? '/', 'http://practice.invalid');
    if (url === null) {
      response.writeHead(400, { 'content-length': 0 }).end();
      return;
    }
    const mount = url.pathname.split('/')[1] ?? '';
    const twin = Object.hasOwn(front.twins, mount) ? front.twins[mount] : undefined;
    const work =
      twin !== undefined
        ? serveTwin(twin, mount, request, response, url)
        : url.pathname === '/multipass/api/oauth2/token'
          ? serveToken(request, response, front)
          : serveScim(request, response, url, front);
    work.catch((thrown: unknown) => {
      // The client went away in the middle: nothing to answer.
      if (request.destroyed && !request.complete) return;
      front.onBug(thrown);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  };
}
