// One run, whatever its kind: state, what needs attention, effects, steps. Watched while it is on screen.
import { type ReactNode, useEffect } from 'react';
import { useSteward } from '../state/context.ts';
import { effectsSentence } from '../words/effects.ts';
import { EffectsTable } from './effects-table.tsx';
import { Empty } from './empty.tsx';
import { FindingCard } from './finding-card.tsx';
import { DocumentSearchRegular } from './icons.ts';
import { Loading } from './loading.tsx';
import { Panel } from './panel.tsx';
import { RunStatus } from './run-status.tsx';
import { StepsPanel } from './steps-panel.tsx';

interface RunViewProps {
  readonly id: string;
  readonly actions?: ReactNode;
  /** The verdict of the run, where a screen has a better one than its summary. */
  readonly above?: ReactNode;
}

export function RunView({ id, actions, above }: RunViewProps) {
  const watch = useSteward((state) => state.watchRun);
  const unwatch = useSteward((state) => state.unwatchRun);
  const run = useSteward((state) => state.runs[id]);
  const missing = useSteward((state) => state.missingRuns[id]);
  useEffect(() => {
    void watch(id);
    return () => void unwatch(id);
  }, [id, watch, unwatch]);
  if (run === undefined && missing) {
    return (
      <Panel>
        <Empty
          icon={<DocumentSearchRegular />}
          title="This run is not in the history"
          text="It was deleted, or is older than the days runs are kept."
        />
      </Panel>
    );
  }
  if (run === undefined) return <Loading what="The run" lines={7} />;
  const homeless = run.findings.filter((finding) => !run.steps.some((step) => step.findingIds.includes(finding.id)));
  return (
    <>
      {above}
      <RunStatus run={run} actions={actions} headline={above === undefined || above === null ? 'verdict' : 'times'} />
      {homeless.map((finding) => (
        <FindingCard key={finding.id} finding={finding} />
      ))}
      <StepsPanel run={run} />
      {run.effects.length === 0 ? null : (
        <Panel
          title={run.kind === 'clean-up' ? 'What had been left on the target' : 'What this run did to the target'}
          edges="flush"
          text={effectsSentence(run.effects)}
        >
          <EffectsTable effects={run.effects} label="What this run did to the target" />
        </Panel>
      )}
    </>
  );
}
