// One group that differs: its name against what the groups claim sends, and each member that is missing, blocked, pending or too many,
// with the reason and what to do.
import { Button, Link, makeStyles, Text, tokens } from '@fluentui/react-components';
import type { Snapshot } from '../../../contract/directory.ts';
import type { DriftMember } from '../../../contract/nested-groups.ts';
import { Empty } from '../../components/empty.tsx';
import { CheckmarkCircleFilled, PeopleRegular } from '../../components/icons.ts';
import { Loading } from '../../components/loading.tsx';
import { LongTable } from '../../components/long-table.tsx';
import { Page } from '../../components/page.tsx';
import { Panel } from '../../components/panel.tsx';
import type { GridColumn } from '../../components/row-grid.tsx';
import { TwoLines } from '../../components/row-words.tsx';
import { Tag } from '../../components/status.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { useSteward } from '../../state/context.ts';
import type { DriftOrder } from '../../state/nested-groups-slice.ts';
import { toHash } from '../../state/routes.ts';
import { usePagedRows } from '../../state/use-paged-rows.ts';
import { useReply } from '../../state/use-reply.ts';
import { driftLine, memberStateWords, repairWords } from '../../words/drift.ts';
import { count } from '../../words/format.ts';
import { useDriftOrder } from './use-drift-order.ts';

const useStyles = makeStyles({
  list: { margin: 0, paddingLeft: '20px', display: 'flex', flexDirection: 'column', rowGap: '6px', overflowWrap: 'anywhere' },
  quiet: { color: tokens.colorNeutralForeground3 },
});

const looks = { missing: 'bad', extra: 'bad', blocked: 'warning', pending: 'unknown' } as const satisfies Record<DriftMember['state'], string>;

const columns: readonly GridColumn<DriftMember>[] = [
  {
    id: 'person',
    title: 'Person',
    track: 'minmax(0, 2fr)',
    narrow: 'minmax(0, 1fr)',
    cell: ({ name, id }) => <TwoLines first={name} second={name === id ? null : id} />,
  },
  { id: 'state', title: 'State', track: '112px', narrow: '104px', cell: ({ state }) => <Tag look={looks[state]}>{memberStateWords[state]}</Tag> },
  {
    id: 'reason',
    title: 'Why, and what to do',
    track: 'minmax(0, 5fr)',
    narrow: 'left out',
    cell: ({ reason, repair }) => <TwoLines first={reason} second={repairWords[repair]} />,
  },
];

/** Each reason once with its remedy: the table cuts long words, and on a narrow window leaves them out. */
function Reasons({ rows }: { readonly rows: readonly DriftMember[] }) {
  const styles = useStyles();
  const each = [...Map.groupBy(rows, ({ state, reason, repair }) => `${memberStateWords[state]}: ${reason}\n${repairWords[repair]}`)];
  return (
    <Panel title="Why, and what to do">
      <ul className={styles.list}>
        {each.slice(0, 8).map(([words, members]) => (
          <li key={words}>
            <Text block>{words.split('\n')[0]}</Text>
            <Text block className={styles.quiet}>
              {words.split('\n')[1]} {count(members.length, 'person', 'people')}.
            </Text>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Members({ order, groupId }: { readonly order: DriftOrder; readonly groupId: string }) {
  const read = useSteward((state) => state.readDriftMembers);
  const question = { ...order, groupId };
  const { rows, pager } = usePagedRows(read, question);
  return (
    <LongTable
      label="Members that differ"
      totalWords={(total) => count(total, 'person', 'people')}
      columns={columns}
      rows={rows}
      pager={pager}
      place={JSON.stringify(question)}
      empty={{ icon: <PeopleRegular />, title: 'The members agree', text: 'Both sides have the same people in this group.' }}
    />
  );
}

function Group({ order, groupId }: { readonly order: DriftOrder; readonly groupId: string }) {
  const styles = useStyles();
  const read = useSteward((state) => state.readDriftMembers);
  const navigate = useSteward((state) => state.navigate);
  const { value, state, trouble, again } = useReply(read, { ...order, groupId, offset: 0, limit: 200 });
  const above = <Link href={toHash({ screen: 'nested-groups', id: 'drift' })}>Drift in the target</Link>;
  if (value === undefined) {
    return (
      <Page title="Group" above={above}>
        {state === 'failed' ? (
          <Trouble title="The group could not be compared" text={trouble} onAgain={() => void again()} />
        ) : (
          <Loading what="The group" lines={8} />
        )}
      </Page>
    );
  }
  const { row, rows } = value;
  if (row === null) {
    return (
      <Page title="Group" above={above}>
        <Panel>
          <Empty icon={<CheckmarkCircleFilled />} title="This group does not differ" text="The target has it as the directory says.">
            <Button onClick={() => navigate({ screen: 'nested-groups', id: 'drift' })}>Show all groups that differ</Button>
          </Empty>
        </Panel>
      </Page>
    );
  }
  return (
    <Page title={row.name} lead={driftLine(row)} above={above}>
      {row.targetId === null ? (
        <Panel title="The target has no such group">
          <Text>
            No group there has its externalId or its name. Look it up in the provisioning log, and provision it on demand to see the error; check that
            groups are mapped at all.
          </Text>
        </Panel>
      ) : null}
      {row.naming.length === 0 ? null : (
        <Panel title="Its name is not what the groups claim sends">
          <ul className={styles.list}>
            {row.naming.map((words) => (
              <li key={words}>
                <bdi>{words}</bdi>
              </li>
            ))}
          </ul>
          <Text className={styles.quiet}>
            Map displayName and externalId of groups to the value the groups claim sends, or a login makes a second group.
          </Text>
        </Panel>
      )}
      {rows.length === 0 ? null : <Reasons rows={rows} />}
      <Members order={order} groupId={groupId} />
    </Page>
  );
}

export function DriftGroupScreen({ snapshot, groupId }: { readonly snapshot: Snapshot; readonly groupId: string }) {
  const { order, keys, target, trouble, again } = useDriftOrder(snapshot);
  const navigate = useSteward((state) => state.navigate);
  if (order !== undefined) return <Group order={order} groupId={groupId} />;
  return (
    <Page title="Group" above={<Link href={toHash({ screen: 'nested-groups', id: 'drift' })}>Drift in the target</Link>}>
      {trouble !== '' ? (
        <Trouble title="The two could not be read" text={trouble} onAgain={() => void again()} />
      ) : target !== undefined && keys === undefined ? (
        <Loading what="The group" lines={8} />
      ) : (
        <Panel>
          <Empty icon={<PeopleRegular />} title="It is not chosen what is compared" text="Choose the target’s snapshot first.">
            <Button onClick={() => navigate({ screen: 'nested-groups', id: 'drift' })}>Choose</Button>
          </Empty>
        </Panel>
      )}
    </Page>
  );
}
