// Reading JSON from an identity provider's API: what one read gives, and how a list can end. No logic.
import type { Exchange, NetworkFailure } from '../../../contract/common.ts';
import type { TokenTrouble } from '../oauth/types.ts';
import type { Json, JsonObject } from '../scim/types.ts';

export type { Json, JsonObject };

export type ReadTrouble =
  | { readonly kind: 'cancelled' }
  /** No token, so nothing was sent. */
  | { readonly kind: 'token'; readonly trouble: TokenTrouble }
  | { readonly kind: 'network'; readonly failure: NetworkFailure }
  /** 401 with a fresh token. */
  | { readonly kind: 'unauthorized'; readonly detail: ApiError }
  /** 403: what is asked for is there, and not for this client. */
  | { readonly kind: 'not-permitted'; readonly detail: ApiError }
  | { readonly kind: 'not-found'; readonly detail: ApiError }
  /** 429 that asks to wait longer than anybody would; seconds when it says how long. */
  | { readonly kind: 'throttled'; readonly seconds?: number }
  | { readonly kind: 'refused'; readonly status: number; readonly detail: ApiError }
  | { readonly kind: 'server-error'; readonly status: number; readonly detail: ApiError }
  | { readonly kind: 'unreadable'; readonly status: number; readonly contentType: string; readonly excerpt: string };

/** What the API says about its refusal, capped; empty texts when it says nothing. */
export interface ApiError {
  readonly code: string;
  readonly message: string;
  /** Names this one refusal to the API's own support. */
  readonly instanceId?: string;
}

export type ReadResult =
  | { readonly kind: 'read'; readonly json: Json; readonly header: (name: string) => string | undefined; readonly exchange: Exchange }
  | { readonly kind: 'trouble'; readonly trouble: ReadTrouble; readonly exchange?: Exchange };

export interface ReadOptions {
  readonly purpose: string;
  readonly stepId?: string;
  readonly signal?: AbortSignal;
  readonly headers?: Readonly<Record<string, string>>;
  /** What the read costs of the API's budget; 1 unless given. */
  readonly cost?: number;
  /** Sent by POST: for reads that are asked that way (`$batch`, `getBatch`, `search`). */
  readonly body?: JsonObject | readonly JsonObject[];
}

export interface RestReader {
  /** Reads an absolute URL of the API's own origin; any other is refused before a credential goes there. */
  read(url: string, options: ReadOptions): Promise<ReadResult>;
  readonly origin: string;
}

/** One page of a list as the API gave it. */
export interface Page {
  readonly items: readonly JsonObject[];
  /** Absolute address of the next page. */
  readonly next?: string;
  /** How many there are in all, when the API says so. */
  readonly expected?: number;
}

export type ListFault =
  /** The next page was an earlier one again, or held nothing but what had come before. */
  | { readonly kind: 'repeats'; readonly read: number }
  /** No further page, though the API had said that there are more. */
  | { readonly kind: 'ended-early'; readonly read: number; readonly expected: number }
  /** The next page was said to be on another host: not followed. */
  | { readonly kind: 'elsewhere'; readonly host: string; readonly read: number };

export type ListEnd =
  | { readonly kind: 'whole'; readonly read: number }
  | { readonly kind: 'faulty'; readonly fault: ListFault }
  | { readonly kind: 'trouble'; readonly trouble: ReadTrouble; readonly read: number; readonly exchange?: Exchange };
