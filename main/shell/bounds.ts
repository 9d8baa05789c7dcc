// Where the window opens: where it was, as long as a screen still shows it; else in the middle of the first screen.
// Pure: screens and kept bounds come in as rectangles in Electron's device-independent pixels.
import type { Rectangle } from 'electron';
import { smallestSize } from './window-options.ts';

const usualSize = { width: 1280, height: 840 } as const;

/** So much of the window's upper edge must be on a screen that a person can take hold of it. */
const grip = { width: 120, height: 32 } as const;

/** `screens` are the work areas, the primary one first. */
export function fitBounds(kept: Rectangle | undefined, screens: readonly Rectangle[]): Rectangle {
  const primary = screens[0] ?? { x: 0, y: 0, ...usualSize };
  if (kept === undefined) return centred(primary);
  const sized = screens.map((screen) => ({ screen, bounds: sizedFor(kept, screen) }));
  return sized.find(({ screen, bounds }) => canBeGripped(bounds, screen))?.bounds ?? centred(primary);
}

/** The screen wins over the smallest size: a window larger than its screen has edges nobody can reach. */
function sizedFor(kept: Rectangle, screen: Rectangle): Rectangle {
  const clamp = (value: number, least: number, most: number): number => Math.round(Math.min(most, Math.max(least, value)));
  return {
    x: Math.round(kept.x),
    y: Math.round(kept.y),
    width: clamp(kept.width, smallestSize.width, screen.width),
    height: clamp(kept.height, smallestSize.height, screen.height),
  };
}

function canBeGripped(bounds: Rectangle, screen: Rectangle): boolean {
  const shownWidth = Math.min(bounds.x + bounds.width, screen.x + screen.width) - Math.max(bounds.x, screen.x);
  const topInside = bounds.y >= screen.y && bounds.y + grip.height <= screen.y + screen.height;
  return topInside && shownWidth >= grip.width;
}

function centred(screen: Rectangle): Rectangle {
  const width = Math.min(usualSize.width, screen.width);
  const height = Math.min(usualSize.height, screen.height);
  return {
    x: screen.x + Math.round((screen.width - width) / 2),
    y: screen.y + Math.round((screen.height - height) / 2),
    width,
    height,
  };
}
