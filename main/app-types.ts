// What compose needs from its two entries, and what it gives them. The window and the terminal differ only here.

import type { EventPayload, Handlers } from '../contract/calls.ts';
import type { EventName } from '../contract/channels.ts';
import type { ProxyFor } from './platform/http/types.ts';
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
  readonly dialogs: Dialogs;
  readonly openExternal: (url: string) => Promise<void>;
  readonly openFolder: (path: string) => Promise<void>;
  readonly clock: Clock;
  readonly random: Random;
  readonly version: string;
  /** Path of the machine-wide policy file, or undefined for the system's usual place. */
  readonly policyFile?: string;
}

export type AppEvent = { readonly [N in EventName]: { readonly name: N; readonly payload: EventPayload<N> } }[EventName];

export interface ActiveRun {
  readonly id: string;
  readonly title: string;
  /** Steps done of steps planned. */
  readonly done: number;
  readonly total: number;
}

export interface App {
  readonly handlers: Handlers;
  /** Every event; `runs.changed` only for runs that somebody watches. Returns the way to stop. */
  subscribe(listener: (event: AppEvent) => void): () => void;
  activeRuns(): readonly ActiveRun[];
  /** Writes one line to the rotating, redacted log. */
  log(level: 'info' | 'warning' | 'error', message: string, thrown?: unknown): void;
  /** Cancels what lives, waits for clean-up to be written down, closes storage. */
  close(): Promise<void>;
}
