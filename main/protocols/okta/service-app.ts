// Sign-in as an API Services app: a token by client credentials, proven with a signed assertion (private_key_jwt, RFC 7523), and bound to a
// key of this run (DPoP, RFC 9449), whose nonce the server may ask for. Keys live in memory only; the private key is never sent.
import { createHash } from 'node:crypto';
import { type CryptoKey, exportJWK, generateKeyPair, importJWK, importPKCS8, type JWK, SignJWT } from 'jose';
import type { HttpClient, HttpResult } from '../../platform/http/types.ts';
import type { Clock, Random } from '../../platform/ports.ts';
import { readTokenAnswer } from '../oauth/read-token.ts';
import type { SecretAnswer } from '../oauth/token-source.ts';
import type { AccessToken, TokenTrouble } from '../oauth/types.ts';
import type { Sign } from '../rest/reader.ts';

export interface ServiceAppOptions {
  readonly http: HttpClient;
  readonly clock: Clock;
  readonly random: Random;
  /** The organization's address, without a slash at its end. */
  readonly base: string;
  readonly clientId: string;
  readonly scopes: readonly string[];
  /** The private key as JWK (JSON) or PEM (PKCS 8). */
  readonly readKey: () => Promise<SecretAnswer>;
}

interface Key {
  readonly key: CryptoKey | Uint8Array;
  readonly alg: string;
  readonly kid?: string;
}

const algorithms: Readonly<Record<string, string>> = { RSA: 'RS256', 'P-256': 'ES256', 'P-384': 'ES384', 'P-521': 'ES512' };

/** Undefined when the text is no private key that can sign. */
export async function readPrivateKey(text: string): Promise<Key | undefined> {
  try {
    if (text.trimStart().startsWith('{')) {
      const jwk = JSON.parse(text) as JWK;
      const alg = jwk.alg ?? algorithms[jwk.crv ?? jwk.kty ?? ''];
      if (alg === undefined || jwk.d === undefined) return undefined;
      return { key: await importJWK(jwk, alg), alg, ...(jwk.kid === undefined ? {} : { kid: jwk.kid }) };
    }
    return { key: await importPKCS8(text, 'RS256'), alg: 'RS256' };
  } catch {
    // jose throws for whatever is no key; which of its reasons it was helps nobody who pastes a key.
    return undefined;
  }
}

const renewBeforeMs = 60_000;
const seconds = (clock: Clock): number => Math.floor(Date.parse(clock.now()) / 1000);

/** What a DPoP server answers when it wants its nonce in the proof. */
const nonceIn = (answer: Extract<HttpResult, { kind: 'answered' }>): string | undefined => answer.header('dpop-nonce');

type Fetched = { readonly kind: 'token'; readonly token: AccessToken } | { readonly kind: 'trouble'; readonly trouble: TokenTrouble };

export function signAsServiceApp(options: ServiceAppOptions): Sign {
  const { http, clock, random, base, clientId, scopes } = options;
  const tokenUrl = `${base}/oauth2/v1/token`;
  let proofKey: Promise<{ readonly key: CryptoKey; readonly jwk: JWK }> | undefined;
  let nonce: string | undefined;
  let held: { readonly token: AccessToken; readonly until: number } | undefined;

  const ownKey = (): Promise<{ readonly key: CryptoKey; readonly jwk: JWK }> => {
    proofKey ??= generateKeyPair('ES256', { extractable: true }).then(async ({ privateKey, publicKey }) => ({
      key: privateKey,
      jwk: await exportJWK(publicKey),
    }));
    return proofKey;
  };

  async function proof(method: string, url: string, more: Readonly<Record<string, string>>): Promise<string> {
    const { key, jwk } = await ownKey();
    return new SignJWT({ htm: method, htu: url.replace(/[?#].*$/s, ''), ...more })
      .setProtectedHeader({ typ: 'dpop+jwt', alg: 'ES256', jwk })
      .setIssuedAt(seconds(clock))
      .setJti(random.uuid())
      .sign(key);
  }

  async function assertion({ key, alg, kid }: Key): Promise<string> {
    return new SignJWT({})
      .setProtectedHeader({ alg, ...(kid === undefined ? {} : { kid }) })
      .setIssuer(clientId)
      .setSubject(clientId)
      .setAudience(tokenUrl)
      .setIssuedAt(seconds(clock))
      .setExpirationTime(seconds(clock) + 300)
      .setJti(random.uuid())
      .sign(key);
  }

  async function fetchToken(call: Parameters<Sign>[1]): Promise<Fetched> {
    const secret = await options.readKey();
    if (secret.kind === 'none') return { kind: 'trouble', trouble: { kind: 'no-secret', why: secret.why } };
    http.hide(secret.value);
    const key = await readPrivateKey(secret.value);
    if (key === undefined)
      return {
        kind: 'trouble',
        trouble: { kind: 'no-secret', why: 'What was entered is no private key: give it as JWK (JSON) or as PEM (PKCS 8).' },
      };
    for (let attempt = 1; ; attempt += 1) {
      const form = new URLSearchParams({
        grant_type: 'client_credentials',
        scope: scopes.join(' '),
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: await assertion(key),
      });
      const answer = await http.send({
        method: 'POST',
        url: tokenUrl,
        headers: {
          Accept: 'application/json',
          'Content-Type': 'application/x-www-form-urlencoded',
          DPoP: await proof('POST', tokenUrl, nonce === undefined ? {} : { nonce }),
        },
        body: form.toString(),
        purpose: 'token request',
        retry: 'never',
        ...call,
      });
      if (answer.kind === 'failed') return { kind: 'trouble', trouble: { kind: 'network', failure: answer.failure } };
      const asked = nonceIn(answer);
      if (answer.status === 400 && asked !== undefined && asked !== nonce && attempt === 1) {
        nonce = asked;
        continue;
      }
      const read = readTokenAnswer(answer, clock.now());
      if ('trouble' in read) return { kind: 'trouble', trouble: read.trouble };
      http.hide(read.token.value);
      return { kind: 'token', token: read.token };
    }
  }

  return async ({ method, url }, call) => {
    if (held === undefined || clock.monotonic() >= held.until) {
      const fetched = await fetchToken(call);
      if (fetched.kind === 'trouble') return fetched;
      const lifeMs = (fetched.token.expiresIn ?? 3600) * 1000;
      held = { token: fetched.token, until: clock.monotonic() + lifeMs - Math.min(renewBeforeMs, lifeMs / 10) };
    }
    const { token } = held;
    const bound = token.tokenType.toLowerCase() === 'dpop';
    const ath = createHash('sha256').update(token.value).digest('base64url');
    return {
      kind: 'signed',
      headers: bound
        ? { Authorization: `DPoP ${token.value}`, DPoP: await proof(method, url, { ath, ...(nonce === undefined ? {} : { nonce }) }) }
        : { Authorization: `Bearer ${token.value}` },
      refused: (answer) => {
        const asked = nonceIn(answer);
        if (asked !== undefined && asked !== nonce) nonce = asked;
        else if (held?.token === token) held = undefined;
        return 'renewable';
      },
    };
  };
}

/** Sign-in by an API token, which nobody renews. */
export function signWithApiToken(http: HttpClient, readToken: () => Promise<SecretAnswer>): Sign {
  return async () => {
    const secret = await readToken();
    if (secret.kind === 'none') return { kind: 'trouble', trouble: { kind: 'no-secret', why: secret.why } };
    http.hide(secret.value);
    return { kind: 'signed', headers: { Authorization: `SSWS ${secret.value}` }, refused: () => 'final' };
  };
}
