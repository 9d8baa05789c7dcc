// Connections and secrets of this process alone, laid over the kept ones: the practice tenant's secret (which opens nothing else and never
// enters the keychain) and the terminal's connections from options. Listed nowhere, stored nowhere.
import type { Connection, SecretSlot } from '../../contract/connections.ts';
import { secretName } from '../features/connections/secrets.ts';
import type { SecretStore } from '../platform/secrets/types.ts';
import type { ConnectionStore } from '../platform/storage/types.ts';

export interface Overlay {
  readonly connections: ConnectionStore;
  readonly secrets: SecretStore;
  /** A connection with its secret for the life of this process. */
  hold(connection: Connection, secret: string): void;
  /** A secret alone, for a connection that is kept. */
  holdSecret(connectionId: string, secret: string, slot?: SecretSlot): void;
}

export function createOverlay(connections: ConnectionStore, secrets: SecretStore): Overlay {
  const held = new Map<string, Connection>();
  const heldSecrets = new Map<string, string>();
  return {
    connections: {
      ...connections,
      get: async (id) => held.get(id) ?? connections.get(id),
    },
    secrets: {
      get: async (name) => (heldSecrets.has(name) ? { kind: 'ok', value: heldSecrets.get(name) } : secrets.get(name)),
      set: secrets.set,
      delete: async (name) => {
        heldSecrets.delete(name);
        return secrets.delete(name);
      },
      status: secrets.status,
    },
    hold: (connection, secret) => {
      held.set(connection.id, connection);
      if (secret !== '') heldSecrets.set(secretName(connection.id, 'scim'), secret);
    },
    holdSecret: (id, secret, slot = 'scim') => void heldSecrets.set(secretName(id, slot), secret),
  };
}
