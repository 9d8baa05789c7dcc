// The users and groups of the practice tenant, with the indexes that keep `eq` on userName, externalId and id as fast with 100,000
// users as with 100. Knows uniqueness and memberships; knows neither HTTP nor SCIM's wire form.
import { type JsonObject, textOf } from '../json.ts';

export type Origin = 'scim' | 'login' | 'preregistered';

export interface UserRecord {
  readonly id: string;
  /** Attributes as SCIM names them, without id, meta, schemas and groups. */
  attributes: JsonObject;
  readonly origin: Origin;
  created: string;
  lastModified: string;
  revision: number;
  /** Raised when a group of this user changes, since `groups` is part of what is answered. */
  groupsRevision: number;
  /** Set by organization rules; null cannot log in. */
  organization: string | null;
  /** Of the authentication provider the user belongs to. */
  readonly realm: string;
  /** What the last log-in sent beside the attributes that SCIM keeps. */
  loginAttributes: Readonly<Record<string, readonly string[]>>;
  lastLoginAt?: string;
  /** A soft delete left it behind. */
  deleted: boolean;
}

export interface GroupRecord {
  readonly id: string;
  attributes: JsonObject;
  created: string;
  lastModified: string;
  revision: number;
  readonly members: Map<string, 'User' | 'Group'>;
}

/** The parts every record has, for listing and paging. */
export type AnyRecord = UserRecord | GroupRecord;

const lower = (value: unknown): string | undefined => textOf(value as never)?.toLowerCase();

/** One collection with its unique keys. */
export class Table<R extends AnyRecord> {
  readonly records = new Map<string, R>();
  private readonly keys: Readonly<Record<string, Map<string, string>>>;
  private readonly keyOf: (attribute: string, attributes: JsonObject) => string | undefined;
  private ordered: R[] | undefined;

  constructor(unique: readonly string[], keyOf: (attribute: string, attributes: JsonObject) => string | undefined) {
    this.keys = Object.fromEntries(unique.map((attribute) => [attribute, new Map<string, string>()]));
    this.keyOf = keyOf;
  }

  /** In order of creation: a stable order is what paging needs. */
  all(): readonly R[] {
    this.ordered ??= [...this.records.values()];
    return this.ordered;
  }

  byKey(attribute: string, key: string): R | undefined {
    const id = this.keys[attribute]?.get(key);
    return id === undefined ? undefined : this.records.get(id);
  }

  /** The attribute and the record in the way, if these attributes would not be unique. */
  conflict(attributes: JsonObject, own: string | undefined): { readonly attribute: string; readonly record: R } | undefined {
    for (const [attribute, index] of Object.entries(this.keys)) {
      const key = this.keyOf(attribute, attributes);
      const id = key === undefined ? undefined : index.get(key);
      const record = id === undefined || id === own ? undefined : this.records.get(id);
      if (record !== undefined) return { attribute, record };
    }
    return undefined;
  }

  add(record: R): void {
    this.records.set(record.id, record);
    this.ordered = undefined;
    this.index(record);
  }

  /** New attributes for a record; its place in the order stays. */
  change(record: R, attributes: JsonObject): void {
    this.unindex(record);
    record.attributes = attributes;
    this.index(record);
  }

  remove(record: R): void {
    this.unindex(record);
    this.records.delete(record.id);
    this.ordered = undefined;
  }

  private index(record: R): void {
    for (const [attribute, index] of Object.entries(this.keys)) {
      const key = this.keyOf(attribute, record.attributes);
      // The company is seeded with values that a clean tenant would refuse: the first keeps the key.
      if (key !== undefined && !index.has(key)) index.set(key, record.id);
    }
  }

  private unindex(record: R): void {
    for (const [attribute, index] of Object.entries(this.keys)) {
      const key = this.keyOf(attribute, record.attributes);
      if (key !== undefined && index.get(key) === record.id) index.delete(key);
    }
  }
}

/** userName and displayName without case, externalId with case (RFC 7643 3.1, 4.1). */
function keyOf(attribute: string, attributes: JsonObject): string | undefined {
  return attribute === 'externalId' ? textOf(attributes.externalId) : lower(attributes[attribute]);
}

export class Store {
  readonly users = new Table<UserRecord>(['userName', 'externalId'], keyOf);
  readonly groups = new Table<GroupRecord>(['externalId'], keyOf);
  private readonly memberships = new Map<string, Set<string>>();

  /** Groups that have this user or group as a direct member, in order of creation of the membership. */
  groupsOf(id: string): readonly GroupRecord[] {
    return [...(this.memberships.get(id) ?? [])].flatMap((groupId) => this.groups.records.get(groupId) ?? []);
  }

  kindOf(id: string): 'User' | 'Group' | undefined {
    if (this.users.records.get(id)?.deleted === false) return 'User';
    return this.groups.records.has(id) ? 'Group' : undefined;
  }

  /** Sets the members of a group; users whose membership changed get a new version. Returns whether anything changed. */
  setMembers(group: GroupRecord, ids: readonly string[]): boolean {
    const wanted = new Set(ids);
    let changed = false;
    for (const id of [...group.members.keys()]) {
      if (wanted.has(id)) continue;
      group.members.delete(id);
      this.memberships.get(id)?.delete(group.id);
      this.touch(id);
      changed = true;
    }
    for (const id of wanted) {
      if (group.members.has(id)) continue;
      group.members.set(id, this.kindOf(id) ?? 'User');
      const groups = this.memberships.get(id) ?? new Set();
      this.memberships.set(id, groups.add(group.id));
      this.touch(id);
      changed = true;
    }
    return changed;
  }

  /** Takes a user or group out of every group, because it is deleted. */
  leaveAll(id: string, now: string): void {
    for (const group of this.groupsOf(id)) {
      group.members.delete(id);
      group.revision += 1;
      group.lastModified = now;
    }
    this.memberships.delete(id);
  }

  /** Says that what members see of this group (its name) changed. */
  touchMembers(group: GroupRecord): void {
    for (const id of group.members.keys()) this.touch(id);
  }

  removeGroup(group: GroupRecord, now: string): void {
    this.setMembers(group, []);
    this.leaveAll(group.id, now);
    this.groups.remove(group);
  }

  private touch(id: string): void {
    const user = this.users.records.get(id);
    if (user !== undefined) user.groupsRevision += 1;
  }
}

/** A new user record, which from then on owns the attributes; the caller adds it. */
export function userRecord(id: string, attributes: JsonObject, origin: Origin, now: string, realm: string): UserRecord {
  return {
    id,
    attributes,
    origin,
    created: now,
    lastModified: now,
    revision: 1,
    groupsRevision: 0,
    organization: null,
    realm,
    loginAttributes: {},
    deleted: false,
  };
}

export function groupRecord(id: string, attributes: JsonObject, now: string): GroupRecord {
  return { id, attributes, created: now, lastModified: now, revision: 1, members: new Map() };
}
