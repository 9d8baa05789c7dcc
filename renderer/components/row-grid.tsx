// A table of any number of rows: only those in view exist on the page, read by their position as they come. One stop of the Tab key; inside,
// arrows, Page up and down, Home and End move the marked row, Enter opens it. Rows are one height; cells cut what is too long.
import { makeStyles, mergeClasses, tokens, useRestoreFocusTarget } from '@fluentui/react-components';
import { type CSSProperties, type KeyboardEvent, type ReactNode, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { type PagedRows, type Pager, rowAt } from '../state/pager.ts';
import { type RowSpace, rowAfterKey, rowsInView, scrollHeight, scrollOf, topOf, topWith } from '../words/row-window.ts';

const narrow = '@media (max-width: 760px)';
const headHeight = 36;
export const rowHeight = 52;

const useStyles = makeStyles({
  grid: {
    position: 'relative',
    overflowY: 'auto',
    overflowX: 'hidden',
    borderTop: `1px solid ${tokens.colorNeutralStroke3}`,
    // The marked row says where the focus is; the line above it tells that the table has it even while that row is out of view.
    ':focus-visible': { outlineStyle: 'none', borderTop: `1px solid ${tokens.colorStrokeFocus2}` },
    '&:focus-visible [data-marked]': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-3px' },
  },
  head: { position: 'sticky', top: 0, zIndex: 2, height: `${headHeight}px`, backgroundColor: tokens.colorNeutralBackground2 },
  line: {
    display: 'grid',
    gridTemplateColumns: 'var(--columns)',
    columnGap: '24px',
    alignItems: 'center',
    padding: '0 24px',
    boxSizing: 'border-box',
    [narrow]: { gridTemplateColumns: 'var(--narrow-columns)', padding: '0 16px', columnGap: '12px' },
  },
  headLine: { height: '100%', color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  window: { position: 'sticky', top: `${headHeight}px`, overflow: 'hidden' },
  row: { position: 'absolute', left: 0, right: 0, height: `${rowHeight}px`, borderTop: `1px solid ${tokens.colorNeutralStroke3}` },
  opens: { cursor: 'pointer', ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover } },
  cell: { minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  end: { textAlign: 'right' },
  wide: { [narrow]: { display: 'none' } },
  ghost: {
    display: 'inline-block',
    width: '60%',
    height: '12px',
    borderRadius: tokens.borderRadiusSmall,
    backgroundColor: tokens.colorNeutralStencil1,
  },
  behind: { opacity: 0.6 },
});

export interface GridColumn<R> {
  readonly id: string;
  readonly title: string;
  /** A track of a CSS grid: `minmax(0, 2fr)`, `96px`. */
  readonly track: string;
  /** In a narrow window: another track, or none, when what it says stands in another column. */
  readonly narrow: string | 'left out';
  readonly align?: 'end';
  readonly cell: (row: R) => ReactNode;
}

interface RowGridProps<R> {
  readonly label: string;
  readonly columns: readonly GridColumn<R>[];
  readonly rows: PagedRows<R>;
  readonly pager: Pick<Pager<never>, 'want'>;
  /** What is asked for: when it changes the list starts at its top. */
  readonly place: string;
  readonly onOpen?: (row: R) => void;
}

const tracks = (all: readonly string[]) => all.filter((track) => track !== 'left out').join(' ');

export function RowGrid<R>({ label, columns, rows, pager, place, onOpen }: RowGridProps<R>) {
  const styles = useStyles();
  const id = useId();
  const getsFocusBack = useRestoreFocusTarget();
  const box = useRef<HTMLDivElement>(null);
  const [scrollTop, setScrollTop] = useState(0);
  const [viewport, setViewport] = useState(0);
  const [marked, setMarked] = useState(0);
  const total = rows.total ?? 0;
  const space: RowSpace = { total, rowHeight, viewport };
  const top = topOf(space, scrollTop);
  const { first, last } = rowsInView(space, top);
  useLayoutEffect(() => {
    const grid = box.current;
    if (grid === null) return;
    const measure = () => setViewport(Math.max(0, grid.clientHeight - headHeight));
    const observer = new ResizeObserver(measure);
    observer.observe(grid);
    measure();
    return () => observer.disconnect();
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another question is the event
  useEffect(() => {
    box.current?.scrollTo({ top: 0 });
    setMarked(0);
  }, [place]);
  useEffect(() => pager.want(first, last), [pager, first, last]);

  /** The marked row, or the one nearest to it that is in view: who scrolled away goes on from what is seen. */
  const here = Math.max(first, Math.min(marked, last));
  const openAt = (index: number) => {
    const row = rowAt(rows, index);
    if (row !== undefined) onOpen?.(row);
  };
  const pressed = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      setMarked(here);
      openAt(here);
      return;
    }
    const next = rowAfterKey(space, here, event.key);
    if (next === undefined) return;
    event.preventDefault();
    setMarked(next);
    box.current?.scrollTo({ top: scrollOf(space, topWith(space, next, top)) });
  };
  const style = {
    '--columns': tracks(columns.map((column) => column.track)),
    '--narrow-columns': tracks(columns.map((column) => column.narrow)),
    height: `min(${headHeight + total * rowHeight}px, clamp(300px, 100vh - 356px, 900px))`,
  } as CSSProperties;
  const shown = Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at);
  const cellClass = (column: GridColumn<R>) =>
    mergeClasses(styles.cell, column.align === 'end' && styles.end, column.narrow === 'left out' && styles.wide);
  // biome-ignore-start lint/a11y/useFocusableInteractive: the grid has the focus and names its marked row
  // biome-ignore-start lint/a11y/useSemanticElements: the browser's own tables lay out rows that exist; here most do not
  return (
    <div
      {...getsFocusBack}
      ref={box}
      role="grid"
      aria-label={label}
      aria-rowcount={total + 1}
      aria-busy={rows.state === 'behind'}
      tabIndex={0}
      className={styles.grid}
      style={style}
      onScroll={(event) => setScrollTop(event.currentTarget.scrollTop)}
      onKeyDown={pressed}
      onFocus={() => setMarked(here)}
      onClick={(event) => {
        const row = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-row]') : null;
        if (row === null) return;
        const index = Number(row.dataset.row);
        setMarked(index);
        openAt(index);
      }}
      {...(marked >= first && marked <= last ? { 'aria-activedescendant': `${id}-${marked}` } : {})}
    >
      <div role="rowgroup" className={styles.head}>
        <div role="row" aria-rowindex={1} className={mergeClasses(styles.line, styles.headLine)}>
          {columns.map((column) => (
            <div key={column.id} role="columnheader" className={cellClass(column)}>
              {column.title}
            </div>
          ))}
        </div>
      </div>
      <div role="presentation" style={{ height: `${scrollHeight(space)}px` }}>
        <div role="rowgroup" className={mergeClasses(styles.window, rows.state === 'behind' && styles.behind)} style={{ height: `${viewport}px` }}>
          {shown.map((index) => {
            const row = rowAt(rows, index);
            return (
              <div
                key={index}
                id={`${id}-${index}`}
                role="row"
                aria-rowindex={index + 2}
                data-row={index}
                {...(index === marked ? { 'data-marked': '' } : {})}
                className={mergeClasses(styles.line, styles.row, onOpen !== undefined && styles.opens)}
                style={{ top: `${index * rowHeight - top}px` }}
              >
                {columns.map((column) => (
                  <div key={column.id} role="gridcell" className={cellClass(column)}>
                    {row === undefined ? <span className={styles.ghost} /> : column.cell(row)}
                  </div>
                ))}
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
  // biome-ignore-end lint/a11y/useSemanticElements: as above
  // biome-ignore-end lint/a11y/useFocusableInteractive: as above
}
