// What a country rule may or may not cover. It cannot be computed: Foundry maps addresses to countries by geo-IP, which nobody outside sees.
import type { Coverage } from './coverage.ts';

/** Countries as typed in: codes or names, in any separation. */
export function readCountries(text: string): readonly string[] {
  return [
    ...new Set(
      text
        .split(/[\r\n,;]+/)
        .map((word) => word.trim())
        .filter((word) => word !== ''),
    ),
  ];
}

export function countryNote(countries: readonly string[], coverage: Coverage | undefined): string {
  const basis =
    'Foundry places an address in a country by geo-IP, which can be wrong, and Microsoft uses the same ranges in several countries; so whether a country rule covers a range cannot be known from here.';
  if (countries.length === 0)
    return `No country is named, so only the ranges count. A rule by country would be an alternative, since either kind suffices. ${basis}`;
  const named = countries.slice(0, 12).join(', ');
  if (coverage !== undefined && coverage.uncovered.length === 0) return `All ranges are covered without the country rule (${named}).`;
  return `The country rule (${named}) may already let some of these ranges in: IP and country rules add up, either suffices. ${basis} Only ranges on the list are certain.`;
}
