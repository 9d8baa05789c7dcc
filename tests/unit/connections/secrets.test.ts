import { describe, expect, it } from 'vitest';
import { createConnectionSecrets } from '../../../main/features/connections/secrets.ts';
import type { SecretStore } from '../../../main/platform/secrets/types.ts';

/** A keychain that outlives the app, and one start of the app after another: with the keychain, or with this session's memory only. */
function machine() {
  const settings = new Map<string, string>();
  const keychain = new Map<string, string>();
  const storeOver = (kept: Map<string, string>, store: 'persistent' | 'session-only'): SecretStore => ({
    get: async (name) => ({ kind: 'ok', value: kept.get(name) }),
    set: async (name, secret) => {
      kept.set(name, secret);
      return { kind: 'ok', value: undefined };
    },
    delete: async (name) => {
      kept.delete(name);
      return { kind: 'ok', value: undefined };
    },
    status: async () => ({ store, place: 'this test' }),
  });
  return {
    keychain,
    start: (store: 'persistent' | 'session-only') =>
      createConnectionSecrets({
        secrets: storeOver(store === 'persistent' ? keychain : new Map<string, string>(), store),
        settings: {
          get: async (key) => settings.get(key),
          set: async (key, value) => void settings.set(key, value),
          remove: async (key) => void settings.delete(key),
        },
        clock: { now: () => '2026-11-23T00:00:00.000Z', monotonic: () => 0, wait: async () => {} },
        random: { uuid: () => 'id', word: (length) => 'x'.repeat(length), fraction: () => 0.5 },
        hide: () => {},
      }),
  };
}

describe('a secret that is deleted while the keychain cannot be reached', () => {
  it('is deleted from the keychain as soon as it can be', async () => {
    const { keychain, start } = machine();
    await start('persistent').set('gone', { text: 'old' });
    await start('persistent').set('kept', { text: 'other' });
    await start('session-only').clear('gone');
    expect(keychain.size).toBe(2);
    await start('persistent').status('kept');
    expect([...keychain.values()]).toEqual(['other']);
  });

  it('never comes back, and never takes a newer one with it', async () => {
    const { keychain, start } = machine();
    await start('persistent').set('one', { text: 'old' });
    await start('session-only').clear('one');
    expect(await start('persistent').read('one')).toMatchObject({ kind: 'none' });
    await start('session-only').clear('one');
    const later = start('persistent');
    await later.set('one', { text: 'new' });
    await later.status('one');
    expect([...keychain.values()]).toEqual(['new']);
  });
});
