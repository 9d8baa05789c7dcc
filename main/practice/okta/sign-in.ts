// The Okta twin's sign-in: API tokens (SSWS), and a service app with private_key_jwt whose tokens are bound to a key (DPoP, RFC 9449); the
// token endpoint asks for its nonce first, as Okta does for new apps.
import { createHash, randomBytes } from 'node:crypto';
import { calculateJwkThumbprint, EmbeddedJWK, exportJWK, generateKeyPair, type JWK, jwtVerify } from 'jose';
import type { TwinAnswer, TwinRequest } from '../twins/http.ts';
import type { TwinState } from '../twins/state.ts';
import { oktaRefusal } from './errors.ts';

export interface OktaCredentials {
  readonly apiToken: string;
  readonly clientId: string;
  /** The private key as JWK text, as Okta's console gives it. */
  readonly privateKey: string;
  readonly publicKey: JWK;
}

export async function newOktaCredentials(): Promise<OktaCredentials> {
  const pair = await generateKeyPair('ES256', { extractable: true });
  const kid = randomBytes(8).toString('hex');
  return {
    apiToken: `00${randomBytes(30).toString('base64url')}`,
    clientId: `0oa${randomBytes(12).toString('hex').slice(0, 17)}`,
    privateKey: JSON.stringify({ ...(await exportJWK(pair.privateKey)), kid, alg: 'ES256', use: 'sig' }),
    publicKey: { ...(await exportJWK(pair.publicKey)), kid, alg: 'ES256' },
  };
}

export interface OktaSignIn {
  token(request: TwinRequest): Promise<TwinAnswer>;
  /** Undefined when the request may go on. */
  refuse(request: TwinRequest): Promise<TwinAnswer | undefined>;
  revokeAll(): void;
}

const earlyDeath = 4;
const lifetimeSeconds = 3600;
const refuse = (status: number, error: string, description: string, headers: Readonly<Record<string, string>> = {}): TwinAnswer => ({
  status,
  headers,
  body: { error, error_description: description },
});

interface Proof {
  readonly thumbprint: string;
  readonly claims: Readonly<Record<string, unknown>>;
}

export function oktaSignIn(own: OktaCredentials, state: TwinState): OktaSignIn {
  const issued = new Map<string, { readonly thumbprint: string; used: number }>();
  let nonce = randomBytes(8).toString('hex');

  async function readProof(request: TwinRequest, url: string): Promise<Proof | undefined> {
    try {
      const { payload, protectedHeader } = await jwtVerify(request.header('dpop') ?? '', EmbeddedJWK, { typ: 'dpop+jwt' });
      if (payload.htm !== request.method || payload.htu !== url) return undefined;
      return { thumbprint: await calculateJwkThumbprint(protectedHeader.jwk ?? {}), claims: payload };
    } catch {
      return undefined;
    }
  }

  async function isSigned(assertion: string, audience: string): Promise<boolean> {
    try {
      const { payload } = await jwtVerify(assertion, own.publicKey, {
        issuer: own.clientId,
        subject: own.clientId,
        audience,
        currentDate: new Date(state.clock.now()),
      });
      return payload.jti !== undefined;
    } catch {
      return false;
    }
  }

  return {
    async token(request) {
      const url = `${request.base}/oauth2/v1/token`;
      const form = new URLSearchParams(request.body);
      if (form.get('grant_type') !== 'client_credentials') return refuse(400, 'unsupported_grant_type', 'The grant type is not supported.');
      const proof = await readProof(request, url);
      if (proof === undefined) return refuse(400, 'invalid_dpop_proof', 'The DPoP proof JWT header is missing.');
      if (proof.claims.nonce !== nonce)
        return refuse(400, 'use_dpop_nonce', 'Authorization server requires nonce in DPoP proof.', { 'dpop-nonce': nonce });
      if (state.faults.has('idp-secret-wrong') || !(await isSigned(form.get('client_assertion') ?? '', url)))
        return refuse(401, 'invalid_client', 'The client_assertion signature is invalid.');
      const token = randomBytes(32).toString('base64url');
      issued.set(token, { thumbprint: proof.thumbprint, used: 0 });
      return { status: 200, body: { token_type: 'DPoP', expires_in: lifetimeSeconds, access_token: token, scope: form.get('scope') ?? '' } };
    },
    async refuse(request) {
      const invalid = oktaRefusal(401, 'E0000011', 'Invalid token provided');
      const [scheme = '', value = ''] = (request.header('authorization') ?? '').split(' ');
      if (state.faults.has('idp-token-dead')) return invalid;
      if (scheme === 'SSWS') return value === own.apiToken && !state.faults.has('idp-secret-wrong') ? undefined : invalid;
      const entry = scheme === 'DPoP' ? issued.get(value) : undefined;
      if (entry === undefined) return invalid;
      const proof = await readProof(request, `${request.base}/${request.parts.map(encodeURIComponent).join('/')}`);
      const ath = createHash('sha256').update(value).digest('base64url');
      if (proof === undefined || proof.thumbprint !== entry.thumbprint || proof.claims.ath !== ath) return invalid;
      entry.used += 1;
      return state.faults.has('idp-token-dies') && entry.used > earlyDeath ? invalid : undefined;
    },
    revokeAll: () => {
      issued.clear();
      nonce = randomBytes(8).toString('hex');
    },
  };
}
