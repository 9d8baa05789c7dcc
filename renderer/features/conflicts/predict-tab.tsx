// Before provisioning is switched on or a mapping changed: what would become of everybody, from a snapshot of the directory and one of the target.
import { Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { PredictedRow } from '../../../contract/conflicts.ts';
import type { Snapshot } from '../../../contract/directory.ts';
import type { PersonKey } from '../../../contract/nested-groups.ts';
import { Choice } from '../../components/choice.tsx';
import { Empty } from '../../components/empty.tsx';
import { FindingCard } from '../../components/finding-card.tsx';
import { BookContactsRegular, PeopleRegular } from '../../components/icons.ts';
import { Loading } from '../../components/loading.tsx';
import { LongTable } from '../../components/long-table.tsx';
import { Panel } from '../../components/panel.tsx';
import type { GridColumn } from '../../components/row-grid.tsx';
import { TwoLines } from '../../components/row-words.tsx';
import { SnapshotPicker } from '../../components/snapshot-picker.tsx';
import { Tag } from '../../components/status.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { useSteward } from '../../state/context.ts';
import { usePagedRows } from '../../state/use-paged-rows.ts';
import { useReply } from '../../state/use-reply.ts';
import { keyWords, planWords, predictedWords } from '../../words/conflicts.ts';
import { count } from '../../words/format.ts';

const useStyles = makeStyles({
  grid: { display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(240px, 1fr))', gap: '16px 24px', alignItems: 'start' },
  counts: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(220px, 1fr))',
    gap: '8px 24px',
    margin: 0,
    padding: 0,
    listStyleType: 'none',
  },
  count: { display: 'flex', columnGap: '10px', alignItems: 'baseline' },
  number: { fontVariantNumeric: 'tabular-nums', fontWeight: tokens.fontWeightSemibold, minWidth: '56px', textAlign: 'right' },
  quiet: { color: tokens.colorNeutralForeground3 },
});

const columns: readonly GridColumn<PredictedRow>[] = [
  {
    id: 'person',
    title: 'Person',
    track: 'minmax(0, 3fr)',
    narrow: 'minmax(0, 1fr)',
    cell: (row) => <TwoLines first={row.displayName ?? row.userName ?? row.id} second={row.userName} />,
  },
  {
    id: 'plan',
    title: 'Plan',
    track: '128px',
    narrow: '112px',
    cell: ({ plan, blocked }) => <Tag look={plan === 'skip' ? 'bad' : blocked ? 'warning' : 'good'}>{planWords[plan]}</Tag>,
  },
  {
    id: 'account',
    title: 'Account of the target',
    track: 'minmax(0, 3fr)',
    narrow: 'left out',
    cell: (row) => <TwoLines first={row.accountUserName ?? 'None'} second={row.accountExternalId} />,
  },
  {
    id: 'why',
    title: 'Why',
    track: 'minmax(0, 4fr)',
    narrow: 'left out',
    cell: ({ kind, reason }) => <TwoLines first={predictedWords[kind] ?? kind} second={reason} />,
  },
];

const keys = Object.keys(keyWords) as (keyof typeof keyWords)[];

interface Order {
  readonly connectionId: string | null;
  readonly snapshotId: string;
  readonly targetId: string;
  readonly personKey: PersonKey;
  readonly mapping?: null;
}

function Predicted({ order }: { readonly order: Order }) {
  const styles = useStyles();
  const read = useSteward((state) => state.readPrediction);
  const save = useSteward((state) => state.exportPlan);
  const [filter, setFilter] = useState('all');
  const { value, state, trouble, again } = useReply(read, { ...order, filter: 'all', offset: 0, limit: 1 });
  const { rows, pager } = usePagedRows(read, { ...order, filter });
  if (state === 'failed') return <Trouble title="Nothing could be predicted" text={trouble} onAgain={() => void again()} />;
  if (value === undefined) return <Loading what="The prediction" lines={6} />;
  const present = Object.entries(predictedWords).filter(([kind]) => (value.counts[kind] ?? 0) > 0);
  const filters: Record<string, string> = Object.fromEntries([['all', 'Everybody in scope'], ...present]);
  return (
    <>
      <Panel title="What would become of everybody" text={value.notes.join(' ') || 'Nothing is sent: two snapshots on this machine are compared.'}>
        <ul className={styles.counts} aria-label="How many">
          {present.map(([kind, words]) => (
            <li key={kind} className={styles.count}>
              <span className={styles.number}>{(value.counts[kind] ?? 0).toLocaleString('en-US')}</span>
              <Text>{words}</Text>
            </li>
          ))}
          <li className={styles.count}>
            <span className={styles.number}>{value.unclaimed.toLocaleString('en-US')}</span>
            <Text className={styles.quiet}>Accounts that nobody would be linked to</Text>
          </li>
        </ul>
        <div>
          <Button onClick={() => void save(order)}>Export the plan</Button>
        </div>
      </Panel>
      {value.findings.map((finding) => (
        <FindingCard key={finding.id} finding={finding} />
      ))}
      <Choice label="Show" value={filter} words={filters} onChange={setFilter} />
      <LongTable
        label="People of the plan"
        totalWords={(total) => count(total, 'person', 'people')}
        columns={columns}
        rows={rows}
        pager={pager}
        place={JSON.stringify([order, filter])}
        empty={{ icon: <PeopleRegular />, title: 'Nobody is in scope', text: 'Nobody is assigned to the SCIM app, or everybody is disabled.' }}
      />
    </>
  );
}

export function PredictTab({ snapshot, connectionId }: { readonly snapshot: Snapshot; readonly connectionId: string | null }) {
  const styles = useStyles();
  const snapshots = useSteward((state) => state.snapshots) ?? [];
  const navigate = useSteward((state) => state.navigate);
  const mapped = useSteward((state) => (connectionId === null ? undefined : state.mappings[connectionId]?.kept.mapping)) ?? null;
  const targets = snapshots.filter(({ id, source }) => id !== snapshot.id && source === 'scim');
  const [targetId, setTarget] = useState('');
  const [key, setKey] = useState<keyof typeof keyWords | ''>('');
  const chosen = key === '' ? (mapped === null ? 'id' : 'mapping') : key;
  const target = targets.find(({ id }) => id === targetId) ?? targets[0];
  const words: Record<string, string> = Object.fromEntries(Object.entries(keyWords).filter(([one]) => one !== 'mapping' || mapped !== null));
  if (target === undefined)
    return (
      <>
        <SnapshotPicker />
        <Panel>
          <Empty
            icon={<BookContactsRegular />}
            title={snapshot.source === 'scim' ? 'Choose the snapshot of the identity provider' : 'There is no snapshot of the target yet'}
            text="Two are compared: who is in the identity provider, and which users the SCIM server has. Both are taken in Directory; nothing is changed."
          >
            <Button appearance="primary" onClick={() => navigate({ screen: 'directory' })}>
              Go to Directory
            </Button>
          </Empty>
        </Panel>
      </>
    );
  return (
    <>
      <SnapshotPicker />
      <Panel>
        <div className={styles.grid}>
          <Choice
            label="Users of the target"
            value={target.id}
            words={Object.fromEntries(targets.map(({ id, name }) => [id, name]))}
            onChange={setTarget}
          />
          <Choice
            label="externalId is made of"
            hint={mapped === null ? 'No mapping is kept for this connection: say the attribute.' : 'The kept mapping, or another attribute to try.'}
            value={chosen as string}
            words={words}
            onChange={(value) => setKey(keys.find((one) => one === value) ?? '')}
          />
        </div>
      </Panel>
      <Predicted
        order={{
          connectionId,
          snapshotId: snapshot.id,
          targetId: target.id,
          personKey: chosen === 'mapping' ? 'id' : chosen,
          ...(chosen === 'mapping' ? {} : { mapping: null }),
        }}
      />
    </>
  );
}
