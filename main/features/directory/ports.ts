// What the directory feature needs from the app: its operations in the directory worker, runs, and sources that read a live directory.

import type { Connection } from '../../../contract/connections.ts';
import type {
  AsideRow,
  Coverage,
  DirectoryAssignment,
  DirectoryGroup,
  DirectoryMembership,
  DirectoryUser,
  InspectedFile,
} from '../../../contract/directory.ts';
import type { Clock, Dialogs, Random } from '../../platform/ports.ts';
import type { RunJob, RunOutcome, RunStarter } from '../../platform/runs/types.ts';
import type { SettingStore } from '../../platform/storage/types.ts';
import type { Ask } from '../../platform/workers/tasks.ts';
import type { ExportScript } from './export-script.ts';
import type { EarlierRead, Keeper } from './sources/types.ts';
import type { DirectoryOperations } from './worker-operations.ts';

/** Rows read by a source, in any order, some hundreds to some thousands at a time; each promise waits until the worker has taken them. */
export interface DirectorySink {
  users(rows: readonly DirectoryUser[]): Promise<void>;
  groups(rows: readonly DirectoryGroup[]): Promise<void>;
  memberships(rows: readonly DirectoryMembership[]): Promise<void>;
  assignments(rows: readonly DirectoryAssignment[]): Promise<void>;
  aside(rows: readonly AsideRow[]): Promise<void>;
}

/** What a source says at its end: how complete each set is. */
export interface Taken {
  readonly coverage: readonly Coverage[];
  readonly notes: readonly string[];
  readonly mark?: string | undefined;
}

/** What a source may take over from an earlier read, and where it keeps what it has read whole. */
export interface ReadMemory {
  readonly earlier?: EarlierRead | undefined;
  readonly keeper?: Keeper | undefined;
}

export type ReadSource = (sink: DirectorySink, signal: AbortSignal, memory: ReadMemory) => Promise<Taken>;

export type LiveSource = 'entra' | 'okta' | 'scim';

export interface TakeOrder {
  readonly connection: Connection;
  readonly source: LiveSource;
  /** On the practice tenant: what shall go wrong. */
  readonly faults: readonly string[];
}

/**
 * Reads a live directory in a run of its own. The source starts the run (it knows which network it needs) and calls `into` in its body:
 * `into` begins the snapshot, gives the sink to `read`, commits what came, drops everything when `read` throws, and ends the run's last step.
 * The source plans its own steps (users, groups, memberships, assignments) before; `store` is planned here.
 */
export interface DirectorySources {
  take(order: TakeOrder, into: (job: RunJob, read: ReadSource) => Promise<RunOutcome>): Promise<{ readonly runId: string }>;
}

export interface DirectoryPorts {
  readonly ask: Ask<DirectoryOperations>;
  /** The same, in a thread beside: for what goes over everybody while tables are read. */
  readonly askLong: Ask<DirectoryOperations>;
  readonly startRun: RunStarter['start'];
  readonly sources: DirectorySources;
  readonly requireConnection: (id: string) => Promise<Connection>;
  readonly settings: SettingStore;
  readonly dialogs: Dialogs;
  readonly clock: Clock;
  readonly random: Pick<Random, 'uuid'>;
  /** For the export script: the cloud and the apps of the chosen connection, where these are known. */
  readonly exportDefaults: () => Promise<ExportScript>;
  /** Writes a script where the administrator says; null when they said nowhere. */
  readonly saveScript: (file: { readonly title: string; readonly name: string; readonly text: string }) => Promise<string | null>;
  readonly changed: () => void;
}

/** What the administrator says a file holds. */
export type WantedSet = InspectedFile['suggestedSet'];
