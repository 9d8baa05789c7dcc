// All assigned groups of a snapshot: how many people lose something, under which login, what was found, and the table of the groups.
import { Button } from '@fluentui/react-components';
import type { Snapshot } from '../../../contract/directory.ts';
import { PersonSearchRegular } from '../../components/icons.ts';
import { Loading } from '../../components/loading.tsx';
import { Page } from '../../components/page.tsx';
import { SnapshotPicker } from '../../components/snapshot-picker.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { useSteward } from '../../state/context.ts';
import { useReply } from '../../state/use-reply.ts';
import { ClaimPanel } from './claim-panel.tsx';
import { FoundPanel } from './found-panel.tsx';
import { GroupsTable } from './groups-table.tsx';
import { RoomTabs } from './room-tabs.tsx';
import { SummaryPanel } from './summary-panel.tsx';

export function GroupsScreen({ snapshot, lead }: { readonly snapshot: Snapshot; readonly lead: string }) {
  const read = useSteward((state) => state.readNestedSummary);
  const keepClaim = useSteward((state) => state.keepGroupClaim);
  const navigate = useSteward((state) => state.navigate);
  const { value: summary, state, trouble, again } = useReply(read, { snapshotId: snapshot.id });
  return (
    <Page
      title="Nested groups"
      lead={lead}
      actions={
        <Button icon={<PersonSearchRegular />} onClick={() => navigate({ screen: 'nested-groups', id: 'person' })}>
          Look for a person
        </Button>
      }
    >
      <RoomTabs shown="lost" />
      <SnapshotPicker />
      {state === 'failed' ? <Trouble title="The groups could not be counted" text={trouble} onAgain={() => void again()} /> : null}
      {summary === undefined ? (
        state === 'failed' ? null : (
          <Loading what="Who loses which group" lines={8} />
        )
      ) : (
        <>
          <SummaryPanel summary={summary} />
          <ClaimPanel
            claim={summary.claim}
            onKeep={async (claim) => {
              const kept = await keepClaim(snapshot.id, claim);
              if (kept) await again();
              return kept;
            }}
          />
          <FoundPanel findings={summary.findings} />
          <GroupsTable summary={summary} />
        </>
      )}
    </Page>
  );
}
