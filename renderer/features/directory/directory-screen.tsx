// The directory room: the list of snapshots, one of them, an import, the run of an import, two compared, or how a
// directory is read live.
import { useSteward } from '../../state/context.ts';
import { AccessScreen } from './access-screen.tsx';
import { CompareSnapshots } from './compare-snapshots.tsx';
import { ImportRun } from './import-run.tsx';
import { ImportScreen } from './import-screen.tsx';
import { SnapshotScreen } from './snapshot-screen.tsx';
import { SnapshotsScreen } from './snapshots-screen.tsx';

export function DirectoryScreen() {
  const id = useSteward((state) => (state.route.screen === 'directory' ? state.route.id : undefined));
  const part = useSteward((state) => (state.route.screen === 'directory' ? state.route.part : undefined));
  if (id === undefined) return <SnapshotsScreen />;
  if (id === 'access') return <AccessScreen />;
  if (id === 'import') return <ImportScreen />;
  if (id === 'run') return <ImportRun key={part} runId={part ?? ''} />;
  if (id === 'compare') return <CompareSnapshots key={part} pair={part ?? ''} />;
  return <SnapshotScreen key={`${id} ${part}`} id={id} part={part} />;
}
