// The conflicts room: a message explained and led to its end, and everybody predicted before provisioning is switched on.
import { makeStyles, Tab, TabList } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { Page } from '../../components/page.tsx';
import { NoSnapshot } from '../../components/snapshot-picker.tsx';
import { useSelectedConnection, useSelectedSnapshot, useSteward } from '../../state/context.ts';
import { ExplainTab } from './explain-tab.tsx';
import { PredictTab } from './predict-tab.tsx';

const useStyles = makeStyles({ tabs: { marginLeft: '-10px', flexWrap: 'wrap' } });

const lead = 'A sign-in is refused because a user name is already used by another account: why, what to change, and whether it is mended.';

export function ConflictsScreen() {
  const styles = useStyles();
  const [tab, setTab] = useState<'explain' | 'predict'>('explain');
  const connectionId = useSelectedConnection()?.id ?? null;
  const snapshot = useSelectedSnapshot();
  const loadMapping = useSteward((state) => state.loadMapping);
  useEffect(() => {
    if (connectionId !== null) void loadMapping(connectionId);
  }, [loadMapping, connectionId]);
  return (
    <Page title="Conflicts" lead={lead}>
      <TabList
        className={styles.tabs}
        aria-label="Parts of the conflicts room"
        selectedValue={tab}
        onTabSelect={(_, { value }) => setTab(value === 'predict' ? 'predict' : 'explain')}
      >
        <Tab value="explain">Explain a message</Tab>
        <Tab value="predict">Predict for everybody</Tab>
      </TabList>
      {tab === 'explain' ? (
        <ExplainTab />
      ) : snapshot === undefined ? (
        <NoSnapshot why="Who would be linked, inherit an account or be refused is worked out from a snapshot of your directory and one of the target." />
      ) : (
        <PredictTab snapshot={snapshot} connectionId={connectionId} />
      )}
    </Page>
  );
}
