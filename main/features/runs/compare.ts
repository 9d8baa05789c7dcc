// Two runs side by side: what fails now and did not before, what is mended, what stayed. Pure.
import type { Run, RunSummary, Step } from '../../../contract/common.ts';
import type { Comparison } from '../../../contract/runs.ts';
import { statusWords } from './reports/content.ts';

function summaryOf(run: Run): RunSummary {
  const { revision: _revision, options: _options, steps: _steps, findings: _findings, effects: _effects, exchangeCount: _count, ...summary } = run;
  return summary;
}

const worked = (step: Step) => step.status === 'passed' || step.status === 'warned';

/**
 * Steps are matched by id. Newly failing: fails after and did not before, also when it is new. Fixed: failed before and was seen to work after;
 * a step that was skipped after is not mended. All others are listed as they are, with both words where those differ.
 */
export function compareRuns(before: Run, after: Run): Comparison {
  const newlyFailing: Step[] = [];
  const fixed: Step[] = [];
  const unchanged: Comparison['unchanged'] = [];
  for (const step of after.steps) {
    const earlier = before.steps.find(({ id }) => id === step.id);
    if (step.status === 'failed' && earlier?.status !== 'failed') newlyFailing.push(step);
    else if (earlier?.status === 'failed' && worked(step)) fixed.push(step);
    else {
      const [was, is] = [earlier === undefined ? 'not part of the run' : statusWords[earlier.status], statusWords[step.status]];
      unchanged.push({ id: step.id, title: step.title, status: was === is ? is : `${was}, then ${is}` });
    }
  }
  for (const step of before.steps) {
    if (after.steps.some(({ id }) => id === step.id)) continue;
    unchanged.push({ id: step.id, title: step.title, status: `${statusWords[step.status]}, then not part of the run` });
  }
  const missingIn = (run: Run) => (finding: Run['findings'][number]) => !run.findings.some(({ id }) => id === finding.id);
  return {
    before: summaryOf(before),
    after: summaryOf(after),
    newlyFailing,
    fixed,
    unchanged,
    newFindings: after.findings.filter(missingIn(before)),
    goneFindings: before.findings.filter(missingIn(after)),
  };
}
