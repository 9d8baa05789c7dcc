// All steps of a run under their headings. The first failed step of an ended run stands open; the rest opens on request.
import { Button, Caption1Strong, makeStyles, tokens } from '@fluentui/react-components';
import { useMemo, useState } from 'react';
import type { Run } from '../../contract/common.ts';
import { grouped } from '../words/step-groups.ts';
import { Panel } from './panel.tsx';
import { StepItem } from './step-item.tsx';

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  group: {
    padding: '14px 24px 6px',
    borderTop: `1px solid ${tokens.colorNeutralStroke3}`,
    backgroundColor: tokens.colorNeutralBackground2,
    '@media (max-width: 760px)': { padding: '12px 16px 6px' },
  },
  groupTitle: { margin: 0, color: tokens.colorNeutralForeground3 },
});

export function StepsPanel({ run }: { readonly run: Run }) {
  const styles = useStyles();
  const [toggled, setToggled] = useState<Readonly<Record<string, boolean>>>({});
  const groups = useMemo(() => grouped(run.kind, run.steps), [run.kind, run.steps]);
  const firstFailed = run.state === 'running' ? undefined : run.steps.find((step) => step.status === 'failed')?.id;
  const isOpen = (id: string) => toggled[id] ?? id === firstFailed;
  const anyOpen = run.steps.some((step) => isOpen(step.id));
  const titles = new Map(run.steps.map((step) => [step.id, step.title]));
  return (
    <Panel
      title="Steps"
      edges="flush"
      aside={
        <Button size="small" appearance="subtle" onClick={() => setToggled(Object.fromEntries(run.steps.map((step) => [step.id, !anyOpen])))}>
          {anyOpen ? 'Close all' : 'Open all'}
        </Button>
      }
    >
      {groups.map((group) => (
        <div key={group.title}>
          <div className={styles.group}>
            <Caption1Strong as="strong" className={styles.groupTitle}>
              {group.title}
            </Caption1Strong>
          </div>
          <ol className={styles.list}>
            {group.steps.map((step) => (
              <StepItem
                key={step.id}
                runId={run.id}
                step={step}
                findings={run.findings.filter((finding) => step.findingIds.includes(finding.id))}
                stoppedBy={step.stoppedBy === undefined ? undefined : (titles.get(step.stoppedBy) ?? step.stoppedBy)}
                open={isOpen(step.id)}
                onToggle={() => setToggled({ ...toggled, [step.id]: !isOpen(step.id) })}
              />
            ))}
          </ol>
        </div>
      ))}
    </Panel>
  );
}
