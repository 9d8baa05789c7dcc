// From steps to a verdict.
import { describe, expect, it } from 'vitest';
import type { StepStatus } from '../../../contract/common.ts';
import { countSteps, foldVerdicts, verdictFor } from '../../../main/platform/runs/fold.ts';

const all = (status: StepStatus) => ({ verdicts: { rfc: status, entra: status, okta: status } });

describe('the worst step decides, in each column by itself', () => {
  it.each<[StepStatus[], StepStatus]>([
    [[], 'skipped'],
    [['skipped', 'skipped'], 'skipped'],
    [['passed', 'skipped'], 'passed'],
    [['passed', 'not-reachable-from-here'], 'not-reachable-from-here'],
    [['not-reachable-from-here', 'warned', 'passed'], 'warned'],
    [['warned', 'failed', 'passed'], 'failed'],
  ])('%s gives %s', (statuses, verdict) => {
    expect(foldVerdicts(statuses.map(all))).toEqual(all(verdict).verdicts);
    expect(foldVerdicts(statuses.toReversed().map(all))).toEqual(all(verdict).verdicts);
  });

  it('so a server can fail the RFC and Entra not care', () => {
    const verdicts = foldVerdicts([all('passed'), { verdicts: { rfc: 'failed', entra: 'passed', okta: 'warned' } }, {}]);
    expect(verdicts).toEqual({ rfc: 'failed', entra: 'passed', okta: 'warned' });
    expect([verdictFor('entra', verdicts), verdictFor('okta', verdicts), verdictFor('other', verdicts)]).toEqual(['passed', 'warned', 'failed']);
  });
});

describe('counts', () => {
  it('count what was not tried from here as skipped, and what is still to come not at all', () => {
    const steps = (['passed', 'failed', 'warned', 'skipped', 'not-reachable-from-here', 'pending', 'running'] as const).map((status) => ({ status }));
    expect(countSteps(steps)).toEqual({ passed: 1, warned: 1, failed: 1, skipped: 2 });
  });
});
