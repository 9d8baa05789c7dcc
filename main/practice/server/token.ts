// The token endpoint: OAuth 2.0 client credentials (RFC 6749 4.4), credentials in the body or in HTTP Basic, form-encoded or raw.
// Tokens are opaque and expire by the tenant's clock. The faults of the token endpoint act here.
import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { JsonObject } from '../json.ts';
import type { World } from '../state/world.ts';

export interface Credentials {
  readonly clientId: string;
  readonly clientSecret: string;
}

export interface TokenAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: JsonObject | string;
}

export interface TokenRequest {
  readonly method: string;
  readonly contentType: string;
  readonly authorization: string | undefined;
  readonly body: string;
}

const lifetimeSeconds = 3600;
/** The fault `token-dies`: whichever comes first. */
const earlyDeath = { seconds: 2, requests: 5 };

/** What the client of a token may use. `none`: neither, as a token of the admin API's client without its scope. */
type Standing = 'scim' | 'admin' | 'none';

interface Issued {
  readonly until: number;
  readonly standing: Standing;
  used: number;
}

export interface TokenDesk {
  answer(request: TokenRequest): TokenAnswer;
  /** Whether a token is good now; asking counts as using it. */
  accepts(token: string): boolean;
  /** Whose a token is that is good now; asking does not count. */
  standingOf(token: string): Standing | 'unknown';
  /** Every token issued so far dies. */
  revokeAll(): void;
}

const equal = (left: string, right: string): boolean => {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
};

const matches = (given: Credentials, own: Credentials): boolean => equal(given.clientId, own.clientId) && equal(given.clientSecret, own.clientSecret);

function formDecode(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    // A raw secret with a percent sign is not form-encoded text.
    return undefined;
  }
}

/** Every way a Basic header can be meant: RFC 6749 2.3.1 wants id and secret form-encoded, much of the field sends them raw. */
function fromBasic(header: string): readonly Credentials[] {
  const decoded = Buffer.from(header.replace(/^basic\s+/i, ''), 'base64').toString('utf8');
  const colon = decoded.indexOf(':');
  if (colon < 0) return [];
  const raw: Credentials = { clientId: decoded.slice(0, colon), clientSecret: decoded.slice(colon + 1) };
  const [clientId, clientSecret] = [formDecode(raw.clientId), formDecode(raw.clientSecret)];
  return clientId === undefined || clientSecret === undefined ? [raw] : [{ clientId, clientSecret }, raw];
}

const htmlPage =
  '<!doctype html><html lang="en"><head><title>Sign in</title></head><body><h1>Sign in</h1><p>Your session has ended. Please sign in again.</p></body></html>';

const plain = (status: number, body: JsonObject | string, headers: Readonly<Record<string, string>> = {}): TokenAnswer => ({
  status,
  headers: { 'cache-control': 'no-store', pragma: 'no-cache', ...headers },
  body,
});

const refuse = (status: number, error: string, description: string, headers: Readonly<Record<string, string>> = {}): TokenAnswer =>
  plain(status, { error, error_description: description }, headers);

/** Faults that answer before anything is read. */
function spoiled(world: World): TokenAnswer | undefined {
  if (world.faults.has('token-404')) return plain(404, { errorCode: 'NOT_FOUND', errorName: 'Default:NotFound', parameters: {} });
  if (world.faults.has('token-415')) return plain(415, { errorCode: 'INVALID_ARGUMENT', errorName: 'Default:UnsupportedMediaType', parameters: {} });
  if (world.faults.has('token-html')) return plain(200, htmlPage, { 'content-type': 'text/html; charset=utf-8' });
  if (world.faults.has('token-403-empty')) return plain(403, '');
  return undefined;
}

/** The scope of reads in Foundry's admin API. */
const adminScope = 'api:admin-read';

export interface AdminClient extends Credentials {
  readonly fault: () => 'secret' | 'scope' | undefined;
}

export function tokenDesk(own: Credentials, world: World, admin: AdminClient): TokenDesk {
  const issued = new Map<string, Issued>();

  function issue(scope: string | null, standing: Standing): TokenAnswer {
    const now = world.clock.monotonic();
    for (const [token, entry] of issued) if (entry.until < now) issued.delete(token);
    const token = randomBytes(32).toString('base64url');
    issued.set(token, { standing, until: now + (world.faults.has('token-dies') ? earlyDeath.seconds : lifetimeSeconds) * 1000, used: 0 });
    return plain(200, {
      access_token: token,
      token_type: world.faults.has('token-type-lower-case') ? 'bearer' : 'Bearer',
      expires_in: world.faults.has('token-expires-in-string') ? String(lifetimeSeconds) : lifetimeSeconds,
      ...(scope === null ? {} : { scope }),
    });
  }

  return {
    answer(request) {
      const spoilt = spoiled(world);
      if (spoilt !== undefined) return spoilt;
      if (request.method !== 'POST') return plain(405, '', { allow: 'POST' });
      if (!/^application\/x-www-form-urlencoded\b/i.test(request.contentType)) {
        return refuse(415, 'invalid_request', 'The body must be application/x-www-form-urlencoded.');
      }
      const form = new URLSearchParams(request.body);
      const basic = /^basic\s/i.test(request.authorization ?? '');
      const wantsBasic = { 'www-authenticate': 'Basic realm="multipass", charset="UTF-8"' };
      if (form.get('grant_type') === null) return refuse(400, 'invalid_request', 'grant_type is missing.');
      if (form.get('grant_type') !== 'client_credentials') return refuse(400, 'unsupported_grant_type', 'Only client_credentials can be used.');
      if (basic && form.has('client_secret')) return refuse(400, 'invalid_request', 'Credentials were sent twice: in the header and in the body.');
      if (!basic && world.faults.has('token-wrong-auth-style')) {
        return refuse(401, 'invalid_client', 'Client authentication must use the Authorization header (client_secret_basic).', wantsBasic);
      }
      if (basic && world.questions.basicAuthentication === 'refused') {
        return refuse(401, 'invalid_client', 'Client authentication must use the request body (client_secret_post).', wantsBasic);
      }
      const given = basic
        ? fromBasic(request.authorization ?? '')
        : [{ clientId: form.get('client_id') ?? '', clientSecret: form.get('client_secret') ?? '' }];
      const isAdmin = given.some((credentials) => matches(credentials, admin)) && admin.fault() !== 'secret';
      const isScim = given.some((credentials) => matches(credentials, own)) && !world.faults.has('token-wrong-secret');
      if (!isAdmin && !isScim) return refuse(401, 'invalid_client', 'The client id or the client secret is wrong.', basic ? wantsBasic : {});
      const scope = form.get('scope');
      if (isScim) return issue(scope, 'scim');
      if (scope !== null && admin.fault() === 'scope') return refuse(400, 'invalid_scope', 'This client may not ask for this scope.');
      return issue(scope, scope?.split(' ').includes(adminScope) === true ? 'admin' : 'none');
    },
    accepts(token) {
      const entry = issued.get(token);
      if (entry === undefined || entry.standing !== 'scim' || entry.until < world.clock.monotonic()) return false;
      entry.used += 1;
      return !(world.faults.has('token-dies') && entry.used > earlyDeath.requests);
    },
    standingOf(token) {
      const entry = issued.get(token);
      return entry === undefined || entry.until < world.clock.monotonic() ? 'unknown' : entry.standing;
    },
    revokeAll: () => issued.clear(),
  };
}
