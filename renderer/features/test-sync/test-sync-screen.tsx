// The test sync of the chosen connection: options, consent, then the run as it happens.
import { Button } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import type { Connection } from '../../../contract/connections.ts';
import type { TestSyncOptions } from '../../../contract/test-sync.ts';
import { ArrowSyncRegular } from '../../components/icons.ts';
import { LeftoversBanner } from '../../components/leftovers-banner.tsx';
import { NoConnection } from '../../components/no-connection.tsx';
import { Page } from '../../components/page.tsx';
import { RunActions } from '../../components/run-actions.tsx';
import { RunView } from '../../components/run-view.tsx';
import { useSelectedConnection, useSteward } from '../../state/context.ts';
import { ConsentPanel } from './consent-panel.tsx';
import { SyncOptions } from './sync-options.tsx';

const lead = 'Does with a throw-away person and group what your identity provider would do, request by request, and removes them again.';

export function TestSyncScreen() {
  const connection = useSelectedConnection();
  const loaded = useSteward((state) => state.connections !== undefined);
  if (connection === undefined) {
    return (
      <Page title="Test sync" lead={lead}>
        <NoConnection loaded={loaded} />
      </Page>
    );
  }
  return <SyncOf key={connection.id} connection={connection} />;
}

function startOptions(connection: Connection): TestSyncOptions {
  return {
    connectionId: connection.id,
    dialect: connection.idp === 'okta' ? 'okta-put' : 'entra',
    members: 3,
    testDomain: connection.testDomain,
    reusablePerson: false,
    nestedGroup: false,
    faults: [],
  };
}

function SyncOf({ connection }: { readonly connection: Connection }) {
  const { id } = connection;
  const loadLatest = useSteward((state) => state.loadLatestSync);
  const latest = useSteward((state) => state.latestSync[id]);
  const consent = useSteward((state) => state.consent);
  const askConsent = useSteward((state) => state.askConsent);
  const withdraw = useSteward((state) => state.withdrawConsent);
  const start = useSteward((state) => state.startTestSync);
  const [options, setOptions] = useState(() => startOptions(connection));
  const [started, setStarted] = useState<string | undefined>(undefined);
  const runId = started ?? latest?.id;
  const living = useSteward((state) => runId !== undefined && state.runs[runId]?.state === 'running');
  useEffect(() => {
    void loadLatest(id);
    return withdraw;
  }, [loadLatest, withdraw, id]);
  const asked = consent !== undefined && consent.options.connectionId === id;
  useEffect(() => {
    if (!asked && document.activeElement === document.body) document.getElementById('page-heading')?.focus({ preventScroll: true });
  }, [asked]);
  return (
    <Page title="Test sync" lead={lead}>
      <LeftoversBanner />
      {living ? null : asked ? (
        <ConsentPanel
          connection={connection}
          consent={consent.consent}
          onBack={withdraw}
          onStart={() => {
            void start().then((next) => {
              if (next !== undefined) setStarted(next);
            });
          }}
        />
      ) : (
        <SyncOptions connection={connection} value={options} onChange={setOptions}>
          <Button
            appearance="primary"
            size="large"
            icon={<ArrowSyncRegular />}
            disabled={options.testDomain.trim() === ''}
            onClick={() => void askConsent({ ...options, testDomain: options.testDomain.trim(), faults: [...options.faults] })}
          >
            See what it will do
          </Button>
        </SyncOptions>
      )}
      {runId === undefined || asked ? null : <RunView key={runId} id={runId} actions={<RunActions id={runId} />} />}
    </Page>
  );
}
