// The production lock: production is read-only until unlocked for a while, with a reason that the receipts keep.
import { z } from 'zod';
import type { Connection, LockState } from '../../../contract/connections.ts';
import type { Clock } from '../../platform/ports.ts';
import { notAllowed, policyForbids, readPolicy } from './policy.ts';
import type { SettingRecords } from './ports.ts';

const storedSchema = z.object({ until: z.string(), reason: z.string() });

/** Runs that write. */
export type WritingKind = 'test-sync' | 'clean-up' | 'rerun' | 'mend';

export interface Locks {
  /** Whether a run of this kind may write; a policy may forbid one kind and not the other. */
  state(connection: Connection, kind?: WritingKind): Promise<LockState>;
  unlock(connection: Connection, reason: string, minutes: number): Promise<LockState>;
  lock(connection: Connection): Promise<LockState>;
}

export function createLocks(deps: { readonly settings: SettingRecords; readonly clock: Clock; readonly policyFile: string }): Locks {
  const key = (connection: Connection) => `unlocked:${connection.id}`;

  async function state(connection: Connection, kind: WritingKind = 'test-sync'): Promise<LockState> {
    if (!connection.practice) {
      const policy = await readPolicy(deps.policyFile);
      const forbidden = policyForbids(policy, kind, connection.production) ?? (kind === 'mend' ? notAllowed(policy, deps.policyFile) : undefined);
      if (forbidden !== undefined) return { kind: 'forbidden', by: forbidden };
    }
    if (!connection.production) return { kind: 'open' };
    const stored = await deps.settings.get(key(connection));
    if (stored === undefined) return { kind: 'locked' };
    const { until, reason } = storedSchema.parse(JSON.parse(stored));
    return Date.parse(until) > Date.parse(deps.clock.now()) ? { kind: 'unlocked', until, reason } : { kind: 'locked' };
  }

  return {
    state,
    unlock: async (connection, reason, minutes) => {
      const until = new Date(Date.parse(deps.clock.now()) + minutes * 60_000).toISOString();
      await deps.settings.set(key(connection), JSON.stringify({ until, reason }));
      return state(connection);
    },
    lock: async (connection) => {
      await deps.settings.remove(key(connection));
      return state(connection);
    },
  };
}
