// Speaks plain HTTP to a practice tenant, as any SCIM client would: one tenant a test, closed at its end.
import { onTestFinished } from 'vitest';
import type { Json, JsonObject } from '../../../main/practice/json.ts';
import { startPracticeTenant } from '../../../main/practice/tenant.ts';
import type { PracticeOptions, PracticeTenant } from '../../../main/practice/types.ts';

export const userUrn = 'urn:ietf:params:scim:schemas:core:2.0:User';
export const groupUrn = 'urn:ietf:params:scim:schemas:core:2.0:Group';
export const enterpriseUrn = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
export const patchUrn = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

export interface Seen {
  readonly status: number;
  readonly headers: Headers;
  /** The parsed body; an empty object when there was none. */
  readonly body: JsonObject;
  readonly text: string;
}

export interface Visitor {
  readonly tenant: PracticeTenant;
  readonly token: string;
  send(method: string, path: string, body?: Json, headers?: Readonly<Record<string, string>>): Promise<Seen>;
  /** GET of a list with a filter: ids of what came back. */
  filter(collection: 'Users' | 'Groups', filter: string): Promise<string[]>;
  /** PATCH with these operations. */
  patch(path: string, operations: readonly Json[]): Promise<Seen>;
  createUser(attributes: JsonObject): Promise<JsonObject & { id: string }>;
  createGroup(attributes: JsonObject): Promise<JsonObject & { id: string }>;
}

export function tokenForm(tenant: PracticeTenant, more: Readonly<Record<string, string>> = {}): URLSearchParams {
  return new URLSearchParams({ grant_type: 'client_credentials', client_id: tenant.clientId, client_secret: tenant.clientSecret, ...more });
}

export async function fetchToken(tenant: PracticeTenant): Promise<string> {
  const response = await fetch(tenant.tokenUrl, { method: 'POST', body: tokenForm(tenant) });
  const { access_token: token } = (await response.json()) as { access_token: string };
  return token;
}

function parsed(text: string): JsonObject {
  try {
    return text === '' ? {} : (JSON.parse(text) as JsonObject);
  } catch {
    return {};
  }
}

export function visitorOf(tenant: PracticeTenant, token: string): Visitor {
  const send: Visitor['send'] = async (method, path, body, headers = {}) => {
    const response = await fetch(`${tenant.scimUrl}${path}`, {
      method,
      redirect: 'manual',
      headers: { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'content-type': 'application/scim+json' }), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: parsed(text), text };
  };
  const made = async (collection: string, body: JsonObject): Promise<JsonObject & { id: string }> => {
    const seen = await send('POST', collection, body);
    if (seen.status !== 201) throw new Error(`create answered ${seen.status}: ${seen.text}`);
    return { ...seen.body, id: String(seen.body.id) };
  };
  return {
    tenant,
    token,
    send,
    filter: async (collection, filter) => {
      const { status, body, text } = await send('GET', `${collection}?filter=${encodeURIComponent(filter)}`);
      if (status !== 200) throw new Error(`filter answered ${status}: ${text}`);
      return (body.Resources as JsonObject[]).map((resource) => String(resource.id));
    },
    patch: (path, operations) => send('PATCH', path, { schemas: [patchUrn], Operations: [...operations] }),
    createUser: (attributes) => made('Users', { schemas: [userUrn], ...attributes }),
    createGroup: (attributes) => made('Groups', { schemas: [groupUrn], ...attributes }),
  };
}

/** A tenant of its own for this test, and someone signed in to it. */
export async function visit(options: PracticeOptions = {}): Promise<Visitor> {
  const tenant = await startPracticeTenant(options);
  onTestFinished(() => tenant.close());
  return visitorOf(tenant, await fetchToken(tenant));
}
