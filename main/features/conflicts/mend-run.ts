// One write of externalId to one existing account, as a run: read freshly, announced on disk, sent, read back. Nothing else of the account is sent.
// It never says done without having seen it; a lost answer is told as one.
import type { Exchange, Finding, StepStatus, Verdicts } from '../../../contract/common.ts';
import type { Mend } from '../../../contract/conflicts.ts';
import type { FindingKind } from '../../platform/findings/define.ts';
import type { RunJob, RunOutcome } from '../../platform/runs/types.ts';
import { userPath } from '../../protocols/scim/filter.ts';
import type { JsonObject, ScimClient } from '../../protocols/scim/types.ts';
import { troubleWords } from './ask-target.ts';
import { mendNotKnown, mendNotSent, mendNotTaken, mendRefused } from './findings-mend.ts';
import { existsWith, readAccount } from './mend-account.ts';

export interface Write {
  readonly mend: Mend;
  /** What the account carries before and shall carry after; null: no externalId. */
  readonly from: string | null;
  readonly to: string | null;
  /** How the record stands when it is announced, was seen done, or was seen not to have happened. */
  readonly states: { readonly announced: Mend['state']; readonly done: Mend['state']; readonly unchanged: Mend['state'] };
}

export interface MendTools {
  readonly job: Pick<RunJob, 'signal' | 'plan' | 'startStep' | 'endStep'>;
  readonly scim: ScimClient;
  readonly exchangesOf: (stepId: string) => readonly Exchange[];
  /** Why it may not be written any more; undefined when it may. */
  readonly forbidden: () => Promise<string | undefined>;
  readonly put: (mend: Mend) => Promise<unknown>;
}

const patchSchema = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';
const all = (status: StepStatus): Verdicts => ({ rfc: status, entra: status, okta: status });
export const valueWords = (value: string | null) => (value === null ? 'no externalId' : `“${value}”`);

/** Exactly what is sent. */
export const patchBody = (to: string | null): JsonObject => ({
  schemas: [patchSchema],
  Operations: [to === null ? { op: 'remove', path: 'externalId' } : { op: 'replace', path: 'externalId', value: to }],
});

const steps = [
  { id: 'read', title: 'Read the account' },
  { id: 'write', title: 'Write its externalId' },
  { id: 'verify', title: 'Read it back' },
] as const;
type StepId = (typeof steps)[number]['id'];

export async function writeExternalId({ mend, from, to, states }: Write, tools: MendTools): Promise<RunOutcome> {
  const { job, scim, exchangesOf, put } = tools;
  const { userId, userName } = mend;
  job.plan(steps);
  const end = (id: StepId, status: StepStatus, reason: string, findings: readonly Finding[] = [], stoppedBy?: StepId) =>
    job.endStep(id, {
      status,
      verdicts: all(status),
      reason,
      findings,
      exchangeIds: exchangesOf(id).map((exchange) => exchange.id),
      ...(stoppedBy === undefined ? {} : { stoppedBy }),
    });
  const skipAfter = (id: StepId) => {
    for (const later of steps.slice(steps.findIndex((one) => one.id === id) + 1)) end(later.id, 'skipped', 'It was not come to.', [], id);
  };
  const stop = (id: StepId, kind: FindingKind<{ userName: string; why: string }>, why: string): RunOutcome => {
    const finding = kind.make({ userName, why }, [{ vantage: 'the target', text: why }], [id]);
    const status = finding.severity === 'error' ? 'failed' : 'warned';
    end(id, status, why, [finding]);
    skipAfter(id);
    return { verdicts: all(status), summary: `${finding.title}.` };
  };

  job.startStep('read');
  const before = await readAccount(scim, userId, 'read');
  if (before.kind === 'trouble') return stop('read', mendNotSent, `The account could not be read. ${before.why}`);
  if (before.account.userName !== userName)
    return stop('read', mendNotSent, `The account is called ${before.account.userName} now, and ${userName} was agreed to.`);
  if (before.account.externalId !== from)
    return stop('read', mendNotSent, `The account carries ${valueWords(before.account.externalId)} now, and ${valueWords(from)} was shown.`);
  if (to !== null) {
    const holders = await existsWith(scim, to, 'read');
    if (holders.kind === 'trouble') return stop('read', mendNotSent, `Who has this externalId could not be read. ${holders.why}`);
    const other = holders.users.find(({ id }) => id !== userId);
    if (other !== undefined) return stop('read', mendNotSent, `Another account, ${other.userName} (${other.id}), has ${valueWords(to)}.`);
  }
  const refusal = job.signal.aborted ? 'It was cancelled.' : await tools.forbidden();
  if (refusal !== undefined) return stop('read', mendNotSent, refusal);
  end('read', 'passed', `It carries ${valueWords(from)}, as was shown.`);

  job.startStep('write');
  await put({ ...mend, state: states.announced, note: 'It was about to be sent.' });
  const sent = await scim.request('PATCH', userPath(userId), { stepId: 'write', purpose: `externalId of ${userName}`, body: patchBody(to) });
  if (sent.kind === 'no-token' || (sent.kind === 'answered' && sent.status >= 400 && sent.status < 500)) {
    const detail = sent.kind === 'answered' ? (sent.error?.detail ?? '') : '';
    const why = `${troubleWords(sent)} ${detail}`.trim();
    await put({ ...mend, state: states.unchanged, note: why });
    return stop('write', mendRefused, why);
  }
  const answer = troubleWords(sent);
  end('write', sent.kind === 'answered' && sent.status < 300 ? 'passed' : 'warned', answer);

  job.startStep('verify');
  const after = await readAccount(scim, userId, 'verify');
  if (after.kind === 'trouble') {
    const why = `The account could not be read afterwards. ${after.why}`;
    await put({ ...mend, state: states.announced, note: why });
    return stop('verify', mendNotKnown, why);
  }
  const now = after.account.externalId;
  if (now === to) {
    const done = `The account carries ${valueWords(to)}, read back.`;
    await put({ ...mend, state: states.done, note: done });
    end('verify', 'passed', done);
    return { verdicts: all('passed'), summary: `${userName}: ${done}` };
  }
  const why = `${answer} The account read afterwards carries ${valueWords(now)}.`;
  // A request whose answer was lost may still arrive.
  const mayArrive = sent.kind === 'failed' && now === from;
  await put({ ...mend, state: mayArrive ? states.announced : states.unchanged, note: why });
  return stop('verify', mayArrive ? mendNotKnown : mendNotTaken, why);
}
