// Access tokens by OAuth 2.0 client credentials (RFC 6749 4.4) or a static bearer token. A token lives in memory only.
import type { Exchange, NetworkFailure } from '../../../contract/common.ts';

export type TokenTrouble =
  /** No answer: see the failure's layer. */
  | { readonly kind: 'network'; readonly failure: NetworkFailure }
  /** The server answered an OAuth error object, or a refusal without one (403 with an empty body). */
  | { readonly kind: 'refused'; readonly status: number; readonly error?: string; readonly description?: string }
  /** 404, 405 or 415: the address or the form is wrong. */
  | { readonly kind: 'wrong-endpoint'; readonly status: number }
  /** Not JSON (an HTML page), or JSON without access_token. */
  | { readonly kind: 'unreadable'; readonly status: number; readonly contentType: string; readonly excerpt: string }
  | { readonly kind: 'server-error'; readonly status: number }
  /** No secret is set, or the keychain refused to give it. */
  | { readonly kind: 'no-secret'; readonly why: string };

export interface AccessToken {
  readonly value: string;
  /** As the server wrote it, e.g. `bearer`. */
  readonly tokenType: string;
  /** Seconds; undefined when the server did not say. */
  readonly expiresIn?: number;
  /** Oddities that were tolerated: `expires_in` as a string, lower-case `token_type`, no `token_type`. */
  readonly tolerated: readonly string[];
  readonly obtainedAt: string;
  readonly scope?: string;
}

export type TokenResult =
  | { readonly kind: 'token'; readonly token: AccessToken; readonly exchange?: Exchange }
  | { readonly kind: 'trouble'; readonly trouble: TokenTrouble; readonly exchange?: Exchange };

export interface TokenSource {
  /** The current token; fetched once for concurrent callers, renewed before it expires. */
  get(options?: { readonly stepId?: string; readonly signal?: AbortSignal }): Promise<TokenResult>;
  /** Says that this token was answered 401: the next `get` fetches a new one (only if it is still the current one). */
  reject(token: AccessToken): void;
}
