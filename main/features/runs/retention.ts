// How long runs are kept: old ones are removed at start and then daily. Living runs and those that left something stay, however old.
import type { Clock } from '../../platform/ports.ts';
import type { JournalRow, RunStarter } from '../../platform/runs/types.ts';
import type { Storage } from '../../platform/storage/types.ts';

export const defaultDays = 90;
const settingKey = 'retention-days';
const dayMs = 24 * 60 * 60 * 1000;

export interface RetentionDeps {
  readonly storage: Pick<Storage, 'runs' | 'settings' | 'readOnly'>;
  readonly manager: Pick<RunStarter, 'leftovers'>;
  readonly clock: Clock;
  /** Whether a journal row that is not undone still waits for a clean-up; all do by default. */
  readonly isLeftover?: (row: JournalRow) => boolean;
}

export interface Retention {
  days(): Promise<number>;
  setDays(days: number): Promise<void>;
  /** Removes what is too old now; answers how many runs went. */
  apply(): Promise<number>;
  /** Applies at once and then daily, until stopped; what goes wrong is told and tried again the next day. */
  keepApplying(signal: AbortSignal, onTrouble: (thrown: unknown) => void): Promise<void>;
}

export function createRetention({ storage, manager, clock, isLeftover = () => true }: RetentionDeps): Retention {
  async function days(): Promise<number> {
    const stored = Number(await storage.settings.get(settingKey));
    return Number.isInteger(stored) && stored >= 1 ? stored : defaultDays;
  }

  async function apply(): Promise<number> {
    if (storage.readOnly) return 0;
    const oldest = new Date(Date.parse(clock.now()) - (await days()) * dayMs).toISOString();
    const left = (await manager.leftovers()).filter(({ rows }) => rows.some(isLeftover));
    return storage.runs.removeBefore(
      oldest,
      left.map(({ run }) => run.id),
    );
  }

  return {
    days,
    apply,
    setDays: (wanted) => storage.settings.set(settingKey, String(wanted)),
    async keepApplying(signal, onTrouble) {
      while (!signal.aborted) {
        await apply().catch(onTrouble);
        try {
          await clock.wait(dayMs, signal);
        } catch (thrown) {
          if (!signal.aborted) throw thrown;
        }
      }
    },
  };
}
