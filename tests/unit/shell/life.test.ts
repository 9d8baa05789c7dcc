import { describe, expect, it } from 'vitest';
import type { ActiveRun, AppEvent } from '../../../main/app-types.ts';
import { followRuns } from '../../../main/shell/activity.ts';
import { guardQuit } from '../../../main/shell/quit.ts';
import { recoverPage } from '../../../main/shell/recovery.ts';

const sync: ActiveRun = { id: 'run-1', title: 'Test sync of Acme', done: 5, total: 20 };
const changed: AppEvent = { name: 'changed', payload: { topic: 'runs', revision: 1 } };
/** Lets promises that are settled already run their continuations. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

function desk(watched: 'watched' | 'not watched' = 'not watched') {
  let runs: readonly ActiveRun[] = [];
  let listener: (event: AppEvent) => void = () => undefined;
  let tick: (() => void) | undefined;
  const seen: { awake: number; progress: number[]; notified: string[] } = { awake: 0, progress: [], notified: [] };
  const stop = followRuns({
    activeRuns: () => runs,
    subscribe: (given) => {
      listener = given;
      return () => {
        listener = () => undefined;
      };
    },
    outcome: async (id) => {
      if (id === 'deleted') throw new Error('no such run');
      return 'Passed: 20 of 20 steps.';
    },
    stayAwake: { start: () => ++seen.awake, stop: () => --seen.awake },
    showProgress: (fraction) => seen.progress.push(fraction),
    isWatched: () => watched === 'watched',
    notify: (title, text) => seen.notified.push(`${title}: ${text}`),
    every: (_milliseconds, act) => {
      tick = act;
      return () => {
        tick = undefined;
      };
    },
    log: () => undefined,
  });
  const become = (next: readonly ActiveRun[]) => {
    runs = next;
    listener(changed);
  };
  return {
    seen,
    stop,
    become,
    later: (next: readonly ActiveRun[]) => {
      runs = next;
      tick?.();
    },
  };
}

describe('while a run lives', () => {
  it('the machine stays awake and the taskbar shows how far it is', () => {
    const { seen, become, later } = desk();
    become([sync]);
    later([{ ...sync, done: 10 }]);
    expect(seen).toMatchObject({ awake: 1, progress: [0.25, 0.5] });
    become([]);
    expect(seen).toMatchObject({ awake: 0, progress: [0.25, 0.5, -1] });
  });

  it('several runs share one bar', () => {
    const { seen, become } = desk();
    become([sync, { ...sync, id: 'run-2', done: 15 }]);
    expect(seen.progress).toEqual([0.5]);
    expect(seen.awake).toBe(1);
  });

  it('its end is told in its own words when nobody looks', async () => {
    const { seen, become, later } = desk();
    become([sync]);
    later([]);
    await settled();
    expect(seen.notified).toEqual(['Test sync of Acme: Passed: 20 of 20 steps.']);
  });

  it('it is noticed without any event of its start', async () => {
    const { seen, become, later } = desk();
    later([sync]);
    expect(seen.awake).toBe(1);
    become([]);
    await settled();
    expect(seen.notified).toHaveLength(1);
  });

  it('its end is not told to somebody who looks at the window', async () => {
    const { seen, become } = desk('watched');
    become([sync]);
    become([]);
    await settled();
    expect(seen.notified).toEqual([]);
  });

  it('its end is told even when its outcome cannot be read any more', async () => {
    const { seen, become } = desk();
    become([{ ...sync, id: 'deleted' }]);
    become([]);
    await settled();
    expect(seen.notified).toEqual(['Test sync of Acme: Ended.']);
  });

  it('closing lets the machine sleep again', () => {
    const { seen, become, stop } = desk();
    become([sync]);
    stop();
    expect(seen.awake).toBe(0);
  });
});

function leaving(runs: readonly ActiveRun[], agreed: boolean, close: () => Promise<void> = async () => undefined) {
  const happened: string[] = [];
  const quitting = guardQuit({
    activeRuns: () => runs,
    ask: async (_title, message, detail) => {
      happened.push(`asked: ${message} ${detail.split('\n')[0]}`);
      return agreed;
    },
    close: async () => {
      happened.push('closing');
      await close();
    },
    exit: () => happened.push('exit'),
    log: (_level, message) => happened.push(message),
  });
  const event = { preventDefault: () => happened.push('held') };
  return { happened, request: () => quitting.request(event), leaveNow: quitting.leaveNow };
}

describe('leaving', () => {
  it('closes the app first, then ends, without a question when nothing runs', async () => {
    const { happened, request } = leaving([], false);
    request();
    await settled();
    expect(happened).toEqual(['held', 'closing', 'exit']);
  });

  it('asks while a run lives, and stays when the person says no', async () => {
    const { happened, request } = leaving([sync], false);
    request();
    await settled();
    expect(happened).toEqual(['held', 'asked: A run is not finished. Test sync of Acme (5 of 20 steps)']);
    request();
    await settled();
    expect(happened).toHaveLength(4);
  });

  it('leaves when the person says yes', async () => {
    const { happened, request } = leaving([sync], true);
    request();
    await settled();
    expect(happened.slice(2)).toEqual(['closing', 'exit']);
  });

  it('asks once, however often it is requested', async () => {
    const { happened, request } = leaving([sync], true);
    request();
    request();
    await settled();
    request();
    expect(happened.filter((what) => what !== 'held')).toEqual([expect.stringMatching(/^asked/), 'closing', 'exit']);
  });

  it('asks nobody when the system shuts down, and closes once', async () => {
    const { happened, leaveNow } = leaving([sync], false);
    leaveNow();
    leaveNow();
    await settled();
    expect(happened).toEqual(['closing', 'exit']);
  });

  it('does not wait for an answer when the system shuts down under the question', async () => {
    const { happened, request, leaveNow } = leaving([sync], true);
    request();
    leaveNow();
    await settled();
    expect(happened.filter((what) => what === 'closing')).toHaveLength(1);
  });

  it('ends even when closing fails, and logs it', async () => {
    const { happened, request } = leaving([], false, async () => {
      throw new Error('disk full');
    });
    request();
    await settled();
    expect(happened).toEqual(['held', 'closing', 'Closing failed.', 'exit']);
  });
});

function page(choice: string) {
  const happened: string[] = [];
  let now = 0;
  const recovery = recoverPage({
    reload: () => happened.push('reload'),
    quit: () => happened.push('quit'),
    ask: async (message) => {
      happened.push(message);
      return choice;
    },
    log: () => undefined,
    now: () => now,
  });
  return { happened, recovery, pass: (milliseconds: number) => (now += milliseconds) };
}

describe('a page that died', () => {
  it('is loaded again by itself', async () => {
    const { happened, recovery } = page('');
    await recovery.gone('crashed');
    expect(happened).toEqual(['reload']);
  });

  it('is not loaded again and again: the second time in a minute the person decides', async () => {
    const { happened, recovery, pass } = page('Quit');
    await recovery.gone('crashed');
    pass(5_000);
    await recovery.gone('oom');
    expect(happened).toEqual(['reload', 'The window stopped working twice in a minute.', 'quit']);
  });

  it('is loaded again by itself when the last time is long ago', async () => {
    const { happened, recovery, pass } = page('');
    await recovery.gone('crashed');
    pass(3_600_000);
    await recovery.gone('crashed');
    expect(happened).toEqual(['reload', 'reload']);
  });

  it('is left alone when it ended in order', async () => {
    const { happened, recovery } = page('');
    await recovery.gone('clean-exit');
    expect(happened).toEqual([]);
  });
});

describe('a page that hangs', () => {
  it('may be waited for', async () => {
    const { happened, recovery } = page('Wait');
    await recovery.hangs();
    expect(happened).toEqual(['The window does not answer.']);
  });

  it('may be opened again', async () => {
    const { happened, recovery } = page('Open it again');
    await recovery.hangs();
    expect(happened).toEqual(['The window does not answer.', 'reload']);
  });
});
