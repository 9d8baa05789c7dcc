// A log being read: the run with its progress, and the way to the events. What was read before can be looked at meanwhile.
import { Button, Link } from '@fluentui/react-components';
import { useEffect } from 'react';
import { ArrowLeftRegular, ClipboardTaskListLtrRegular } from '../../components/icons.ts';
import { Page } from '../../components/page.tsx';
import { RunActions } from '../../components/run-actions.tsx';
import { RunView } from '../../components/run-view.tsx';
import { useSteward } from '../../state/context.ts';
import { toHash } from '../../state/routes.ts';

export function LogImportRun({ runId }: { readonly runId: string }) {
  const run = useSteward((state) => state.runs[runId]);
  const ended = run !== undefined && run.state !== 'running';
  const made = ended && run.steps.some(({ status }) => status === 'passed' || status === 'warned');
  const importMade = useSteward((state) => state.logImportMade);
  const navigate = useSteward((state) => state.navigate);
  useEffect(() => {
    if (made) importMade();
  }, [made, importMade]);
  return (
    <Page
      title={made ? 'The log was read' : ended ? 'The log was not read' : 'Reading the log'}
      lead={ended ? undefined : 'What was read before can be looked at meanwhile; the new events come when all files are read.'}
      above={<Link href={toHash({ screen: 'provisioning-log' })}>Provisioning log</Link>}
    >
      <RunView
        id={runId}
        actions={
          <>
            <RunActions id={runId} />
            {made ? (
              <Button appearance="primary" icon={<ClipboardTaskListLtrRegular />} onClick={() => navigate({ screen: 'provisioning-log' })}>
                Show the events
              </Button>
            ) : ended ? (
              <Button appearance="primary" icon={<ArrowLeftRegular />} onClick={() => navigate({ screen: 'provisioning-log', id: 'import' })}>
                Back to the files
              </Button>
            ) : null}
          </>
        }
      />
    </Page>
  );
}
