// What a snapshot's file promises. One snapshot is one SQLite file in the data folder's `snapshots` (0600): user and group rows in
// pages, memberships as compressed rows in blobs that analysis reads without a query. Written under a temporary name and renamed when
// whole, so there is never half a snapshot. Synchronous: it lives in a worker thread.
import type {
  AsideRow,
  Coverage,
  DirectoryAssignment,
  DirectoryGroup,
  DirectorySource,
  DirectoryUser,
  GroupRow,
  MemberType,
  Snapshot,
  UserRow,
} from '../../../../contract/directory.ts';

import type { UnfinishedReads } from './unfinished.ts';

export interface SnapshotHead {
  readonly id: string;
  readonly name: string;
  readonly source: DirectorySource;
  readonly vantage: Snapshot['vantage'];
  readonly connectionId: string | null;
  readonly practice: boolean;
  /** ISO 8601. */
  readonly takenAt: string;
}

/** Bytes `[from, to)`. */
export interface ByteRange {
  readonly from: number;
  readonly to: number;
}

export interface SnapshotWriter {
  user(user: DirectoryUser): 'added' | 'repeated';
  group(group: DirectoryGroup): 'added' | 'repeated';
  /** Members may come before their groups and people; they are resolved at commit. */
  membership(groupId: string, memberId: string, memberType: MemberType): void;
  /** The same for ids in UTF-8, without a string for each of millions of rows. The ranges are read at once and may be used again. */
  membershipBytes(bytes: Uint8Array, group: ByteRange, member: ByteRange, memberType: MemberType): void;
  assignment(assignment: DirectoryAssignment): void;
  aside(row: AsideRow): void;
  /** Makes the snapshot visible; everything before it can still be dropped. */
  commit(end: {
    readonly coverage: readonly Coverage[];
    readonly notes: readonly string[];
    /** The source's own note of the moment from which changes can be asked for. */
    readonly mark?: string | undefined;
  }): Snapshot;
  drop(): void;
}

/** Structurally the domain's MembershipGraph; its arrays stand in shared memory. */
export interface SnapshotGraph {
  readonly userCount: number;
  readonly groupCount: number;
  readonly people: { readonly start: Uint32Array; readonly items: Uint32Array };
  readonly children: { readonly start: Uint32Array; readonly items: Uint32Array };
  readonly userFlags: Uint8Array;
  readonly groupFlags: Uint8Array;
}

export interface PageQuery<F extends string> {
  readonly search: string;
  readonly filter: F;
  readonly offset: number;
  readonly limit: number;
}

export interface SnapshotReader {
  readonly snapshot: Snapshot;
  /** As it was given at commit; null when the source gave none. */
  mark(): string | null;
  graph(): SnapshotGraph;
  users(query: PageQuery<'all' | 'enabled' | 'disabled' | 'guests' | 'no-mail' | 'assigned'>): {
    readonly rows: readonly UserRow[];
    readonly total: number;
  };
  groups(query: PageQuery<'all' | 'assigned' | 'nested' | 'dynamic' | 'not-assignable'>): {
    readonly rows: readonly GroupRow[];
    readonly total: number;
  };
  aside(query: { readonly offset: number; readonly limit: number }): { readonly rows: readonly AsideRow[]; readonly total: number };
  /** By position in the graph; in the order asked for. */
  usersAt(indexes: readonly number[]): readonly UserRow[];
  groupsAt(indexes: readonly number[]): readonly GroupRow[];
  /** Position of a user by id, userName or mail (without case), of a group by id or displayName (without case): all that match. */
  findUsers(text: string): readonly number[];
  findGroups(text: string): readonly number[];
  /** Every group in order, for analysis of names; `id`, `displayName`, `externalId`, `dynamicRule`. */
  eachGroup(): Iterable<{ readonly index: number } & DirectoryGroup>;
  eachUser(): Iterable<{ readonly index: number } & DirectoryUser>;
  /** Members of a group that are neither a known user nor a known group. */
  unresolvedOf(groupIndex: number): readonly string[];
  close(): void;
}

/** The snapshots of one data folder. */
export interface SnapshotShelf {
  /** Newest first. */
  list(): readonly Snapshot[];
  /** Kept open by the shelf, which closes it: never close it yourself, never keep it over an await. Refuses one that is gone. */
  open(id: string): SnapshotReader;
  begin(head: SnapshotHead): SnapshotWriter;
  rename(id: string, name: string): Snapshot;
  remove(id: string): void;
  readonly unfinished: UnfinishedReads;
  closeAll(): void;
}
