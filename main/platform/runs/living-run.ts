// A run while it lives, in memory: steps, merged findings, effects, and a revision raised by one at every change.
// Promise: a snapshot is a copy that later changes do not touch. No storage, no lease, no timers: the manager adds those.
import type { Run, RunState, Step, StepStatus, Verdicts } from '../../../contract/common.ts';
import { mergeFindings } from '../findings/define.ts';
import type { Clock } from '../ports.ts';
import { effectsOf } from './effects.ts';
import { countSteps, foldVerdicts, verdictFor } from './fold.ts';
import type { JournalRow, RunOutcome, RunReporter, RunStart } from './types.ts';

export type EndState = Exclude<RunState, 'running'>;

/** How a run ended. Without verdicts they are folded from the steps. */
export interface End {
  readonly state: EndState;
  readonly outcome?: Pick<RunOutcome, 'summary'> & Partial<RunOutcome>;
}

export interface LivingRun extends Pick<RunReporter, 'plan' | 'startStep' | 'progress' | 'endStep' | 'report'> {
  /** A copy, for whoever may keep or change it. */
  snapshot(): Run;
  /** The state itself, without a copy: it is replaced at every change and must never be written to. */
  readonly current: () => Run;
  /** The journal changed: effects are made from it anew. */
  journalChanged(rows: readonly JournalRow[]): void;
  exchangeRecorded(): void;
  /** Steps that never ran are skipped with a reason; without an outcome the verdicts are folded from the steps. */
  end(state: EndState, outcome?: End['outcome']): Run;
}

const whyNotRun = {
  finished: 'The run ended before this step.',
  cancelled: 'The run was cancelled before this step ended.',
  interrupted: 'The run was interrupted before this step ended.',
  broken: 'A fault inside SCIM Steward stopped the run before this step ended.',
} as const satisfies Record<EndState, string>;

export const summaryWithout = {
  finished: 'The run ended.',
  cancelled: 'Cancelled.',
  interrupted: 'The app stopped while this run lived.',
  broken: 'A fault inside SCIM Steward stopped this run. The log folder holds the details.',
} as const satisfies Record<EndState, string>;

const skipped = { rfc: 'skipped', entra: 'skipped', okta: 'skipped' } as const;

/** The form a run has in the first moment. */
export function newRun(runId: string, start: RunStart, startedAt: string): Run {
  return {
    id: runId,
    kind: start.kind,
    connectionId: start.connection.id,
    connectionName: start.connection.name,
    practice: start.connection.practice,
    production: start.connection.production,
    idp: start.connection.idp,
    ...(start.dialect === undefined ? {} : { dialect: start.dialect }),
    faults: [...start.faults],
    state: 'running',
    startedAt,
    counts: { passed: 0, warned: 0, failed: 0, skipped: 0 },
    revision: 1,
    options: { ...start.options },
    steps: [],
    findings: [],
    effects: [],
    exchangeCount: 0,
  };
}

/** Half a run passes nothing: what it would have met is not known. What it saw fail did. */
function withoutPasses(verdicts: Verdicts): Verdicts {
  const held = (status: StepStatus): StepStatus => (status === 'passed' ? 'skipped' : status);
  return { rfc: held(verdicts.rfc), entra: held(verdicts.entra), okta: held(verdicts.okta) };
}

/** Ends a run's record: also used for runs whose process died. */
export function endedRun(run: Run, state: EndState, finishedAt: string, outcome?: End['outcome']): Run {
  const steps = run.steps.map(
    (step): Step =>
      step.status === 'pending' || step.status === 'running' ? { ...step, status: 'skipped', verdicts: skipped, reason: whyNotRun[state] } : step,
  );
  const seen = outcome?.verdicts ?? foldVerdicts(steps);
  const verdicts = state === 'finished' ? seen : withoutPasses(seen);
  return {
    ...run,
    state,
    finishedAt,
    steps,
    counts: countSteps(steps),
    verdicts,
    verdict: verdictFor(run.idp, verdicts),
    summary: outcome?.summary ?? summaryWithout[state],
    revision: run.revision + 1,
  };
}

/** Keeps one run's state; `changed` is called after every change, with nothing: ask for a snapshot. */
export function createLivingRun(first: Run, clock: Clock, changed: () => void): LivingRun {
  let run = first;
  const begun = new Map<string, number>();

  function change(part: Partial<Run>): void {
    run = { ...run, ...part, revision: run.revision + 1 };
    changed();
  }

  function stepOf(id: string): Step {
    const step = run.steps.find((one) => one.id === id);
    if (step === undefined) throw new Error(`Step "${id}" was never planned.`);
    return step;
  }

  const replaced = (step: Step) => run.steps.map((one) => (one.id === step.id ? step : one));

  function merged(found: Run['findings'][number]): Run['findings'] {
    const earlier = run.findings.find((one) => one.id === found.id);
    if (earlier === undefined) return [...run.findings, found];
    return run.findings.map((one) => (one === earlier ? mergeFindings(earlier, found) : one));
  }

  return {
    snapshot: () => structuredClone(run),
    current: () => run,
    plan(steps) {
      const known = new Set(run.steps.map((step) => step.id));
      for (const { id } of steps) {
        if (known.has(id)) throw new Error(`Step "${id}" was planned twice.`);
        known.add(id);
      }
      const added = steps.map(({ id, title }): Step => ({ id, title, status: 'pending', facts: [], exchangeIds: [], findingIds: [] }));
      change({ steps: [...run.steps, ...added] });
    },
    startStep(id) {
      const step = stepOf(id);
      if (step.status !== 'pending') throw new Error(`Step "${id}" was started twice.`);
      begun.set(id, clock.monotonic());
      change({ steps: replaced({ ...step, status: 'running', startedAt: clock.now() }) });
    },
    progress(id, facts) {
      const step = stepOf(id);
      if (step.status === 'running') change({ steps: replaced({ ...step, facts: [...facts] }) });
    },
    endStep(id, end) {
      const step = stepOf(id);
      if (step.status !== 'pending' && step.status !== 'running') throw new Error(`Step "${id}" was ended twice.`);
      const { findings = [], facts = [], exchangeIds, ...rest } = end;
      for (const finding of findings) run = { ...run, findings: merged({ ...finding, stepIds: [...new Set([...finding.stepIds, id])] }) };
      const start = begun.get(id);
      const ended: Step = {
        ...step,
        ...rest,
        ...(start === undefined ? {} : { durationMs: Math.max(0, Math.round(clock.monotonic() - start)) }),
        facts: [...facts],
        exchangeIds: [...exchangeIds],
        findingIds: [...new Set(findings.map((finding) => finding.id))],
      };
      const steps = replaced(ended);
      change({ steps, counts: countSteps(steps) });
    },
    report(finding) {
      change({ findings: merged(finding) });
    },
    journalChanged(rows) {
      change({ effects: effectsOf(rows) });
    },
    exchangeRecorded() {
      change({ exchangeCount: run.exchangeCount + 1 });
    },
    end(state, outcome) {
      run = endedRun(run, state, clock.now(), outcome);
      changed();
      return structuredClone(run);
    },
  };
}
