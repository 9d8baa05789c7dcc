// The directory: its snapshots and what can be done with them.

import { Page } from '../../components/page.tsx';
import { NoSnapshot, SnapshotPicker } from '../../components/snapshot-picker.tsx';
import { useSelectedSnapshot } from '../../state/context.ts';

const lead = 'Users, groups, memberships and assignments as they stood at one moment, kept on this machine.';

export function DirectoryScreen() {
  const chosen = useSelectedSnapshot();
  return (
    <Page title="Directory" lead={lead}>
      {chosen === undefined ? <NoSnapshot why="Import files, or take one from the identity provider." /> : <SnapshotPicker />}
    </Page>
  );
}
