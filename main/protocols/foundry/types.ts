// What the client of Foundry's admin API offers: reads, and nothing but reads. No logic.
import type { Exchange } from '../../../contract/common.ts';
import type { FoundryGroup, FoundryOrganization, FoundryProvider, FoundryUser, ProviderLink } from '../../../contract/foundry.ts';
import type { ListEnd, ReadTrouble } from '../rest/types.ts';

export interface FoundryCall {
  /** The step of the run that asks. */
  readonly stepId?: string;
  readonly signal?: AbortSignal;
}

export type FoundryAnswer<T> =
  | { readonly kind: 'read'; readonly value: T; readonly exchange?: Exchange }
  | { readonly kind: 'trouble'; readonly trouble: ReadTrouble; readonly exchange?: Exchange };

export type UserAnswer = { readonly kind: 'user'; readonly user: FoundryUser } | { readonly kind: 'deleted' } | { readonly kind: 'no-user' };

export interface GroupMemberRow {
  readonly id: string;
  readonly type: 'user' | 'group' | 'unknown';
}

/** `direct` unless `all`: with those of groups in groups. */
export type Reach = 'direct' | 'all';

export interface FoundryClient {
  user(id: string, call?: FoundryCall): Promise<FoundryAnswer<UserAnswer>>;
  /** Any number of users, 500 in a request; by id. Users that do not exist, are deleted or may not be seen are not in the answer. */
  users(ids: readonly string[], call?: FoundryCall): Promise<FoundryAnswer<ReadonlyMap<string, FoundryUser>>>;
  /** Every user, page by page; deleted ones only when asked for. Items that cannot be read are left out of `take` and count in the end's `read`. */
  listUsers(call: FoundryCall & { readonly deleted?: 'too'; readonly take: (users: readonly FoundryUser[]) => Promise<void> }): Promise<ListEnd>;
  /** Users whose username, given name or family name begins with the text, without case; never deleted ones. */
  searchUsers(text: string, call: FoundryCall & { readonly take: (users: readonly FoundryUser[]) => Promise<void> }): Promise<ListEnd>;
  /** Which Provider ID a user is linked by. */
  providerLink(userId: string, call?: FoundryCall): Promise<FoundryAnswer<ProviderLink>>;
  /**
   * The same of many, some at a time. `take` gets each answer once, in any order; what stops one request stops all (no token, no network, cancelled)
   * and is returned. A user that may not be seen is given to `take` as trouble and stops nothing.
   */
  providerLinks(
    userIds: readonly string[],
    call: FoundryCall & { readonly take: (userId: string, answer: FoundryAnswer<ProviderLink>) => void },
  ): Promise<{ readonly kind: 'all' } | { readonly kind: 'stopped'; readonly trouble: ReadTrouble }>;
  /** Null: there is none by this ID that this client may see. */
  group(id: string, call?: FoundryCall): Promise<FoundryAnswer<FoundryGroup | null>>;
  groups(ids: readonly string[], call?: FoundryCall): Promise<FoundryAnswer<ReadonlyMap<string, FoundryGroup>>>;
  listGroups(call: FoundryCall & { readonly take: (groups: readonly FoundryGroup[]) => Promise<void> }): Promise<ListEnd>;
  searchGroups(text: string, call: FoundryCall & { readonly take: (groups: readonly FoundryGroup[]) => Promise<void> }): Promise<ListEnd>;
  groupMembers(
    groupId: string,
    call: FoundryCall & { readonly reach?: Reach; readonly take: (rows: readonly GroupMemberRow[]) => Promise<void> },
  ): Promise<ListEnd>;
  /** Ids of the groups a user is in. */
  membershipsOf(
    userId: string,
    call: FoundryCall & { readonly reach?: Reach; readonly take: (groupIds: readonly string[]) => Promise<void> },
  ): Promise<ListEnd>;
  /** The identity provider's ID of a group; null when it has none. */
  groupProviderId(groupId: string, call?: FoundryCall): Promise<FoundryAnswer<string | null>>;
  /** Null: there is none by this RID that this client may see. */
  organization(rid: string, call?: FoundryCall): Promise<FoundryAnswer<FoundryOrganization | null>>;
  /** Authentication providers of the enrollment given, or of the one the credential belongs to. */
  authenticationProviders(call?: FoundryCall): Promise<FoundryAnswer<readonly FoundryProvider[]>>;
}
