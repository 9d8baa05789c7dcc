import { describe, expect, it } from 'vitest';
import { fitBounds } from '../../../main/shell/bounds.ts';
import fc from '../../properties.ts';

const laptop = { x: 0, y: 25, width: 1440, height: 875 };
const wide = { x: 1440, y: 0, width: 2560, height: 1400 };

describe('the place of the window', () => {
  it('is the middle of the first screen at the first start', () => {
    expect(fitBounds(undefined, [laptop, wide])).toEqual({ x: 80, y: 43, width: 1280, height: 840 });
  });

  it('is where it was, while a screen shows it', () => {
    const kept = { x: 1600, y: 100, width: 1000, height: 900 };
    expect(fitBounds(kept, [laptop, wide])).toEqual(kept);
  });

  it('is the middle of the first screen when its screen was unplugged', () => {
    expect(fitBounds({ x: 1600, y: 100, width: 1000, height: 900 }, [laptop])).toMatchObject({ x: 80, y: 43 });
  });

  it('is not above the screen, where nobody can take hold of it', () => {
    expect(fitBounds({ x: 100, y: -60, width: 900, height: 700 }, [laptop])).toMatchObject({ x: 80, y: 43 });
  });

  it('is not a sliver at the edge', () => {
    expect(fitBounds({ x: 1400, y: 100, width: 900, height: 700 }, [laptop])).toMatchObject({ x: 80 });
  });

  it('shrinks to a smaller screen and grows to the smallest usable size', () => {
    expect(fitBounds({ x: 10, y: 30, width: 4000, height: 3000 }, [laptop])).toMatchObject({ width: 1440, height: 875 });
    expect(fitBounds({ x: 10, y: 30, width: 200, height: 100 }, [laptop])).toMatchObject({ width: 600, height: 480 });
  });

  it('has a place even with no screen known', () => {
    expect(fitBounds(undefined, [])).toEqual({ x: 0, y: 0, width: 1280, height: 840 });
  });

  it('can always be taken hold of, wherever the file said it was', () => {
    const anywhere = fc.record({
      x: fc.integer({ min: -9000, max: 9000 }),
      y: fc.integer({ min: -9000, max: 9000 }),
      width: fc.integer({ min: 1, max: 9000 }),
      height: fc.integer({ min: 1, max: 9000 }),
    });
    fc.assert(
      fc.property(anywhere, (kept) => {
        const bounds = fitBounds(kept, [laptop, wide]);
        const home = [laptop, wide].find((screen) => bounds.y >= screen.y && bounds.y + 32 <= screen.y + screen.height);
        expect(home).toBeDefined();
        expect([laptop, wide].some((screen) => bounds.x < screen.x + screen.width - 100 && bounds.x + bounds.width > screen.x + 100)).toBe(true);
      }),
    );
  });
});
