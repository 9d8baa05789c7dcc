// The guided connection test of the chosen connection: start it, watch it, read the verdict of both columns, open each step.
import { Button } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import type { Connection } from '../../../contract/connections.ts';
import { StethoscopeRegular } from '../../components/icons.ts';
import { NoConnection } from '../../components/no-connection.tsx';
import { Page } from '../../components/page.tsx';
import { RunActions } from '../../components/run-actions.tsx';
import { RunView } from '../../components/run-view.tsx';
import { useSelectedConnection, useSteward } from '../../state/context.ts';
import { BeforeFirstTest } from './before-first-test.tsx';
import { TestOptions, type TestOptionsValue } from './test-options.tsx';
import { TwoColumns } from './two-columns.tsx';

const lead = 'Finds out, step by step, whether your identity provider can work with this server. It only reads: nothing is made, changed or removed.';

export function ConnectionTestScreen() {
  const connection = useSelectedConnection();
  const loaded = useSteward((state) => state.connections !== undefined);
  if (connection === undefined) {
    return (
      <Page title="Connection test" lead={lead}>
        <NoConnection loaded={loaded} />
      </Page>
    );
  }
  return <TestOf key={connection.id} connection={connection} />;
}

function TestOf({ connection }: { readonly connection: Connection }) {
  const { id } = connection;
  const loadColumns = useSteward((state) => state.loadColumns);
  const start = useSteward((state) => state.startConnectionTest);
  const columns = useSteward((state) => state.columns[id]);
  const [started, setStarted] = useState<string | undefined>(undefined);
  const [options, setOptions] = useState<TestOptionsValue>({ tryAllAuthStyles: false, faults: [] });
  const runId = started ?? columns?.runId ?? undefined;
  const run = useSteward((state) => (runId === undefined ? undefined : state.runs[runId]));
  const living = run?.state === 'running';
  useEffect(() => {
    void loadColumns(id);
  }, [loadColumns, id]);
  const ended = run !== undefined && !living ? run.revision : undefined;
  useEffect(() => {
    if (ended !== undefined) void loadColumns(id);
  }, [loadColumns, id, ended]);
  const begin = async () => {
    const next = await start({ connectionId: id, tryAllAuthStyles: options.tryAllAuthStyles, faults: [...options.faults] });
    if (next !== undefined) setStarted(next);
  };
  return (
    <Page
      title="Connection test"
      lead={lead}
      actions={
        <Button appearance="primary" size="large" icon={<StethoscopeRegular />} disabledFocusable={living} onClick={() => void begin()}>
          {runId === undefined ? 'Start the test' : 'Test again'}
        </Button>
      }
    >
      <TestOptions connection={connection} value={options} onChange={setOptions} />
      {runId === undefined ? (
        columns === undefined ? null : (
          <BeforeFirstTest connection={connection} />
        )
      ) : (
        <RunView id={runId} actions={<RunActions id={runId} />} above={living ? null : <TwoColumns connection={connection} />} />
      )}
      {runId === undefined && columns !== undefined ? <TwoColumns connection={connection} /> : null}
    </Page>
  );
}
