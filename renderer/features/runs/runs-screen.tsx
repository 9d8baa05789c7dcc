// The history: the table of runs, one run, or two beside each other.
import { useSteward } from '../../state/context.ts';
import { CompareScreen } from './compare-screen.tsx';
import { HistoryScreen } from './history-screen.tsx';
import { RunScreen } from './run-screen.tsx';

export function RunsScreen() {
  const id = useSteward((state) => (state.route.screen === 'runs' ? state.route.id : undefined));
  const part = useSteward((state) => (state.route.screen === 'runs' ? state.route.part : undefined));
  if (id === undefined) return <HistoryScreen />;
  if (id === 'compare') return <CompareScreen pair={part ?? ''} />;
  return <RunScreen key={id} id={id} />;
}
