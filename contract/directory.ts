// Directory snapshots: users, groups, direct memberships and app assignments as an identity provider (or a target, or files) had them at one
// moment. Rows cross in pages, never whole. An absent value is null; an empty read is never taken for an empty set: see coverage.
import { z } from 'zod';
import { type CallSchema, doneSchema, emptySchema, vantageSchema } from './common.ts';

export const directorySourceSchema = z.enum(['entra', 'okta', 'scim', 'files']);
export type DirectorySource = z.infer<typeof directorySourceSchema>;

export const directorySetSchema = z.enum(['users', 'groups', 'memberships', 'scim-assignments', 'sso-assignments']);
export type DirectorySet = z.infer<typeof directorySetSchema>;

/** `not permitted`: the source answered, but without the right to see; `not read`: nobody asked for it (a file that was not given). */
export const coverageSchema = z.object({
  set: directorySetSchema,
  state: z.enum(['complete', 'partial', 'not permitted', 'not read']),
  /** Why, and what to do to make it complete; empty when complete. */
  note: z.string(),
});
export type Coverage = z.infer<typeof coverageSchema>;

/** A person as the source has them. `id` is the source's own (Entra object id, Okta id, SCIM id). */
export const directoryUserSchema = z.object({
  id: z.string(),
  /** userPrincipalName in Entra, login in Okta, userName in SCIM. */
  userName: z.string().nullable(),
  displayName: z.string().nullable(),
  mail: z.string().nullable(),
  mailNickname: z.string().nullable(),
  employeeId: z.string().nullable(),
  onPremisesImmutableId: z.string().nullable(),
  onPremisesSamAccountName: z.string().nullable(),
  /** SCIM's externalId when the source is a SCIM server or a file has it. */
  externalId: z.string().nullable(),
  /** Null when the source did not say: then treated as enabled, and said so. */
  enabled: z.boolean().nullable(),
  type: z.enum(['member', 'guest', 'unknown']),
  /** Other columns of a file, other attributes asked for, by their names at the source. */
  other: z.record(z.string(), z.string()),
});
export type DirectoryUser = z.infer<typeof directoryUserSchema>;

export const directoryGroupSchema = z.object({
  id: z.string(),
  displayName: z.string().nullable(),
  externalId: z.string().nullable(),
  onPremisesSamAccountName: z.string().nullable(),
  /** Entra assigns and provisions security-enabled groups only; null when the source did not say. */
  securityEnabled: z.boolean().nullable(),
  mailEnabled: z.boolean().nullable(),
  /** The membership rule of a dynamic group; null for an assigned one. */
  dynamicRule: z.string().nullable(),
  membersHidden: z.boolean().nullable(),
});
export type DirectoryGroup = z.infer<typeof directoryGroupSchema>;

/** `other`: a device, a service principal, a contact: counted, never a person. `unknown`: the source did not say; found by its id. */
export const memberTypeSchema = z.enum(['user', 'group', 'other', 'unknown']);
export type MemberType = z.infer<typeof memberTypeSchema>;

export const directoryMembershipSchema = z.object({ groupId: z.string(), memberId: z.string(), memberType: memberTypeSchema });
export type DirectoryMembership = z.infer<typeof directoryMembershipSchema>;

export const directoryAssignmentSchema = z.object({
  /** Often two enterprise apps: the one that provisions, and the one that signs in. */
  app: z.enum(['scim', 'sso']),
  principalId: z.string(),
  principalType: z.enum(['user', 'group']),
});
export type DirectoryAssignment = z.infer<typeof directoryAssignmentSchema>;

/** A row that could not be taken: kept aside with its place, never dropped in silence. */
export const asideRowSchema = z.object({
  set: directorySetSchema,
  /** File name, or the request it came in. */
  where: z.string(),
  /** Line in the file, from 1, counting the header; null where there are no lines. */
  line: z.number().nullable(),
  reason: z.string(),
  /** The row as read, capped at 300 characters. */
  excerpt: z.string(),
});
export type AsideRow = z.infer<typeof asideRowSchema>;

export const snapshotSchema = z.object({
  id: z.string(),
  name: z.string(),
  source: directorySourceSchema,
  vantage: vantageSchema,
  /** The connection it was taken for, if any. */
  connectionId: z.string().nullable(),
  takenAt: z.string(),
  practice: z.boolean(),
  counts: z.object({
    users: z.number(),
    enabledUsers: z.number(),
    guests: z.number(),
    groups: z.number(),
    /** Direct memberships, people and groups together, each counted once. */
    memberships: z.number(),
    /** Of these: a group in a group. */
    nested: z.number(),
    assignedGroups: z.number(),
    assignedUsers: z.number(),
    /** Members whose id is neither a known user nor a known group. */
    unresolved: z.number(),
    /** Rows kept aside. */
    aside: z.number(),
    /** Memberships given more than once. */
    repeated: z.number(),
  }),
  coverage: z.array(coverageSchema),
  notes: z.array(z.string()),
});
export type Snapshot = z.infer<typeof snapshotSchema>;

const page = { offset: z.number().int().min(0), limit: z.number().int().min(1).max(500) };
const bySnapshot = z.object({ snapshotId: z.string() });

export const userFilterSchema = z.enum(['all', 'enabled', 'disabled', 'guests', 'no-mail', 'assigned']);
export const groupFilterSchema = z.enum(['all', 'assigned', 'nested', 'dynamic', 'not-assignable']);

export const userRowSchema = directoryUserSchema.extend({
  assignedToScim: z.boolean(),
  assignedToSso: z.boolean(),
});
export type UserRow = z.infer<typeof userRowSchema>;

export const groupRowSchema = directoryGroupSchema.extend({
  assignedToScim: z.boolean(),
  assignedToSso: z.boolean(),
  directPeople: z.number(),
  childGroups: z.number(),
  unresolved: z.number(),
});
export type GroupRow = z.infer<typeof groupRowSchema>;

/** A file as the wizard shows it before anything is loaded. */
export const inspectedFileSchema = z.object({
  /** Stays in main; the path itself is shown, never sent back. */
  handle: z.string(),
  name: z.string(),
  bytes: z.number(),
  format: z.enum(['csv', 'json']),
  /** `utf-8`, `utf-8 with BOM`, `utf-16le`, `utf-16be`, `windows-1252`. */
  encoding: z.string(),
  /** CSV only. */
  delimiter: z.string().nullable(),
  headers: z.array(z.string()),
  firstRows: z.array(z.array(z.string())),
  /** What the file seems to hold, by its headers. */
  suggestedSet: z.enum(['users', 'groups', 'memberships', 'graph-json']),
  /** Field of ours -> header in the file. */
  suggestedColumns: z.record(z.string(), z.string()),
  /** `suggestedSet` and `suggestedColumns` are those of the last import with the same headers. */
  remembered: z.boolean(),
  /** What is wrong with its form; a column that is missing is no problem of the file before its columns are chosen. */
  problems: z.array(z.string()),
});
export type InspectedFile = z.infer<typeof inspectedFileSchema>;

export const fileChoiceSchema = z.object({
  handle: z.string(),
  set: z.enum(['users', 'groups', 'memberships', 'graph-json']),
  columns: z.record(z.string(), z.string()),
});

export const snapshotChangeSchema = z.object({
  kind: z.enum([
    'user-added',
    'user-removed',
    'user-changed',
    'group-added',
    'group-removed',
    'group-changed',
    'member-added',
    'member-removed',
    'assigned',
    'unassigned',
  ]),
  subject: z.string(),
  detail: z.string(),
});
export type SnapshotChange = z.infer<typeof snapshotChangeSchema>;

export const directoryCalls = {
  'directory.list': { input: emptySchema, output: z.object({ snapshots: z.array(snapshotSchema), selectedId: z.string().nullable() }) },
  'directory.select': { input: bySnapshot, output: doneSchema },
  'directory.remove': { input: bySnapshot, output: doneSchema },
  'directory.rename': { input: bySnapshot.extend({ name: z.string().min(1).max(120) }), output: snapshotSchema },
  'directory.users': {
    input: bySnapshot.extend({ search: z.string().max(200), filter: userFilterSchema, ...page }),
    output: z.object({ rows: z.array(userRowSchema), total: z.number() }),
  },
  'directory.groups': {
    input: bySnapshot.extend({ search: z.string().max(200), filter: groupFilterSchema, ...page }),
    output: z.object({ rows: z.array(groupRowSchema), total: z.number() }),
  },
  'directory.aside': {
    input: bySnapshot.extend(page),
    output: z.object({ rows: z.array(asideRowSchema), total: z.number() }),
  },
  /** Opens the file dialog; null when nothing was chosen. */
  'directory.chooseFile': { input: emptySchema, output: z.object({ file: inspectedFileSchema.nullable() }) },
  /** The same file with the columns of what it holds; it has a new handle. */
  'directory.inspectAs': {
    input: z.object({ handle: z.string(), set: z.enum(['users', 'groups', 'memberships']) }),
    output: inspectedFileSchema,
  },
  /** Starts a run of the kind `directory-import`; its progress is the run's. */
  'directory.importFiles': {
    input: z.object({ name: z.string().max(120), files: z.array(fileChoiceSchema).min(1).max(20) }),
    output: z.object({ runId: z.string() }),
  },
  /** Takes a snapshot from the connection's SCIM server, Entra or Okta. */
  'directory.take': {
    input: z.object({
      connectionId: z.string(),
      source: z.enum(['entra', 'okta', 'scim']),
      name: z.string().max(120),
      faults: z.array(z.string()).optional(),
    }),
    output: z.object({ runId: z.string() }),
  },
  /** A new snapshot of the same source; of an Entra snapshot only what changed since is read again, where Graph can still tell. */
  'directory.refresh': {
    input: bySnapshot.extend({ name: z.string().max(120), faults: z.array(z.string()).optional() }),
    output: z.object({ runId: z.string() }),
  },
  'directory.compare': {
    input: z.object({ beforeId: z.string(), afterId: z.string(), ...page }),
    output: z.object({
      changes: z.array(snapshotChangeSchema),
      total: z.number(),
      /** By kind of change; every kind is there. */
      counts: z.record(z.string(), z.number()),
      /** What could not be compared, or not wholly, and why. */
      notes: z.array(z.string()),
    }),
  },
  /** The read-only export script that makes the accepted CSV files, saved by dialog. What is not said is as the chosen connection has it. */
  'directory.saveExportScript': {
    input: z.object({
      cloud: z.enum(['global', 'us-government', 'us-government-dod', 'china']).optional(),
      /** Object ids of the enterprise apps. */
      scimApp: z.string().max(100).optional(),
      ssoApp: z.string().max(100).optional(),
    }),
    output: z.object({ path: z.string().nullable() }),
  },
} as const satisfies Record<string, CallSchema>;
