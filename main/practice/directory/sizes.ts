// How large and how tangled a generated directory is. The two large ones have the same counts: in `typical` an assigned group reaches
// some two hundred people through nesting on average, in `dense` tens of thousands.

/** Counts are exact; shares are from 0 to 1, of all users or of all groups. */
export interface DirectorySize {
  readonly seed: number;
  readonly users: number;
  readonly groups: number;
  /** Direct memberships of all kinds. */
  readonly memberships: number;
  /** Of these: a group in a group, with those that close a cycle. */
  readonly nested: number;
  /** Levels of groups below the topmost ones. */
  readonly depth: number;
  /** Cycles of groups; their lengths go round from one (a group in itself) to six. */
  readonly cycles: number;
  /** Groups assigned to the SCIM app. */
  readonly assigned: number;
  /** The levels that assigned groups are drawn from, the topmost is 0: the higher, the more is below them. */
  readonly assignedLevels: { readonly from: number; readonly to: number };
  /** Each level has this many times the groups of the level above it. */
  readonly widening: number;
  /** 1: everybody is in as many groups; the greater, the more a few people are in most of them. */
  readonly crowding: number;
  readonly disabled: number;
  readonly guests: number;
  readonly withoutMail: number;
  readonly notSecurity: number;
  readonly dynamic: number;
  readonly membersHidden: number;
}

const large = {
  seed: 20_261_123,
  users: 500_000,
  groups: 60_000,
  memberships: 3_000_000,
  nested: 120_000,
  depth: 12,
  cycles: 60,
  assigned: 20_000,
  disabled: 0.06,
  guests: 0.08,
  withoutMail: 0.05,
  notSecurity: 0.02,
  dynamic: 0.03,
  membersHidden: 0.005,
} as const;

export const typicalSize: DirectorySize = { ...large, assignedLevels: { from: 9, to: 12 }, widening: 1.2, crowding: 1.3 };

export const denseSize: DirectorySize = { ...large, assignedLevels: { from: 0, to: 5 }, widening: 1, crowding: 2.5 };

/** Small enough to look at, with everything in it. */
export const smallSize: DirectorySize = {
  ...large,
  users: 400,
  groups: 60,
  memberships: 1_500,
  nested: 90,
  depth: 4,
  cycles: 4,
  assigned: 20,
  assignedLevels: { from: 0, to: 4 },
  widening: 1.4,
  crowding: 1.3,
  notSecurity: 0.08,
  dynamic: 0.08,
  membersHidden: 0.05,
};
