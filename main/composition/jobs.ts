// Runs with a network: opens the connection's network for one run, records its exchanges into the run's history, and closes it after.
// Practice faults are set before and given back after, whatever happens.
import type { DialectName, Exchange, RunKind, Step } from '../../contract/common.ts';
import type { Connection } from '../../contract/connections.ts';
import { type Seen, seenIn } from '../platform/observations.ts';
import type { AppRedactor } from '../platform/redact/redact.ts';
import { RunInterrupted } from '../platform/runs/interrupted.ts';
import type { CrashPolicy, RunJob, RunOutcome, RunStart, RunStarter, StartedRun } from '../platform/runs/types.ts';
import type { TwinAccess } from '../practice/twins/index.ts';
import type { SecretAnswer } from '../protocols/oauth/token-source.ts';
import { type Network, type NetworkPorts, openNetwork, readRoots } from './network.ts';
import { checkFaults, type Practice, type Way } from './practice.ts';

export interface JobOrder {
  readonly kind: RunKind;
  readonly connection: Connection;
  readonly faults: readonly string[];
  readonly options: Readonly<Record<string, string | number | boolean>>;
  readonly dialect?: DialectName;
  readonly crash: CrashPolicy;
  readonly cleansUp?: string;
  readonly alone?: NonNullable<RunStart['alone']>;
  /** `some`: of a bulk read the first twenty exchanges and the first 500 that failed; all unless said. */
  readonly keeps?: 'all' | 'some';
}

export interface JobTools {
  readonly job: RunJob;
  readonly network: Network;
  /** Every exchange recorded for a step so far. */
  readonly exchangesOf: (stepId: string) => readonly Exchange[];
  /** On the practice tenant: the way to the twins of the identity providers. */
  readonly twins: TwinAccess | undefined;
}

export interface Jobs {
  start(order: JobOrder, body: (tools: JobTools) => Promise<RunOutcome>): Promise<StartedRun>;
  /** One question outside any run: its exchanges are counted among the hosts contacted, and kept nowhere. */
  visit<T>(connection: Connection, ask: (tools: Pick<JobTools, 'network' | 'twins'>) => Promise<T>): Promise<T>;
}

export interface JobPorts {
  readonly starter: RunStarter;
  readonly practice: Practice;
  readonly network: NetworkPorts;
  readonly redactor: Pick<AppRedactor, 'scope'>;
  readonly readSecret: (connectionId: string) => Promise<SecretAnswer>;
  readonly tokenSeen: (connectionId: string, at: string) => void;
  /** What a run saw of its server, before the run ends. Not said of a server that was broken on purpose. */
  readonly observed: (connectionId: string, seen: readonly Seen[], run: { readonly id: string; readonly at: string }) => Promise<void>;
}

const firstKept = 20;
/** Of a server that fails for hours the first failures tell as much as all of them. */
const failuresKept = 500;

function someOf(): (exchange: Exchange) => boolean {
  let kept = 0;
  let failed = 0;
  return ({ outcome }) => {
    if (outcome.kind === 'failed' || outcome.status >= 400) {
      failed += 1;
      return failed <= failuresKept;
    }
    kept += 1;
    return kept <= firstKept;
  };
}

const lostWords = 'The practice tenant died while this run used it. It starts anew with the next run: run this again.';
const targetLost = () => new RunInterrupted(lostWords);

/** The job of a run whose target may die: it is stopped then, and no step says of the target what the death did. */
function jobOn(job: RunJob, { lost }: Way): RunJob {
  if (lost === undefined) return job;
  const skipped = { status: 'skipped', verdicts: { rfc: 'skipped', entra: 'skipped', okta: 'skipped' }, reason: lostWords } as const;
  return {
    ...job,
    signal: AbortSignal.any([job.signal, lost]),
    endStep: (id, end) => job.endStep(id, lost.aborted ? { ...skipped, exchangeIds: end.exchangeIds } : end),
  };
}

/** A job whose steps leave their facts with us too. */
function listening(job: RunJob, facts: Step['facts']): RunJob {
  return {
    ...job,
    endStep: (id, end) => {
      facts.push(...(end.facts ?? []));
      job.endStep(id, end);
    },
  };
}

export function createJobs(ports: JobPorts): Jobs {
  async function reach(connection: Connection, faults: readonly string[]): Promise<Way> {
    checkFaults(connection, faults);
    return connection.practice ? ports.practice.reach(connection, faults) : { connection, overrides: {}, done: () => {} };
  }

  return {
    visit: async (connection, ask) => {
      const ownRoots = await readRoots(connection.caFile);
      const way = await reach(connection, []);
      const redactor = ports.redactor.scope();
      try {
        const network = await openNetwork(ports.network, {
          connection: way.connection,
          readSecret: () => ports.readSecret(connection.id),
          ownRoots,
          record: () => {},
          redactor,
          tokenSeen: () => {},
          overrides: way.overrides,
          patience: 'each-request',
        });
        try {
          return await ask({ network, twins: way.twins });
        } finally {
          network.close();
        }
      } finally {
        way.done();
        redactor.close();
      }
    },
    start: async (order, body) => {
      const ownRoots = await readRoots(order.connection.caFile);
      const way = await reach(order.connection, order.faults);
      // Tokens of this run are removed everywhere until it has ended, from its findings and from what it threw too.
      const redactor = ports.redactor.scope();
      const open = (record: (exchange: Exchange) => void) =>
        openNetwork(ports.network, {
          connection: way.connection,
          readSecret: () => ports.readSecret(order.connection.id),
          ownRoots,
          record,
          redactor,
          tokenSeen: (at) => ports.tokenSeen(order.connection.id, at),
          overrides: way.overrides,
          ...(order.keeps === 'some' ? { keeps: someOf() } : {}),
          ...(way.settled === undefined ? {} : { afterFailure: way.settled }),
          // A guided test has somebody waiting before it; what writes rather waits than leaves something behind.
          patience: order.kind === 'connection-test' ? 'until-in-vain' : 'each-request',
        });
      try {
        const started = await ports.starter.start(
          {
            kind: order.kind,
            connection: order.connection,
            options: { ...order.options },
            faults: [...order.faults],
            crash: order.crash,
            ...(order.dialect === undefined ? {} : { dialect: order.dialect }),
            ...(order.cleansUp === undefined ? {} : { cleansUp: order.cleansUp }),
            ...(order.alone === undefined ? {} : { alone: order.alone }),
          },
          async (own) => {
            const facts: Step['facts'] = [];
            const job = listening(jobOn(own, way), facts);
            const network = await open(job.record);
            const exchangesOf = (stepId: string) => network.exchanges().filter((exchange) => exchange.stepId === stepId);
            try {
              const outcome = await body({ job, network, exchangesOf, twins: way.twins });
              if (way.lost?.aborted === true) throw targetLost();
              if (order.faults.length === 0)
                await ports.observed(order.connection.id, seenIn(facts), { id: own.runId, at: ports.network.clock.now() });
              return outcome;
            } catch (thrown) {
              throw way.lost?.aborted === true && !own.signal.aborted ? targetLost() : thrown;
            } finally {
              network.close();
            }
          },
        );
        void started.finished.then(() => {
          way.done();
          redactor.close();
        });
        return started;
      } catch (thrown) {
        way.done();
        redactor.close();
        throw thrown;
      }
    },
  };
}
