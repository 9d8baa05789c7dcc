import { describe, expect, it } from 'vitest';
import { coverageOf } from '../../../main/domain/ingress/coverage.ts';
import { cidrsOf, mergeRanges, type Range, readCidr, subtractRanges, writeAddress } from '../../../main/domain/ingress/ipv4.ts';
import fc from '../../properties.ts';

const size = 64;
/** Blocks of 64 addresses at the edges of the address space, where arithmetic goes wrong first. */
const bases = [0, 2 ** 31 - 32, 2 ** 32 - size];

const anyRange = (base: number) =>
  fc.tuple(fc.integer({ min: 0, max: size - 1 }), fc.integer({ min: 0, max: size - 1 })).map(([one, other]): Range => {
    return { first: base + Math.min(one, other), last: base + Math.max(one, other) };
  });

const anySpace = fc
  .constantFrom(...bases)
  .chain((base) =>
    fc.record({ base: fc.constant(base), required: fc.array(anyRange(base), { maxLength: 6 }), allowed: fc.array(anyRange(base), { maxLength: 6 }) }),
  );

/** The naive model: every address on its own. */
const addresses = (ranges: readonly Range[]) =>
  new Set(ranges.flatMap(({ first, last }) => Array.from({ length: last - first + 1 }, (_, index) => first + index)));

const rangesOf = (cidrs: readonly string[]): Range[] =>
  cidrs.map((cidr) => {
    const reading = readCidr(cidr);
    if (reading.kind !== 'range' || reading.readAs !== undefined) throw new Error(`not a clean CIDR: ${cidr}`);
    return reading.range;
  });

describe('what Network ingress does not cover', () => {
  it('is exactly the addresses that are required and not allowed', () => {
    fc.assert(
      fc.property(anySpace, ({ required, allowed }) => {
        const taken = addresses(allowed);
        const missing = [...addresses(required)].filter((address) => !taken.has(address)).sort((one, other) => one - other);
        const coverage = coverageOf(required, allowed);
        expect([...addresses(rangesOf(coverage.uncovered))].sort((one, other) => one - other)).toEqual(missing);
        expect(coverage.uncoveredAddresses).toBe(missing.length);
      }),
      { numRuns: 500 },
    );
  });

  it('counts a prefix as covered only when every address of it is allowed', () => {
    fc.assert(
      fc.property(anySpace, ({ required, allowed }) => {
        const taken = addresses(allowed);
        const distinct = [...new Set(required.map((range) => JSON.stringify(range)))].map((text): Range => JSON.parse(text));
        const whole = distinct.filter((range) => [...addresses([range])].every((address) => taken.has(address)));
        const coverage = coverageOf(required, allowed);
        expect([coverage.required, coverage.covered]).toEqual([distinct.length, whole.length]);
      }),
      { numRuns: 500 },
    );
  });

  it('reports of a prefix allowed in part only the rest', () => {
    expect(coverageOf(rangesOf(['20.190.128.0/18']), rangesOf(['20.190.128.0/19', '20.190.160.0/20'])).uncovered).toEqual(['20.190.176.0/20']);
  });
});

describe('IPv4 ranges', () => {
  it('are written as the fewest CIDRs: no two of them could be one', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...bases).chain((base) => anyRange(base)),
        (range) => {
          const parts = rangesOf(cidrsOf(range));
          expect(mergeRanges(parts)).toEqual([range]);
          for (const [index, part] of parts.entries()) {
            const next = parts[index + 1];
            const length = part.last - part.first + 1;
            const couldBeOne = next !== undefined && next.last - next.first + 1 === length && part.first % (2 * length) === 0;
            expect(couldBeOne).toBe(false);
          }
        },
      ),
    );
  });

  it('hold the whole address space', () => {
    const all = { first: 0, last: 2 ** 32 - 1 };
    expect(cidrsOf(all)).toEqual(['0.0.0.0/0']);
    expect(subtractRanges(all, [{ first: 0, last: 2 ** 31 - 1 }]).flatMap(cidrsOf)).toEqual(['128.0.0.0/1']);
  });

  it('are read back as they are written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 32 - 1 }), (address) => {
        expect(readCidr(writeAddress(address))).toEqual({ kind: 'range', range: { first: address, last: address } });
      }),
    );
  });

  it('are refused when an octet or a prefix length is out of bounds, or an octet looks octal', () => {
    for (const text of ['256.0.0.1', '1.2.3', '1.2.3.4/33', '010.0.0.0/8', '1.2.3.4.5', 'contoso.com', ''])
      expect(readCidr(text).kind).toBe('unreadable');
    expect(readCidr('2603:1006:2000::/48').kind).toBe('ipv6');
  });
});
