// Lets requests go at a pace: evenly, at most as fast as was set, slower while the server asks for it or answers slower. The arithmetic of
// slowing down is in domain/org-rules/pace.ts; here are the clock and the waiting.
import { adapted, fastestRate, newPace, type Pace } from '../../domain/org-rules/pace.ts';
import type { HttpResult } from '../../platform/http/types.ts';
import type { Clock } from '../../platform/ports.ts';

export interface Pacer {
  /** Resolves when the next request may go. */
  turn(): Promise<void>;
  saw(result: HttpResult, tookMs: number): void;
  /** Requests a second: allowed now, and sent over the last seconds. */
  readonly now: () => { readonly allowed: number; readonly sent: number };
}

/** A late timer may be made up for by so much, so that the mean is the pace. */
const catchUpMs = 100;
const windowMs = 2_000;
const sentOverMs = 5_000;
/** At the fastest pace that can be set. */
const mostKept = (fastestRate * sentOverMs) / 1_000;

const asksToSlowDown = (result: HttpResult): boolean =>
  result.kind === 'answered' && (result.status === 429 || (result.status === 503 && result.header('retry-after') !== undefined));

export function createPacer(rate: number, clock: Pick<Clock, 'monotonic' | 'wait'>): Pacer {
  let pace: Pace = newPace(rate);
  let next = clock.monotonic();
  let window = { begun: clock.monotonic(), answers: 0, refusals: 0, totalMs: 0 };
  let sent: number[] = [];
  let lastAt = Number.NEGATIVE_INFINITY;
  let last: Promise<unknown> = Promise.resolve();

  function look(): void {
    const now = clock.monotonic();
    if (now - window.begun < windowMs) return;
    const { answers, refusals, totalMs } = window;
    pace = adapted(pace, { answers, refusals, meanMs: answers === 0 ? 0 : totalMs / answers, seconds: (now - window.begun) / 1_000 });
    window = { begun: now, answers: 0, refusals: 0, totalMs: 0 };
  }

  /** One after another, so that late timers do not let a crowd go at once. */
  async function depart(): Promise<void> {
    look();
    const interval = 1_000 / pace.now;
    const now = clock.monotonic();
    const slot = Math.max(next, now - catchUpMs);
    const at = Math.max(slot, lastAt + interval / 2);
    next = slot + interval;
    if (at - now >= 1) await clock.wait(at - now);
    lastAt = clock.monotonic();
    sent.push(lastAt);
    if (sent.length > 2 * mostKept) sent = sent.slice(-mostKept);
  }

  return {
    turn: () => {
      const mine = last.then(depart);
      last = mine.catch(() => undefined);
      return mine;
    },
    saw: (result, tookMs) => {
      window.answers += 1;
      window.totalMs += tookMs;
      if (asksToSlowDown(result)) window.refusals += 1;
    },
    now: () => {
      const now = clock.monotonic();
      sent = sent.filter((at) => at > now - sentOverMs);
      return { allowed: pace.now, sent: sent.length / (sentOverMs / 1_000) };
    },
  };
}
