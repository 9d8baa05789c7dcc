// The arithmetic of verdicts: from columns to a step's status, from steps to the verdict of the run. Pure.
import type { Finding, Idp, StepStatus, Verdicts } from '../../../contract/common.ts';

export type Column = keyof Verdicts;
export const columns: readonly Column[] = ['rfc', 'entra', 'okta'];

export const all = (status: StepStatus): Verdicts => ({ rfc: status, entra: status, okta: status });

/** The column a connection is judged by: `other` by the RFCs alone. */
export const columnOf = (idp: Idp): Column => (idp === 'other' ? 'rfc' : idp);

const weight: Readonly<Record<StepStatus, number>> = { skipped: 0, passed: 1, warned: 2, 'not-reachable-from-here': 3, failed: 4 };

export const worst = (...statuses: readonly StepStatus[]): StepStatus =>
  statuses.reduce<StepStatus>((one, other) => (weight[other] > weight[one] ? other : one), 'skipped');

export const joinVerdicts = (...list: readonly Verdicts[]): Verdicts => ({
  rfc: worst(...list.map((verdicts) => verdicts.rfc)),
  entra: worst(...list.map((verdicts) => verdicts.entra)),
  okta: worst(...list.map((verdicts) => verdicts.okta)),
});

/**
 * The status of a step: the verdict of the connection's own identity provider. What is wrong for another one only warns, so that
 * "wrong by the RFC, Entra does not care" never reads as a failure to an Entra administrator.
 */
export function statusFor(idp: Idp, verdicts: Verdicts): StepStatus {
  const own = verdicts[columnOf(idp)];
  if (own === 'failed' || own === 'not-reachable-from-here') return own;
  const others = worst(...columns.map((column) => verdicts[column]));
  return weight[others] > weight.passed ? 'warned' : others;
}

/** An error that does not concern the connection's identity provider is a warning there. */
export function fitSeverity(finding: Finding, status: StepStatus): Finding {
  const concerns = status === 'failed' || status === 'not-reachable-from-here';
  return finding.severity === 'error' && !concerns ? { ...finding, severity: 'warning' } : finding;
}

/** A failed step and an error finding always come together. Anything else is a bug in a step, and throws. */
export function holdTogether(stepId: string, status: StepStatus, findings: readonly Finding[]): void {
  const hasError = findings.some((finding) => finding.severity === 'error');
  const needsError = status === 'failed' || status === 'not-reachable-from-here';
  if (needsError !== hasError) throw new Error(`Step ${stepId} is ${status} ${hasError ? 'with' : 'without'} an error finding.`);
}

export interface EndedStep {
  readonly id: string;
  readonly title: string;
  readonly verdicts: Verdicts;
  readonly status: StepStatus;
}

/** Steps that must have been seen before a column may be green. What an identity provider never asks for is not needed there. */
const needed: Readonly<Record<Column, readonly string[]>> = {
  rfc: ['token', 'token-altered', 'entra-probe', 'filter-match', 'groups-probe', 'paging'],
  entra: ['token', 'token-altered', 'entra-probe', 'filter-match', 'groups-probe'],
  okta: ['token', 'token-altered', 'okta-probe', 'filter-match', 'groups-probe', 'paging'],
};

/** Without these nothing about the server was seen at all. */
const essential = ['token', 'entra-probe', 'okta-probe'];

/** The steps a column needed and did not see. */
export const unseen = (column: Column, steps: readonly EndedStep[]): readonly EndedStep[] =>
  steps.filter((step) => needed[column].includes(step.id) && step.verdicts[column] === 'skipped');

function runVerdict(column: Column, steps: readonly EndedStep[]): StepStatus {
  const worstSeen = worst(...steps.map((step) => step.verdicts[column]));
  if (worstSeen === 'failed' || worstSeen === 'not-reachable-from-here') return worstSeen;
  const missing = unseen(column, steps);
  if (missing.some((step) => essential.includes(step.id))) return 'skipped';
  return missing.length > 0 ? worst(worstSeen, 'warned') : worstSeen;
}

/** Nothing is passed that was not seen: a needed step that did not run makes the column at best a warning. */
export const runVerdicts = (steps: readonly EndedStep[]): Verdicts => ({
  rfc: runVerdict('rfc', steps),
  entra: runVerdict('entra', steps),
  okta: runVerdict('okta', steps),
});
