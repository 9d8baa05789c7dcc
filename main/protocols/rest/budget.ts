// A token bucket: how much may be asked of an API in a time, so that it never has to refuse. Waits by the clock it is given.
import type { Clock } from '../../platform/ports.ts';

export interface Budget {
  /** Waits until so many units are free and takes them. A request that costs more than the whole bucket takes it whole. */
  take(units: number, signal?: AbortSignal): Promise<'taken' | 'cancelled'>;
}

export interface BudgetRules {
  readonly units: number;
  readonly perMs: number;
}

export function createBudget(clock: Clock, { units, perMs }: BudgetRules): Budget {
  let free = units;
  let at = clock.monotonic();
  let last: Promise<unknown> = Promise.resolve();

  async function take(wanted: number, signal: AbortSignal | undefined): Promise<'taken' | 'cancelled'> {
    const cost = Math.min(wanted, units);
    for (;;) {
      const now = clock.monotonic();
      free = Math.min(units, free + ((now - at) * units) / perMs);
      at = now;
      // A unit's fraction left by rounding must not cost another wait.
      if (free + 0.001 >= cost) {
        free -= cost;
        return 'taken';
      }
      try {
        await clock.wait(Math.ceil(((cost - free) * perMs) / units), signal);
      } catch (thrown) {
        if (signal?.aborted !== true) throw thrown;
        return 'cancelled';
      }
    }
  }

  return {
    // One after another: who comes later must not take what the one before waits for.
    take: (wanted, signal) => {
      const mine = last.then(() => take(wanted, signal));
      last = mine.catch(() => undefined);
      return mine;
    },
  };
}
