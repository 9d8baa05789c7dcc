// The mends of a connection, written down before anything is sent: what the account carried, what the app writes, and how it ended as far as was seen.
import { z } from 'zod';
import { type Mend, mendSchema } from '../../../contract/conflicts.ts';
import { Refusal } from '../../platform/refusal.ts';
import type { SettingStore } from '../../platform/storage/types.ts';

const kept = z.array(mendSchema);
/** The oldest that are over are forgotten beyond these. */
const most = 200;

export interface MendStore {
  list(connectionId: string | null): Promise<readonly Mend[]>;
  require(connectionId: string, runId: string): Promise<Mend>;
  /** On disk when it resolves. */
  put(mend: Mend): Promise<Mend>;
}

export function createMendStore(settings: SettingStore): MendStore {
  // Deleting a connection removes every setting whose key ends with its id.
  const key = (connectionId: string | null) => `mends:${connectionId ?? 'none'}`;

  async function list(connectionId: string | null): Promise<readonly Mend[]> {
    const text = await settings.get(key(connectionId));
    return text === undefined ? [] : kept.parse(JSON.parse(text));
  }

  return {
    list,
    require: async (connectionId, runId) => {
      const found = (await list(connectionId)).find((one) => one.runId === runId);
      if (found === undefined) throw new Refusal('conflicts.no-mend', `No person was mended by the run ${runId} on this connection.`);
      return found;
    },
    put: async (mend) => {
      const others = (await list(mend.connectionId)).filter(({ runId }) => runId !== mend.runId);
      const isOpen = ({ state }: Mend) => state === 'open' || state === 'undoing';
      const keeps = others.filter((one, place) => place < most || isOpen(one));
      await settings.set(key(mend.connectionId), JSON.stringify([mend, ...keeps]));
      return mend;
    },
  };
}
