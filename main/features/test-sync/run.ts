// The test sync: a throw-away person and group go through what the identity provider would do with them, and are removed.
// Promise: every step ends with a verdict and a reason; whatever was made is removed in the end, also after a failure or a cancel; nothing
// that the run did not make is written to. It never throws for what the server or the network did.
import type { Finding, StepStatus, Verdicts } from '../../../contract/common.ts';
import { observed } from '../../platform/observations.ts';
import type { AccessToken } from '../../protocols/oauth/types.ts';
import { inFull } from './as-idp.ts';
import type { TestSyncContext, TestSyncOutcome } from './context.ts';
import { newSession, type Session } from './session.ts';
import { earlyDeath, rateLimits } from './shared-findings.ts';
import { changeNames, disablePerson, enablePerson, renamePerson } from './step-change.ts';
import { makeGroup, renameGroup } from './step-group.ts';
import { type Ending, newStepLog, type StepLog, skipped } from './step-log.ts';
import { matchExternalId, matchNothing, matchUserNameCase } from './step-match.ts';
import { addManyMembers, addTwoMembers, membershipAgrees, removeMember } from './step-members.ts';
import { tryGroupAsMember } from './step-nested.ts';
import { createPerson, createTwice, readPerson } from './step-person.ts';
import { deleteAll, deletePeople, proveAllGone } from './step-removal.ts';
import { signIn } from './step-sign-in.ts';
import { needs, type SyncStepId, stepIds, stepsOf, stepTitle } from './steps.ts';
import { type WriteGate, writeGate } from './write-gate.ts';

type Body = (session: Session, log: StepLog, context: TestSyncContext) => Promise<Ending>;

const bodies = {
  'sign-in': (_session, log, context) => signIn(context, log),
  'match-nothing': matchNothing,
  'create-user': createPerson,
  'match-external-id': matchExternalId,
  'match-user-name-case': matchUserNameCase,
  'duplicate-create': createTwice,
  'read-user': readPerson,
  'change-names': changeNames,
  'rename-user': renamePerson,
  'disable-user': disablePerson,
  'enable-user': enablePerson,
  'create-group': makeGroup,
  'add-two-members': addTwoMembers,
  'add-members': addManyMembers,
  'membership-agrees': membershipAgrees,
  'remove-member': removeMember,
  'rename-group': renameGroup,
  'group-as-member': tryGroupAsMember,
  'delete-group': (session, log) => {
    if (session.group !== undefined) log.wouldSend.push(inFull(session.dialect.deleteGroup({ id: session.group.id })));
    return deleteAll(session, log, 'Group');
  },
  'delete-user': (session, log) => {
    if (session.person !== undefined) log.wouldSend.push(inFull(session.dialect.deleteUser({ id: session.person.id })));
    return deletePeople(session, log);
  },
  gone: proveAllGone,
} as const satisfies Record<SyncStepId, Body>;

/** The three that remove: they run whatever happened before, and no cancel and no lock stops them. */
const removing: ReadonlySet<SyncStepId> = new Set(['delete-group', 'delete-user', 'gone']);

/** What a provider never sends: its column says nothing there, and what only it would not notice does not fail. */
const neverFrom: Readonly<Record<Session['idp'], ReadonlySet<SyncStepId>>> = {
  Entra: new Set(['group-as-member']),
  Okta: new Set(['match-external-id', 'delete-user', 'group-as-member']),
};

/** Requests that both providers send alike: only there is the other one's column judged. */
const sameForBoth: ReadonlySet<SyncStepId> = new Set(['sign-in', 'read-user', 'gone']);

export async function runTestSync(context: TestSyncContext): Promise<TestSyncOutcome> {
  const { reporter, options } = context;
  const gate = writeGate(context);
  const session = newSession({ ...context, scim: gate.scim });
  reporter.plan(stepsOf(options).map((id) => ({ id, title: stepTitle(id, options.members) })));
  const endings = new Map<SyncStepId, Ending>();
  for (const id of stepsOf(options)) {
    reporter.startStep(id);
    const log = newStepLog(id, removing.has(id) ? undefined : gate.signal);
    const ending = await judged(context, session, log, await endingOf(id, session, log, context, gate, endings));
    endings.set(id, ending);
    report(context, session, id, log, ending);
  }
  return outcome(session, gate, endings);
}

async function endingOf(
  id: SyncStepId,
  session: Session,
  log: StepLog,
  context: TestSyncContext,
  gate: WriteGate,
  endings: ReadonlyMap<SyncStepId, Ending>,
): Promise<Ending> {
  if (!removing.has(id)) {
    if (gate.stopped() !== undefined) return skipped(stopWords(gate, 'before'));
    const stopper = needs[id].find((needed) => endings.get(needed)?.dependents === 'stop');
    if (stopper !== undefined) {
      const root = endings.get(stopper)?.stoppedBy ?? stopper;
      return skipped(`Not run: “${titleOf(root, context.options.members)}” did not get far enough.`, root);
    }
  }
  const ending = fitted(session, id, log, await bodies[id](session, log, context));
  // What a cancelled request brought is no verdict about the server.
  if (!removing.has(id) && gate.stopped() !== undefined && ending.status !== 'passed') {
    log.findings.length = 0;
    return skipped(stopWords(gate, 'during'));
  }
  return ending;
}

function stopWords(gate: WriteGate, when: 'before' | 'during'): string {
  const stopped = gate.stopped();
  return stopped?.by === 'lock' ? `Writing was forbidden ${when} this step. ${stopped.why}` : `Cancelled ${when} this step.`;
}

/** The provider's own column, for steps it never takes. An error that the RFC column only warns about becomes a warning. */
function fitted(session: Session, id: SyncStepId, log: StepLog, ending: Ending): Ending {
  if (!neverFrom[session.idp].has(id) || ending.status === 'not-reachable-from-here') return ending;
  if (ending.rfc !== 'failed')
    log.findings.splice(
      0,
      Infinity,
      ...log.findings.map((finding) => (finding.severity === 'error' ? ({ ...finding, severity: 'warning' } as const) : finding)),
    );
  return { ...ending, idp: 'skipped', status: ending.rfc };
}

const titleOf = (id: string, members: number): string => stepTitle(stepIds.find((known) => known === id) ?? 'sign-in', members);

/** Adds what the exchanges show beside the answers: the server's pace, and a token that died early. Any step may meet them. */
async function judged(context: TestSyncContext, session: Session, log: StepLog, ending: Ending): Promise<Ending> {
  const exchanges = context.exchangesOf(log.stepId);
  const death = earlyDeath(exchanges, session.token);
  const seen = [...rateLimits(exchanges), ...(death === undefined ? [] : [death])];
  // The token as it is now: one that is at hand is given without a request.
  if (death !== undefined || (log.stepId === 'sign-in' && ending.status === 'passed')) session.token = await tokenAtHand(context);
  if (seen.length === 0) return ending;
  if (seen.length > (death === undefined ? 0 : 1)) log.facts.push(observed('pace', 'asked to wait, by 429'));
  log.findings.push(...seen);
  if (ending.status !== 'passed') return ending;
  const why = seen.map((finding) => `${finding.title}.`).join(' ');
  return { ...ending, rfc: 'warned', idp: 'warned', status: 'warned', reason: `${ending.reason} ${why}` };
}

async function tokenAtHand({ tokens }: TestSyncContext): Promise<AccessToken | undefined> {
  const result = await tokens.get();
  return result.kind === 'token' ? result.token : undefined;
}

function report(context: TestSyncContext, session: Session, id: SyncStepId, log: StepLog, ending: Ending): void {
  const other = sameForBoth.has(id) ? ending.idp : 'skipped';
  context.reporter.endStep(id, {
    status: ending.status,
    verdicts: columns(session, ending, other),
    reason: ending.reason,
    ...(ending.stoppedBy === undefined ? {} : { stoppedBy: ending.stoppedBy }),
    ...(log.wouldSend.length === 0 ? {} : { wouldSend: log.wouldSend.join('\n') }),
    facts:
      id === 'sign-in'
        ? [...log.facts, { label: 'Judged for', value: `${session.idp} alone, since what is sent is what ${session.idp} sends` }]
        : log.facts,
    findings: merged(log.findings),
    exchangeIds: [...new Set([...context.exchangesOf(id).map((exchange) => exchange.id), ...log.exchangeIds])],
  });
}

const columns = (session: Session, ending: Pick<Ending, 'rfc' | 'idp'>, other: StepStatus): Verdicts =>
  session.idp === 'Okta' ? { rfc: ending.rfc, entra: other, okta: ending.idp } : { rfc: ending.rfc, entra: ending.idp, okta: other };

/** One finding an id in a step; the manager joins those of several steps. */
function merged(findings: readonly Finding[]): readonly Finding[] {
  const byId = new Map<string, Finding>();
  for (const finding of findings) {
    const earlier = byId.get(finding.id);
    byId.set(finding.id, earlier === undefined ? finding : { ...earlier, evidence: [...earlier.evidence, ...finding.evidence] });
  }
  return [...byId.values()];
}

const weight = { skipped: 0, passed: 1, warned: 2, 'not-reachable-from-here': 3, failed: 4 } as const satisfies Record<StepStatus, number>;
const worst = (statuses: readonly StepStatus[]): StepStatus =>
  statuses.reduce<StepStatus>((one, other) => (weight[other] > weight[one] ? other : one), 'skipped');

/** Nothing is passed that was not seen: a step that had to be skipped makes the column at best a warning, and a cancel leaves it open. */
function outcome(session: Session, gate: WriteGate, endings: ReadonlyMap<SyncStepId, Ending>): TestSyncOutcome {
  const all = [...endings.values()];
  const unseen = [...endings].filter(([id, ending]) => ending.status === 'skipped' && !removing.has(id));
  const cut = gate.stopped()?.by === 'cancel' ? 'skipped' : 'warned';
  const held = (status: StepStatus): StepStatus => (status === 'passed' && unseen.length > 0 ? cut : status);
  const rfc = held(worst(all.map((ending) => ending.rfc)));
  const idp = held(worst(all.map((ending) => ending.idp)));
  return { verdicts: columns(session, { rfc, idp }, 'skipped'), summary: summaryOf(session, gate, idp, endings) };
}

function summaryOf(session: Session, gate: WriteGate, idp: StepStatus, endings: ReadonlyMap<SyncStepId, Ending>): string {
  const failing = [...endings].filter(([, ending]) => ending.status === 'failed').map(([id]) => `“${stepTitle(id, session.options.members)}”`);
  const left = session.things.filter((thing) => thing.fate === 'left');
  const rest =
    left.length > 0
      ? ` ${left.length} of what it made ${left.length === 1 ? 'is' : 'are'} left on the server.`
      : session.things.length > 0
        ? ' Nothing is left on the server.'
        : '';
  const stopped = gate.stopped();
  if (stopped?.by === 'lock') return `Stopped before the next write. ${stopped.why}${rest}`;
  if (stopped?.by === 'cancel' && idp !== 'failed') return `Cancelled.${rest}`;
  switch (idp) {
    case 'failed':
      return `${stopped === undefined ? '' : 'Cancelled. '}Not as ${session.idp} needs it: ${failing.slice(0, 3).join(', ')}${failing.length > 3 ? ` and ${failing.length - 3} more` : ''}.${rest}`;
    case 'not-reachable-from-here':
      return `The server could not be reached all the way from this desk.${rest}`;
    case 'skipped':
      return `Nothing could be tried.${rest}`;
    case 'warned':
      return `Works as ${session.idp} sends it, with warnings.${rest}`;
    case 'passed':
      return `Everything works as ${session.idp} sends it.${rest}`;
  }
}
