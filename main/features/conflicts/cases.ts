// The conflicts an administrator works on, kept with their connection: what was found, and how far it has come. The pasted text is not kept.
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type ConflictCase, conflictCaseSchema } from '../../../contract/conflicts.ts';
import type { Conflict } from '../../domain/conflicts/evidence.ts';
import { Refusal } from '../../platform/refusal.ts';
import type { SettingStore } from '../../platform/storage/types.ts';

const kept = z.array(conflictCaseSchema);
/** The oldest are forgotten beyond these. */
const most = 200;

/** The same four values are the same conflict, whichever text they stand in. */
export function caseId(connectionId: string | null, { username, providerUserId, existingUserId, existingProviderUserId }: Conflict): string {
  const values = JSON.stringify([connectionId, username, providerUserId, existingUserId, existingProviderUserId]);
  return createHash('sha256').update(values).digest('hex').slice(0, 24);
}

export interface Cases {
  list(connectionId: string | null): Promise<readonly ConflictCase[]>;
  require(connectionId: string | null, id: string): Promise<ConflictCase>;
  /** Newest first; those that are known keep their state. */
  add(connectionId: string | null, found: readonly ConflictCase[]): Promise<readonly ConflictCase[]>;
  replace(changed: ConflictCase): Promise<ConflictCase>;
  forget(connectionId: string | null, id: string): Promise<void>;
}

export function createCases(settings: SettingStore): Cases {
  // Deleting a connection removes every setting whose key ends with its id.
  const key = (connectionId: string | null) => `conflicts:${connectionId ?? 'none'}`;

  async function list(connectionId: string | null): Promise<readonly ConflictCase[]> {
    const text = await settings.get(key(connectionId));
    const read = kept.safeParse(text === undefined ? [] : JSON.parse(text));
    return read.success ? read.data : [];
  }
  const write = (connectionId: string | null, all: readonly ConflictCase[]) => settings.set(key(connectionId), JSON.stringify(all.slice(0, most)));

  return {
    list,
    require: async (connectionId, id) => {
      const found = (await list(connectionId)).find((one) => one.id === id);
      if (found === undefined) throw new Refusal('conflicts.gone', 'This conflict is not remembered any more. Paste its message again.');
      return found;
    },
    add: async (connectionId, found) => {
      const known = await list(connectionId);
      const merged = found.map((one) => {
        const before = known.find(({ id }) => id === one.id);
        return before === undefined ? one : { ...one, state: before.state, stateNote: before.stateNote, mappingChangedAt: before.mappingChangedAt };
      });
      const ids = new Set(merged.map(({ id }) => id));
      await write(connectionId, [...merged, ...known.filter(({ id }) => !ids.has(id))]);
      return merged;
    },
    replace: async (changed) => {
      const all = await list(changed.connectionId);
      await write(
        changed.connectionId,
        all.map((one) => (one.id === changed.id ? changed : one)),
      );
      return changed;
    },
    forget: async (connectionId, id) =>
      write(
        connectionId,
        (await list(connectionId)).filter((one) => one.id !== id),
      ),
  };
}
