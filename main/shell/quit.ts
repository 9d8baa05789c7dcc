// Leaving: asks while a run lives, then lets the app cancel, clean up and close its files, and only then lets the process end.
// A person who says no stays. A second request while the app closes changes nothing.
import type { ActiveRun } from '../app-types.ts';

export interface QuitPorts {
  readonly activeRuns: () => readonly ActiveRun[];
  readonly ask: (title: string, message: string, detail: string, action: string) => Promise<boolean>;
  /** Closes the app; the process may end when it resolves. */
  readonly close: () => Promise<void>;
  /** Ends the process without asking again. */
  readonly exit: () => void;
  readonly log: (level: 'error', message: string, thrown: unknown) => void;
}

export interface Quitting {
  /** For `before-quit` and the window's `close`: holds the event back and decides. */
  readonly request: (event: { preventDefault(): void }) => void;
  /** The system shuts down: nobody is asked, the app closes in order. */
  readonly leaveNow: () => void;
}

export function guardQuit(ports: QuitPorts): Quitting {
  let state: 'staying' | 'asking' | 'leaving' = 'staying';

  const decide = async (): Promise<void> => {
    const living = ports.activeRuns();
    state = 'asking';
    const agreed = living.length === 0 || (await ports.ask(...question(living)));
    if (state !== 'asking') return;
    if (agreed) await leave();
    else state = 'staying';
  };

  const leave = async (): Promise<void> => {
    state = 'leaving';
    try {
      await ports.close();
    } catch (thrown) {
      // The journal on disk is what the next start cleans up from: a failed close must not keep the window open for ever.
      ports.log('error', 'Closing failed.', thrown);
    }
    ports.exit();
  };

  return {
    request: (event) => {
      event.preventDefault();
      if (state === 'staying') void decide();
    },
    leaveNow: () => {
      if (state !== 'leaving') void leave();
    },
  };
}

function question(living: readonly ActiveRun[]): [title: string, message: string, detail: string, action: string] {
  const names = living.map((run) => `${run.title} (${run.done} of ${run.total} steps)`).join('\n');
  const message = living.length === 1 ? 'A run is not finished.' : `${living.length} runs are not finished.`;
  return [
    'Quit SCIM Steward',
    message,
    `${names}\n\nQuitting cancels it. What it made is removed first, or offered for removal at the next start.`,
    'Quit',
  ];
}
