// Chooses where secrets live: the system's keychain when it was seen to work, else this session's memory, with the reason. Never a file in
// plain text. The keychain is tried on first use, so that opening the window does not wait for it.
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { type Clock, systemClock } from '../ports.ts';
import { createKeytarStore } from './keytar.ts';
import { createSealedStore } from './sealed.ts';
import { createSessionStore } from './session.ts';
import type { SecretStore } from './types.ts';

export const keychainService = 'SCIM Steward';

export interface SecretStoreOptions {
  readonly dataDir: string;
  /** `STEWARD_SECRETS=session` keeps secrets in memory whatever the system offers. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly platform?: NodeJS.Platform;
  readonly keychain?: SecretStore;
  readonly clock?: Pick<Clock, 'wait'>;
}

/** Windows Credential Manager takes 2,560 bytes an entry, part of which the entry's own form needs. */
const largestBytes = (platform: NodeJS.Platform) => (platform === 'win32' ? 2_400 : Number.POSITIVE_INFINITY);

/** A keychain may ask the administrator to unlock it; one that never answers is not usable. */
const patienceMs = 60_000;

/** Sets, reads and deletes a random value. Undefined when the keychain did all three. */
async function whyUnusable(keychain: SecretStore): Promise<string | undefined> {
  const name = `probe-${randomUUID()}`;
  const value = randomUUID();
  const set = await keychain.set(name, value);
  if (set.kind === 'unavailable') return set.why;
  const read = await keychain.get(name);
  const gone = await keychain.delete(name);
  if (read.kind === 'unavailable') return read.why;
  if (read.value !== value) return 'The system’s keychain gave back another value than was put in.';
  return gone.kind === 'unavailable' ? gone.why : undefined;
}

async function within(answer: Promise<string | undefined>, clock: Pick<Clock, 'wait'>): Promise<string | undefined> {
  const stop = new AbortController();
  const late = clock.wait(patienceMs, stop.signal).then(
    () => `The system’s keychain did not answer within ${patienceMs / 1000} seconds.`,
    () => undefined,
  );
  try {
    return await Promise.race([answer, late]);
  } finally {
    stop.abort();
  }
}

/** A store at once; which one it is is decided when it is first asked. */
export function openSecretStore(options: SecretStoreOptions): SecretStore {
  const { dataDir, env = process.env, platform = process.platform, clock = systemClock } = options;
  let chosen: Promise<SecretStore> | undefined;

  async function choose(): Promise<SecretStore> {
    if (env.STEWARD_SECRETS === 'session') {
      return createSessionStore('Secrets are kept until SCIM Steward ends, because STEWARD_SECRETS=session asks for it.');
    }
    const keychain = options.keychain ?? createKeytarStore({ service: keychainService, platform });
    const why = await within(whyUnusable(keychain), clock);
    if (why !== undefined) return createSessionStore(`Secrets are kept only until SCIM Steward ends. ${why}`);
    return createSealedStore({ keychain, folder: join(dataDir, 'secrets'), largestBytes: largestBytes(platform) });
  }

  const store = () => {
    chosen ??= choose();
    return chosen;
  };

  return {
    get: async (name) => (await store()).get(name),
    set: async (name, secret) => (await store()).set(name, secret),
    delete: async (name) => (await store()).delete(name),
    status: async () => (await store()).status(),
  };
}
