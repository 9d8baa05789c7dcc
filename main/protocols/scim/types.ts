// The SCIM 2.0 client's forms (RFC 7643, RFC 7644): a tolerant reader and a strict writer.
import type { Exchange, NetworkFailure } from '../../../contract/common.ts';
import type { TokenTrouble } from '../oauth/types.ts';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };
export type ScimResourceType = 'Users' | 'Groups';

/** A SCIM error body (RFC 7644 3.12), read tolerantly; also Foundry's platform errors (`errorCode`, `errorName`, `errorInstanceId`). */
export interface ScimErrorBody {
  readonly status?: number;
  readonly scimType?: string;
  readonly detail?: string;
  readonly errorName?: string;
  readonly errorInstanceId?: string;
}

/** Something the reader accepted though the RFC says otherwise; each becomes evidence, never a crash. */
export type Tolerance =
  | 'content-type-application-json'
  | 'content-type-missing'
  | 'content-type-other'
  | 'resources-missing'
  | 'resources-lower-case'
  | 'status-as-number'
  | 'patch-without-body-200'
  | 'total-results-as-string'
  | 'location-missing'
  | 'schemas-missing';

export interface ScimAnswer {
  readonly kind: 'answered';
  readonly status: number;
  readonly contentType: string;
  /** The parsed body; undefined when there was none. */
  readonly json?: Json;
  /** Set when there was a body that could not be parsed as JSON: why, and its first 200 characters. */
  readonly unreadable?: { readonly why: string; readonly excerpt: string };
  readonly error?: ScimErrorBody;
  readonly etag?: string;
  readonly location?: string;
  readonly tolerated: readonly Tolerance[];
  readonly exchange: Exchange;
}

export type ScimResult =
  | ScimAnswer
  | { readonly kind: 'failed'; readonly failure: NetworkFailure; readonly exchange: Exchange }
  /** No token could be had, so nothing was sent. */
  | { readonly kind: 'no-token'; readonly trouble: TokenTrouble };

export interface ScimPage {
  readonly resources: readonly JsonObject[];
  readonly totalResults: number;
  readonly startIndex?: number;
  readonly itemsPerPage?: number;
}

export interface ScimCallOptions {
  readonly stepId?: string;
  readonly purpose: string;
  readonly signal?: AbortSignal;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface ScimClient {
  /** `path` is relative to the SCIM base URL, e.g. `Users/123`; `query` is encoded by the client. */
  request(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    options: ScimCallOptions & { readonly query?: Readonly<Record<string, string>>; readonly body?: JsonObject },
  ): Promise<ScimResult>;
  /** Sends with this token instead of the current one (the altered-token step). */
  requestWithToken(token: string, method: 'GET', path: string, options: ScimCallOptions): Promise<ScimResult>;
}
