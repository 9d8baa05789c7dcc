// A SCIM server in a process of its own that allows 200 requests a second to people and answers 429 above it; of those it allows, 2 % get 429,
// 1 % 503 and 1 % a broken connection, half of these after the write. Counts what it allowed and what was written.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { allowedASecond, type RerunServerNews } from './rerun-messages.ts';

/** Requests that may come at once after a pause. */
const burst = 20;

const size = Number(process.argv[2] ?? 20_000);
const written = new Uint8Array(size + 1);
let allowed = 0;
let refused = 0;
let firstAt: number | undefined;
let lastAt = 0;
let tokens = burst;
let filledAt = performance.now();
let dice = 12_345;

/** From 0 to 1, the same in every round. */
function chance(): number {
  dice = (Math.imul(dice, 1_664_525) + 1_013_904_223) >>> 0;
  return dice / 2 ** 32;
}

function admitted(): boolean {
  const now = performance.now();
  tokens = Math.min(burst, tokens + ((now - filledAt) * allowedASecond) / 1_000);
  filledAt = now;
  if (tokens < 1) return false;
  tokens -= 1;
  return true;
}

const json = (response: ServerResponse, status: number, body: object, headers: Readonly<Record<string, string>> = {}): void =>
  void response.writeHead(status, { 'content-type': 'application/scim+json', ...headers }).end(JSON.stringify(body));

const userOf = (at: number) => ({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
  id: String(at),
  userName: `person-${at}@contoso.example`,
  displayName: `Person ${at}`,
  active: true,
});

function list(response: ServerResponse, url: URL): void {
  const startIndex = Number(url.searchParams.get('startIndex') ?? 1);
  const last = Math.min(size, startIndex - 1 + Number(url.searchParams.get('count') ?? 100));
  const Resources = Array.from({ length: last - startIndex + 1 }, (_, index) => userOf(startIndex + index));
  json(response, 200, { totalResults: size, startIndex, itemsPerPage: Resources.length, Resources });
}

function answerPerson(request: IncomingMessage, response: ServerResponse, at: number): void {
  firstAt ??= performance.now();
  lastAt = performance.now();
  if (!admitted()) {
    refused += 1;
    json(response, 429, { status: '429' }, { 'retry-after': '1' });
    return;
  }
  allowed += 1;
  const fate = chance();
  if (fate < 0.02) json(response, 429, { status: '429' }, { 'retry-after': '1' });
  else if (fate < 0.03) json(response, 503, { status: '503' });
  else if (fate < 0.035) request.socket.destroy();
  else {
    if (request.method === 'PATCH') written[at] = 1;
    if (fate < 0.04) request.socket.destroy();
    else json(response, 200, userOf(at));
  }
}

function answer(request: IncomingMessage, response: ServerResponse): void {
  const url = new URL(request.url ?? '', 'http://server');
  const at = Number(url.pathname.split('/').at(-1));
  if (url.pathname === '/token') json(response, 200, { access_token: 'a-token', token_type: 'Bearer', expires_in: 3600 });
  else if (Number.isInteger(at)) answerPerson(request, response, at);
  else list(response, url);
}

const server = createServer((request, response) => {
  request.resume().once('end', () => answer(request, response));
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const tell = (kind: RerunServerNews['kind']): void =>
  void process.send?.({
    kind,
    origin,
    allowed,
    refused,
    elapsedMs: lastAt - (firstAt ?? lastAt),
    written: written.reduce((all, one) => all + one, 0),
  } satisfies RerunServerNews);
process.on('message', () => tell('counted'));
process.on('disconnect', () => process.exit(0));
tell('ready');
