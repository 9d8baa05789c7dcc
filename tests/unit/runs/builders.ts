// A manager on a fresh folder, and a run's body that reports something of everything.
import { once } from 'node:events';
import { onTestFinished } from 'vitest';
import { type Clock, systemClock, systemRandom } from '../../../main/platform/ports.ts';
import { createRunManager } from '../../../main/platform/runs/manager.ts';
import type { RunJob } from '../../../main/platform/runs/types.ts';
import { exchange, failed, finding, freshFolder, opened, passed } from '../storage/builders.ts';

export * from '../storage/builders.ts';

export const outcome = { verdicts: passed, summary: 'All well.' };

export async function managed(over: { dataDir?: string; clock?: Clock } = {}) {
  const storage = await opened(over.dataDir ?? freshFolder());
  const bugs: unknown[] = [];
  const manager = await createRunManager({ storage, clock: over.clock ?? systemClock, random: systemRandom, onBug: (thrown) => bugs.push(thrown) });
  onTestFinished(() => manager.close());
  return { storage, manager, bugs };
}

/** Something to wait for and to set off. */
export function signal() {
  let fire: () => void = () => undefined;
  const fired = new Promise<void>((resolve) => {
    fire = resolve;
  });
  return { fire, fired };
}

export async function aborted(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, 'abort');
}

/** The same reports to any job: two steps, one cause seen twice. */
export function report(job: RunJob): void {
  job.plan([
    { id: 'token', title: 'Token' },
    { id: 'filter', title: 'Filter' },
  ]);
  job.plan([{ id: 'paging', title: 'Paging' }]);
  job.startStep('token');
  job.endStep('token', {
    status: 'failed',
    verdicts: failed,
    reason: 'Refused.',
    findings: [finding('scim.unauthorized', 'first')],
    exchangeIds: ['e1'],
  });
  job.startStep('filter');
  job.endStep('filter', {
    status: 'failed',
    verdicts: failed,
    reason: 'Refused again.',
    findings: [finding('scim.unauthorized', 'second')],
    facts: [{ label: 'Users', value: '3' }],
    exchangeIds: [],
  });
  job.endStep('paging', {
    status: 'skipped',
    verdicts: { rfc: 'skipped', entra: 'skipped', okta: 'skipped' },
    reason: 'No token.',
    stoppedBy: 'token',
    exchangeIds: [],
  });
  job.record(exchange('e1', 1));
}
