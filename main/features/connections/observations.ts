// What the server of a connection was seen to do, kept until another run sees it again: the answer, when, and by which run.
import { z } from 'zod';
import { observationIdSchema } from '../../../contract/common.ts';
import type { Observation } from '../../../contract/connections.ts';
import { observationTable, type Seen } from '../../platform/observations.ts';
import type { SettingRecords } from './ports.ts';

const storedSchema = z.record(z.string(), z.object({ answer: z.string(), at: z.string(), runId: z.string() }));
type Stored = z.infer<typeof storedSchema>;

const key = (connectionId: string) => `observations:${connectionId}`;

export interface Observations {
  /** Every question with what is known about it. */
  of(connectionId: string): Promise<Observation[]>;
  /** Keeps what a run saw; what it did not see stays as it was. */
  note(connectionId: string, seen: readonly Seen[], run: { readonly id: string; readonly at: string }): Promise<void>;
  forget(connectionId: string): Promise<void>;
}

export function createObservations(settings: SettingRecords): Observations {
  async function stored(connectionId: string): Promise<Stored> {
    const text = await settings.get(key(connectionId));
    return text === undefined ? {} : storedSchema.parse(JSON.parse(text));
  }

  return {
    of: async (connectionId) => {
      const known = await stored(connectionId);
      return observationIdSchema.options.map((id) => {
        const { question, seenBy } = observationTable[id];
        return { id, question, seenBy, seen: known[id] ?? null };
      });
    },
    note: async (connectionId, seen, { id: runId, at }) => {
      if (seen.length === 0) return;
      const fresh = Object.fromEntries(seen.map(({ id, answer }) => [id, { answer, at, runId }]));
      await settings.set(key(connectionId), JSON.stringify({ ...(await stored(connectionId)), ...fresh }));
    },
    forget: (connectionId) => settings.remove(key(connectionId)),
  };
}
