// The system's keychain by keytar: the only file that knows it. It is an optional dependency with a native part, so it is loaded on first
// use, inside a try; where it cannot be loaded or the keychain does not answer, every method says why and keeps nothing anywhere else.
import { createRequire } from 'node:module';
import type { SecretResult, SecretStore } from './types.ts';

export interface Keychain {
  getPassword(service: string, account: string): Promise<string | null>;
  setPassword(service: string, account: string, password: string): Promise<void>;
  deletePassword(service: string, account: string): Promise<boolean>;
}

export interface KeytarOptions {
  /** Under which name the entries stand in the system's keychain viewer. */
  readonly service: string;
  readonly platform?: NodeJS.Platform;
  /** How the keychain is had; keytar by default. */
  readonly load?: () => Keychain;
}

const places: Partial<Record<NodeJS.Platform, string>> = {
  darwin: 'macOS Keychain',
  win32: 'Windows Credential Manager',
  linux: 'Secret Service (GNOME Keyring, KWallet or another)',
};

const loadKeytar = (): Keychain => createRequire(import.meta.url)('keytar') as Keychain;

const firstLine = (thrown: unknown) => (thrown instanceof Error ? thrown.message : String(thrown)).split('\n')[0] ?? '';

export function createKeytarStore({ service, platform = process.platform, load = loadKeytar }: KeytarOptions): SecretStore {
  let keychain: Keychain | undefined;

  /** Whatever the native part throws is the keychain's refusal: it has no codes, and none of our own code runs in here. */
  async function ask<T>(question: (keychain: Keychain) => Promise<T>): Promise<SecretResult<T>> {
    try {
      keychain ??= load();
    } catch (thrown) {
      return { kind: 'unavailable', why: `The module that reaches the system’s keychain (keytar) could not be loaded: ${firstLine(thrown)}` };
    }
    try {
      return { kind: 'ok', value: await question(keychain) };
    } catch (thrown) {
      return { kind: 'unavailable', why: `The system’s keychain refused: ${firstLine(thrown)}` };
    }
  }

  return {
    get: (name) => ask(async (system) => (await system.getPassword(service, name)) ?? undefined),
    set: (name, secret) => ask((system) => system.setPassword(service, name, secret)),
    delete: (name) =>
      ask(async (system) => {
        await system.deletePassword(service, name);
      }),
    status: async () => {
      // Whether the module is there; whether the keychain answers shows when it is asked for something.
      const loaded = await ask(async () => undefined);
      return loaded.kind === 'ok'
        ? { store: 'persistent', place: places[platform] ?? 'the system’s keychain' }
        : { store: 'unavailable', place: loaded.why };
    },
  };
}
