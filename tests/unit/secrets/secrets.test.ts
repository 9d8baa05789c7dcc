// Where secrets are kept, and what is said when they cannot be.
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createKeytarStore, type Keychain } from '../../../main/platform/secrets/keytar.ts';
import { openSecretStore } from '../../../main/platform/secrets/open.ts';
import { createSealedStore } from '../../../main/platform/secrets/sealed.ts';
import { createFailingStore, createSessionStore } from '../../../main/platform/secrets/session.ts';
import type { SecretStore } from '../../../main/platform/secrets/types.ts';
import { freshFolder } from '../storage/builders.ts';
import { describeSecretStore } from './contract.ts';

/** As Windows' store behaves: 2,560 bytes of UTF-16 at most, nothing empty. */
function smallKeychain(): Keychain & { readonly entries: Map<string, string> } {
  const entries = new Map<string, string>();
  return {
    entries,
    getPassword: async (_, account) => entries.get(account) ?? null,
    setPassword: async (_, account, password) => {
      if (password === '') throw new Error('Password is required.');
      if (password.length * 2 > 2560) throw new Error('The stub received bad data.');
      entries.set(account, password);
    },
    deletePassword: async (_, account) => entries.delete(account),
  };
}

const windows = (keychain: Keychain) => createKeytarStore({ service: 'test', platform: 'win32', load: () => keychain });
const always = { wait: () => new Promise<void>(() => undefined) };

describeSecretStore('in memory', async () => createSessionStore());
describeSecretStore('in a keychain that takes little, the rest sealed in files', async () =>
  openSecretStore({ dataDir: freshFolder(), env: {}, platform: 'win32', keychain: windows(smallKeychain()) }),
);
describeSecretStore('in sealed files whatever their size', async () =>
  createSealedStore({ keychain: createSessionStore(), folder: join(freshFolder(), 'secrets'), largestBytes: 0 }),
);

describe('a value too large for the keychain', () => {
  const secret = 'Wilhelmina'.repeat(800);

  async function sealed() {
    const dataDir = freshFolder();
    const keychain = smallKeychain();
    const store = openSecretStore({ dataDir, env: {}, platform: 'win32', keychain: windows(keychain) });
    expect((await store.set('c1', secret)).kind).toBe('ok');
    const folder = join(dataDir, 'secrets');
    const files = () => readdirSync(folder).map((name) => join(folder, name));
    return { store, keychain, folder, files, reopened: () => openSecretStore({ dataDir, env: {}, platform: 'win32', keychain: windows(keychain) }) };
  }

  it('stands in a file that only this user can read and that says nothing of it', async () => {
    const { files, folder, reopened } = await sealed();
    expect(files()).toHaveLength(1);
    expect((statSync(folder).mode & 0o777).toString(8)).toBe('700');
    for (const file of files()) {
      expect((statSync(file).mode & 0o777).toString(8)).toBe('600');
      expect(readFileSync(file).includes('Wilhelmina')).toBe(false);
    }
    expect(await reopened().get('c1')).toEqual({ kind: 'ok', value: secret });
  });

  it('leaves no file behind when it is replaced or deleted', async () => {
    const { store, files } = await sealed();
    await store.set('c1', secret.toUpperCase());
    expect(files()).toHaveLength(1);
    await store.set('c1', 'short');
    expect(files()).toEqual([]);
    await store.set('c1', secret);
    await store.delete('c1');
    expect(files()).toEqual([]);
  });

  it('is not given back when its file was changed: it must be entered again', async () => {
    const { store, files } = await sealed();
    for (const file of files()) {
      const bytes = readFileSync(file);
      bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1);
      writeFileSync(file, bytes);
    }
    expect(await store.get('c1')).toMatchObject({ kind: 'unavailable', why: expect.stringContaining('Enter the secret again') });
    expect((await store.set('c1', 'again')).kind).toBe('ok');
    expect(await store.get('c1')).toEqual({ kind: 'ok', value: 'again' });
  });

  it('leaves no file when the keychain refuses its key', async () => {
    const folder = join(freshFolder(), 'secrets');
    const store = createSealedStore({ keychain: createFailingStore('locked'), folder, largestBytes: 10 });
    expect(await store.set('c1', secret)).toEqual({ kind: 'unavailable', why: 'locked' });
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('where the secret is kept is said', () => {
  it.each<[NodeJS.Platform, string]>([
    ['darwin', 'macOS Keychain'],
    ['win32', 'Windows Credential Manager'],
    ['linux', 'Secret Service'],
  ])('on %s', async (platform, place) => {
    const keychain = createKeytarStore({ service: 'test', platform, load: smallKeychain });
    expect(await openSecretStore({ dataDir: freshFolder(), env: {}, platform, keychain }).status()).toEqual({
      store: 'persistent',
      place: expect.stringContaining(place),
    });
  });

  const broken: Record<string, SecretStore> = {
    'there is no keytar': createKeytarStore({
      service: 'test',
      load: () => {
        throw new Error("Cannot find module 'keytar'");
      },
    }),
    'the keychain is locked': createFailingStore('The collection is locked.'),
    'the keychain gives back something else': {
      ...createSessionStore(),
      get: async () => ({ kind: 'ok', value: 'something else' }),
    },
  };
  for (const [trouble, keychain] of Object.entries(broken)) {
    it(`and it is this session only, with the reason, when ${trouble}`, async () => {
      const dataDir = freshFolder();
      const store = openSecretStore({ dataDir, env: {}, keychain });
      const { store: kind, place } = await store.status();
      expect(kind).toBe('session-only');
      expect(place).toMatch(/only until SCIM Steward ends\. .{10}/);
      await store.set('c1', 'planted-secret');
      expect(await store.get('c1')).toEqual({ kind: 'ok', value: 'planted-secret' });
      expect(readdirSync(dataDir)).toEqual([]);
    });
  }

  it('and the keychain itself is unavailable, with the reason, when there is no keytar', async () => {
    expect(await broken['there is no keytar']?.status()).toEqual({
      store: 'unavailable',
      place: expect.stringContaining("Cannot find module 'keytar'"),
    });
  });

  it('and a keychain that never answers does not keep the app waiting for ever', async () => {
    const silent: SecretStore = { ...createSessionStore(), set: () => new Promise(() => undefined) };
    const store = openSecretStore({ dataDir: freshFolder(), env: {}, keychain: silent, clock: { wait: async () => undefined } });
    expect((await store.status()).place).toContain('did not answer');
  });

  it('and STEWARD_SECRETS=session keeps the keychain untouched', async () => {
    const keychain = smallKeychain();
    const store = openSecretStore({ dataDir: freshFolder(), env: { STEWARD_SECRETS: 'session' }, keychain: windows(keychain) });
    await store.set('c1', 'secret');
    expect((await store.status()).store).toBe('session-only');
    expect(keychain.entries.size).toBe(0);
  });
});

describe('trying the keychain', () => {
  it('leaves nothing in it', async () => {
    const keychain = smallKeychain();
    await openSecretStore({ dataDir: freshFolder(), env: {}, keychain: windows(keychain), clock: always }).status();
    expect(keychain.entries.size).toBe(0);
  });

  it('happens on first use, not before', async () => {
    let asked = 0;
    const keychain = createKeytarStore({
      service: 'test',
      load: () => {
        asked += 1;
        return smallKeychain();
      },
    });
    const store = openSecretStore({ dataDir: freshFolder(), env: {}, keychain });
    expect(asked).toBe(0);
    await Promise.all([store.status(), store.get('c1')]);
    expect(asked).toBe(1);
  });

  it('and a refusal later reaches whoever asked', async () => {
    const store = createFailingStore('locked');
    expect([await store.get('a'), await store.set('a', 'b'), await store.delete('a')].map(({ kind }) => kind)).toEqual([
      'unavailable',
      'unavailable',
      'unavailable',
    ]);
    expect(await store.status()).toEqual({ store: 'unavailable', place: 'locked' });
  });
});
