// The room of the provisioning log: the log itself, the files of an import, and the run of one.
import { useSteward } from '../../state/context.ts';
import { LogImportRun } from './log-import-run.tsx';
import { LogImportScreen } from './log-import-screen.tsx';
import { LogScreen } from './log-screen.tsx';

export function ProvisioningLogScreen() {
  const id = useSteward((state) => (state.route.screen === 'provisioning-log' ? state.route.id : undefined));
  const part = useSteward((state) => (state.route.screen === 'provisioning-log' ? state.route.part : undefined));
  if (id === 'import') return <LogImportScreen />;
  if (id === 'run') return <LogImportRun key={part} runId={part ?? ''} />;
  return <LogScreen />;
}
