// Which rows of a very long list a box shows at a place of its scrollbar, and the reverse. Heights are CSS pixels, positions are counted
// from 0. Browsers cannot scroll further than some 33 million pixels: beyond `tallest` the scrollbar stands for more than it is high. Pure.

const tallest = 24_000_000;

export interface RowSpace {
  readonly total: number;
  readonly rowHeight: number;
  /** Height of the box that shows rows. */
  readonly viewport: number;
}

const whole = ({ total, rowHeight }: RowSpace) => total * rowHeight;

/** Height of what scrolls. */
export const scrollHeight = (space: RowSpace): number => Math.min(tallest, whole(space));

/** Pixels of the list above the box, for a place of the scrollbar. */
export function topOf(space: RowSpace, scrollTop: number): number {
  const travel = scrollHeight(space) - space.viewport;
  const way = whole(space) - space.viewport;
  if (travel <= 0) return 0;
  return Math.min(way, Math.max(0, travel === way ? scrollTop : (scrollTop / travel) * way));
}

/** The place of the scrollbar for pixels of the list above the box. */
export function scrollOf(space: RowSpace, top: number): number {
  const travel = scrollHeight(space) - space.viewport;
  const way = whole(space) - space.viewport;
  if (way <= 0) return 0;
  return Math.min(1, Math.max(0, top / way)) * travel;
}

/** First and last row in the box; `last` is before `first` when there is none. */
export function rowsInView({ total, rowHeight, viewport }: RowSpace, top: number): { readonly first: number; readonly last: number } {
  const first = Math.max(0, Math.min(total - 1, Math.floor(top / rowHeight)));
  return { first, last: Math.min(total - 1, Math.ceil((top + viewport) / rowHeight) - 1) };
}

/** Pixels above the box that bring the row into it with the least way. */
export function topWith(space: RowSpace, row: number, top: number): number {
  const above = row * space.rowHeight;
  if (above < top) return above;
  const below = above + space.rowHeight - space.viewport;
  return below > top ? below : top;
}

/** Where a key leads from a row; undefined when it leads nowhere. */
export function rowAfterKey({ total, rowHeight, viewport }: RowSpace, row: number, key: string): number | undefined {
  const step = Math.max(1, Math.floor(viewport / rowHeight) - 1);
  const to = { ArrowDown: row + 1, ArrowUp: row - 1, PageDown: row + step, PageUp: row - step, Home: 0, End: total - 1 }[key];
  return to === undefined || total === 0 ? undefined : Math.min(total - 1, Math.max(0, to));
}
