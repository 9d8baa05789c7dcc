// Reruns that go on in this process: started as jobs, stopped after the people under way, looked at while they go.
import type { Connection } from '../../../contract/connections.ts';
import type { Rerun, RerunView } from '../../../contract/org-rules.ts';
import { secondsFor } from '../../domain/org-rules/stages.ts';
import { counted } from '../../platform/counted.ts';
import { lockWords } from './consent.ts';
import { createKeeper } from './keeper.ts';
import type { Pacer } from './pacer.ts';
import { askerIn, seenWords } from './plan-run.ts';
import type { OrgRulesDeps, RerunOrder } from './ports.ts';
import { type RerunEnd, runRerun, type Stop, type StopReason } from './run.ts';

interface Going {
  readonly rerun: Rerun;
  readonly stop: Stop;
  stage: string;
  pacer: Pacer | undefined;
}

export interface Living {
  has(rerunId: string): boolean;
  start(rerun: Rerun, connection: Connection, alone: NonNullable<RerunOrder['alone']>): Promise<{ readonly runId: string }>;
  /** False: it does not go on in this process. */
  stop(rerunId: string, kind: 'paused' | 'cancelled'): boolean;
  look(rerunId: string, waiting: number): RerunView['live'] | undefined;
}

const toldEveryMs = 250;

function createStop(): Stop {
  const controller = new AbortController();
  let why: StopReason | undefined;
  return {
    signal: controller.signal,
    now: (reason) => {
      why ??= reason;
      controller.abort();
    },
    reason: () => why,
  };
}

/** The record as the run left it. */
function endedRerun(rerun: Rerun, reason: StopReason | undefined, waiting: number): Rerun {
  const { stoppedBy: _stoppedBy, ...rest } = rerun;
  switch (reason?.kind) {
    case undefined:
      return { ...rest, state: waiting === 0 ? 'ended' : 'stopped', reason: '' };
    case 'paused':
    case 'cancelled':
      return { ...rest, state: waiting === 0 ? 'ended' : reason.kind, reason: '' };
    case 'unexpected': {
      const { from, to, userName } = reason.move;
      return {
        ...rest,
        state: 'stopped',
        stoppedBy: { from, to },
        reason: `${userName} moved from ${from ?? 'no organization'} to ${to ?? 'no organization'}, which was not foreseen.`,
      };
    }
    case 'obstacle':
      return { ...rest, state: 'stopped', reason: reason.words };
  }
}

export function createLiving(deps: OrgRulesDeps): Living {
  const { reruns, clock } = deps;
  const all = new Map<string, Going>();

  async function withReceipts(connection: Connection, rerun: Rerun, runId: string, body: () => Promise<RerunEnd>): Promise<RerunEnd> {
    if (connection.practice) return body();
    const lock = await deps.lock(connection, 'rerun');
    const common = { connectionId: connection.id, connectionName: connection.name, reason: lock.kind === 'unlocked' ? lock.reason : '', runId };
    const undo = 'A name that is sent again is the one that was there. Organizations are moved back by the rules of Foundry alone.';
    await deps.writeReceipt({
      ...common,
      action: 'Organization rules run again: begins',
      before: `${counted(rerun.people, 'person', 'people')}: ${rerun.picked}.`,
      after: 'What became of each stands in the rerun.',
      undo,
    });
    const end = await body();
    await deps.writeReceipt({
      ...common,
      action: 'Organization rules run again: ended',
      before: `${counted(rerun.people, 'person', 'people')}.`,
      after: end.outcome.summary,
      undo,
    });
    return end;
  }

  return {
    has: (rerunId) => all.has(rerunId),
    stop: (rerunId, kind) => {
      const going = all.get(rerunId);
      going?.stop.now({ kind });
      return going !== undefined;
    },
    look: (rerunId, waiting) => {
      const going = all.get(rerunId);
      if (going === undefined) return undefined;
      const { allowed, sent } = going.pacer?.now() ?? { allowed: going.rerun.rate, sent: 0 };
      return {
        stage: going.stage,
        paceNow: allowed,
        requestsPerSecond: sent,
        secondsLeft: secondsFor(waiting, going.rerun.strategy, sent > 0 ? Math.min(sent, going.rerun.rate) : allowed),
        pausing: going.stop.signal.aborted,
      };
    },
    start: async (given, connection, alone) => {
      const going: Going = { rerun: given, stop: createStop(), stage: '', pacer: undefined };
      let toldAt = Number.NEGATIVE_INFINITY;
      const progress = (stage: string): void => {
        going.stage = stage;
        const now = clock.monotonic();
        if (now - toldAt < toldEveryMs) return;
        toldAt = now;
        deps.changed();
      };
      const order = {
        kind: 'rerun',
        connection,
        faults: [],
        options: { rerun: given.id, strategy: given.strategy, rate: given.rate, scimUrl: connection.scimUrl },
        crash: 'discard',
        keeps: 'some',
        alone,
      } as const;
      all.set(given.id, going);
      const gone = () => {
        all.delete(given.id);
        deps.changed();
      };
      const starting = deps.startRun(order, async (tools) => {
        const { job } = tools;
        const { stop } = going;
        job.signal.addEventListener('abort', () => stop.now({ kind: 'paused' }), { once: true });
        if (job.signal.aborted) stop.now({ kind: 'paused' });
        const sight = await deps.sightOf(connection, tools);
        const rerun: Rerun = { ...given, state: 'going', reason: '', runIds: [...given.runIds, job.runId], seenBy: seenWords(sight) };
        await reruns.put(rerun);
        const { pacer, asker } = askerIn(deps, tools, {
          rate: rerun.rate,
          stopping: stop.signal,
          met: (words) => stop.now({ kind: 'obstacle', words }),
        });
        going.pacer = pacer;
        const keeper = createKeeper((people) => reruns.writePeople(rerun.id, people));
        const forbidden = async () => lockWords(await deps.lock(connection, 'rerun'))[0];
        const end = await withReceipts(connection, rerun, job.runId, () =>
          runRerun({ job, rerun, store: reruns, asker, keeper, sight, stop, clock, forbidden, progress }),
        );
        const kept = await reruns.counts(rerun.id);
        const waiting = (kept.waiting ?? 0) + (kept.sending ?? 0) + (kept.touching ?? 0) + (kept.restoring ?? 0);
        await reruns.put({ ...endedRerun(rerun, stop.reason(), waiting), effect: end.effect });
        return end.outcome;
      });
      const started = await starting.catch((thrown: unknown) => {
        gone();
        throw thrown;
      });
      void started.finished.then(gone);
      return { runId: started.runId };
    },
  };
}
