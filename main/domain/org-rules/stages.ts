// In which stages people are sent, and how long all of them take. Pure.

/** People of the first stages; everybody else is the rest. */
export const stageSizes = [1, 10, 100] as const;
export const stageNames = ['1', '10', '100', 'rest'] as const;
export type StageName = (typeof stageNames)[number];

/** The stage of the next person, when so many were taken before, and how many are left of it. */
export function stageAfter(taken: number): { readonly name: StageName; readonly left: number } {
  let end = 0;
  for (const [at, size] of stageSizes.entries()) {
    end += size;
    if (taken < end) return { name: stageNames[at] ?? 'rest', left: end - taken };
  }
  return { name: 'rest', left: Number.POSITIVE_INFINITY };
}

export type Strategy = 'resend' | 'put' | 'touch';

/** Requests for one person: read and send; a touch is read, changed, read, restored and read back. */
const requestsEach: Readonly<Record<Strategy, number>> = { resend: 2, put: 2, touch: 5 };

/** Seconds at this many requests a second; answers that ask to wait come on top. */
export const secondsFor = (people: number, strategy: Strategy, rate: number): number => Math.ceil((people * requestsEach[strategy]) / rate);
