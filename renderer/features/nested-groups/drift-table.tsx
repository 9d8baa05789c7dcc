// The groups that differ between the directory and the target: the sums above them, the worst first, each opened to its members.
import { Button, makeStyles, mergeClasses, Subtitle2, Text, Title2, tokens } from '@fluentui/react-components';
import type { CallOutput } from '../../../contract/calls.ts';
import type { DriftRow } from '../../../contract/nested-groups.ts';
import { ArrowDownloadRegular, CheckmarkCircleFilled } from '../../components/icons.ts';
import { LongTable } from '../../components/long-table.tsx';
import { Panel } from '../../components/panel.tsx';
import type { GridColumn } from '../../components/row-grid.tsx';
import { Quiet, TwoLines } from '../../components/row-words.tsx';
import { useSteward } from '../../state/context.ts';
import type { DriftOrder } from '../../state/nested-groups-slice.ts';
import { usePagedRows } from '../../state/use-paged-rows.ts';
import { driftFilters, driftMarks } from '../../words/drift.ts';
import { count } from '../../words/format.ts';

const narrow = '@media (max-width: 760px)';

const useStyles = makeStyles({
  figures: {
    display: 'grid',
    gridTemplateColumns: 'repeat(4, minmax(0, 1fr))',
    gap: '16px 24px',
    [narrow]: { gridTemplateColumns: 'repeat(2, minmax(0, 1fr))' },
  },
  figure: { display: 'flex', flexDirection: 'column', rowGap: '2px', minWidth: 0 },
  number: { margin: 0, fontVariantNumeric: 'tabular-nums' },
  bad: { color: tokens.colorStatusDangerForeground1 },
  strong: { color: tokens.colorStatusDangerForeground1, fontWeight: tokens.fontWeightSemibold },
  quiet: { color: tokens.colorNeutralForeground3 },
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '8px', padding: '16px 24px 0', [narrow]: { padding: '14px 16px 0' } },
  title: { margin: 0, flexGrow: 1 },
});

type Totals = CallOutput<'nested.drift'>['totals'];

export function DriftTotals({ totals }: { readonly totals: Totals }) {
  const styles = useStyles();
  const figures = [
    [totals.missing, 'missing: they had their chance to be sent', 'bad'],
    [totals.extra, 'too many: the directory does not have them', 'bad'],
    [totals.blocked, 'blocked: something stands in the way', 'plain'],
    [totals.pending, 'pending: added since the last cycle', 'plain'],
  ] as const;
  return (
    <Panel
      title="Memberships that differ"
      text={`${count(totals.groups, 'assigned group', 'assigned groups')} compared: ${count(totals.expected, 'membership', 'memberships')} expected, ${totals.present.toLocaleString('en')} in the target.`}
    >
      <div className={styles.figures}>
        {figures.map(([value, words, look]) => (
          <div key={words} className={styles.figure}>
            <Title2 as="p" className={mergeClasses(styles.number, look === 'bad' && value > 0 && styles.bad)}>
              {value.toLocaleString('en')}
            </Title2>
            <Text className={styles.quiet}>{words}</Text>
          </div>
        ))}
      </div>
    </Panel>
  );
}

function Bad({ people }: { readonly people: number }) {
  const styles = useStyles();
  return people === 0 ? <Quiet>0</Quiet> : <span className={styles.strong}>{people.toLocaleString('en')}</span>;
}

const number = (value: number) => (value === 0 ? <Quiet>0</Quiet> : value.toLocaleString('en'));
const end = { align: 'end' } as const;

const columns: readonly GridColumn<DriftRow>[] = [
  {
    id: 'group',
    title: 'Group',
    track: 'minmax(0, 3fr)',
    narrow: 'minmax(0, 1fr)',
    cell: (row) => <TwoLines first={row.name} second={driftMarks(row).join(' · ')} />,
  },
  { id: 'expected', title: 'Expected', track: '88px', narrow: 'left out', ...end, cell: (row) => number(row.expected) },
  { id: 'present', title: 'In the target', track: '104px', narrow: 'left out', ...end, cell: (row) => number(row.present) },
  { id: 'missing', title: 'Missing', track: '80px', narrow: '72px', ...end, cell: (row) => <Bad people={row.missing} /> },
  { id: 'extra', title: 'Too many', track: '88px', narrow: '80px', ...end, cell: (row) => <Bad people={row.extra} /> },
  { id: 'blocked', title: 'Blocked', track: '80px', narrow: 'left out', ...end, cell: (row) => number(row.blocked) },
  { id: 'pending', title: 'Pending', track: '80px', narrow: 'left out', ...end, cell: (row) => number(row.pending) },
];

export function DriftTable({ order }: { readonly order: DriftOrder }) {
  const styles = useStyles();
  const read = useSteward((state) => state.readDrift);
  const query = useSteward((state) => state.driftQuery);
  const change = useSteward((state) => state.setDriftQuery);
  const save = useSteward((state) => state.exportDrift);
  const navigate = useSteward((state) => state.navigate);
  const question = { ...order, ...query };
  const { rows, pager } = usePagedRows(read, question);
  return (
    <LongTable
      label="Groups that differ"
      totalWords={(total) => count(total, 'group', 'groups')}
      columns={columns}
      rows={rows}
      pager={pager}
      place={JSON.stringify(question)}
      tools={{ ...query, searchLabel: 'Search groups by name or ID', filters: driftFilters, filterLabel: 'Which groups', onChange: change }}
      above={
        <div className={styles.head}>
          <Subtitle2 as="h2" className={styles.title}>
            Groups that differ
          </Subtitle2>
          <Button icon={<ArrowDownloadRegular />} onClick={() => void save(order)}>
            Export all differences
          </Button>
        </div>
      }
      empty={{
        icon: <CheckmarkCircleFilled />,
        title: 'The target has what is expected',
        text: 'Every assigned group is in the target with the same members and the name the groups claim sends.',
      }}
      onOpen={(row) => navigate({ screen: 'nested-groups', id: 'drift', part: row.id })}
    />
  );
}
