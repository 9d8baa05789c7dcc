// The Graph twin: enough of Microsoft Graph to be read as Entra is read. Loopback only, by the practice tenant's listener; holds nothing
// but the practice directory. What it does not know it refuses as Graph refuses.
import { isObject, type JsonObject } from '../json.ts';
import type { Twin, TwinAnswer, TwinRequest } from '../twins/http.ts';
import { count, type Refusal, refusal, type TwinState } from '../twins/state.ts';
import { auditLogs } from './audit-logs.ts';
import { badRequest, graphRefusal } from './errors.ts';
import { apps, type GraphWorld, groups, users } from './resources.ts';
import type { GraphSignIn } from './sign-in.ts';
import { synchronization } from './synchronization.ts';

const batchSize = 20;

function route(world: GraphWorld, request: TwinRequest): TwinAnswer {
  const { state } = world;
  const [first = '', second, third] = request.parts;
  count(
    state,
    `${request.method} ${[first.replace(/\(.*/, ''), second === 'delta' ? second : third].filter((part) => part !== undefined).join('/')}`,
  );
  if (third === 'synchronization' && first === 'servicePrincipals') return synchronization(world, request, second ?? '');
  if (request.method !== 'GET') return graphRefusal(405, 'Request_BadRequest', 'Specified HTTP method is not allowed for the request target.');
  if (first === 'users') return users(world, request);
  if (first === 'groups') return groups(world, request);
  if (first === 'applications' || first.startsWith('servicePrincipals')) return apps(world, request);
  if (first === 'auditLogs') return auditLogs(world, request);
  return badRequest(`Resource not found for the segment '${first.slice(0, 80)}'.`);
}

const refused = (by: Refusal): TwinAnswer =>
  by.kind === 'wait'
    ? graphRefusal(429, 'TooManyRequests', 'Too many requests.', { 'retry-after': String(by.seconds) })
    : graphRefusal(500, 'UnknownError', 'An internal error happened.');

/** Each item is answered by itself, in another order than asked; in a storm the first of them are refused one by one. */
function batch(world: GraphWorld, request: TwinRequest): TwinAnswer {
  let asked: unknown;
  try {
    asked = JSON.parse(request.body);
  } catch {
    return badRequest('Unable to read JSON request payload.');
  }
  const requests = isObject(asked) && Array.isArray(asked.requests) ? asked.requests.filter(isObject) : [];
  if (requests.length === 0 || requests.length > batchSize) return badRequest(`Number of batch request steps exceeds max value of ${batchSize}.`);
  const responses = requests.map((item): JsonObject => {
    const url = URL.parse(String(item.url), 'http://practice.invalid');
    const headers = isObject(item.headers) ? item.headers : {};
    const parts = (url?.pathname ?? '')
      .split('/')
      .filter((part) => part !== '')
      .map(decodeURIComponent);
    const wait = world.state.faults.has('idp-429-storm') ? refusal(world.state) : undefined;
    const answer =
      wait === undefined
        ? route(world, {
            ...request,
            method: String(item.method ?? 'GET'),
            parts,
            query: url?.searchParams ?? new URLSearchParams(),
            header: (name) => {
              const value = Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
              return typeof value === 'string' ? value : undefined;
            },
            body: '',
          })
        : refused(wait);
    return {
      id: String(item.id),
      status: answer.status,
      headers: { ...answer.headers, 'Content-Type': 'application/json' },
      body: answer.body ?? null,
    };
  });
  return { status: 200, body: { responses: responses.reverse() } };
}

export function graphTwin(state: TwinState, signIn: GraphSignIn, granted: readonly string[]): Twin {
  const world: GraphWorld = { state, granted };
  return {
    answer: (request) => {
      const [version, ...parts] = request.parts;
      if (version !== 'v1.0') return graphRefusal(400, 'BadRequest', `Invalid version: ${String(version).slice(0, 20)}`);
      const wait = refusal(state);
      if (wait !== undefined) return refused(wait);
      if (!signIn.accepts(request.header('authorization')))
        return graphRefusal(401, 'InvalidAuthenticationToken', 'Lifetime validation failed, the token is expired.', {
          'www-authenticate': 'Bearer realm=""',
        });
      const below = { ...request, parts };
      return parts[0] === '$batch' && request.method === 'POST' ? batch(world, below) : route(world, below);
    },
  };
}
