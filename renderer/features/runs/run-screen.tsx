// One run of the history, opened.
import { Button, Link } from '@fluentui/react-components';
import { useState } from 'react';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { DeleteRegular } from '../../components/icons.ts';
import { Page } from '../../components/page.tsx';
import { RunActions } from '../../components/run-actions.tsx';
import { RunView } from '../../components/run-view.tsx';
import { useSteward } from '../../state/context.ts';
import { toHash } from '../../state/routes.ts';
import { dialectWords, runKindWords } from '../../words/labels.ts';

export function RunScreen({ id }: { readonly id: string }) {
  const run = useSteward((state) => state.runs[id]);
  const remove = useSteward((state) => state.removeRun);
  const navigate = useSteward((state) => state.navigate);
  const [removing, setRemoving] = useState(false);
  const label = run?.practice && !/practice/i.test(run.connectionName) ? ' (practice)' : run?.production ? ' (production)' : '';
  const dialect = run?.dialect === undefined ? '' : ` · ${dialectWords[run.dialect].title}`;
  return (
    <Page
      title={run === undefined ? 'Run' : runKindWords[run.kind]}
      lead={run === undefined ? undefined : `${run.connectionName}${label}${dialect}`}
      above={<Link href={toHash({ screen: 'runs' })}>History</Link>}
    >
      <RunView
        id={id}
        actions={
          <>
            <RunActions id={id} />
            <Button appearance="subtle" icon={<DeleteRegular />} onClick={() => setRemoving(true)}>
              Delete
            </Button>
          </>
        }
      />
      {removing ? (
        <ConfirmDialog
          title="Delete this run?"
          confirm="Delete the run"
          onClose={() => setRemoving(false)}
          onConfirm={() =>
            void remove(id).then(() => {
              setRemoving(false);
              navigate({ screen: 'runs' });
            })
          }
        >
          Its steps, findings and requests are deleted from this machine.
        </ConfirmDialog>
      ) : null}
    </Page>
  );
}
