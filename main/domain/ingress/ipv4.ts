// IPv4 ranges as intervals of numbers, and the arithmetic Network ingress needs: merge, subtract, back to CIDRs.
// Addresses are whole numbers from 0 to 2^32 - 1; no bit operators, which would turn the upper half negative. Pure.

/** Both ends belong to the range. */
export interface Range {
  readonly first: number;
  readonly last: number;
}

export type CidrReading =
  | { readonly kind: 'range'; readonly range: Range /** Host bits were set: the network it was read as. */; readonly readAs?: string }
  | { readonly kind: 'ipv6' }
  | { readonly kind: 'unreadable' };

const octets = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})(?:\/(\d{1,2}))?$/;

/** Reads `a.b.c.d` or `a.b.c.d/n`. Leading zeros are refused: some tools read them as octal. */
export function readCidr(text: string): CidrReading {
  const match = octets.exec(text);
  if (match === null) return /^[0-9a-f:.]+(?:\/\d{1,3})?$/i.test(text) && text.split(':').length > 2 ? { kind: 'ipv6' } : { kind: 'unreadable' };
  const parts = match.slice(1, 5);
  const bits = match[5] === undefined ? 32 : Number(match[5]);
  if (bits > 32 || parts.some((part) => Number(part) > 255 || (part.length > 1 && part.startsWith('0')))) return { kind: 'unreadable' };
  const address = parts.reduce((sum, part) => sum * 256 + Number(part), 0);
  const size = 2 ** (32 - bits);
  const first = Math.floor(address / size) * size;
  const range = { first, last: first + size - 1 };
  return first === address ? { kind: 'range', range } : { kind: 'range', range, readAs: `${writeAddress(first)}/${bits}` };
}

export function writeAddress(address: number): string {
  return [2 ** 24, 2 ** 16, 2 ** 8, 1].map((unit) => Math.floor(address / unit) % 256).join('.');
}

/** The same addresses as sorted ranges that neither overlap nor touch. */
export function mergeRanges(ranges: readonly Range[]): readonly Range[] {
  const merged: { first: number; last: number }[] = [];
  for (const range of [...ranges].sort((one, other) => one.first - other.first)) {
    const previous = merged.at(-1);
    if (previous !== undefined && range.first <= previous.last + 1) previous.last = Math.max(previous.last, range.last);
    else merged.push({ first: range.first, last: range.last });
  }
  return merged;
}

/** What of `range` is in none of `taken`, which must be merged already. */
export function subtractRanges(range: Range, taken: readonly Range[]): readonly Range[] {
  const left: Range[] = [];
  let next = range.first;
  for (const { first, last } of taken) {
    if (last < next) continue;
    if (first > range.last) break;
    if (first > next) left.push({ first: next, last: first - 1 });
    next = last + 1;
  }
  if (next <= range.last) left.push({ first: next, last: range.last });
  return left;
}

/** The fewest CIDRs that hold exactly this range. */
export function cidrsOf(range: Range): readonly string[] {
  const cidrs: string[] = [];
  let first = range.first;
  while (first <= range.last) {
    let bits = 32;
    // Widen while the block still starts on its own boundary and ends inside the range.
    while (bits > 0 && first % 2 ** (33 - bits) === 0 && first + 2 ** (33 - bits) - 1 <= range.last) bits -= 1;
    cidrs.push(`${writeAddress(first)}/${bits}`);
    first += 2 ** (32 - bits);
  }
  return cidrs;
}
