// Nested groups of a snapshot: who has access at an interactive login, who has it by provisioning, and who loses it between the two.
// Counts are of known, enabled people, each person once. Rows cross in pages.
import { z } from 'zod';
import { groupClaimModeSchema, groupClaimSchema } from './claims.ts';
import { type CallSchema, doneSchema, findingSchema } from './common.ts';

export const nestedGroupRowSchema = z.object({
  id: z.string(),
  displayName: z.string(),
  /** People who are members themselves. */
  direct: z.number(),
  /** Direct and nested together. */
  transitive: z.number(),
  /** People a login sends in this group and provisioning does not. */
  lost: z.number(),
  /** People provisioning sends in this group and a login does not. */
  gained: z.number(),
  /** Levels of groups below it; 0 without nesting. */
  depth: z.number(),
  inCycle: z.boolean(),
  /** Its own member ids that are neither a known person nor a known group. */
  unresolved: z.number(),
  dynamic: z.boolean(),
  /** Why Entra does not provision it at all; null when it does. */
  notProvisioned: z.string().nullable(),
});
export type NestedGroupRow = z.infer<typeof nestedGroupRowSchema>;

export const nestedTotalsSchema = z.object({
  groups: z.number(),
  groupsLosing: z.number(),
  /** People who lose at least one group. */
  peopleLost: z.number(),
  /** Of these: people who keep none. */
  peopleLosingAll: z.number(),
  /** Memberships lost in all. */
  membershipsLost: z.number(),
  /** Memberships that provisioning adds and a login does not send. */
  membershipsGained: z.number(),
  cycles: z.number(),
});
export type NestedTotals = z.infer<typeof nestedTotalsSchema>;

export const nestedSummarySchema = z.object({
  snapshotId: z.string(),
  /** The answer under the stated claim; with an unknown mode one for each mode, most people lost first. */
  answers: z.array(z.object({ label: z.string(), mode: groupClaimModeSchema.exclude(['unknown']), totals: nestedTotalsSchema })),
  /** `until next login`: Foundry imports groups at login; `for good`: it does not; `unknown`: depends on that setting. */
  lasting: z.enum(['until next login', 'for good', 'unknown']),
  /** True when the snapshot does not say what is assigned and every group was taken as assigned. */
  allTakenAsAssigned: z.boolean(),
  claim: groupClaimSchema,
  findings: z.array(findingSchema),
});
export type NestedSummary = z.infer<typeof nestedSummarySchema>;

export const personRefSchema = z.object({ id: z.string(), name: z.string(), userName: z.string(), enabled: z.boolean(), guest: z.boolean() });
export type PersonRef = z.infer<typeof personRefSchema>;

/** Group ids and names from the assigned group down to the group that holds the person. */
export const chainSchema = z.array(z.object({ id: z.string(), name: z.string() }));

export const nestedNodeSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** Levels below the chosen group, by the shortest way. */
  level: z.number(),
  /** The group by which it was first reached, to hang it in a tree; null for the chosen group. */
  under: z.string().nullable(),
  direct: z.number(),
  /** Of its direct people: those whom the chosen group loses. */
  lost: z.number(),
  assigned: z.boolean(),
  inCycle: z.boolean(),
  /** Groups below it that are not in the answer because the picture would be too large. */
  folded: z.number(),
});
export type NestedNode = z.infer<typeof nestedNodeSchema>;

export const nestedEdgeSchema = z.object({
  from: z.string(),
  to: z.string(),
  /** People who are reached through this edge. */
  people: z.number(),
  /** Both groups stand in one circle. */
  inCycle: z.boolean(),
});
export type NestedEdge = z.infer<typeof nestedEdgeSchema>;

export const nestedGroupSchema = z.object({
  row: nestedGroupRowSchema,
  nodes: z.array(nestedNodeSchema),
  edges: z.array(nestedEdgeSchema),
  /** Positions for the picture, by node id, in pixels; left out when it is too large to draw. */
  layout: z.record(z.string(), z.object({ x: z.number(), y: z.number() })).nullable(),
});
export type NestedGroup = z.infer<typeof nestedGroupSchema>;

export const remedySchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('assign'),
    /** Groups to assign beside the parent, fewest first. */
    groups: z.array(z.object({ id: z.string(), name: z.string(), reaches: z.number() })),
    /** Assigned already: they hold some of the lost people, and need the same grants. */
    alsoAssigned: z.array(z.object({ id: z.string(), name: z.string() })),
    /** Of `groups`: not below the parent. They hold nobody else today, but nothing keeps them so. */
    notBelow: z.array(z.object({ id: z.string(), name: z.string() })),
    certainty: z.enum(['proven smallest', 'best found']),
    /** Lost people whom no group reaches without adding strangers. */
    notReached: z.number(),
    effect: z.string(),
    inFoundry: z.string(),
  }),
  z.object({ kind: z.literal('flat-copy'), name: z.string(), members: z.number(), effect: z.string() }),
  z.object({ kind: z.literal('leave-out'), people: z.number(), losingAll: z.number(), effect: z.string() }),
]);
export type Remedy = z.infer<typeof remedySchema>;

export const personKeySchema = z.enum([
  'id',
  'userName',
  'mail',
  'mailNickname',
  'employeeId',
  'onPremisesImmutableId',
  'onPremisesSamAccountName',
  'externalId',
]);
export type PersonKey = z.infer<typeof personKeySchema>;

/** What the groups claim sends of a group. */
export const groupValueSchema = z.enum(['object-id', 'display-name']);
export const driftFilterSchema = z.enum(['all', 'missing', 'extra', 'blocked', 'pending', 'naming', 'absent']);

export const driftRowSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** The group of the target that stands for it; null when there is none. */
  targetId: z.string().nullable(),
  /** Enabled direct members in the directory. */
  expected: z.number(),
  /** Members in the target. */
  present: z.number(),
  missing: z.number(),
  pending: z.number(),
  blocked: z.number(),
  extra: z.number(),
  /** Its displayName or externalId in the target is not what the groups claim sends. */
  naming: z.array(z.string()),
});
export type DriftRow = z.infer<typeof driftRowSchema>;

export const driftMemberSchema = z.object({
  id: z.string(),
  name: z.string(),
  state: z.enum(['missing', 'pending', 'blocked', 'extra']),
  reason: z.string(),
  repair: z.enum([
    'provision on demand',
    'remove and add again',
    'restart provisioning',
    'assign or map first',
    'remove in the target',
    'wait for the next cycle',
  ]),
});
export type DriftMember = z.infer<typeof driftMemberSchema>;

const page = { offset: z.number().int().min(0), limit: z.number().int().min(1).max(500) };
const bySnapshot = z.object({ snapshotId: z.string() });
/** Under another claim than the one kept, to see what it would mean. */
const underClaim = bySnapshot.extend({ claim: groupClaimSchema.optional() });
/** A directory snapshot against one of the target (SCIM); what a person's externalId is made of, by the mapping. */
const drift = bySnapshot.extend({
  targetId: z.string(),
  personKey: personKeySchema,
  groupValue: groupValueSchema,
  /** ISO 8601; empty: not known. */
  lastCycleFinishedAt: z.string().max(40),
  /** An earlier snapshot of the same directory; empty: none. */
  earlierId: z.string(),
});
const byGroup = underClaim.extend({ groupId: z.string() });

export const nestedCalls = {
  'nested.claim': { input: bySnapshot, output: groupClaimSchema },
  /** Kept for the snapshot's connection, or for the snapshot when it has none. */
  'nested.setClaim': { input: bySnapshot.extend({ claim: groupClaimSchema }), output: doneSchema },
  'nested.summary': { input: underClaim, output: nestedSummarySchema },
  'nested.groups': {
    input: underClaim.extend({
      search: z.string().max(200),
      filter: z.enum(['all', 'losing', 'in-cycle', 'not-provisioned']),
      sort: z.enum(['lost', 'name', 'transitive', 'depth']),
      ...page,
    }),
    output: z.object({ rows: z.array(nestedGroupRowSchema), total: z.number() }),
  },
  'nested.group': { input: byGroup, output: nestedGroupSchema },
  /** People the group loses, by name, each with the shortest chain. */
  'nested.lostPeople': {
    input: byGroup.extend(page),
    output: z.object({ rows: z.array(z.object({ person: personRefSchema, chain: chainSchema, losesAll: z.boolean() })), total: z.number() }),
  },
  /** Everyone who matches the text; with exactly one match also every chain to every assigned group. */
  'nested.person': {
    input: underClaim.extend({ text: z.string().min(1).max(200) }),
    output: z.object({
      matches: z.array(personRefSchema),
      /** Groups: lost ones first, no more than the first 300. */
      groups: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          /** By a login and by provisioning. */
          byLogin: z.boolean(),
          byProvisioning: z.boolean(),
          chains: z.array(chainSchema),
          /** More chains exist than are shown. */
          more: z.boolean(),
        }),
      ),
      /** How many assigned groups the person is in, and how many of them are lost. */
      totals: z.object({ groups: z.number(), lost: z.number() }),
    }),
  },
  'nested.remedies': { input: byGroup, output: z.object({ remedies: z.array(remedySchema) }) },
  /** What the target lacks or has too much; groups without drift are left out. */
  'nested.drift': {
    input: drift.extend({ search: z.string().max(200), filter: driftFilterSchema, ...page }),
    output: z.object({
      rows: z.array(driftRowSchema),
      total: z.number(),
      /** `groups`, `expected` and `present` of all compared groups, those that agree too. */
      totals: z.object({
        groups: z.number(),
        expected: z.number(),
        present: z.number(),
        missing: z.number(),
        pending: z.number(),
        blocked: z.number(),
        extra: z.number(),
      }),
      findings: z.array(findingSchema),
    }),
  },
  'nested.driftMembers': {
    input: drift.extend({ groupId: z.string(), ...page }),
    output: z.object({ row: driftRowSchema.nullable(), rows: z.array(driftMemberSchema), total: z.number() }),
  },
  /** How many people and groups of the target each possible value finds: what externalId seems to be made of. */
  'nested.driftKeys': {
    input: bySnapshot.extend({ targetId: z.string() }),
    output: z.object({
      people: z.array(z.object({ key: personKeySchema, found: z.number() })),
      targetPeople: z.number(),
      groups: z.array(z.object({ value: groupValueSchema, found: z.number() })),
      targetGroups: z.number(),
    }),
  },
  /** Every missing, pending, blocked and extra membership and every name that disagrees, as CSV, saved by dialog. */
  'nested.driftExport': { input: drift, output: z.object({ path: z.string().nullable() }) },
  /** Saved by dialog. `table`: these assigned groups, all when none is named; `people`: who loses what; the others: scripts for review, never run by the app. */
  'nested.export': {
    input: bySnapshot.extend({
      what: z.enum(['table', 'people', 'entra-assign-script', 'okta-assign-script', 'entra-flat-copy-script', 'flat-copy-members']),
      groupIds: z.array(z.string()).max(1000),
    }),
    output: z.object({ path: z.string().nullable() }),
  },
} as const satisfies Record<string, CallSchema>;
