// Secrets of connections: set, cleared, asked whether set; given back to nobody but the sign-in itself.
// Pasted secrets wait in memory under a handle until they are taken over, ten minutes at most.
import { z } from 'zod';
import type { SecretStatus } from '../../../contract/connections.ts';
import type { Clock, Random } from '../../platform/ports.ts';
import { Refusal } from '../../platform/refusal.ts';
import type { SecretStore } from '../../platform/secrets/types.ts';
import type { SettingRecords } from './ports.ts';

/** Ids whose secrets were deleted while the system's keychain could not be reached: it may hold them still. */
const leftKey = 'secrets-left-in-keychain';
const leftSchema = z.array(z.string());
const handleLifeMs = 10 * 60_000;

export interface ConnectionSecrets {
  /** For the sign-in alone. */
  read(connectionId: string): Promise<{ readonly kind: 'secret'; readonly value: string } | { readonly kind: 'none'; readonly why: string }>;
  status(connectionId: string): Promise<SecretStatus>;
  set(connectionId: string, secret: { readonly text: string } | { readonly handle: string }): Promise<SecretStatus>;
  clear(connectionId: string): Promise<SecretStatus>;
  /** Keeps a pasted secret in memory and returns the handle for it. */
  hold(secret: string): string;
}

export function createConnectionSecrets(deps: {
  readonly secrets: SecretStore;
  readonly settings: SettingRecords;
  readonly clock: Clock;
  readonly random: Random;
  readonly hide: (secret: string) => void;
}): ConnectionSecrets {
  const name = (id: string) => `connection:${id}`;
  const setAtKey = (id: string) => `secret-set-at:${id}`;
  const held = new Map<string, { readonly secret: string; readonly at: number }>();

  function take(handle: string): string {
    const entry = held.get(handle);
    held.delete(handle);
    if (entry === undefined || deps.clock.monotonic() - entry.at > handleLifeMs) {
      throw new Refusal('paste-expired', 'The pasted secret is no longer held: it is dropped after ten minutes. Paste the four values again.');
    }
    return entry.secret;
  }

  async function left(): Promise<readonly string[]> {
    const stored = await deps.settings.get(leftKey);
    return stored === undefined ? [] : leftSchema.parse(JSON.parse(stored));
  }

  async function keepLeft(ids: readonly string[]): Promise<void> {
    await (ids.length === 0 ? deps.settings.remove(leftKey) : deps.settings.set(leftKey, JSON.stringify(ids)));
  }

  /** Deletes from the keychain what could not be deleted when it was asked for. Comes before every look at a secret. */
  async function sweep(): Promise<void> {
    const ids = await left();
    if (ids.length === 0 || (await deps.secrets.status()).store !== 'persistent') return;
    const still: string[] = [];
    for (const id of ids) if ((await deps.secrets.delete(name(id))).kind === 'unavailable') still.push(id);
    await keepLeft(still);
  }

  async function status(id: string): Promise<SecretStatus> {
    await sweep();
    const place = await deps.secrets.status();
    const stored = await deps.secrets.get(name(id));
    const isSet = stored.kind === 'ok' && stored.value !== undefined;
    const setAt = isSet ? await deps.settings.get(setAtKey(id)) : undefined;
    return { ...place, isSet, ...(setAt === undefined ? {} : { setAt }) };
  }

  return {
    status,
    read: async (id) => {
      await sweep();
      const stored = await deps.secrets.get(name(id));
      if (stored.kind === 'unavailable') return { kind: 'none', why: stored.why };
      if (stored.value === undefined) return { kind: 'none', why: 'No secret is stored for this connection.' };
      deps.hide(stored.value);
      return { kind: 'secret', value: stored.value };
    },
    set: async (id, given) => {
      const raw = 'text' in given ? given.text : take(given.handle);
      const value = raw.trim();
      if (value === '') throw new Refusal('secret-empty', 'The secret is empty. Copy it from Control Panel or your vault and paste it again.');
      deps.hide(value);
      await sweep();
      const kept = await deps.secrets.set(name(id), value);
      if (kept.kind === 'unavailable') throw new Refusal('secret-not-kept', `The secret could not be stored: ${kept.why}`);
      await deps.settings.set(setAtKey(id), deps.clock.now());
      const note = noteOn(raw, value);
      return { ...(await status(id)), ...(note === undefined ? {} : { note }) };
    },
    clear: async (id) => {
      const gone = await deps.secrets.delete(name(id));
      if (gone.kind === 'unavailable') throw new Refusal('secret-not-cleared', `The secret could not be removed: ${gone.why}`);
      if ((await deps.secrets.status()).store !== 'persistent' && (await deps.settings.get(setAtKey(id))) !== undefined)
        await keepLeft([...new Set([...(await left()), id])]);
      await deps.settings.remove(setAtKey(id));
      return status(id);
    },
    hold: (secret) => {
      deps.hide(secret);
      const now = deps.clock.monotonic();
      for (const [handle, entry] of held) if (now - entry.at > handleLifeMs) held.delete(handle);
      const handle = deps.random.uuid();
      held.set(handle, { secret, at: now });
      return handle;
    },
  };
}

function noteOn(raw: string, value: string): string | undefined {
  if (raw !== value) return 'Blanks or line breaks at its ends were removed.';
  if (/\s/.test(value)) return 'It has a blank inside, which is unusual: if sign-in is refused, copy it again as one line.';
  return undefined;
}
