// Secrets in memory: gone when the app ends. Used where there is no keychain, and said so; nothing is ever written.
import type { SecretStore } from './types.ts';

/** `why` there is no keychain, for the administrator. */
export function createSessionStore(why = 'Secrets are kept in memory until SCIM Steward ends.'): SecretStore {
  const secrets = new Map<string, string>();
  return {
    get: async (name) => ({ kind: 'ok', value: secrets.get(name) }),
    set: async (name, secret) => {
      secrets.set(name, secret);
      return { kind: 'ok', value: undefined };
    },
    delete: async (name) => {
      secrets.delete(name);
      return { kind: 'ok', value: undefined };
    },
    status: async () => ({ store: 'session-only', place: why }),
  };
}

/** A store that refuses everything, for the case that no secret may be kept at all, and for tests of what features say then. */
export function createFailingStore(why: string): SecretStore {
  const refuse = async () => ({ kind: 'unavailable', why }) as const;
  return { get: refuse, set: refuse, delete: refuse, status: async () => ({ store: 'unavailable', place: why }) };
}
