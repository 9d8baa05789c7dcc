// What both twins share: the directory, the faults, how much they still refuse, and how often each thing was asked for.
import type { Clock } from '../../platform/ports.ts';
import type { TwinDirectory } from './directory.ts';
import type { TwinFaultName } from './faults.ts';

export interface TwinState {
  directory: TwinDirectory;
  /** Every directory there was while somebody asked for changes, the oldest first. */
  readonly versions: TwinDirectory[];
  faults: ReadonlySet<TwinFaultName>;
  /** How many requests the storm still refuses. */
  refusals: number;
  /** Requests since the faults were set. */
  served: number;
  readonly clock: Clock;
  /** `GET groups/members` -> how often. */
  readonly requests: Map<string, number>;
  /** When Graph's reports were asked for in the last ten seconds. */
  readonly reportRequests: number[];
  /** The largest page that is given; tests make it small. */
  readonly largestPage: number;
}

/** Fewer than a patient client bears, more than a hasty one. */
export const stormRefusals = 6;
const servedBefore = 3;

/** Pages small enough that the practice company has several. */
const smallPage = 5;

export const pageLimit = ({ faults, largestPage }: TwinState): number =>
  faults.has('idp-pages-repeat') || faults.has('idp-pages-end-early') || faults.has('idp-page-elsewhere') ? smallPage : largestPage;

export type Refusal = { readonly kind: 'wait'; readonly seconds: number } | { readonly kind: 'broken' };

/** Whether this request is refused before anything is read of it. */
export function refusal(state: TwinState): Refusal | undefined {
  state.served += 1;
  const later = state.served > servedBefore;
  if (state.faults.has('idp-429-for-ever') && later) return { kind: 'wait', seconds: 3600 };
  if (state.faults.has('idp-server-error') && later) return { kind: 'broken' };
  if (state.faults.has('idp-429-storm') && state.refusals > 0) {
    state.refusals -= 1;
    return { kind: 'wait', seconds: 1 };
  }
  return undefined;
}

export interface Slice<T> {
  readonly items: readonly T[];
  /** Where the next page begins. */
  readonly next?: number;
  /** The next page is said to be on another host. */
  readonly elsewhere: boolean;
}

/** One page of a list, spoilt as the faults say. */
export function sliceOf<T>(state: TwinState, count: number, at: (index: number) => T, from: number, top: number): Slice<T> {
  const size = Math.max(1, Math.min(top, pageLimit(state)));
  const begin = state.faults.has('idp-pages-repeat') && from > 0 ? 0 : from;
  const end = Math.min(count, begin + size);
  const items = Array.from({ length: Math.max(0, end - begin) }, (_, index) => at(begin + index));
  const more = end < count && !state.faults.has('idp-pages-end-early');
  return { items, ...(more ? { next: end } : {}), elsewhere: state.faults.has('idp-page-elsewhere') };
}

export function count(state: TwinState, what: string): void {
  state.requests.set(what, (state.requests.get(what) ?? 0) + 1);
}
