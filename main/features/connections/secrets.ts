// Secrets of connections: set, cleared, asked whether set; given back to nobody but the sign-in itself.
// Pasted secrets wait in memory under a handle until they are taken over, ten minutes at most.
import { z } from 'zod';
import { type SecretSlot, type SecretStatus, secretSlotSchema } from '../../../contract/connections.ts';
import type { Clock, Random } from '../../platform/ports.ts';
import { Refusal } from '../../platform/refusal.ts';
import type { SecretStore } from '../../platform/secrets/types.ts';
import type { SettingRecords } from './ports.ts';

/** Names of secrets that were deleted while the system's keychain could not be reached: it may hold them still. */
const leftKey = 'secrets-left-in-keychain';
const leftSchema = z.array(z.string());
const handleLifeMs = 10 * 60_000;

/** The name a secret of a connection is kept under. */
export const secretName = (connectionId: string, slot: SecretSlot): string =>
  slot === 'scim' ? `connection:${connectionId}` : `connection:${connectionId}:${slot}`;

export interface ConnectionSecrets {
  /** For the sign-in alone. */
  read(
    connectionId: string,
    slot?: SecretSlot,
  ): Promise<{ readonly kind: 'secret'; readonly value: string } | { readonly kind: 'none'; readonly why: string }>;
  status(connectionId: string, slot?: SecretSlot): Promise<SecretStatus>;
  set(connectionId: string, secret: { readonly text: string } | { readonly handle: string }, slot?: SecretSlot): Promise<SecretStatus>;
  clear(connectionId: string, slot?: SecretSlot): Promise<SecretStatus>;
  /** From now on no text that the app keeps holds a secret of this connection. */
  hideAll(connectionId: string): Promise<void>;
  /** Every secret of a connection that is removed. */
  clearAll(connectionId: string): Promise<void>;
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
  const setAtKey = (id: string, slot: SecretSlot) => (slot === 'scim' ? `secret-set-at:${id}` : `secret-set-at-${slot}:${id}`);
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

  async function keepLeft(names: readonly string[]): Promise<void> {
    await (names.length === 0 ? deps.settings.remove(leftKey) : deps.settings.set(leftKey, JSON.stringify(names)));
  }

  /** Deletes from the keychain what could not be deleted when it was asked for. Comes before every look at a secret. */
  async function sweep(): Promise<void> {
    const names = await left();
    if (names.length === 0 || (await deps.secrets.status()).store !== 'persistent') return;
    const still: string[] = [];
    for (const name of names) if ((await deps.secrets.delete(name)).kind === 'unavailable') still.push(name);
    await keepLeft(still);
  }

  async function status(id: string, slot: SecretSlot = 'scim'): Promise<SecretStatus> {
    await sweep();
    const place = await deps.secrets.status();
    const stored = await deps.secrets.get(secretName(id, slot));
    const isSet = stored.kind === 'ok' && stored.value !== undefined;
    const setAt = isSet ? await deps.settings.get(setAtKey(id, slot)) : undefined;
    return { ...place, isSet, ...(setAt === undefined ? {} : { setAt }) };
  }

  async function clear(id: string, slot: SecretSlot = 'scim'): Promise<SecretStatus> {
    const gone = await deps.secrets.delete(secretName(id, slot));
    if (gone.kind === 'unavailable') throw new Refusal('secret-not-cleared', `The secret could not be removed: ${gone.why}`);
    if ((await deps.secrets.status()).store !== 'persistent' && (await deps.settings.get(setAtKey(id, slot))) !== undefined)
      await keepLeft([...new Set([...(await left()), secretName(id, slot)])]);
    await deps.settings.remove(setAtKey(id, slot));
    return status(id, slot);
  }

  /** What is read is hidden from then on. */
  async function read(id: string, slot: SecretSlot = 'scim'): ReturnType<ConnectionSecrets['read']> {
    await sweep();
    const stored = await deps.secrets.get(secretName(id, slot));
    if (stored.kind === 'unavailable') return { kind: 'none', why: stored.why };
    if (stored.value === undefined) return { kind: 'none', why: 'No secret is stored for this connection.' };
    deps.hide(stored.value);
    return { kind: 'secret', value: stored.value };
  }

  return {
    status,
    read,
    hideAll: async (id) => {
      for (const slot of secretSlotSchema.options) await read(id, slot);
    },
    set: async (id, given, slot = 'scim') => {
      const raw = 'text' in given ? given.text : take(given.handle);
      const value = raw.trim();
      if (value === '') throw new Refusal('secret-empty', 'The secret is empty. Copy it from Control Panel or your vault and paste it again.');
      deps.hide(value);
      await sweep();
      const kept = await deps.secrets.set(secretName(id, slot), value);
      if (kept.kind === 'unavailable') throw new Refusal('secret-not-kept', `The secret could not be stored: ${kept.why}`);
      await deps.settings.set(setAtKey(id, slot), deps.clock.now());
      const note = noteOn(raw, value);
      return { ...(await status(id, slot)), ...(note === undefined ? {} : { note }) };
    },
    clear,
    clearAll: async (id) => {
      for (const slot of secretSlotSchema.options) await clear(id, slot);
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
