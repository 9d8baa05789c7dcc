// When the page dies or hangs: it is loaded again once by itself; if it dies again soon after, the person decides.
// Runs live in main and go on meanwhile; nothing is lost but what was typed and not saved.

export interface RecoveryPorts {
  readonly reload: () => void;
  readonly quit: () => void;
  /** Resolves to the label that was chosen. */
  readonly ask: (message: string, detail: string, choices: readonly string[]) => Promise<string>;
  readonly log: (level: 'warning' | 'error', message: string) => void;
  /** Milliseconds of a monotonic clock. */
  readonly now: () => number;
}

export interface Recovery {
  readonly gone: (reason: string) => Promise<void>;
  readonly hangs: () => Promise<void>;
  readonly answersAgain: () => void;
}

/** Two deaths within this time are one trouble that reloading does not cure. */
const soonMs = 60_000;

export function recoverPage(ports: RecoveryPorts): Recovery {
  let lastReload = Number.NEGATIVE_INFINITY;
  let asking = false;

  const reload = (): void => {
    lastReload = ports.now();
    ports.reload();
  };

  return {
    gone: async (reason) => {
      if (reason === 'clean-exit') return;
      ports.log('error', `The page of the window is gone: ${reason}.`);
      if (ports.now() - lastReload > soonMs) return reload();
      const choice = await ports.ask('The window stopped working twice in a minute.', 'Runs in progress go on. The log folder holds the details.', [
        'Open it again',
        'Quit',
      ]);
      if (choice === 'Quit') ports.quit();
      else reload();
    },
    hangs: async () => {
      if (asking) return;
      asking = true;
      ports.log('warning', 'The page of the window does not answer.');
      const choice = await ports.ask('The window does not answer.', 'Runs in progress go on.', ['Wait', 'Open it again']);
      asking = false;
      if (choice === 'Open it again') reload();
    },
    answersAgain: () => ports.log('warning', 'The page of the window answers again.'),
  };
}
