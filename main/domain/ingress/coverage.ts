// Which of the addresses an identity provider comes from are allowed, exactly: interval arithmetic, no sampling.
import { cidrsOf, mergeRanges, type Range, subtractRanges } from './ipv4.ts';

export interface Coverage {
  /** Distinct prefixes that must be allowed, and how many of them are allowed in whole. */
  readonly required: number;
  readonly covered: number;
  /** What is missing, as the fewest CIDRs: of a prefix allowed in part only the rest. */
  readonly uncovered: readonly string[];
  /** Addresses missing in all. */
  readonly uncoveredAddresses: number;
}

export function coverageOf(required: readonly Range[], allowed: readonly Range[]): Coverage {
  const taken = mergeRanges(allowed);
  const distinct = [...new Map(required.map((range) => [`${range.first}-${range.last}`, range])).values()];
  const missing = mergeRanges(distinct.flatMap((range) => subtractRanges(range, taken)));
  return {
    required: distinct.length,
    covered: distinct.filter((range) => subtractRanges(range, taken).length === 0).length,
    uncovered: missing.flatMap(cidrsOf),
    uncoveredAddresses: missing.reduce((sum, range) => sum + range.last - range.first + 1, 0),
  };
}
