// Whether an update makes the rules run on this target: established only by people whose organization differed from the rules’ result. Pure.
import type { Strategy } from './stages.ts';

export interface Effect {
  /** Moved to where the rules place them, between the look before and the look after. */
  readonly moved: number;
  /** Stayed where they were. */
  readonly stayed: number;
}

const people = (count: number): string => (count === 1 ? '1 person' : `${count.toLocaleString('en-US')} people`);

/** One sentence. A login in the same moments would look the same, and is named for that. */
export function effectWords(strategy: Strategy, { moved, stayed }: Effect): string {
  if (moved > 0 && stayed === 0)
    return `Established: “${strategy}” makes the rules run here. ${people(moved)} moved to where the rules place them (unless they logged in just then).`;
  if (moved > 0)
    return `“${strategy}” makes the rules run here for some: ${people(moved)} moved to where the rules place them, ${people(stayed)} stayed.`;
  if (stayed > 0) return `“${strategy}” did not make the rules run here, or the rules are other ones: ${people(stayed)} stayed where they were.`;
  return `Not established whether “${strategy}” makes the rules run here: nobody’s organization was seen to differ from the rules’ result before.`;
}
