// What is known about one conflict when its cause is judged: the message, the target's users, Foundry's own record, the directory, the mapping.
// Plain data. What was not asked says why: it never counts as an answer.
import type { DirectoryUser } from '../../../contract/directory.ts';
import type { ConflictMessage } from './read-messages.ts';

export type Conflict = Pick<ConflictMessage, 'username' | 'providerUserId' | 'existingUserId' | 'existingProviderUserId'>;

/** `answered` with nobody found is an answer. */
export type Asked<T> = { readonly kind: 'answered'; readonly found: readonly T[] } | { readonly kind: 'not asked'; readonly why: string };

/** A user as the target's SCIM server shows it. */
export interface TargetUser {
  readonly id: string;
  readonly userName: string;
  readonly externalId: string | null;
  readonly displayName: string | null;
  /** Null when the server does not say. */
  readonly active: boolean | null;
  /** ISO 8601; null when the server does not say. */
  readonly created: string | null;
  readonly groups: readonly string[];
}

/** A user as Foundry's admin API shows it. */
export interface AdminUser {
  readonly id: string;
  readonly username: string;
  readonly realm: string | null;
  readonly status: string | null;
  readonly organization: string | null;
  /** Null: none is recorded; undefined: not permitted to see. */
  readonly providerId: string | null | undefined;
}

/** A person of the directory who holds one of the conflict's values, and what the mapping would send for them (null: nothing, or not known). */
export interface DirectoryPerson {
  readonly user: DirectoryUser;
  readonly sentExternalId: string | null;
  readonly sentUserName: string | null;
}

export interface DirectoryView {
  readonly name: string;
  readonly provider: 'entra' | 'okta';
  /** Every person was read: absence means something. */
  readonly complete: boolean;
  readonly people: readonly DirectoryPerson[];
  /** From older snapshots of the same directory. */
  readonly earlier: readonly DirectoryUser[];
}

export interface Evidence {
  readonly conflict: Conflict;
  readonly byUserName: Asked<TargetUser>;
  /** Whose externalId is the value that single sign-on sends. */
  readonly byExternalId: Asked<TargetUser>;
  /** With the user ID of the message; SCIM's id and Foundry's user ID may be the same. */
  readonly byId: Asked<TargetUser>;
  readonly admin: Asked<AdminUser>;
  /** Of the connection's SCIM URL; null when there is none. */
  readonly realm: string | null;
  readonly directory: DirectoryView | null;
  /** How externalId and Provider ID are made, in the words of the mapping; null when not known. */
  readonly mapping: { readonly externalId: string; readonly providerId: string } | null;
}

export const nothingAsked = (why: string): Asked<never> => ({ kind: 'not asked', why });

/** A conflict with nothing but its message. */
export const onlyTheMessage = (conflict: Conflict): Evidence => ({
  conflict,
  byUserName: nothingAsked('No connection was chosen.'),
  byExternalId: nothingAsked('No connection was chosen.'),
  byId: nothingAsked('No connection was chosen.'),
  admin: nothingAsked('Foundry’s admin API was not asked.'),
  realm: null,
  directory: null,
  mapping: null,
});

export const foundIn = <T>(asked: Asked<T>): readonly T[] => (asked.kind === 'answered' ? asked.found : []);
export const nobodyIn = (asked: Asked<unknown>): boolean => asked.kind === 'answered' && asked.found.length === 0;

/** The account that holds the user name in the target, as far as it was seen. */
export const existingAccount = ({ byId, byUserName, conflict }: Evidence): TargetUser | undefined =>
  foundIn(byId)[0] ?? foundIn(byUserName).find(({ id }) => id === conflict.existingUserId) ?? foundIn(byUserName)[0];
