// The groups below one group as a tree table: the same data as the picture, for every reader and any size. One stop of the Tab key; arrows
// move and fold, Enter opens an assigned group.
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import type { NestedGroup, NestedNode } from '../../../contract/nested-groups.ts';
import { ChevronRightRegular } from '../../components/icons.ts';
import { count } from '../../words/format.ts';
import { moveInTree, openAtFirst, type TreeRow, treeRows } from '../../words/nesting-tree.ts';

const narrow = '@media (max-width: 760px)';

const useStyles = makeStyles({
  scroll: { overflow: 'auto', maxHeight: '560px', borderTop: `1px solid ${tokens.colorNeutralStroke3}` },
  table: { width: '100%', borderCollapse: 'collapse', tableLayout: 'fixed' },
  head: {
    position: 'sticky',
    top: 0,
    zIndex: 1,
    backgroundColor: tokens.colorNeutralBackground2,
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    fontWeight: tokens.fontWeightRegular,
    textAlign: 'left',
    height: '36px',
    padding: '0 12px',
  },
  first: { paddingLeft: '24px', [narrow]: { paddingLeft: '16px' } },
  last: { paddingRight: '24px', [narrow]: { paddingRight: '16px' } },
  number: { width: '104px', textAlign: 'right', fontVariantNumeric: 'tabular-nums', [narrow]: { width: '56px', padding: '0 8px' } },
  wide: { [narrow]: { display: 'none' } },
  row: {
    borderTop: `1px solid ${tokens.colorNeutralStroke3}`,
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  opens: { cursor: 'pointer' },
  cell: { padding: '8px 12px', verticalAlign: 'middle' },
  name: { display: 'grid', gridTemplateColumns: '20px minmax(0, 1fr)', columnGap: '6px', alignItems: 'center' },
  chevron: { display: 'inline-flex', cursor: 'pointer', color: tokens.colorNeutralForeground3 },
  open: { transform: 'rotate(90deg)' },
  words: { display: 'flex', flexDirection: 'column', minWidth: 0, overflowWrap: 'anywhere' },
  top: { fontWeight: tokens.fontWeightSemibold },
  quiet: { color: tokens.colorNeutralForeground3 },
  small: { fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200, color: tokens.colorNeutralForeground3 },
  lost: { color: tokens.colorStatusDangerForeground1, fontWeight: tokens.fontWeightSemibold },
});

function Marks({ row: { node, alsoIn } }: { readonly row: TreeRow }) {
  const styles = useStyles();
  const words = [
    ...(node.under !== null && node.assigned ? ['Assigned itself'] : []),
    ...(node.inCycle ? ['In a circle'] : []),
    ...(node.folded === 0 ? [] : [`${count(node.folded, 'more group', 'more groups')} inside, not listed`]),
  ];
  if (words.length + alsoIn.length === 0) return null;
  const shown = alsoIn.slice(0, 3);
  return (
    <span className={styles.small}>
      {words.join(' · ')}
      {shown.length === 0 ? null : (
        <>
          {words.length === 0 ? '' : ' · '}Also in{' '}
          {shown.map((name, at) => (
            <span key={name}>
              {at === 0 ? '' : ', '}
              <bdi>{name}</bdi>
            </span>
          ))}
          {alsoIn.length > shown.length ? ` and ${alsoIn.length - shown.length} more` : ''}
        </>
      )}
    </span>
  );
}

interface NestingTreeProps {
  readonly group: Pick<NestedGroup, 'nodes' | 'edges'>;
  readonly label: string;
  readonly onOpen: (id: string) => void;
}

export function NestingTree({ group: { nodes, edges }, label, onOpen }: NestingTreeProps) {
  const styles = useStyles();
  const [open, setOpen] = useState(() => openAtFirst(nodes));
  const [marked, setMarked] = useState(0);
  const body = useRef<HTMLTableSectionElement>(null);
  const rows = useMemo(() => treeRows(nodes, edges, open), [nodes, edges, open]);
  const here = Math.min(marked, rows.length - 1);
  const turn = (id: string) =>
    setOpen((before) => {
      const after = new Set(before);
      if (!after.delete(id)) after.add(id);
      return after;
    });
  const leads = (node: NestedNode) => node.assigned && node.under !== null;
  const pressed = (event: KeyboardEvent, at: number) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const node = rows[at]?.node;
    if (event.key === 'Enter' && node !== undefined && leads(node)) {
      event.preventDefault();
      onOpen(node.id);
      return;
    }
    const move = moveInTree(rows, at, event.key);
    if (move === undefined) return;
    event.preventDefault();
    if (move.kind !== 'go') return turn(move.id);
    setMarked(move.to);
    body.current?.querySelector<HTMLElement>(`[data-at="${move.to}"]`)?.focus();
  };
  const number = (value: number | null) =>
    value === null ? '–' : value === 0 ? <span className={styles.quiet}>0</span> : value.toLocaleString('en');
  const numberHead = mergeClasses(styles.head, styles.number);
  // biome-ignore-start lint/a11y/noNoninteractiveElementToInteractiveRole: a tree table is made of rows that have the focus
  return (
    <div className={styles.scroll}>
      <table role="treegrid" aria-label={label} className={styles.table}>
        <thead>
          <tr>
            <th scope="col" className={mergeClasses(styles.head, styles.first)}>
              Group
            </th>
            <th scope="col" className={numberHead}>
              Direct
            </th>
            <th scope="col" className={mergeClasses(numberHead, styles.wide)}>
              Through it
            </th>
            <th scope="col" className={mergeClasses(numberHead, styles.last)}>
              Lost
            </th>
          </tr>
        </thead>
        <tbody ref={body}>
          {rows.map((row, at) => (
            <tr
              key={row.node.id}
              data-at={at}
              tabIndex={at === here ? 0 : -1}
              aria-level={row.level}
              aria-posinset={row.place}
              aria-setsize={row.siblings}
              {...(row.state === 'no groups inside' ? {} : { 'aria-expanded': row.state === 'open' })}
              className={mergeClasses(styles.row, leads(row.node) && styles.opens)}
              onFocus={() => setMarked(at)}
              onKeyDown={(event) => pressed(event, at)}
              onClick={() => (leads(row.node) ? onOpen(row.node.id) : undefined)}
            >
              <td className={mergeClasses(styles.cell, styles.first)}>
                <span className={styles.name} style={{ paddingLeft: `${(row.level - 1) * 20}px` }}>
                  {row.state === 'no groups inside' ? (
                    <span />
                  ) : (
                    <span
                      className={mergeClasses(styles.chevron, row.state === 'open' && styles.open)}
                      aria-hidden="true"
                      data-fold={row.node.id}
                      onClick={(event) => {
                        event.stopPropagation();
                        turn(row.node.id);
                      }}
                    >
                      <ChevronRightRegular />
                    </span>
                  )}
                  <span className={styles.words}>
                    <bdi className={row.level === 1 ? styles.top : undefined}>{row.node.name}</bdi>
                    <Marks row={row} />
                  </span>
                </span>
              </td>
              <td className={mergeClasses(styles.cell, styles.number)}>{number(row.node.direct)}</td>
              <td className={mergeClasses(styles.cell, styles.number, styles.wide)}>{number(row.people)}</td>
              <td className={mergeClasses(styles.cell, styles.number, styles.last, row.node.lost > 0 && styles.lost)}>{number(row.node.lost)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
  // biome-ignore-end lint/a11y/noNoninteractiveElementToInteractiveRole: as above
}
