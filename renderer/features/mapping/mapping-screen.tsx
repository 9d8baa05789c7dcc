// The mapping room: the mapping of the chosen connection beside its sign-in and the rules; which attribute to choose; a change before it is
// made; one person's sign-in. Nothing is changed at the identity provider.
import { makeStyles, Tab, TabList } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import type { Connection } from '../../../contract/connections.ts';
import { Loading } from '../../components/loading.tsx';
import { NoConnection } from '../../components/no-connection.tsx';
import { Page } from '../../components/page.tsx';
import { NoSnapshot } from '../../components/snapshot-picker.tsx';
import { useSelectedConnection, useSelectedSnapshot, useSteward } from '../../state/context.ts';
import type { MappingRoom } from '../../state/mapping-slice.ts';
import { AttributesTab } from './attributes-tab.tsx';
import { ChangeTab } from './change-tab.tsx';
import { ClaimPanel } from './claim-panel.tsx';
import { RulesTab } from './rules-tab.tsx';

const lead = 'SCIM and sign-in must say the same about a person. Checks the mapping of your identity provider against Foundry’s rules.';
const why = 'How many people have an attribute, and what a change does to them, is counted over a snapshot of your directory.';

const useStyles = makeStyles({ tabs: { marginLeft: '-10px', flexWrap: 'wrap' } });

const tabs = ['rules', 'attributes', 'change', 'sign-in'] as const;
type TabName = (typeof tabs)[number];
const tabWords = {
  rules: 'Mapping and rules',
  attributes: 'Choose an attribute',
  change: 'Try a change',
  'sign-in': 'Compare a sign-in',
} satisfies Record<TabName, string>;

interface BodyProps {
  readonly tab: TabName;
  readonly connection: Connection;
  readonly room: MappingRoom;
  readonly onTab: (tab: TabName) => void;
}

function Body({ tab, connection, room, onTab }: BodyProps) {
  const snapshot = useSelectedSnapshot();
  switch (tab) {
    case 'rules':
      return <RulesTab connection={connection} room={room} />;
    case 'attributes':
      return snapshot === undefined ? <NoSnapshot why={why} /> : <AttributesTab snapshot={snapshot} room={room} />;
    case 'change':
      return snapshot === undefined ? (
        <NoSnapshot why={why} />
      ) : (
        <ChangeTab connection={connection} snapshot={snapshot} room={room} onMapping={() => onTab('rules')} />
      );
    case 'sign-in':
      return <ClaimPanel mapping={room.mapping} snapshot={snapshot} />;
  }
}

function MappingOf({ connection }: { readonly connection: Connection }) {
  const styles = useStyles();
  const { id } = connection;
  const load = useSteward((state) => state.loadMapping);
  const loadSnapshots = useSteward((state) => state.loadSnapshots);
  const room = useSteward((state) => state.mappings[id]);
  // No route of its own: the focus stays on the tab that was chosen.
  const [tab, setTab] = useState<TabName>('rules');
  useEffect(() => {
    void load(id);
    void loadSnapshots();
  }, [load, loadSnapshots, id]);
  if (room === undefined) return <Loading what="The mapping" lines={6} />;
  return (
    <>
      <TabList
        className={styles.tabs}
        aria-label="Parts of the mapping room"
        selectedValue={tab}
        onTabSelect={(_, { value }) => setTab(tabs.find((one) => one === value) ?? 'rules')}
      >
        {tabs.map((one) => (
          <Tab key={one} value={one}>
            {tabWords[one]}
          </Tab>
        ))}
      </TabList>
      <Body tab={tab} connection={connection} room={room} onTab={setTab} />
    </>
  );
}

export function MappingScreen() {
  const connection = useSelectedConnection();
  const loaded = useSteward((state) => state.connections !== undefined);
  return (
    <Page title="Mapping" lead={lead}>
      {connection === undefined ? <NoConnection loaded={loaded} /> : <MappingOf key={connection.id} connection={connection} />}
    </Page>
  );
}
