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
  /** Windows in a row with many refusals. */
  readonly refusedWindows: number;
  /** The best mean answer time of a window so far, in milliseconds. */
  readonly bestMs: number;
}

/** What happened since the last look. */
export interface Window {
  readonly answers: number;
  /** Answers that ask to slow down: 429, and 503 with Retry-After. */
  readonly refusals: number;
  readonly meanMs: number;
  readonly seconds: number;
}

export const newPace = (rate: number): Pace => ({ set: rate, now: rate, refusedWindows: 0, bestMs: Number.POSITIVE_INFINITY });

const slowest = 0.2;
/** Of what the server took in a window in which it refused the rest. */
const justBelow = 0.97;
/** Above this share of refusals it is the pace and no accident. */
const refusedShare = 0.08;
/** One window may be an accident of timing; this many refusals are none. */
const refusedOutright = 0.4;
/** Slower than the best by so much, and slow enough to matter. */
const slowFactor = 4;
const slowMs = 1_000;

/** The pace after a window of answers. */
export function adapted(pace: Pace, { answers, refusals, meanMs, seconds }: Window): Pace {
  if (answers === 0) return pace;
  const bestMs = Math.min(pace.bestMs, meanMs);
  const share = refusals / answers;
  const many = share > refusedShare && refusals > 1;
  const refusedWindows = many ? pace.refusedWindows + 1 : 0;
  const next = { ...pace, bestMs, refusedWindows };
  if (many && (refusedWindows > 1 || share > refusedOutright))
    return { ...next, now: Math.max(slowest, Math.min(pace.now, ((answers - refusals) / seconds) * justBelow)) };
  if (meanMs > slowMs && meanMs > bestMs * slowFactor) return { ...next, now: Math.max(slowest, pace.now * 0.85) };
  return many ? next : { ...next, now: Math.min(pace.set, pace.now + Math.max(0.5, pace.set * 0.1)) };
}
