// Tells watchers that a run changed: at once, then at most ten times a second, and always once more for the last change.
// It carries no data: a watcher asks for the snapshot, so a late or slow one misses nothing.
import type { Clock } from '../ports.ts';

export const leastMsBetween = 100;

export interface Announcer {
  changed(): void;
  /** The last word, without waiting. Later changes are not announced. */
  end(): void;
}

/** `tell` is called; a change during the pause is told after it. */
export function createAnnouncer(clock: Pick<Clock, 'wait' | 'monotonic'>, tell: () => void): Announcer {
  const stop = new AbortController();
  let toldAt: number | undefined;
  let waiting = false;

  function say(): void {
    toldAt = clock.monotonic();
    tell();
  }

  async function afterPause(milliseconds: number): Promise<void> {
    waiting = true;
    try {
      await clock.wait(milliseconds, stop.signal);
    } catch (thrown) {
      if (stop.signal.aborted) return;
      throw thrown;
    } finally {
      waiting = false;
    }
    if (!stop.signal.aborted) say();
  }

  return {
    changed() {
      if (waiting || stop.signal.aborted) return;
      const left = toldAt === undefined ? 0 : toldAt + leastMsBetween - clock.monotonic();
      if (left <= 0) say();
      else void afterPause(left);
    },
    end() {
      if (stop.signal.aborted) return;
      stop.abort();
      say();
    },
  };
}
