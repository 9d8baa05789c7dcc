// What one step gathers while it runs, and how it ends. Every ending carries a reason; a failure carries its finding.
import type { Finding, Severity, Step, StepStatus } from '../../../contract/common.ts';
import type { ScimResult } from '../../protocols/scim/types.ts';

export interface StepLog {
  readonly stepId: string;
  /** Stops what this step sends: the administrator's cancel, or for clean-up nothing. */
  readonly signal: AbortSignal | undefined;
  readonly exchangeIds: string[];
  readonly wouldSend: string[];
  readonly facts: Step['facts'];
  readonly findings: Finding[];
}

export function newStepLog(stepId: string, signal: AbortSignal | undefined): StepLog {
  return { stepId, signal, exchangeIds: [], wouldSend: [], facts: [], findings: [] };
}

/** Keeps the exchange of an answer with the step. */
export function note(log: StepLog, result: ScimResult): void {
  if (result.kind !== 'no-token' && !log.exchangeIds.includes(result.exchange.id)) log.exchangeIds.push(result.exchange.id);
}

/** How a step ended, before it is put into columns. */
export interface Ending {
  readonly rfc: StepStatus;
  /** The identity provider whose dialect the run speaks. */
  readonly idp: StepStatus;
  readonly status: StepStatus;
  readonly reason: string;
  /** Whether steps that build on this one can still say something. */
  readonly dependents: 'go-on' | 'stop';
  readonly stoppedBy?: string;
}

const worst: Readonly<Record<Severity, StepStatus>> = { error: 'failed', warning: 'warned', info: 'passed' };

/** Passed, or warned when a warning came up on the way. */
export function passed(log: StepLog, reason: string): Ending {
  const status = log.findings.some((finding) => finding.severity === 'error')
    ? 'failed'
    : log.findings.some((finding) => finding.severity === 'warning')
      ? 'warned'
      : 'passed';
  return { rfc: status, idp: status, status, reason, dependents: 'go-on' };
}

/** Ends with a finding; its severity is the status. Columns that judge otherwise are named. */
export function ended(
  log: StepLog,
  finding: Finding,
  dependents: Ending['dependents'],
  columns: { readonly rfc?: StepStatus; readonly idp?: StepStatus } = {},
): Ending {
  log.findings.push(finding);
  const status = worst[finding.severity];
  return { rfc: columns.rfc ?? status, idp: columns.idp ?? status, status, reason: finding.cause, dependents };
}

/** A network failure: no verdict about the server, from this desk. */
export function unreachable(log: StepLog, finding: Finding): Ending {
  log.findings.push(finding);
  const status = 'not-reachable-from-here';
  return { rfc: status, idp: status, status, reason: finding.cause, dependents: 'stop' };
}

export function skipped(reason: string, stoppedBy?: string): Ending {
  return {
    rfc: 'skipped',
    idp: 'skipped',
    status: 'skipped',
    reason,
    dependents: 'stop',
    ...(stoppedBy === undefined ? {} : { stoppedBy }),
  };
}
