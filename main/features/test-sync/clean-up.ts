// Removes what a run whose process died left on the target, and nothing else: every row of its journal is looked up by its own key, read, and
// removed only when it is certain to be that run's. A run of its own kind with its own steps; it never throws for what the server did.
import type { Verdicts } from '../../../contract/common.ts';
import type { JournalRow } from '../../platform/runs/types.ts';
import type { CleanUpContext, TestSyncOutcome } from './context.ts';
import { rateLimits } from './shared-findings.ts';
import { type Ending, newStepLog, type StepLog, skipped } from './step-log.ts';
import { deleteAll, proveAllGone, type Removal } from './step-removal.ts';
import { signIn } from './step-sign-in.ts';
import { inFull, isLeftover, type Thing, thingOf } from './things.ts';

export const cleanUpSteps = [
  { id: 'sign-in', title: 'Sign in' },
  { id: 'remove-groups', title: 'Remove groups that were left' },
  { id: 'remove-users', title: 'Remove people who were left' },
  { id: 'gone', title: 'What was deleted is gone' },
] as const;

export async function cleanUpRun(context: CleanUpContext): Promise<TestSyncOutcome> {
  const { reporter, journal, scim, clock, connection } = context;
  const rows = await journal.rows();
  const things = rows.map(thingOf);
  const offered = things.filter((_thing, place) => isOffered(rows[place]));
  const idp = connection.idp === 'okta' ? 'Okta' : connection.idp === 'entra' ? 'Entra' : 'The identity provider';
  const removal: Removal = { scim, clock, journal, connection, idp, things, spared: new Set() };
  reporter.plan(cleanUpSteps);
  const endings: Ending[] = [];
  let stopped = false;
  for (const { id } of cleanUpSteps) {
    reporter.startStep(id);
    // A clean-up can be cancelled between steps and within one: what is not removed stays in the journal and is offered again.
    const log = newStepLog(id, reporter.signal);
    const ending: Ending = stopped
      ? skipped('Not run: signing in did not succeed.', 'sign-in')
      : reporter.signal.aborted
        ? skipped('Cancelled before this step.')
        : await body(id, context, removal, log);
    if (id === 'sign-in') stopped = ending.dependents === 'stop';
    endings.push(ending);
    finish(context, log, ending, offered);
  }
  return { verdicts: verdictsOf(endings), summary: summaryOf(offered) };
}

const isOffered = (row: JournalRow | undefined): boolean => row !== undefined && isLeftover(row);

async function body(id: (typeof cleanUpSteps)[number]['id'], context: CleanUpContext, removal: Removal, log: StepLog): Promise<Ending> {
  switch (id) {
    case 'sign-in':
      return signIn(context, log);
    case 'remove-groups':
      return deleteAll(removal, log, 'Group');
    case 'remove-users':
      return deleteAll(removal, log, 'User');
    case 'gone':
      return proveAllGone(removal, log);
  }
}

function finish(context: CleanUpContext, log: StepLog, ending: Ending, things: readonly Thing[]): void {
  const limits = rateLimits(context.exchangesOf(log.stepId));
  const facts =
    log.stepId === 'gone'
      ? things.slice(0, 50).map((thing) => ({ label: inFull(thing), value: thing.note === '' ? thing.fate : thing.note }))
      : [...log.facts];
  const status = limits.length > 0 && ending.status === 'passed' ? 'warned' : ending.status;
  context.reporter.endStep(log.stepId, {
    status,
    verdicts: { rfc: status, entra: status, okta: status },
    reason: ending.reason,
    ...(ending.stoppedBy === undefined ? {} : { stoppedBy: ending.stoppedBy }),
    facts,
    findings: [...log.findings, ...limits],
    exchangeIds: [...new Set([...context.exchangesOf(log.stepId).map((exchange) => exchange.id), ...log.exchangeIds])],
  });
}

function verdictsOf(endings: readonly Ending[]): Verdicts {
  const order = ['failed', 'not-reachable-from-here', 'warned', 'passed', 'skipped'] as const;
  const status = order.find((one) => endings.some((ending) => ending.status === one)) ?? 'skipped';
  return { rfc: status, entra: status, okta: status };
}

function summaryOf(things: readonly Thing[]): string {
  const gone = things.filter((thing) => thing.fate === 'gone').length;
  const left = things.length - gone;
  if (things.length === 0) return 'There was nothing to remove.';
  if (left === 0) return gone === 1 ? 'The one thing that was left is gone.' : `All ${gone} things that were left are gone.`;
  return `${gone} removed or not there any more, ${left} left; each is named in the report.`;
}
