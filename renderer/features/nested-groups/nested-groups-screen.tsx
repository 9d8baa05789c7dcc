// The nested groups room: all assigned groups of the chosen snapshot, one of them, one person, or the drift in the target. Without a snapshot the way to Directory.
import { useEffect } from 'react';
import { Page } from '../../components/page.tsx';
import { NoSnapshot } from '../../components/snapshot-picker.tsx';
import { useSelectedSnapshot, useSteward } from '../../state/context.ts';
import { DriftGroupScreen } from './drift-group-screen.tsx';
import { DriftScreen } from './drift-screen.tsx';
import { GroupScreen } from './group-screen.tsx';
import { GroupsScreen } from './groups-screen.tsx';
import { PersonScreen } from './person-screen.tsx';

const lead = 'A login sends groups with everyone inside; provisioning sends direct members only. Who loses a group by that, and what to do.';

const why =
  'Which people are in a group through another group is read from a snapshot of your directory: from Entra, Okta or a SCIM server, or from files. Nothing is changed there.';

export function NestedGroupsScreen() {
  const id = useSteward((state) => (state.route.screen === 'nested-groups' ? state.route.id : undefined));
  const part = useSteward((state) => (state.route.screen === 'nested-groups' ? state.route.part : undefined));
  const load = useSteward((state) => state.loadSnapshots);
  const failed = useSteward((state) => state.snapshotsFailed);
  const snapshot = useSelectedSnapshot();
  useEffect(() => {
    void load();
  }, [load]);
  if (snapshot === undefined || failed !== undefined) {
    return (
      <Page title="Nested groups" lead={lead}>
        <NoSnapshot why={why} />
      </Page>
    );
  }
  if (id === 'group' && part !== undefined) return <GroupScreen key={`${snapshot.id} ${part}`} snapshotId={snapshot.id} groupId={part} />;
  if (id === 'drift' && part !== undefined) return <DriftGroupScreen key={`${snapshot.id} ${part}`} snapshot={snapshot} groupId={part} />;
  if (id === 'drift') return <DriftScreen key={snapshot.id} snapshot={snapshot} />;
  if (id === 'person') return <PersonScreen key={`${snapshot.id} ${part}`} snapshotId={snapshot.id} text={part ?? ''} />;
  return <GroupsScreen key={snapshot.id} snapshot={snapshot} lead={lead} />;
}
