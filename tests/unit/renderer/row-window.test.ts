// Which rows of a very long list are seen, whatever its length: arithmetic that a wrong row would betray.

import { describe, expect, it } from 'vitest';
import { rowAfterKey, rowsInView, scrollHeight, scrollOf, topOf, topWith } from '../../../renderer/words/row-window.ts';
import fc from '../../properties.ts';

const rowHeight = 52;
const half = { total: 500_000, rowHeight, viewport: 520 };
const spaces = fc.record({
  total: fc.integer({ min: 1, max: 5_000_000 }),
  rowHeight: fc.constant(rowHeight),
  viewport: fc.integer({ min: 60, max: 2000 }),
});

describe('a list of any length in a box', () => {
  it('shows ten rows of half a million at its top and its last ten at its end', () => {
    expect(rowsInView(half, topOf(half, 0))).toEqual({ first: 0, last: 9 });
    const end = topOf(half, scrollHeight(half) - half.viewport);
    expect(rowsInView(half, end)).toEqual({ first: 499_990, last: 499_999 });
  });

  it('never needs more height than a browser can scroll', () => {
    fc.assert(fc.property(spaces, (space) => scrollHeight(space) < 33_000_000));
  });

  it('comes to the row that a place of the scrollbar was made for', () => {
    fc.assert(
      fc.property(spaces, fc.double({ min: 0, max: 1, noNaN: true }), (space, part) => {
        const row = Math.floor(part * (space.total - 1));
        const { first, last } = rowsInView(space, topOf(space, scrollOf(space, topWith(space, row, 0))));
        expect(row).toBeGreaterThanOrEqual(first);
        expect(row).toBeLessThanOrEqual(last);
      }),
    );
  });

  it('has no row in view when it is empty', () => {
    const { first, last } = rowsInView({ total: 0, rowHeight, viewport: 520 }, 0);
    expect(last).toBeLessThan(first);
  });

  it('moves by keys and stays inside', () => {
    expect(rowAfterKey(half, 7, 'ArrowDown')).toBe(8);
    expect(rowAfterKey(half, 0, 'ArrowUp')).toBe(0);
    expect(rowAfterKey(half, 0, 'PageDown')).toBe(9);
    expect(rowAfterKey(half, 12, 'Home')).toBe(0);
    expect(rowAfterKey(half, 12, 'End')).toBe(499_999);
    expect(rowAfterKey(half, 499_998, 'PageDown')).toBe(499_999);
    expect(rowAfterKey(half, 12, 'a')).toBeUndefined();
  });

  it('scrolls no further than needed to show a row', () => {
    expect(topWith(half, 5, 0)).toBe(0);
    expect(topWith(half, 10, 0)).toBe(rowHeight);
    expect(topWith(half, 3, 1000)).toBe(3 * rowHeight);
  });
});
