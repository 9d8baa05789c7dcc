// Drift: what the target has otherwise than the directory says it should. Main compares two snapshots; here they are chosen and read.
import { Button } from '@fluentui/react-components';
import type { Snapshot } from '../../../contract/directory.ts';
import { Empty } from '../../components/empty.tsx';
import { BookContactsRegular } from '../../components/icons.ts';
import { Loading } from '../../components/loading.tsx';
import { Page } from '../../components/page.tsx';
import { Panel } from '../../components/panel.tsx';
import { SnapshotPicker } from '../../components/snapshot-picker.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { useSteward } from '../../state/context.ts';
import type { DriftOrder } from '../../state/nested-groups-slice.ts';
import { useReply } from '../../state/use-reply.ts';
import { DriftForm } from './drift-form.tsx';
import { DriftTable, DriftTotals } from './drift-table.tsx';
import { FoundPanel } from './found-panel.tsx';
import { RoomTabs } from './room-tabs.tsx';
import { useDriftOrder } from './use-drift-order.ts';

/** The identity provider never reads members back, so it does not see what this shows. */
export const driftLead =
  'Memberships that should be in the target and are not, and those that are there and should not be. Entra never reads members back.';

function Compared({ order }: { readonly order: DriftOrder }) {
  const read = useSteward((state) => state.readDrift);
  const { value, state, trouble, again } = useReply(read, { ...order, search: '', filter: 'all' as const, offset: 0, limit: 1 });
  if (state === 'failed') return <Trouble title="The two could not be compared" text={trouble} onAgain={() => void again()} />;
  if (value === undefined) return <Loading what="The comparison" lines={6} />;
  return (
    <>
      <DriftTotals totals={value.totals} />
      <FoundPanel findings={value.findings} />
      <DriftTable order={order} />
    </>
  );
}

export function DriftScreen({ snapshot }: { readonly snapshot: Snapshot }) {
  const snapshots = useSteward((state) => state.snapshots) ?? [];
  const navigate = useSteward((state) => state.navigate);
  const asked = useDriftOrder(snapshot);
  const { targets, target, keys, order, trouble, again } = asked;
  const others = snapshots.filter(({ id, source }) => id !== snapshot.id && id !== target?.id && source === snapshot.source);
  return (
    <Page title="Nested groups" lead={driftLead}>
      <RoomTabs shown="drift" />
      <SnapshotPicker />
      {targets.length === 0 ? (
        <Panel>
          <Empty
            icon={<BookContactsRegular />}
            title="There is no snapshot of the target yet"
            text="Take one of the SCIM server in Directory: it reads the users and groups that the target has. Nothing is changed there."
          >
            <Button appearance="primary" onClick={() => navigate({ screen: 'directory' })}>
              Go to Directory
            </Button>
          </Empty>
        </Panel>
      ) : (
        <>
          {snapshot.source === 'scim' ? (
            <Panel
              title="This snapshot is the target’s"
              text="Choose the snapshot of the identity provider above: it says what the target should have."
            />
          ) : null}
          <DriftForm asked={asked} others={others} />
          {trouble === '' ? null : <Trouble title="The two could not be read" text={trouble} onAgain={() => void again()} />}
          {order !== undefined ? (
            <Compared order={order} />
          ) : target !== undefined && keys === undefined && trouble === '' ? (
            <Loading what="The comparison" lines={6} />
          ) : null}
        </>
      )}
    </Page>
  );
}
