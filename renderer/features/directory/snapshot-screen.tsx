// One snapshot: what it is about, its users, its groups, and the rows that could not be taken.
import { Button, Link, makeStyles, Tab, TabList, tokens } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import type { Snapshot } from '../../../contract/directory.ts';
import { Empty } from '../../components/empty.tsx';
import { ArrowSyncRegular, CheckmarkRegular, DocumentSearchRegular } from '../../components/icons.ts';
import { Loading } from '../../components/loading.tsx';
import { Page } from '../../components/page.tsx';
import { Panel } from '../../components/panel.tsx';
import { Tag } from '../../components/status.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { useSteward } from '../../state/context.ts';
import { toHash } from '../../state/routes.ts';
import { sourceLine } from '../../words/directory.ts';
import { AboutSnapshot } from './about-snapshot.tsx';
import { AsideTable } from './aside-table.tsx';
import { GroupsTable } from './groups-table.tsx';
import { SnapshotMenu } from './snapshot-menu.tsx';
import { UsersTable } from './users-table.tsx';

const useStyles = makeStyles({
  tabs: { marginLeft: '-10px', flexWrap: 'wrap' },
  number: { color: tokens.colorNeutralForeground3, fontWeight: tokens.fontWeightRegular, marginLeft: '6px' },
});

const tabs = ['about', 'users', 'groups', 'aside'] as const;
type TabName = (typeof tabs)[number];
const tabWords = { about: 'Summary', users: 'Users', groups: 'Groups', aside: 'Kept aside' } satisfies Record<TabName, string>;

function countOf({ counts }: Snapshot, tab: TabName): string {
  return tab === 'about' ? '' : counts[tab].toLocaleString('en');
}

function Body({ snapshot, tab }: { readonly snapshot: Snapshot; readonly tab: TabName }) {
  switch (tab) {
    case 'about':
      return <AboutSnapshot snapshot={snapshot} />;
    case 'users':
      return <UsersTable snapshot={snapshot} />;
    case 'groups':
      return <GroupsTable snapshot={snapshot} />;
    case 'aside':
      return <AsideTable snapshot={snapshot} />;
  }
}

/** Only Entra can be asked what changed. */
function RefreshButton({ snapshot: { id, source, connectionId } }: { readonly snapshot: Snapshot }) {
  const refresh = useSteward((state) => state.refreshSnapshot);
  const navigate = useSteward((state) => state.navigate);
  if (source !== 'entra' || connectionId === null) return null;
  return (
    <Button
      icon={<ArrowSyncRegular />}
      title="Makes a new snapshot and reads only what changed since this one"
      onClick={() =>
        void refresh(id).then((runId) => {
          if (runId !== undefined) navigate({ screen: 'directory', id: 'run', part: runId });
        })
      }
    >
      Refresh
    </Button>
  );
}

export function SnapshotScreen({ id, part }: { readonly id: string; readonly part: string | undefined }) {
  const styles = useStyles();
  const load = useSteward((state) => state.loadSnapshots);
  const loaded = useSteward((state) => state.snapshots !== undefined);
  const failed = useSteward((state) => state.snapshotsFailed);
  const snapshot = useSteward((state) => state.snapshots?.find((one) => one.id === id));
  const chosen = useSteward((state) => state.snapshotId === id);
  const select = useSteward((state) => state.selectSnapshot);
  const navigate = useSteward((state) => state.navigate);
  // No route of its own: the focus stays on the tab that was chosen.
  const [tab, setTab] = useState<TabName>(() => tabs.find((one) => one === part) ?? 'about');
  useEffect(() => {
    void load();
  }, [load]);
  const above = <Link href={toHash({ screen: 'directory' })}>Directory</Link>;
  if (snapshot === undefined) {
    return (
      <Page title="Snapshot" above={above}>
        {failed !== undefined ? (
          <Trouble title="The snapshot could not be read" text={failed} onAgain={() => void load()} />
        ) : !loaded ? (
          <Loading what="The snapshot" lines={6} />
        ) : (
          <Panel>
            <Empty icon={<DocumentSearchRegular />} title="This snapshot is no longer there" text="It was removed from this machine.">
              <Button onClick={() => navigate({ screen: 'directory' })}>Show all snapshots</Button>
            </Empty>
          </Panel>
        )}
      </Page>
    );
  }
  return (
    <Page
      title={snapshot.name}
      lead={sourceLine(snapshot)}
      above={above}
      actions={
        <>
          {chosen ? (
            <Tag look="info" icon={<CheckmarkRegular fontSize={14} />}>
              Chosen for all screens
            </Tag>
          ) : (
            <Button icon={<CheckmarkRegular />} onClick={() => void select(id)}>
              Choose for all screens
            </Button>
          )}
          <RefreshButton snapshot={snapshot} />
          <SnapshotMenu snapshot={snapshot} onRemove={() => navigate({ screen: 'directory' })} />
        </>
      }
    >
      <TabList
        className={styles.tabs}
        aria-label="Parts of the snapshot"
        selectedValue={tab}
        onTabSelect={(_, { value }) => setTab(tabs.find((one) => one === value) ?? 'about')}
      >
        {tabs.map((one) => (
          <Tab key={one} value={one}>
            {tabWords[one]}
            <span className={styles.number}>{countOf(snapshot, one)}</span>
          </Tab>
        ))}
      </TabList>
      <Body snapshot={snapshot} tab={tab} />
    </Page>
  );
}
