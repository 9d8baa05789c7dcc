// While a run lives: the machine stays awake, the taskbar shows how far it is; when it ends and nobody looks, a notification says how.
// Learns of runs from `activeRuns()`, at every event and every second: a run that nobody watches sends no event until its end.
import type { ActiveRun, AppEvent } from '../app-types.ts';

export interface ActivityPorts {
  readonly activeRuns: () => readonly ActiveRun[];
  readonly subscribe: (listener: (event: AppEvent) => void) => () => void;
  /** One sentence about a run that ended, for the notification. */
  readonly outcome: (id: string) => Promise<string>;
  readonly stayAwake: { start(): number; stop(id: number): void };
  /** From 0 to 1; -1 takes the bar away. */
  readonly showProgress: (fraction: number) => void;
  readonly isWatched: () => boolean;
  readonly notify: (title: string, text: string) => void;
  readonly every: (milliseconds: number, act: () => void) => () => void;
  readonly log: (level: 'warning', message: string, thrown: unknown) => void;
}

const lookAgainMs = 1000;

/** Returns the way to stop, which also lets the machine sleep again. */
export function followRuns(ports: ActivityPorts): () => void {
  let before: readonly ActiveRun[] = [];
  let awake: number | undefined;

  const look = (): void => {
    const now = ports.activeRuns();
    for (const run of before) if (!now.some((living) => living.id === run.id)) void tellEnd(run, ports);
    before = now;
    if (now.length > 0) {
      awake ??= ports.stayAwake.start();
      ports.showProgress(fractionOf(now));
    } else rest();
  };

  const rest = (): void => {
    if (awake === undefined) return;
    ports.stayAwake.stop(awake);
    awake = undefined;
    ports.showProgress(-1);
  };

  const stops = [ports.subscribe(look), ports.every(lookAgainMs, look)];
  look();
  return () => {
    for (const stop of stops) stop();
    rest();
  };
}

function fractionOf(runs: readonly ActiveRun[]): number {
  const done = runs.reduce((sum, run) => sum + run.done, 0);
  const total = runs.reduce((sum, run) => sum + run.total, 0);
  return total === 0 ? 0 : Math.min(1, done / total);
}

async function tellEnd(run: ActiveRun, ports: ActivityPorts): Promise<void> {
  if (ports.isWatched()) return;
  try {
    ports.notify(run.title, await ports.outcome(run.id));
  } catch (thrown) {
    // The run may have been deleted meanwhile; its end is still worth saying.
    ports.log('warning', 'The outcome of a run could not be read for its notification.', thrown);
    ports.notify(run.title, 'Ended.');
  }
}
