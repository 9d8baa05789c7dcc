// A long list in its panel: search, filter and how many there are above it, the rows below; what stands there while it is read, when it
// could not be read, and when nothing is in it. Shared by every list whose rows main gives page by page.
import { Button, Dropdown, makeStyles, mergeClasses, Option, SearchBox, Text, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { PagedRows, Pager } from '../state/pager.ts';
import { Empty } from './empty.tsx';
import { SearchRegular } from './icons.ts';
import { Loading } from './loading.tsx';
import { Panel } from './panel.tsx';
import { type GridColumn, RowGrid } from './row-grid.tsx';
import { Trouble } from './trouble.tsx';

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: '10px 12px',
    alignItems: 'center',
    padding: '16px 24px',
    '@media (max-width: 760px)': { padding: '14px 16px' },
  },
  search: { flexGrow: 1, flexBasis: '220px', maxWidth: '420px', minWidth: 0 },
  trouble: { padding: '16px 24px', '@media (max-width: 760px)': { padding: '16px' } },
  right: { marginLeft: 'auto' },
  filter: { minWidth: '170px' },
  total: { color: tokens.colorNeutralForeground3, fontVariantNumeric: 'tabular-nums' },
});

export interface LongTableTools<F extends string> {
  readonly search: string;
  readonly searchLabel: string;
  readonly filter: F;
  readonly filters: Readonly<Record<F, string>>;
  readonly filterLabel: string;
  readonly onChange: (change: { readonly search?: string; readonly filter?: F }) => void;
}

interface LongTableProps<R, F extends string> {
  readonly label: string;
  /** `1,204 users`. */
  readonly totalWords: (total: number) => string;
  readonly columns: readonly GridColumn<R>[];
  readonly rows: PagedRows<R>;
  readonly pager: Pager<never>;
  readonly tools?: LongTableTools<F>;
  /** Changes when another question is asked. */
  readonly place: string;
  /** What stands there when the list has no row at all. */
  readonly empty: { readonly icon: ReactNode; readonly title: string; readonly text: string };
  readonly above?: ReactNode;
  readonly onOpen?: (row: R) => void;
}

/** `all` stands for no filter. */
function isNarrowed({ search, filter }: Pick<LongTableTools<string>, 'search' | 'filter'>): boolean {
  return search.trim() !== '' || filter !== 'all';
}

function Tools<F extends string>({ tools }: { readonly tools: LongTableTools<F> }) {
  const styles = useStyles();
  const filters = Object.entries<string>(tools.filters);
  return (
    <>
      <SearchBox
        className={styles.search}
        aria-label={tools.searchLabel}
        placeholder={tools.searchLabel}
        dir="auto"
        maxLength={200}
        value={tools.search}
        onChange={(_, data) => tools.onChange({ search: data.value })}
      />
      <Dropdown
        aria-label={tools.filterLabel}
        className={styles.filter}
        value={tools.filters[tools.filter]}
        selectedOptions={[tools.filter]}
        onOptionSelect={(_, data) => {
          const next = (Object.keys(tools.filters) as F[]).find((one) => one === data.optionValue);
          if (next !== undefined) tools.onChange({ filter: next });
        }}
      >
        {filters.map(([filter, word]) => (
          <Option key={filter} value={filter}>
            {word}
          </Option>
        ))}
      </Dropdown>
    </>
  );
}

export function LongTable<R, F extends string>({
  label,
  totalWords,
  columns,
  rows,
  pager,
  tools,
  place,
  empty,
  above,
  onOpen,
}: LongTableProps<R, F>) {
  const styles = useStyles();
  if (rows.total === undefined && rows.state !== 'failed') return <Loading what={label} lines={8} />;
  const narrowed = tools !== undefined && isNarrowed(tools);
  const nothing = rows.total === 0;
  return (
    <Panel edges="flush">
      {above}
      {tools === undefined && (nothing || rows.state === 'failed') ? null : (
        <div className={styles.bar}>
          {tools === undefined || (nothing && !narrowed) ? null : <Tools tools={tools} />}
          <Text role="status" className={mergeClasses(styles.total, tools !== undefined && styles.right)}>
            {rows.total === undefined ? '' : rows.state === 'behind' ? 'Searching' : totalWords(rows.total)}
          </Text>
        </div>
      )}
      {rows.state === 'failed' ? (
        <div className={styles.trouble}>
          <Trouble title={`${label} could not be read`} text={rows.trouble} onAgain={() => pager.again()} />
        </div>
      ) : nothing && narrowed ? (
        <Empty icon={<SearchRegular />} title="Nothing fits" text="No row has this text and passes this filter.">
          <Button onClick={() => tools.onChange({ search: '', filter: 'all' as F })}>Show all</Button>
        </Empty>
      ) : nothing ? (
        <Empty icon={empty.icon} title={empty.title} text={empty.text} />
      ) : (
        <RowGrid label={label} columns={columns} rows={rows} pager={pager} place={place} {...(onOpen === undefined ? {} : { onOpen })} />
      )}
    </Panel>
  );
}
