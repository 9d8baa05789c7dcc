// What changed between two snapshots: how much of each kind, and every change as a row.
import { Caption1, Link, MessageBar, MessageBarBody, makeStyles, Text, tokens } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import type { Snapshot, SnapshotChange } from '../../../contract/directory.ts';
import { DetailsDrawer } from '../../components/details-drawer.tsx';
import { Empty } from '../../components/empty.tsx';
import { CheckmarkRegular, DocumentSearchRegular } from '../../components/icons.ts';
import { Loading } from '../../components/loading.tsx';
import { LongTable } from '../../components/long-table.tsx';
import { Page } from '../../components/page.tsx';
import { Panel } from '../../components/panel.tsx';
import type { GridColumn } from '../../components/row-grid.tsx';
import { TwoLines } from '../../components/row-words.tsx';
import { useSteward } from '../../state/context.ts';
import { toHash } from '../../state/routes.ts';
import { usePagedRows } from '../../state/use-paged-rows.ts';
import { sourceLine } from '../../words/directory.ts';
import { changeKinds, changeWords } from '../../words/directory-rows.ts';
import { count } from '../../words/format.ts';

const useStyles = makeStyles({
  two: { display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(260px, 1fr))', gap: '20px' },
  side: { display: 'flex', flexDirection: 'column', rowGap: '2px', minWidth: 0, alignItems: 'flex-start', overflowWrap: 'anywhere' },
  quiet: { color: tokens.colorNeutralForeground3 },
  counts: { display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(140px, 1fr))', gap: '16px 24px', margin: 0 },
  value: { margin: 0, fontSize: tokens.fontSizeBase500, lineHeight: tokens.lineHeightBase500, fontVariantNumeric: 'tabular-nums' },
});

const columns: readonly GridColumn<SnapshotChange>[] = [
  { id: 'kind', title: 'Change', track: '170px', narrow: '132px', cell: (row) => changeWords[row.kind].one },
  {
    id: 'subject',
    title: 'Of what',
    track: 'minmax(0, 1fr)',
    narrow: 'minmax(0, 1fr)',
    cell: (row) => <TwoLines first={row.subject} second={row.detail} />,
  },
];

function Side({ label, snapshot }: { readonly label: string; readonly snapshot: Snapshot }) {
  const styles = useStyles();
  return (
    <div className={styles.side}>
      <Caption1 className={styles.quiet}>{label}</Caption1>
      <Link href={toHash({ screen: 'directory', id: snapshot.id })}>
        <bdi>{snapshot.name}</bdi>
      </Link>
      <Text className={styles.quiet}>{sourceLine(snapshot)}</Text>
    </div>
  );
}

function Changes({ before, after }: { readonly before: Snapshot; readonly after: Snapshot }) {
  const styles = useStyles();
  const read = useSteward((state) => state.readChanges);
  const comparison = useSteward((state) => state.comparisons[`${before.id}..${after.id}`]);
  const { rows, pager } = usePagedRows(read, { beforeId: before.id, afterId: after.id });
  const [opened, setOpened] = useState<SnapshotChange | undefined>(undefined);
  const known = changeKinds.filter((kind) => (comparison?.counts[kind] ?? 0) > 0);
  return (
    <>
      <Panel>
        <div className={styles.two}>
          <Side label="Before" snapshot={before} />
          <Side label="After" snapshot={after} />
        </div>
      </Panel>
      {comparison === undefined || comparison.notes.length === 0 ? null : (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>
            {comparison.notes.map((note) => (
              <div key={note}>{note}</div>
            ))}
          </MessageBarBody>
        </MessageBar>
      )}
      {known.length === 0 ? null : (
        <Panel title="How much changed">
          <dl className={styles.counts}>
            {known.map((kind) => (
              <div key={kind}>
                <dt className={styles.quiet}>{changeWords[kind].many}</dt>
                <dd className={styles.value}>{comparison?.counts[kind]?.toLocaleString('en')}</dd>
              </div>
            ))}
          </dl>
        </Panel>
      )}
      <LongTable
        label="Changes"
        totalWords={(total) => count(total, 'change', 'changes')}
        columns={columns}
        rows={rows}
        pager={pager}
        place={`${before.id}..${after.id}`}
        empty={{
          icon: <CheckmarkRegular />,
          title: 'Nothing changed',
          text: 'Both snapshots hold the same users, groups, memberships and assignments.',
        }}
        onOpen={setOpened}
      />
      {opened === undefined ? null : (
        <DetailsDrawer
          title={opened.subject}
          details={[
            { label: 'Change', value: changeWords[opened.kind].one },
            { label: 'What it was', value: opened.detail === '' ? null : opened.detail },
          ]}
          onClose={() => setOpened(undefined)}
        />
      )}
    </>
  );
}

export function CompareSnapshots({ pair }: { readonly pair: string }) {
  const load = useSteward((state) => state.loadSnapshots);
  const snapshots = useSteward((state) => state.snapshots);
  const [before, after] = pair.split('..').map((id) => snapshots?.find((snapshot) => snapshot.id === id));
  useEffect(() => {
    void load();
  }, [load]);
  return (
    <Page title="What changed between two snapshots" above={<Link href={toHash({ screen: 'directory' })}>Directory</Link>}>
      {snapshots === undefined ? (
        <Loading what="The comparison" lines={6} />
      ) : before === undefined || after === undefined ? (
        <Panel>
          <Empty icon={<DocumentSearchRegular />} title="One of the two is no longer there" text="Choose two snapshots of the list." />
        </Panel>
      ) : (
        <Changes before={before} after={after} />
      )}
    </Page>
  );
}
