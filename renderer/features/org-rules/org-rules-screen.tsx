// The organization rules room: who is sent an update so that Foundry’s rules run again, the dry run, the run and what became of each person.
import { Button } from '@fluentui/react-components';
import { useEffect } from 'react';
import type { Connection } from '../../../contract/connections.ts';
import { AddRegular } from '../../components/icons.ts';
import { Loading } from '../../components/loading.tsx';
import { NoConnection } from '../../components/no-connection.tsx';
import { Page } from '../../components/page.tsx';
import { RunView } from '../../components/run-view.tsx';
import { useSelectedConnection, useSteward } from '../../state/context.ts';
import { EarlierReruns } from './earlier-reruns.tsx';
import { RerunForm } from './rerun-form.tsx';
import { RerunPanels } from './rerun-panels.tsx';

const lead =
  'Foundry’s rules on groups do not run when SCIM creates a person or changes a membership: only at a login and at an update. Here people get such an update.';

/** The dry run while it reads; a list that was read takes its place, a failure stays with its findings. */
function Planning({ rerunId, runId }: { readonly rerunId: string; readonly runId: string }) {
  const show = useSteward((state) => state.showRerun);
  const made = useSteward((state) => state.runs[runId]?.state === 'finished' && state.runs[runId]?.findings.length === 0);
  const living = useSteward((state) => state.runs[runId] === undefined || state.runs[runId]?.state === 'running');
  useEffect(() => {
    if (made) void show({ kind: 'rerun', id: rerunId });
  }, [made, show, rerunId]);
  return <RunView id={runId} actions={living ? null : <Button onClick={() => void show({ kind: 'form' })}>Change what is asked for</Button>} />;
}

function RoomOf({ connection }: { readonly connection: Connection }) {
  const load = useSteward((state) => state.loadOrgRules);
  const ready = useSteward((state) => state.orgRulesOf === connection.id);
  const place = useSteward((state) => state.rerunPlace);
  const view = useSteward((state) => state.rerunView);
  const show = useSteward((state) => state.showRerun);
  useEffect(() => {
    void load(connection.id);
  }, [load, connection.id]);
  const another = (
    <Button icon={<AddRegular />} onClick={() => void show({ kind: 'form' })}>
      New rerun
    </Button>
  );
  return (
    <Page title="Organization rules" lead={lead} actions={place.kind === 'rerun' && view?.rerun.state !== 'going' ? another : undefined}>
      {!ready ? (
        <Loading what="The reruns" lines={7} />
      ) : place.kind === 'planning' ? (
        <Planning key={place.runId} rerunId={place.rerunId} runId={place.runId} />
      ) : place.kind === 'form' ? (
        <>
          <RerunForm connection={connection} />
          <EarlierReruns />
        </>
      ) : view === undefined ? (
        <Loading what="The rerun" lines={7} />
      ) : (
        <RerunPanels key={view.rerun.id} view={view} />
      )}
    </Page>
  );
}

export function OrgRulesScreen() {
  const connection = useSelectedConnection();
  const loaded = useSteward((state) => state.connections !== undefined);
  if (connection === undefined)
    return (
      <Page title="Organization rules" lead={lead}>
        <NoConnection loaded={loaded} />
      </Page>
    );
  return <RoomOf key={connection.id} connection={connection} />;
}
