// The small ports to the world outside that everything shares: clock, random values, cancellable waiting, file dialogs.
// Real adapters here; tests pass their own, so that no test depends on time or chance.
import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Clock {
  /** Now, as ISO 8601 in UTC. */
  now(): string;
  /** Milliseconds of a monotonic clock. */
  monotonic(): number;
  /** Waits; rejects with the signal's reason when it is aborted. */
  wait(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

export interface Random {
  uuid(): string;
  /** Lower-case letters and digits, for prefixes of what a run makes. */
  word(length: number): string;
  /** From 0 up to but not including 1, for jitter. */
  fraction(): number;
}

export const systemClock: Clock = {
  now: () => new Date().toISOString(),
  monotonic: () => performance.now(),
  wait: (milliseconds, signal) => sleep(milliseconds, undefined, signal === undefined ? {} : { signal }),
};

const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';

export const systemRandom: Random = {
  uuid: () => randomUUID(),
  word: (length) => Array.from(randomBytes(length), (byte) => alphabet[byte % alphabet.length]).join(''),
  fraction: () => Math.random(),
};

export interface FileFilter {
  readonly name: string;
  readonly extensions: readonly string[];
}

/** Dialogs of the window; in the terminal they refuse by name. Contents are written and read by main, mode 0600. */
export interface Dialogs {
  saveFile(options: { readonly title: string; readonly defaultName: string; readonly filters: readonly FileFilter[] }): Promise<string | null>;
  openFile(options: { readonly title: string; readonly filters: readonly FileFilter[] }): Promise<string | null>;
  confirm(options: { readonly title: string; readonly message: string; readonly detail: string; readonly action: string }): Promise<boolean>;
}
