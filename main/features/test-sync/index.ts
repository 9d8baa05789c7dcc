// The test sync as the window and the terminal call it: consent, start, leftovers, clean-up. Every run that writes leaves receipts.
// What runs, stores and sends is given by compose; nothing is sent from here without a consent to this very text.
import type { Handlers } from '../../../contract/calls.ts';
import type { DialectName, Exchange, Run } from '../../../contract/common.ts';
import type { AuthStyle, Connection, LockState, Receipt } from '../../../contract/connections.ts';
import type { TestSyncOptions } from '../../../contract/test-sync.ts';
import type { Clock, Random } from '../../platform/ports.ts';
import { Refusal } from '../../platform/refusal.ts';
import { effectsOf } from '../../platform/runs/effects.ts';
import type { CrashPolicy, LeftRun, RunJob, RunOutcome } from '../../platform/runs/types.ts';
import type { TokenSource } from '../../protocols/oauth/types.ts';
import type { ScimClient } from '../../protocols/scim/types.ts';
import { cleanUpRun } from './clean-up.ts';
import { describeConsent, lockRefusal } from './consent.ts';
import { testSyncFindings } from './findings.ts';
import { runTestSync } from './run.ts';
import { isLeftover } from './things.ts';

export { testSyncFindings };

export interface SyncOrder {
  readonly kind: 'test-sync' | 'clean-up';
  readonly connection: Connection;
  readonly faults: readonly string[];
  readonly options: Readonly<Record<string, string | number | boolean>>;
  readonly dialect?: DialectName;
  readonly crash: CrashPolicy;
  readonly cleansUp?: string;
}

/** A run with its network: closed when the body ends. */
export interface SyncTools {
  readonly job: RunJob;
  readonly network: {
    /** With the addresses that are really asked. */
    readonly connection: Connection;
    makeTokenSource(authStyle: AuthStyle): TokenSource;
    makeScimClient(tokens: TokenSource): ScimClient;
  };
  readonly exchangesOf: (stepId: string) => readonly Exchange[];
}

export interface TestSyncDeps {
  /** The connection, or a refusal that says it is gone. */
  readonly requireConnection: (id: string) => Promise<Connection>;
  readonly lock: (connection: Connection) => Promise<LockState>;
  readonly secretIsSet: (connection: Connection) => Promise<boolean>;
  readonly startRun: (order: SyncOrder, body: (tools: SyncTools) => Promise<RunOutcome>) => Promise<{ readonly runId: string }>;
  readonly leftovers: () => Promise<readonly LeftRun[]>;
  readonly run: (id: string) => Promise<Run | undefined>;
  readonly writeReceipt: (receipt: Omit<Receipt, 'id' | 'at' | 'who'>) => Promise<void>;
  readonly clock: Clock;
  readonly random: Random;
}

type TestSyncCall = Extract<keyof Handlers, `test-sync.${string}`>;

export function createTestSyncFeature(deps: TestSyncDeps): Pick<Handlers, TestSyncCall> {
  async function consentOf(options: TestSyncOptions) {
    const connection = await deps.requireConnection(options.connectionId);
    const secret = (await deps.secretIsSet(connection)) ? 'set' : 'missing';
    return { connection, consent: describeConsent({ connection, options, lock: await deps.lock(connection), secret }) };
  }

  async function offered(): Promise<readonly LeftRun[]> {
    const left = await deps.leftovers();
    return left.map((one) => ({ ...one, rows: one.rows.filter(isLeftover) })).filter((one) => one.rows.length > 0);
  }

  return {
    'test-sync.consent': async (options) => (await consentOf(options)).consent,

    'test-sync.start': async ({ options, consentId }) => {
      const { connection, consent } = await consentOf(options);
      if (consent.refusals.length > 0) throw new Refusal('test-sync.refused', consent.refusals.join(' '));
      if (consent.consentId !== consentId) {
        throw new Refusal('test-sync.other-consent', 'What was agreed to is not what would be done now. Read it again and agree to it.');
      }
      const { connectionId: _connection, dialect, faults, ...rest } = options;
      const order = {
        kind: 'test-sync',
        connection,
        faults,
        dialect,
        crash: 'clean-up',
        options: { ...rest, dialect, scimUrl: connection.scimUrl },
      } as const;
      const { runId } = await deps.startRun(order, (tools) =>
        withReceipts(deps, connection, tools, 'Test sync', () => runTestSync({ ...wiring(deps, tools), options, random: deps.random })),
      );
      return { runId };
    },

    'test-sync.leftovers': async () => ({
      leftovers: (await offered()).map(({ run, rows }) => ({
        runId: run.id,
        connectionId: run.connectionId,
        connectionName: run.connectionName,
        startedAt: run.startedAt,
        effects: effectsOf(rows),
      })),
    }),

    'test-sync.cleanUp': async ({ runId: cleansUp }) => {
      const left = (await offered()).find(({ run }) => run.id === cleansUp);
      if (left === undefined) throw new Refusal('test-sync.nothing-left', 'This run left nothing that can be removed, or it is still going on.');
      const connection = await deps.requireConnection(left.run.connectionId);
      await refuseOtherTarget(deps, connection, cleansUp);
      const locked = lockRefusal(await deps.lock(connection));
      if (locked.length > 0) throw new Refusal('test-sync.refused', locked.join(' '));
      const order = { kind: 'clean-up', connection, faults: [], crash: 'clean-up', options: { cleansUp }, cleansUp } as const;
      const { runId } = await deps.startRun(order, (tools) =>
        withReceipts(deps, connection, tools, 'Clean-up after a test sync', () => cleanUpRun(wiring(deps, tools))),
      );
      return { runId };
    },
  };
}

function wiring(deps: TestSyncDeps, { job, network, exchangesOf }: SyncTools) {
  const tokens = network.makeTokenSource(network.connection.authStyle);
  return {
    connection: network.connection,
    scim: network.makeScimClient(tokens),
    tokens,
    reporter: job,
    journal: job.journal,
    clock: deps.clock,
    exchangesOf,
  };
}

/** Another address is another server: what is not found there says nothing about what was left. The practice tenant moves at every start. */
async function refuseOtherTarget(deps: TestSyncDeps, connection: Connection, runId: string): Promise<void> {
  const then = (await deps.run(runId))?.options['scimUrl'];
  if (connection.practice || then === undefined || then === connection.scimUrl) return;
  throw new Refusal(
    'test-sync.other-target',
    `The SCIM URL of this connection was ${String(then)} when the run left something there. Set it back, or look at that server by hand.`,
  );
}

/** One receipt before the first write, so that a crash leaves it, and one at the end. Practice leaves none: it is nobody's system. */
async function withReceipts(
  deps: TestSyncDeps,
  connection: Connection,
  { job }: SyncTools,
  action: string,
  body: () => Promise<RunOutcome>,
): Promise<RunOutcome> {
  if (connection.practice) return body();
  const lock = await deps.lock(connection);
  const reason = lock.kind === 'unlocked' ? lock.reason : '';
  const write = (receipt: Pick<Receipt, 'action' | 'before' | 'after' | 'undo'>) =>
    deps.writeReceipt({ ...receipt, connectionId: connection.id, connectionName: connection.name, reason, runId: job.runId });
  await write({
    action: `${action} begins`,
    before: 'Nothing was written yet.',
    after: 'What it makes and removes stands in the run.',
    undo: 'If no end follows, the clean-up offers what was left.',
  });
  const outcome = await body();
  const rows = await job.journal.rows();
  const undone = rows.filter((row) => row.state === 'undone').length;
  const left = effectsOf(rows.filter((row) => row.state !== 'undone'));
  await write({
    action: `${action} ended`,
    before: `${rows.length} things were made or tried.`,
    after: `${undone} removed or not made; ${left.length === 0 ? 'nothing left' : `left: ${left.map((effect) => effect.name).join(', ')}`}.`,
    undo: left.length === 0 ? 'Nothing to undo.' : 'The clean-up offers what can be removed.',
  });
  return outcome;
}
