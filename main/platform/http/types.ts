// What the one HTTP client promises. Every request of the app goes through it; it never throws for what the network or a server did.
import type { Exchange, HeaderList, NetworkFailure } from '../../../contract/common.ts';
import type { Redactor } from '../redact/redact.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface HttpRequest {
  readonly method: Method;
  readonly url: string;
  /** Names as they shall go over the wire. `Authorization` values and the secrets registered with the client never reach a recorded exchange. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Why it is sent, in words; kept on the exchange. */
  readonly purpose: string;
  /** The step it belongs to, when inside a run. */
  readonly stepId?: string;
  readonly signal?: AbortSignal;
  /** `idempotent` (default for GET): retried at most 3 times with backoff and jitter, on connection loss, 429, 502, 503, 504. `never`: once. */
  readonly retry?: 'idempotent' | 'never';
}

export type HttpResult =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly statusText: string;
      readonly headers: HeaderList;
      /** First value of a header, any case. */
      readonly header: (name: string) => string | undefined;
      /** The whole body as text (UTF-8), at most the client's limit. */
      readonly text: string;
      readonly exchange: Exchange;
    }
  | { readonly kind: 'failed'; readonly failure: NetworkFailure; readonly exchange: Exchange };

export interface HttpLimits {
  readonly connectMs: number;
  readonly answerMs: number;
  readonly bodyBytes: number;
}

export const defaultLimits: HttpLimits = { connectMs: 10_000, answerMs: 30_000, bodyBytes: 20 * 1024 * 1024 };

/** The proxy for an address: `DIRECT`, or `http://host:port` (user info allowed, redacted everywhere). */
export type ProxyFor = (url: string) => Promise<string>;

/** Like dns.lookup with `all: true`; injectable, so that a missing name can be tried without a network. */
export type Lookup = (host: string) => Promise<readonly { readonly address: string; readonly family: 4 | 6 }[]>;

/**
 * What a request that waited in vain means for those after it. `each-request`: nothing, each waits as long. `until-in-vain`: none of them
 * waits for a server that asks to slow down, so that a run ends while somebody looks at it.
 */
export type Patience = 'each-request' | 'until-in-vain';

export interface HttpClientOptions {
  readonly limits?: Partial<HttpLimits>;
  readonly proxyFor?: ProxyFor;
  readonly lookup?: Lookup;
  /** PEM texts trusted beside Node's own and the system's roots. */
  readonly extraRoots?: readonly string[];
  /** Texts that must never be recorded, in any encoding: client secret, bearer token. More can be added with `hide`. */
  readonly secrets?: readonly string[];
  /** Whose secrets are removed beside these, and who learns these: the app's. A redactor of its own unless given. */
  readonly redactor?: Redactor;
  /** Called once an exchange, in order, retries included. */
  readonly record?: (exchange: Exchange) => void;
  readonly userAgent?: string;
  /** `each-request` unless given. */
  readonly patience?: Patience;
}

export interface HttpClient {
  send(request: HttpRequest): Promise<HttpResult>;
  /** From now on this text is removed from whatever is recorded (an access token just received). */
  hide(secret: string): void;
  /** Closes kept connections. */
  close(): void;
}
