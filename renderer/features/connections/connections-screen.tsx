// All connections, the chosen one in full, and the way to make and edit them.
import { Button, Link } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import type { ConnectionDraft } from '../../../contract/connections.ts';
import { Empty } from '../../components/empty.tsx';
import { AddRegular, ArrowImportRegular, PlugConnectedRegular } from '../../components/icons.ts';
import { Loading } from '../../components/loading.tsx';
import { Page } from '../../components/page.tsx';
import { Panel } from '../../components/panel.tsx';
import { useSelectedCard, useSteward } from '../../state/context.ts';
import { toHash } from '../../state/routes.ts';
import { ConnectionForm } from './connection-form.tsx';
import { ConnectionList } from './connection-list.tsx';
import { CredentialPanel } from './credential-panel.tsx';
import { draftOf, newDraft } from './draft.ts';
import { FoundryPanel } from './foundry-panel.tsx';
import { LockPanel } from './lock-panel.tsx';
import { ObservationsPanel } from './observations-panel.tsx';
import { PracticeScreen } from './practice-screen.tsx';
import { ReceiptsPanel } from './receipts-panel.tsx';
import { Situation } from './situation.tsx';

export function ConnectionsScreen() {
  const id = useSteward((state) => (state.route.screen === 'connections' ? state.route.id : undefined));
  if (id === 'new') return <NewConnection />;
  if (id === 'practice') return <PracticeScreen />;
  if (id !== undefined) return <EditConnection key={id} id={id} />;
  return <Connections />;
}

function NewConnection() {
  const navigate = useSteward((state) => state.navigate);
  const kept = useSteward((state) => state.drafts['new']);
  const [start, setStart] = useState<ConnectionDraft | undefined>(kept);
  const back = () => navigate({ screen: 'connections' });
  if (start === undefined) return <Situation onCancel={back} onAnswer={(situation, mode) => setStart(newDraft(situation, mode))} />;
  return <ConnectionForm start={start} card={undefined} onDone={back} />;
}

function EditConnection({ id }: { readonly id: string }) {
  const navigate = useSteward((state) => state.navigate);
  const loadCard = useSteward((state) => state.loadCard);
  const card = useSteward((state) => state.cards[id]);
  useEffect(() => {
    void loadCard(id);
  }, [loadCard, id]);
  if (card === undefined) {
    return (
      <Page title="Edit">
        <Loading what="The connection" lines={6} />
      </Page>
    );
  }
  if (card.connection.practice) return <Connections />;
  return <ConnectionForm start={draftOf(card.connection)} card={card} onDone={() => navigate({ screen: 'connections' })} />;
}

function Connections() {
  const connections = useSteward((state) => state.connections);
  const navigate = useSteward((state) => state.navigate);
  const importConnections = useSteward((state) => state.importConnections);
  const startPractice = useSteward((state) => state.startPractice);
  const loadCard = useSteward((state) => state.loadCard);
  const selectedId = useSteward((state) => state.selectedId);
  const card = useSelectedCard();
  useEffect(() => {
    if (selectedId !== null) void loadCard(selectedId);
  }, [loadCard, selectedId]);
  return (
    <Page
      title="Connection"
      lead="A connection is one SCIM endpoint and how to sign in to it."
      actions={
        <>
          <Button icon={<ArrowImportRegular />} onClick={() => void importConnections()}>
            Import
          </Button>
          <Button appearance="primary" icon={<AddRegular />} onClick={() => navigate({ screen: 'connections', id: 'new' })}>
            Add a connection
          </Button>
        </>
      }
    >
      {connections === undefined ? <Loading what="The connections" lines={6} /> : null}
      {connections?.length === 0 ? (
        <Panel>
          <Empty
            icon={<PlugConnectedRegular />}
            title="There is no connection yet"
            text="Add yours with the four values of Control Panel, import a file a colleague exported, or try the practice tenant first."
          >
            <Button onClick={() => void startPractice()}>Try with the practice tenant</Button>
          </Empty>
        </Panel>
      ) : null}
      {connections === undefined || connections.length === 0 ? null : <ConnectionList connections={connections} />}
      {card === undefined ? null : (
        <>
          <CredentialPanel card={card} />
          <LockPanel card={card} />
          {card.connection.practice ? (
            <Panel
              title="Foundry’s part"
              text="In the practice tenant you can be Foundry’s administrator, too: edit organization rules, log people in, see where they end up."
            >
              <Link href={toHash({ screen: 'connections', id: 'practice' })}>Rules, log-ins and organizations</Link>
            </Panel>
          ) : null}
          <FoundryPanel key={card.connection.id} connection={card.connection} />
          {card.connection.credentialMode === 'none' ? null : <ObservationsPanel observations={card.observations} />}
          {card.connection.practice ? null : <ReceiptsPanel connectionId={card.connection.id} />}
        </>
      )}
    </Page>
  );
}
