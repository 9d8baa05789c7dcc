// What compose needs from its two entries, and what it gives them. The window and the terminal differ only here.

import type { CallInput, EventPayload, Handlers } from '../contract/calls.ts';
import type { EventName } from '../contract/channels.ts';
import type { GroupClaim } from '../contract/claims.ts';
import type { Connection, SecretStatus } from '../contract/connections.ts';
import type { InspectedFile } from '../contract/directory.ts';
import type { FoundryAccess } from '../contract/foundry.ts';
import type { IdpAccess } from '../contract/idp-access.ts';
import type { LeaverOrder } from '../contract/leavers.ts';
import type { NestedGroupRow } from '../contract/nested-groups.ts';
import type { Rerun } from '../contract/org-rules.ts';
import type { LogFile } from '../contract/provisioning-log.ts';
import type { ReportFormat } from '../contract/runs.ts';
import type { HttpLimits, ProxyFor } from './platform/http/types.ts';
import type { Clock, Dialogs, Random } from './platform/ports.ts';
import type { SecretStore } from './platform/secrets/types.ts';

export type { Dialogs, FileFilter } from './platform/ports.ts';

export interface AppPorts {
  /** Folder of this user's data; made with mode 0700 when missing. */
  readonly dataDir: string;
  /** `electron`, `chromium host` or `terminal`. */
  readonly host: string;
  readonly secrets: SecretStore;
  readonly proxyFor: ProxyFor;
  /** Limits of this process alone; the others are as set in the window, or the usual ones of platform/http. */
  readonly limits?: Partial<HttpLimits>;
  readonly dialogs: Dialogs;
  /** Asks the person first, and refuses hosts that are not documentation; false when the person said no. */
  readonly openExternal: (url: string) => Promise<boolean>;
  /** Opens the sign-in page of an identity provider; refuses every host that is none. False when the person said no. */
  readonly openSignIn: (url: string) => Promise<boolean>;
  readonly openFolder: (path: string) => Promise<void>;
  readonly clock: Clock;
  readonly random: Random;
  readonly version: string;
  /** Path of the machine-wide policy file, or undefined for the system's usual place. */
  readonly policyFile?: string;
  /** The practice tenant's worker, where it stands elsewhere than usual. */
  readonly practiceWorker?: URL;
}

export type AppEvent = { readonly [N in EventName]: { readonly name: N; readonly payload: EventPayload<N> } }[EventName];

export interface ActiveRun {
  readonly id: string;
  readonly title: string;
  /** Steps done of steps planned. */
  readonly done: number;
  readonly total: number;
}

export interface PracticeAccess {
  readonly scimUrl: string;
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

export interface App {
  readonly handlers: Handlers;
  /** Every event; `runs.changed` only for runs that somebody watches. Returns the way to stop. */
  subscribe(listener: (event: AppEvent) => void): () => void;
  activeRuns(): readonly ActiveRun[];
  /** A connection with its secret for the life of this process: listed nowhere, stored nowhere (the terminal's `--scim-url`). */
  holdConnection(connection: Connection, secret: string): void;
  /** How that connection's identity provider is read, for the life of this process (the terminal's `--graph-tenant`, `--okta-domain`). */
  holdIdpAccess(connectionId: string, access: IdpAccess, secret: { readonly slot: 'graph' | 'okta'; readonly value: string } | undefined): void;
  /** Signs in to a connection's identity provider and reads its SCIM app; nothing is kept. */
  checkIdpAccess(connectionId: string, idp: 'entra' | 'okta'): Promise<{ readonly kind: 'works' | 'fails'; readonly text: string }>;
  /** How Foundry's admin API is read for that connection, for the life of this process (the terminal's `--foundry-domain`). */
  holdFoundryAccess(connectionId: string, access: FoundryAccess, secret: string): void;
  /** A finished run as a report; `json` is the terminal's `--json` document. */
  renderReport(runId: string, format: ReportFormat): Promise<string>;
  /** Where secrets of this machine are kept. */
  secretStore(): Promise<Pick<SecretStatus, 'store' | 'place'>>;
  /** A file of a directory by its path, for the terminal: its columns and a handle for `directory.importFiles`. */
  inspectDirectoryFile(path: string, set?: InspectedFile['suggestedSet']): Promise<InspectedFile>;
  /** A file of a provisioning log by its path, for the terminal. */
  holdLogFile(path: string): LogFile;
  /** Every assigned group as a row, by name; under the claim kept unless another is given. For the terminal, which does not page. */
  nestedTable(snapshotId: string, claim?: GroupClaim): Promise<readonly NestedGroupRow[]>;
  /** A table or a script about nested groups, as the window saves it. */
  nestedExport(
    what: 'table' | 'people' | 'entra-assign-script' | 'okta-assign-script' | 'entra-flat-copy-script' | 'flat-copy-members',
    of: { readonly snapshotId: string; readonly claim?: GroupClaim | undefined; readonly groupIds: readonly string[] },
  ): Promise<string | AsyncIterable<string>>;
  /** The result of a rerun as CSV, at this path. */
  rerunCsv(rerunId: string, path: string): Promise<void>;
  /** The rerun that this id names: its own, or that of one of its runs. */
  findRerun(connectionId: string, id: string): Promise<Rerun>;
  /** The plan of a prediction, written to this file. */
  planFile(order: CallInput<'conflicts.exportPlan'>, path: string): Promise<void>;
  /** Everybody who left and is still active, as a table for the auditor, written to this file. */
  leaversFile(order: LeaverOrder, path: string): Promise<void>;
  /** Starts the practice tenant to be reached by other programs; its secret opens nothing else and may be shown. */
  servePractice(options: { readonly faults: readonly string[]; readonly port?: number }): Promise<PracticeAccess>;
  /** A text without any secret the app knows. */
  clean(text: string): string;
  /** Writes one line to the rotating, redacted log. */
  log(level: 'info' | 'warning' | 'error', message: string, thrown?: unknown): void;
  /** Cancels what lives, waits for clean-up to be written down, closes storage. */
  close(): Promise<void>;
}
