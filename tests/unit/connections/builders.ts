// For tests about connections: the feature over in-memory twins of its ports.
import type { Connection, Receipt } from '../../../contract/connections.ts';
import { type ConnectionsFeature, createConnectionsFeature } from '../../../main/features/connections/index.ts';
import type { SecretStore } from '../../../main/platform/secrets/types.ts';

export function memorySecrets(): SecretStore {
  const kept = new Map<string, string>();
  return {
    get: async (name) => ({ kind: 'ok', value: kept.get(name) }),
    set: async (name, secret) => {
      kept.set(name, secret);
      return { kind: 'ok', value: undefined };
    },
    delete: async (name) => {
      kept.delete(name);
      return { kind: 'ok', value: undefined };
    },
    status: async () => ({ store: 'session-only', place: 'memory of this test' }),
  };
}

export interface World {
  readonly feature: ConnectionsFeature;
  readonly hidden: string[];
  readonly receipts: Receipt[];
  /** Moves the clock. */
  pass(minutes: number): void;
  /** What the next file dialogs answer. */
  answer(path: string | null): void;
}

export function worldOf(options: { readonly policyFile?: string } = {}): World {
  const connections = new Map<string, Connection>();
  const settings = new Map<string, string>();
  const hidden: string[] = [];
  const receipts: Receipt[] = [];
  let elapsed = 0;
  let counter = 0;
  let dialogAnswer: string | null = null;
  const feature = createConnectionsFeature({
    connections: {
      list: async () => [...connections.values()],
      get: async (id) => connections.get(id),
      put: async (connection) => void connections.set(connection.id, connection),
      remove: async (id) => void connections.delete(id),
    },
    settings: {
      get: async (key) => settings.get(key),
      set: async (key, value) => void settings.set(key, value),
      remove: async (key) => void settings.delete(key),
    },
    receipts: async () => receipts,
    lastRunAt: async () => undefined,
    secrets: memorySecrets(),
    dialogs: { saveFile: async () => dialogAnswer, openFile: async () => dialogAnswer, confirm: async () => true },
    policyFile: options.policyFile ?? '/nonexistent/policy.json',
    clock: {
      now: () => new Date(Date.UTC(2026, 10, 23) + elapsed).toISOString(),
      monotonic: () => elapsed,
      wait: async () => {},
    },
    random: {
      uuid: () => `id-${++counter}`,
      word: (length) => 'x'.repeat(length),
      fraction: () => 0.5,
    },
    hide: (secret) => void hidden.push(secret),
    changed: () => {},
  });
  return {
    feature,
    hidden,
    receipts,
    pass: (minutes) => {
      elapsed += minutes * 60_000;
    },
    answer: (path) => {
      dialogAnswer = path;
    },
  };
}

/** A fresh world whose file dialogs answer this path. */
export function worldAnswering(path: string): World {
  const world = worldOf();
  world.answer(path);
  return world;
}
