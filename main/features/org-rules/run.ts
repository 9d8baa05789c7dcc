// A rerun as it goes: first what a crash left under way, then the stages 1, 10, 100 and the rest, each looked at before the next begins.
// Promise: it stops at the first move nobody foresaw, when the server cannot be reached for minutes, refuses the sign-in, or writing is no
// longer allowed; whoever was begun is finished, whoever was not keeps waiting.
import type { Evidence, StepStatus } from '../../../contract/common.ts';
import type { Rerun, RerunPerson } from '../../../contract/org-rules.ts';
import { resumed } from '../../domain/org-rules/person.ts';
import { stageAfter, stageNames } from '../../domain/org-rules/stages.ts';
import { counted } from '../../platform/counted.ts';
import type { FindingKind } from '../../platform/findings/define.ts';
import type { Clock } from '../../platform/ports.ts';
import type { RunJob, RunOutcome } from '../../platform/runs/types.ts';
import type { RerunStore } from '../../platform/storage/types.ts';
import type { Asker } from './asking.ts';
import { answersLost, notUpdated, stillMisplaced, stoppedEarly, touchedValueLeft, unexpectedMove } from './findings.ts';
import { checkIfMatch } from './if-match.ts';
import type { Keeper } from './keeper.ts';
import { inLanes, oneByOne } from './lanes.ts';
import type { PlacementSight } from './ports.ts';
import { progressOf, sendPerson } from './send-person.ts';
import { type Verified, verify } from './verify.ts';

export type StopReason =
  | { readonly kind: 'paused' | 'cancelled' }
  | { readonly kind: 'unexpected'; readonly move: NonNullable<Verified['unexpected']> }
  | { readonly kind: 'obstacle'; readonly words: string };

export interface Stop {
  readonly signal: AbortSignal;
  /** The first reason stands. */
  readonly now: (reason: StopReason) => void;
  readonly reason: () => StopReason | undefined;
}

export interface RerunContext {
  readonly job: RunJob;
  readonly rerun: Rerun;
  readonly store: RerunStore;
  readonly asker: Asker;
  readonly keeper: Keeper;
  readonly sight: PlacementSight;
  readonly stop: Stop;
  readonly clock: Pick<Clock, 'monotonic'>;
  /** Why nothing may be written any more, or undefined. */
  readonly forbidden: () => Promise<string | undefined>;
  /** Somebody ended, or another stage began. */
  readonly progress: (stage: string) => void;
}

export interface RerunEnd {
  readonly outcome: RunOutcome;
  readonly effect: Rerun['effect'];
}

const pageSize = 200;
const verifiedAtOnce = 200;
const lockLookMs = 5_000;
const shownInEvidence = 5;
const underWay = ['sending', 'touching', 'restoring'] as const;
const lanesFor = (rate: number): number => Math.min(128, Math.max(2, Math.ceil(rate)));
const same = (status: StepStatus) => ({ rfc: status, entra: status, okta: status });
const count = (people: number, what: string) => (people === 0 ? [] : [`${people.toLocaleString('en-US')} ${what}`]);

interface Tally {
  sent: number;
  verified: number;
  failed: number;
  skipped: number;
  lost: number;
  readonly evidence: Evidence[];
  readonly leftTouched: RerunPerson[];
}

const newTally = (): Tally => ({ sent: 0, verified: 0, failed: 0, skipped: 0, lost: 0, evidence: [], leftTouched: [] });

function note(tally: Tally, person: RerunPerson): void {
  if (person.state === 'sent') tally.sent += 1;
  if (person.state === 'skipped') tally.skipped += 1;
  if (person.state === 'answer-lost') tally.lost += 1;
  if (person.state === 'failed') tally.failed += 1;
  if (person.state !== 'failed' && person.state !== 'answer-lost') return;
  if (tally.evidence.length < shownInEvidence) tally.evidence.push({ vantage: 'this desk', text: `${person.userName}: ${person.reason}` });
  if (person.touch !== undefined && person.reason.includes('may still be') && tally.leftTouched.length < shownInEvidence)
    tally.leftTouched.push(person);
}

const tallyWords = (tally: Tally): string => {
  const parts = [
    ...count(tally.verified, 'verified'),
    ...count(tally.sent, 'sent'),
    ...count(tally.failed, 'failed'),
    ...count(tally.skipped, 'skipped'),
    ...count(tally.lost, 'without an answer'),
  ];
  return parts.length === 0 ? 'Nobody was taken.' : `${parts.join(', ')}.`;
};

export async function runRerun(context: RerunContext): Promise<RerunEnd> {
  const { job, rerun, store, asker, keeper, sight, stop } = context;
  const effect = { ...rerun.effect };
  const whole = newTally();
  let lookedAt = Number.NEGATIVE_INFINITY;
  const pending = (await store.next(rerun.id, underWay, 0, 1)).length > 0;
  const stages = stageNames.slice(stageNames.indexOf(stageAfter(await taken()).name));
  job.plan([
    ...(pending ? [{ id: 'left', title: 'People who were under way when the app stopped' }] : []),
    ...(rerun.strategy === 'put' ? [{ id: 'if-match', title: 'The server holds a write to the version it is meant for' }] : []),
    ...stages.map((name) => ({
      id: `stage-${name}`,
      title: name === 'rest' ? 'The rest' : `${name === '1' ? 'The first person' : `The next ${name}`}`,
    })),
  ]);

  /** Everybody who was sent before, in earlier runs of this rerun. */
  async function taken(): Promise<number> {
    const counts = await store.counts(rerun.id);
    return (counts.sent ?? 0) + (counts.verified ?? 0) + (counts.failed ?? 0) + (counts['answer-lost'] ?? 0);
  }

  async function mayGoOn(): Promise<boolean> {
    if (stop.signal.aborted) return false;
    const now = context.clock.monotonic();
    if (now - lookedAt < lockLookMs) return true;
    lookedAt = now;
    const why = await context.forbidden();
    if (why !== undefined) stop.now({ kind: 'obstacle', words: why });
    return why === undefined;
  }

  async function checkBatch(people: readonly RerunPerson[], tally: Tally): Promise<void> {
    if (sight.kind !== 'seen' || people.length === 0) return;
    const found = await verify(people, sight.placements, rerun.acceptedMoves);
    const verified = found.people.filter((person) => person.state === 'verified').length;
    tally.sent -= verified;
    tally.verified += verified;
    effect.moved += found.moved;
    effect.stayed += found.stayed;
    await Promise.all(found.people.map(keeper.keep));
    if (found.unexpected !== undefined) stop.now({ kind: 'unexpected', move: found.unexpected });
  }

  /** Sends everybody the source gives, and looks where they are after it. */
  async function sendAll(stepId: string, take: () => Promise<RerunPerson | undefined>): Promise<Tally> {
    const tally = newTally();
    let sent: RerunPerson[] = [];
    let checking: Promise<void> = Promise.resolve();
    await inLanes(lanesFor(rerun.rate), take, async (person) => {
      const ended = await sendPerson(person, { asker, keeper, strategy: rerun.strategy, stepId, stopping: stop.signal });
      note(tally, ended);
      context.progress(stepId);
      if (ended.state !== 'sent') return;
      sent.push(ended);
      if (sent.length < verifiedAtOnce) return;
      const batch = sent;
      sent = [];
      checking = checking.then(() => checkBatch(batch, tally));
      await checking;
    });
    await checking;
    await checkBatch(sent, tally);
    return tally;
  }

  function endStep(id: string, tally: Tally): void {
    const reason = stop.reason();
    const bad = [
      ...(tally.failed > 0 ? [notUpdated.make({ people: tally.failed }, tally.evidence)] : []),
      ...tally.leftTouched.map((person) => touchedValueLeft.make({ userName: person.userName, words: person.reason }, [])),
      ...(reason?.kind === 'unexpected' ? [moveFinding(reason.move)] : []),
      ...(reason?.kind === 'obstacle' ? [stoppedEarly.make({ why: reason.words }, [])] : []),
    ];
    const some = [...bad, ...(tally.lost > 0 ? [answersLost.make({ people: tally.lost }, tally.evidence)] : [])];
    const status: StepStatus = bad.length > 0 ? 'failed' : tally.lost > 0 ? 'warned' : 'passed';
    job.endStep(id, { status, verdicts: same(status), reason: tallyWords(tally), findings: some, exchangeIds: [] });
    for (const key of ['sent', 'verified', 'failed', 'skipped', 'lost'] as const) whole[key] += tally[key];
  }

  async function goThroughLeft(): Promise<void> {
    job.startStep('left');
    let after = 0;
    const take = oneByOne(async () => {
      const page = await store.next(rerun.id, underWay, after, pageSize);
      after = page.at(-1)?.position ?? after;
      return page.map((person) => ({ ...person, ...resumed(progressOf(person)) }));
    });
    // What stands half way on the server is finished before anything new begins.
    endStep('left', await sendAll('left', take));
  }

  async function goThroughStages(): Promise<void> {
    let after = 0;
    const take = oneByOne(async () => {
      const page = await store.next(rerun.id, ['waiting'], after, pageSize);
      after = page.at(-1)?.position ?? after;
      return page;
    });
    let before = await taken();
    for (const name of stages) {
      let { left } = stageAfter(before);
      job.startStep(`stage-${name}`);
      context.progress(`stage-${name}`);
      const tally = await sendAll(`stage-${name}`, async () => {
        // Counted before anything is waited for: many ask at once.
        if (left <= 0) return undefined;
        left -= 1;
        return (await mayGoOn()) ? take() : undefined;
      });
      const tried = tally.sent + tally.verified + tally.failed + tally.lost;
      before += tried;
      if (name !== 'rest' && tally.failed > 0 && tally.failed === tried && !stop.signal.aborted)
        stop.now({ kind: 'obstacle', words: `Nobody of this stage could be updated: ${tally.evidence[0]?.text ?? ''}` });
      endStep(`stage-${name}`, tally);
      if (stop.signal.aborted) return;
    }
  }

  if (pending) await goThroughLeft();
  if (rerun.strategy !== 'put' || (await checkIfMatch(context))) await goThroughStages();
  const misplaced = await store.people(rerun.id, { kind: 'misplaced' }, 0, shownInEvidence);
  if (misplaced.total > 0) {
    const evidence: Evidence[] = misplaced.people.map(({ userName, reason }) => ({ vantage: 'the target', text: `${userName}: ${reason}` }));
    job.report(stillMisplaced.make({ people: misplaced.total, strategy: rerun.strategy }, evidence));
  }
  const waiting = (await store.counts(rerun.id)).waiting ?? 0;
  const status: StepStatus =
    whole.failed > 0 || stop.reason()?.kind === 'unexpected' || stop.reason()?.kind === 'obstacle'
      ? 'failed'
      : whole.lost > 0 || waiting > 0
        ? 'warned'
        : 'passed';
  return {
    effect,
    outcome: {
      verdicts: same(status),
      summary: `${tallyWords(whole)}${waiting === 0 ? '' : ` ${counted(waiting, 'person is', 'people are')} not sent yet.`}`,
    },
  };
}

function moveFinding(move: NonNullable<Verified['unexpected']>): ReturnType<FindingKind<unknown>['make']> {
  return unexpectedMove.make(move, [
    { vantage: 'the target', text: `${move.userName}: ${move.from ?? 'no organization'} before, ${move.to ?? 'no organization'} after.` },
  ]);
}
