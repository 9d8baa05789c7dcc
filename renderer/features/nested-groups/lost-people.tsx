// The people a group loses, each with the shortest way by which they are in it. A row opens the person.
import { Button, makeStyles, Subtitle2, tokens } from '@fluentui/react-components';
import type { CallOutput } from '../../../contract/calls.ts';
import { ArrowDownloadRegular, PeopleRegular } from '../../components/icons.ts';
import { LongTable } from '../../components/long-table.tsx';
import type { GridColumn } from '../../components/row-grid.tsx';
import { Quiet, TwoLines } from '../../components/row-words.tsx';
import { useSteward } from '../../state/context.ts';
import { usePagedRows } from '../../state/use-paged-rows.ts';
import { count } from '../../words/format.ts';
import { Chain } from './chain.tsx';

type LostRow = CallOutput<'nested.lostPeople'>['rows'][number];

const useStyles = makeStyles({
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: '8px',
    padding: '16px 24px 0',
    '@media (max-width: 760px)': { padding: '14px 16px 0' },
  },
  title: { margin: 0, flexGrow: 1 },
  bad: { color: tokens.colorStatusDangerForeground1, fontWeight: tokens.fontWeightSemibold },
});

function Keeps({ row }: { readonly row: LostRow }) {
  const styles = useStyles();
  return row.losesAll ? <span className={styles.bad}>No group</span> : <Quiet>Another group</Quiet>;
}

const columns: readonly GridColumn<LostRow>[] = [
  {
    id: 'person',
    title: 'Person',
    track: 'minmax(0, 2fr)',
    narrow: 'minmax(0, 1fr)',
    cell: ({ person }) => <TwoLines first={person.name} second={person.guest ? `${person.userName} · Guest` : person.userName} />,
  },
  {
    id: 'way',
    title: 'In it through',
    track: 'minmax(0, 3fr)',
    narrow: 'minmax(0, 1fr)',
    cell: ({ chain }) => <Chain chain={chain.slice(1)} fit="one line" />,
  },
  { id: 'keeps', title: 'Keeps', track: '112px', narrow: 'left out', cell: (row) => <Keeps row={row} /> },
];

export function LostPeople({ snapshotId, groupId }: { readonly snapshotId: string; readonly groupId: string }) {
  const styles = useStyles();
  const read = useSteward((state) => state.readLostPeople);
  const save = useSteward((state) => state.exportNested);
  const navigate = useSteward((state) => state.navigate);
  const question = { snapshotId, groupId };
  const { rows, pager } = usePagedRows(read, question);
  return (
    <LongTable
      label="Lost people"
      totalWords={(total) => count(total, 'person', 'people')}
      columns={columns}
      rows={rows}
      pager={pager}
      place={JSON.stringify(question)}
      above={
        <div className={styles.head}>
          <Subtitle2 as="h2" className={styles.title}>
            Who is lost
          </Subtitle2>
          <Button icon={<ArrowDownloadRegular />} onClick={() => void save(snapshotId, 'people', [groupId])}>
            Export these people
          </Button>
        </div>
      }
      empty={{ icon: <PeopleRegular />, title: 'Nobody is lost', text: 'Everyone in this group is a direct member.' }}
      onOpen={({ person }) => navigate({ screen: 'nested-groups', id: 'person', part: person.id })}
    />
  );
}
