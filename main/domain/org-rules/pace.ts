// How fast to send: the rate that was set, less while the server asks to slow down or answers slower than it did. Pure; who waits is the pacer.
// One answer of 429 delays its own request; several in one window slow everybody.

export const usualRate = 5;
/** Faster only by an explicit setting. */
export const rateNeedingConsent = 25;
export const fastestRate = 500;

export interface Pace {
  /** Requests a second that were set. */
  readonly set: number;
  /** Requests a second now. */
  readonly now: number;
  /** The best mean answer time of a window so far, in milliseconds. */
  readonly bestMs: number;
}

/** What happened since the last look. */
export interface Window {
  readonly answers: number;
  /** Answers that ask to slow down: 429, and 503 with Retry-After. */
  readonly refusals: number;
  readonly meanMs: number;
}

export const newPace = (rate: number): Pace => ({ set: rate, now: rate, bestMs: Number.POSITIVE_INFINITY });

const slowest = 0.2;
/** Above this share of refusals it is the pace and no accident. */
const refusedShare = 0.08;
/** Slower than the best by so much, and slow enough to matter. */
const slowFactor = 4;
const slowMs = 1_000;

/** The pace after a window of answers. */
export function adapted(pace: Pace, { answers, refusals, meanMs }: Window): Pace {
  if (answers === 0) return pace;
  const bestMs = Math.min(pace.bestMs, meanMs);
  const refused = refusals / answers > refusedShare && refusals > 1;
  const slower = meanMs > slowMs && meanMs > bestMs * slowFactor;
  if (refused) return { ...pace, bestMs, now: Math.max(slowest, pace.now * 0.7) };
  if (slower) return { ...pace, bestMs, now: Math.max(slowest, pace.now * 0.85) };
  return { ...pace, bestMs, now: Math.min(pace.set, pace.now + Math.max(0.5, pace.set * 0.05)) };
}
