// The twin of Entra's sign-in: tokens by client credentials and by authorization code with PKCE (RFC 7636), and the page a browser gets,
// which sends back at once as if the administrator had signed in. Refusals carry Entra's codes.
import { createHash, randomBytes } from 'node:crypto';
import type { TwinAnswer, TwinRequest } from '../twins/http.ts';
import type { TwinState } from '../twins/state.ts';
import { twinTenantId } from './apps.ts';

export interface GraphCredentials {
  readonly clientId: string;
  readonly clientSecret: string;
}

interface Code {
  readonly redirect: string;
  readonly challenge: string;
  readonly nonce: string | null;
  readonly scope: string;
}

export interface GraphSignIn {
  answer(request: TwinRequest): TwinAnswer;
  /** Whether the token is good now; asking counts as using it. */
  accepts(authorization: string | undefined): boolean;
  revokeAll(): void;
}

/** The fault `idp-token-dies`. */
const earlyDeath = 4;
const lifetimeSeconds = 3599;

const refuse = (status: number, error: string, code: string, message: string): TwinAnswer => ({
  status,
  body: {
    error,
    error_description: `${code}: ${message} Trace ID: practice Correlation ID: practice`,
    error_codes: [Number(code.replace(/\D/g, ''))],
  },
});

const base64url = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

export function graphSignIn(own: GraphCredentials, state: TwinState): GraphSignIn {
  const issued = new Map<string, { used: number; readonly until: number }>();
  const codes = new Map<string, Code>();

  function issue(more: Record<string, string> = {}): TwinAnswer {
    const token = randomBytes(32).toString('base64url');
    issued.set(token, { used: 0, until: state.clock.monotonic() + lifetimeSeconds * 1000 });
    return {
      status: 200,
      headers: { 'cache-control': 'no-store' },
      body: { token_type: 'Bearer', expires_in: lifetimeSeconds, access_token: token, ...more },
    };
  }

  function byCode(form: URLSearchParams): TwinAnswer {
    const code = codes.get(form.get('code') ?? '');
    codes.delete(form.get('code') ?? '');
    if (code === undefined || code.redirect !== form.get('redirect_uri'))
      return refuse(400, 'invalid_grant', 'AADSTS70008', 'The provided authorization code has expired.');
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    if (challenge !== code.challenge) return refuse(400, 'invalid_grant', 'AADSTS501481', 'The Code_Verifier does not match the code_challenge.');
    const claims = {
      aud: own.clientId,
      tid: twinTenantId,
      preferred_username: 'admin@halden.example',
      ...(code.nonce === null ? {} : { nonce: code.nonce }),
    };
    return issue({ scope: code.scope, id_token: `${base64url({ alg: 'none', typ: 'JWT' })}.${base64url(claims)}.practice` });
  }

  function token(request: TwinRequest): TwinAnswer {
    if (request.method !== 'POST') return { status: 405 };
    const form = new URLSearchParams(request.body);
    if (form.get('client_id') !== own.clientId)
      return refuse(
        400,
        'unauthorized_client',
        'AADSTS700016',
        `Application with identifier '${form.get('client_id') ?? ''}' was not found in the directory.`,
      );
    if (form.get('grant_type') === 'authorization_code') return byCode(form);
    if (form.get('grant_type') !== 'client_credentials')
      return refuse(400, 'unsupported_grant_type', 'AADSTS70003', 'The grant type is not supported.');
    if (form.get('client_secret') !== own.clientSecret || state.faults.has('idp-secret-wrong'))
      return refuse(
        401,
        'invalid_client',
        'AADSTS7000215',
        'Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID.',
      );
    if (form.get('scope')?.endsWith('/.default') !== true)
      return refuse(400, 'invalid_scope', 'AADSTS1002012', 'The provided value for scope is not valid.');
    return issue();
  }

  function authorize({ query }: TwinRequest): TwinAnswer {
    const redirect = query.get('redirect_uri') ?? '';
    const loopback = /^http:\/\/(?:localhost|127\.0\.0\.1)(?::\d+)?(?:\/|$)/.test(redirect);
    if (query.get('client_id') !== own.clientId || !loopback)
      return { status: 400, headers: { 'content-type': 'text/html' }, body: '<!doctype html><p>AADSTS50011: The redirect URI does not match.</p>' };
    const back = new URL(redirect);
    back.searchParams.set('state', query.get('state') ?? '');
    if (query.get('response_type') !== 'code' || query.get('code_challenge_method') !== 'S256') {
      back.searchParams.set('error', 'invalid_request');
      return { status: 302, headers: { location: back.href } };
    }
    const code = randomBytes(16).toString('base64url');
    codes.set(code, { redirect, challenge: query.get('code_challenge') ?? '', nonce: query.get('nonce'), scope: query.get('scope') ?? '' });
    back.searchParams.set('code', code);
    return { status: 302, headers: { location: back.href } };
  }

  return {
    answer(request) {
      const [tenant, oauth, version, what] = request.parts;
      if (oauth !== 'oauth2' || version !== 'v2.0') return { status: 404 };
      if (tenant !== twinTenantId && tenant !== 'halden.example')
        return refuse(
          400,
          'invalid_request',
          'AADSTS90002',
          `Tenant '${tenant ?? ''}' not found. Check to make sure you have the correct tenant ID.`,
        );
      if (what === 'token') return token(request);
      return what === 'authorize' && request.method === 'GET' ? authorize(request) : { status: 404 };
    },
    accepts(authorization) {
      const entry = issued.get(/^Bearer (\S+)$/.exec(authorization ?? '')?.[1] ?? '');
      if (entry === undefined || entry.until < state.clock.monotonic() || state.faults.has('idp-token-dead')) return false;
      entry.used += 1;
      return !(state.faults.has('idp-token-dies') && entry.used > earlyDeath);
    },
    revokeAll: () => issued.clear(),
  };
}
