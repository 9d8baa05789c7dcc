// From method and path to the engine: which paths there are, which methods each allows, and the one place where refusals become answers.
import type { JsonObject } from '../json.ts';
import { type Answer, type Call, methodNotAllowed, type Scim } from './call.ts';
import { discover } from './discovery.ts';
import { errorBody, notFound, platformErrorBody, ScimError } from './errors.ts';
import { createGroup, deleteGroup, patchGroup, readGroup, replaceGroup } from './groups.ts';
import { searchAsQuery } from './list.ts';
import { search } from './search.ts';
import type { Collection } from './types.ts';
import { createUser, deleteUser, patchUser, readUser, replaceUser } from './users.ts';

type OneHandler = (id: string, call: Call, scim: Scim) => Answer;

interface Handlers {
  readonly create: (call: Call, scim: Scim) => Answer;
  readonly one: Readonly<Record<'GET' | 'PUT' | 'PATCH' | 'DELETE', OneHandler>>;
}

const collections: Readonly<Record<Collection, Handlers>> = {
  Users: { create: createUser, one: { GET: readUser, PUT: replaceUser, PATCH: patchUser, DELETE: deleteUser } },
  Groups: { create: createGroup, one: { GET: readGroup, PUT: replaceGroup, PATCH: patchGroup, DELETE: deleteGroup } },
};

function inCollection(collection: Collection, call: Call, scim: Scim): Answer {
  const [, id, ...rest] = call.path;
  if (rest.length > 0) throw notFound(`/${call.path.join('/')}`);
  const handlers = collections[collection];
  if (id === undefined) {
    if (call.method === 'GET') return search(collection, call.query, scim);
    if (call.method === 'POST') return handlers.create(call, scim);
    throw methodNotAllowed(['GET', 'POST']);
  }
  if (id === '.search') {
    if (call.method !== 'POST') throw methodNotAllowed(['POST']);
    return search(collection, searchAsQuery(call.body ?? null), scim);
  }
  const handler = (handlers.one as Readonly<Record<string, OneHandler | undefined>>)[call.method];
  if (handler === undefined) throw methodNotAllowed(['GET', 'PUT', 'PATCH', 'DELETE']);
  return handler(id, call, scim);
}

function dispatch(call: Call, scim: Scim): Answer {
  const [first] = call.path;
  if (first === 'Groups' && scim.world.faults.has('groups-missing')) throw notFound('/Groups');
  if (first === 'Users' || first === 'Groups') return inCollection(first, call, scim);
  // Not offered here; the RFC has an answer for each (RFC 7644 3.11, 3.12).
  if (first === 'Me' || first === 'Bulk') throw new ScimError(501, `/${first} is not supported.`);
  const found = call.path.length > 0 ? discover(call, scim) : undefined;
  if (found === undefined) throw notFound(`/${call.path.join('/')}`);
  if (call.method !== 'GET') throw methodNotAllowed(['GET']);
  return found;
}

/** An error in the shape the tenant is set to. */
export function refusal(error: ScimError, scim: Scim): Answer {
  const body: JsonObject = scim.world.questions.errorBody === 'platform' ? platformErrorBody(error, scim.world.newId()) : errorBody(error);
  return { status: error.status, headers: error.headers, body };
}

/** Answers one SCIM request; refusals are answers too, anything else that is thrown is a bug. */
export function answerScim(call: Call, scim: Scim): Answer {
  try {
    return dispatch(call, scim);
  } catch (error) {
    if (error instanceof ScimError) return refusal(error, scim);
    throw error;
  }
}
