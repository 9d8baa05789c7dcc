// From steps to one verdict a column, counts, and the verdict a list shows. Pure.
// The worst step decides a column; a skipped step says nothing about the server and so never decides.
import type { Idp, RunSummary, Step, StepStatus, Verdicts } from '../../../contract/common.ts';

/** Higher is worse. A step seen to warn weighs more than one that could not be seen from this desk. */
const weight = { skipped: 0, passed: 1, 'not-reachable-from-here': 2, warned: 3, failed: 4 } as const satisfies Record<StepStatus, number>;

const worse = (one: StepStatus, other: StepStatus): StepStatus => (weight[other] > weight[one] ? other : one);

/** The worst of all steps, a column each; `skipped` when no step has a verdict. */
export function foldVerdicts(steps: readonly Pick<Step, 'verdicts'>[]): Verdicts {
  const folded: Verdicts = { rfc: 'skipped', entra: 'skipped', okta: 'skipped' };
  for (const { verdicts } of steps) {
    if (verdicts === undefined) continue;
    folded.rfc = worse(folded.rfc, verdicts.rfc);
    folded.entra = worse(folded.entra, verdicts.entra);
    folded.okta = worse(folded.okta, verdicts.okta);
  }
  return folded;
}

/** The column of the connection's identity provider; `other` is judged by the RFCs alone. */
export function verdictFor(idp: Idp, verdicts: Verdicts): StepStatus {
  return idp === 'other' ? verdicts.rfc : verdicts[idp];
}

/** Finished steps by status; one that is not reachable from here was not tried on the server, so it counts as skipped. */
export function countSteps(steps: readonly Pick<Step, 'status'>[]): RunSummary['counts'] {
  const of = (...wanted: readonly Step['status'][]) => steps.filter((step) => wanted.includes(step.status)).length;
  return { passed: of('passed'), warned: of('warned'), failed: of('failed'), skipped: of('skipped', 'not-reachable-from-here') };
}
