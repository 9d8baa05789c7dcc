// One SCIM request as the engine sees it, and its answer. HTTP stays outside.
import type { Json, JsonObject } from '../json.ts';
import type { World } from '../state/world.ts';
import { ScimError } from './errors.ts';

export interface Call {
  readonly method: string;
  /** Parts of the path below the SCIM base: `['Users', '<id>']`. */
  readonly path: readonly string[];
  readonly query: URLSearchParams;
  readonly body?: Json;
  readonly ifMatch?: string;
  readonly ifNoneMatch?: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: JsonObject;
}

export interface Scim {
  readonly world: World;
  readonly baseUrl: string;
}

const opaque = (tag: string): string => tag.trim().replace(/^W\//, '');

function lists(header: string, version: string): boolean {
  return header.trim() === '*' || header.split(',').some((tag) => opaque(tag) === opaque(version));
}

/** 412 when If-Match names another version than the present one (RFC 7644 3.14). */
export function requireMatch(call: Call, version: string): void {
  if (call.ifMatch !== undefined && !lists(call.ifMatch, version)) {
    throw new ScimError(412, 'The resource has changed since it was read: its version is not the one in If-Match.');
  }
}

/** Whether a read may be answered 304. */
export const isUnchanged = (call: Call, version: string): boolean => call.ifNoneMatch !== undefined && lists(call.ifNoneMatch, version);

export function methodNotAllowed(allow: readonly string[]): ScimError {
  return new ScimError(405, `Only ${allow.join(', ')} can be used here.`, undefined, { allow: allow.join(', ') });
}
