import { describe, expect, it } from 'vitest';
import { readRetryAfter } from '../../../main/platform/http/retry.ts';
import fc from '../../properties.ts';

const now = '2026-11-23T12:00:00.000Z';

describe('Retry-After (RFC 9110 10.2.3)', () => {
  it('in seconds is that many', () => {
    fc.assert(
      fc.property(fc.nat({ max: 1_000_000 }), fc.constantFrom('', ' ', '\t'), (seconds, blank) => {
        expect(readRetryAfter(`${blank}${seconds}${blank}`, now)).toBe(seconds * 1000);
      }),
    );
  });

  it('as a date is the time until then, and nothing when it is past', () => {
    fc.assert(
      fc.property(fc.integer({ min: -100_000, max: 1_000_000 }), (seconds) => {
        const date = new Date(Date.parse(now) + seconds * 1000).toUTCString();
        expect(readRetryAfter(date, now)).toBe(Math.max(0, seconds * 1000));
      }),
    );
  });

  it.each([
    ['Sunday, 06-Nov-94 08:49:37 GMT', 0],
    ['Mon Nov 23 12:00:10 2026', 10_000],
  ])('also in the two older date forms: %s', (date, expected) => {
    expect(readRetryAfter(date, now)).toBe(expected);
  });

  it.each([undefined, '', 'soon', '-1', '1.5', '1e3', '0x10', 'Infinity'])('that cannot be read is none: %s', (value) => {
    expect(readRetryAfter(value, now)).toBeUndefined();
  });
});
