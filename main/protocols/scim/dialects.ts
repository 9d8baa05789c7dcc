// The dialects: for each identity provider the exact requests it sends, as pure functions with their words and their source.
// Nothing is sent from here. A change is either one request, or one made from the resource as it stands (`needsCurrent`).
import type { DialectName, Idp, Source } from '../../../contract/common.ts';
import { entra, entraOnDemand } from './dialect-entra.ts';
import { oktaPatch, oktaPut } from './dialect-okta.ts';
import type { JsonObject } from './types.ts';

/** One request, relative to the SCIM base URL. */
export interface DialectRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: JsonObject;
  /** What it is, in the administrator's words: "Entra looks for the person by externalId". */
  readonly words: string;
  readonly source: Source;
}

export type DialectChange =
  | { readonly needsCurrent: false; readonly request: DialectRequest }
  /** The provider reads the resource first and sends all of it back. */
  | { readonly needsCurrent: true; readonly read: DialectRequest; readonly request: (current: JsonObject) => DialectRequest };

export interface Person {
  readonly userName: string;
  readonly externalId: string;
  readonly displayName: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly email: string;
  /** Okta sends a random one with a new person; left out when not given. */
  readonly password?: string;
}

export interface GroupMember {
  /** The server's id of the person. */
  readonly id: string;
  readonly userName: string;
}

export type MatchingAttribute = 'externalId' | 'userName';

export interface Dialect {
  readonly name: DialectName;
  readonly idp: Idp;
  /** For people, after "the requests are those of": "Entra ID’s scheduled sync, ...". */
  readonly title: string;
  /** When this dialect is spoken, in one sentence. */
  readonly about: string;
  /** What it sends to test the connection. `unmatched` is a value that nobody has. */
  probe(input: { readonly attribute: MatchingAttribute; readonly unmatched: string }): readonly DialectRequest[];
  matchUser(input: { readonly attribute: MatchingAttribute; readonly value: string }): DialectRequest;
  createUser(person: Person): DialectRequest;
  readUser(input: { readonly id: string }): DialectRequest;
  changeNames(input: { readonly id: string; readonly displayName: string; readonly givenName: string; readonly familyName: string }): DialectChange;
  renameUser(input: { readonly id: string; readonly userName: string }): DialectChange;
  disableUser(input: { readonly id: string }): DialectChange;
  enableUser(input: { readonly id: string }): DialectChange;
  deleteUser(input: { readonly id: string }): DialectRequest;
  matchGroup(input: { readonly displayName: string }): DialectRequest;
  /** Always without members: they follow in requests of their own. */
  createGroup(input: { readonly displayName: string; readonly externalId: string }): DialectRequest;
  readGroup(input: { readonly id: string }): DialectRequest;
  /** All of them in one request. */
  addMembers(input: { readonly id: string; readonly members: readonly GroupMember[] }): DialectChange;
  removeMember(input: { readonly id: string; readonly member: GroupMember }): DialectChange;
  renameGroup(input: { readonly id: string; readonly displayName: string }): DialectChange;
  deleteGroup(input: { readonly id: string }): DialectRequest;
}

export const dialects = {
  entra,
  'entra-on-demand': entraOnDemand,
  'okta-put': oktaPut,
  'okta-patch': oktaPatch,
} as const satisfies Record<DialectName, Dialect>;
