// The assigned groups: searched, filtered and sorted by main, drawn as they come into view, each opened to its picture and remedies.
import { Button, Dropdown, makeStyles, Option, Subtitle2, Text, tokens } from '@fluentui/react-components';
import { useMemo } from 'react';
import type { NestedGroupRow, NestedSummary } from '../../../contract/nested-groups.ts';
import { ArrowDownloadRegular, PeopleRegular } from '../../components/icons.ts';
import { LongTable } from '../../components/long-table.tsx';
import type { GridColumn } from '../../components/row-grid.tsx';
import { Quiet, TwoLines } from '../../components/row-words.tsx';
import { useSteward } from '../../state/context.ts';
import { usePagedRows } from '../../state/use-paged-rows.ts';
import { count } from '../../words/format.ts';
import { groupFilters, groupMarks, groupOrders } from '../../words/nested.ts';

const useStyles = makeStyles({
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: '8px',
    padding: '16px 24px 0',
    '@media (max-width: 760px)': { padding: '14px 16px 0' },
  },
  title: { margin: 0, flexGrow: 1, flexBasis: '160px' },
  text: { flexBasis: '100%', margin: 0, color: tokens.colorNeutralForeground3 },
  lost: { color: tokens.colorStatusDangerForeground1, fontWeight: tokens.fontWeightSemibold },
  sort: { minWidth: '210px' },
});

const number = (value: number) => (value === 0 ? <Quiet>0</Quiet> : value.toLocaleString('en'));

function Lost({ people }: { readonly people: number }) {
  const styles = useStyles();
  return people === 0 ? <Quiet>0</Quiet> : <span className={styles.lost}>{people.toLocaleString('en')}</span>;
}

const end = { align: 'end' } as const;

/** “Gained” only when somebody gains: usually nobody does. */
const columnsOf = (gains: boolean): readonly GridColumn<NestedGroupRow>[] => [
  {
    id: 'group',
    title: 'Group',
    track: 'minmax(0, 3fr)',
    narrow: 'minmax(0, 1fr)',
    cell: (row) => <TwoLines first={row.displayName} second={groupMarks(row).join(' · ')} />,
  },
  { id: 'direct', title: 'Direct', track: '84px', narrow: 'left out', ...end, cell: (row) => number(row.direct) },
  { id: 'all', title: 'In all', track: '84px', narrow: '64px', ...end, cell: (row) => number(row.transitive) },
  { id: 'lost', title: 'Lost', track: '84px', narrow: '64px', ...end, cell: (row) => <Lost people={row.lost} /> },
  ...(gains ? [{ id: 'gained', title: 'Gained', track: '84px', narrow: 'left out', ...end, cell: (row: NestedGroupRow) => number(row.gained) }] : []),
  { id: 'levels', title: 'Levels', track: '72px', narrow: 'left out', ...end, cell: (row) => number(row.depth) },
];

const orders = Object.keys(groupOrders) as (keyof typeof groupOrders)[];

export function GroupsTable({ summary }: { readonly summary: NestedSummary }) {
  const styles = useStyles();
  const read = useSteward((state) => state.readNestedGroups);
  const query = useSteward((state) => state.nestedQuery);
  const change = useSteward((state) => state.setNestedQuery);
  const save = useSteward((state) => state.exportNested);
  const navigate = useSteward((state) => state.navigate);
  const { snapshotId, claim, answers } = summary;
  const question = { snapshotId, claim, ...query };
  const { rows, pager } = usePagedRows(read, question);
  const all = answers[0]?.totals.groups ?? 0;
  const gains = (answers[0]?.totals.membershipsGained ?? 0) > 0;
  const columns = useMemo(() => columnsOf(gains), [gains]);
  return (
    <LongTable
      label="Assigned groups"
      totalWords={(total) => (total === all ? count(total, 'group', 'groups') : `${total.toLocaleString('en')} of ${count(all, 'group', 'groups')}`)}
      columns={columns}
      rows={rows}
      pager={pager}
      place={JSON.stringify(question)}
      tools={{ ...query, searchLabel: 'Search groups by name or ID', filters: groupFilters, filterLabel: 'Which groups', onChange: change }}
      above={
        <div className={styles.head}>
          <Subtitle2 as="h2" className={styles.title}>
            {summary.allTakenAsAssigned ? 'Groups' : 'Assigned groups'}
          </Subtitle2>
          <Dropdown
            aria-label="Order of the groups"
            className={styles.sort}
            value={groupOrders[query.sort]}
            selectedOptions={[query.sort]}
            onOptionSelect={(_, data) => {
              const sort = orders.find((one) => one === data.optionValue);
              if (sort !== undefined) change({ sort });
            }}
          >
            {orders.map((order) => (
              <Option key={order} value={order}>
                {groupOrders[order]}
              </Option>
            ))}
          </Dropdown>
          <Button icon={<ArrowDownloadRegular />} onClick={() => void save(snapshotId, 'table', [])}>
            Export the table
          </Button>
          <Button icon={<ArrowDownloadRegular />} onClick={() => void save(snapshotId, 'people', [])}>
            Export the people
          </Button>
          {answers.length === 1 ? null : (
            <Text as="p" size={200} className={styles.text}>
              Numbers are for a login that sends all groups, until it is stated what yours sends.
            </Text>
          )}
        </div>
      }
      empty={{
        icon: <PeopleRegular />,
        title: 'No group is assigned to the app',
        text: 'Provisioning sends assigned groups only. Assign groups to the app in your identity provider, then take a new snapshot.',
      }}
      onOpen={(row) => navigate({ screen: 'nested-groups', id: 'group', part: row.id })}
    />
  );
}
