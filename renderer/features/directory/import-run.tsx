// A snapshot being made: the run with its steps, and the way into the snapshot when it is there.
import { Button, Link } from '@fluentui/react-components';
import { useEffect } from 'react';
import { ArrowLeftRegular, BookContactsRegular } from '../../components/icons.ts';
import { Page } from '../../components/page.tsx';
import { RunActions } from '../../components/run-actions.tsx';
import { RunView } from '../../components/run-view.tsx';
import { useSteward } from '../../state/context.ts';
import { toHash } from '../../state/routes.ts';
import { snapshotOf } from '../../words/directory.ts';

export function ImportRun({ runId }: { readonly runId: string }) {
  const run = useSteward((state) => state.runs[runId]);
  const ended = run !== undefined && run.state !== 'running';
  const made = ended && run.steps.some((step) => step.id === 'store' && step.status === 'passed');
  const load = useSteward((state) => state.loadSnapshots);
  const snapshots = useSteward((state) => state.snapshots);
  const select = useSteward((state) => state.selectSnapshot);
  const navigate = useSteward((state) => state.navigate);
  const importMade = useSteward((state) => state.importMade);
  const filesWait = useSteward((state) => state.importRunId === runId && state.importFiles.length > 0);
  useEffect(() => {
    if (!made) return;
    importMade(runId);
    void load();
  }, [made, load, importMade, runId]);
  const snapshot = made ? snapshotOf(run, snapshots ?? []) : undefined;
  return (
    <Page
      title={made ? 'The snapshot is there' : ended ? 'No snapshot was made' : 'Making a snapshot'}
      lead={run === undefined ? undefined : run.connectionName}
      above={<Link href={toHash({ screen: 'directory' })}>Directory</Link>}
    >
      <RunView
        id={runId}
        actions={
          <>
            <RunActions id={runId} />
            {ended && !made && filesWait ? (
              <Button appearance="primary" icon={<ArrowLeftRegular />} onClick={() => navigate({ screen: 'directory', id: 'import' })}>
                Back to the files
              </Button>
            ) : null}
            {snapshot === undefined ? null : (
              <Button
                appearance="primary"
                icon={<BookContactsRegular />}
                onClick={() => void select(snapshot.id).then(() => navigate({ screen: 'directory', id: snapshot.id }))}
              >
                Open the snapshot
              </Button>
            )}
          </>
        }
      />
    </Page>
  );
}
