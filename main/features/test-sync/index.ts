// The test sync as the window and the terminal call it: consent, start, leftovers, clean-up. Every run that writes leaves receipts.
// What runs, stores and sends is given by compose; nothing is sent from here without a consent to this very text.
import { createHash } from 'node:crypto';
import type { Handlers } from '../../../contract/calls.ts';
import type { DialectName, Exchange, Run } from '../../../contract/common.ts';
import type { AuthStyle, Connection, LockState, Receipt } from '../../../contract/connections.ts';
import type { TestSyncOptions } from '../../../contract/test-sync.ts';
import type { Clock, Random } from '../../platform/ports.ts';
import { Refusal } from '../../platform/refusal.ts';
import { effectsOf } from '../../platform/runs/effects.ts';
import type { CrashPolicy, LeftRun, RunJob, RunOutcome, RunStart } from '../../platform/runs/types.ts';
import type { TokenSource } from '../../protocols/oauth/types.ts';
import type { ScimClient } from '../../protocols/scim/types.ts';
import { cleanUpRun } from './clean-up.ts';
import { describeConsent, lockRefusal } from './consent.ts';
import { testSyncFindings } from './findings.ts';
import { personNames } from './names.ts';
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
  /** What no second living run may use. */
  readonly alone?: NonNullable<RunStart['alone']>;
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
  readonly lock: (connection: Connection, kind: 'test-sync' | 'clean-up') => Promise<LockState>;
  /** Why the connection cannot be used as it is, each a sentence: an address without https, for one. */
  readonly wrongWith: (connection: Connection) => Promise<readonly string[]>;
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
    const [lock, wrong] = [await deps.lock(connection, 'test-sync'), await deps.wrongWith(connection)];
    return { connection, consent: describeConsent({ connection, options, lock, secret, wrong }) };
  }

  async function offered(): Promise<readonly LeftRun[]> {
    const left = await deps.leftovers();
    return left.map((one) => ({ ...one, rows: one.rows.filter(isLeftover) })).filter((one) => one.rows.length > 0);
  }

  /** The lock as it is now. The connection as it was agreed to counts, production or not: it may have been relabelled since. */
  async function forbiddenNow(connection: Connection): Promise<string | undefined> {
    const lock = await deps.lock(connection, 'test-sync');
    switch (lock.kind) {
      case 'open':
      case 'unlocked':
        return undefined;
      case 'locked':
        return 'The connection was locked, or the time it was unlocked for was over.';
      case 'forbidden':
        return lock.by;
    }
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
        ...(options.reusablePerson ? { alone: reusableAlone(connection, options) } : {}),
      } as const;
      const { runId } = await deps.startRun(order, (tools) =>
        withReceipts(deps, connection, tools, 'test-sync', () =>
          runTestSync({ ...wiring(deps, tools), options, random: deps.random, forbidden: () => forbiddenNow(connection) }),
        ),
      );
      return { runId };
    },

    'test-sync.leftovers': async () => ({
      leftovers: (await offered()).map(({ run, rows }) => ({
        runId: run.id,
        connectionId: run.connectionId,
        connectionName: run.connectionName,
        startedAt: run.startedAt,
        state: run.state,
        effects: effectsOf(rows),
      })),
    }),

    'test-sync.cleanUp': async ({ runId: cleansUp }) => {
      const left = (await offered()).find(({ run }) => run.id === cleansUp);
      if (left === undefined) throw new Refusal('test-sync.nothing-left', 'This run left nothing that can be removed, or it is still going on.');
      const connection = await connectionOf(deps, left);
      await refuseOtherTarget(deps, connection, cleansUp);
      const refusals = [...(await deps.wrongWith(connection)), ...lockRefusal(await deps.lock(connection, 'clean-up'))];
      if (refusals.length > 0) throw new Refusal('test-sync.refused', refusals.join(' '));
      const order = { kind: 'clean-up', connection, faults: [], crash: 'clean-up', options: { cleansUp }, cleansUp } as const;
      const { runId } = await deps.startRun(order, (tools) =>
        withReceipts(deps, connection, tools, 'clean-up', () => cleanUpRun(wiring(deps, tools))),
      );
      return { runId };
    },
  };
}

/** Two syncs with the one reusable person would change it under each other. */
function reusableAlone(connection: Connection, options: TestSyncOptions): NonNullable<RunStart['alone']> {
  const place = connection.practice ? connection.id : bareAddress(connection.scimUrl).toLowerCase();
  const person = personNames('', 1, options).userName.toLowerCase();
  const mark = createHash('sha256')
    .update(JSON.stringify([place, person]))
    .digest('hex')
    .slice(0, 24);
  const words = `Another test sync is using the reusable test person ${person} on this server, here or in another window or terminal. Wait for its end, or let this one make a test person of its own.`;
  return { name: `reusable-person-${mark}`, refusal: new Refusal('test-sync.person-in-use', words) };
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

/** What was left can be removed only with the connection that made it: when it is gone, it is said what is to be looked for by hand. */
async function connectionOf(deps: TestSyncDeps, { run, rows }: LeftRun): Promise<Connection> {
  try {
    return await deps.requireConnection(run.connectionId);
  } catch (thrown) {
    if (!(thrown instanceof Refusal) || thrown.code !== 'connection-gone') throw thrown;
    const target = (await deps.run(run.id))?.options['scimUrl'];
    const left = effectsOf(rows).map((effect) => effect.name);
    const shown = `${left.slice(0, 10).join(', ')}${left.length > 10 ? ` and ${left.length - 10} more` : ''}`;
    const way = run.connectionId.startsWith('once-')
      ? 'The connection was given to a terminal command and kept nowhere: run “scim-steward cleanup” with the same options, or'
      : 'The connection was deleted since:';
    throw new Refusal('test-sync.connection-gone', `${way} remove by hand on ${target === undefined ? 'the server' : String(target)}: ${shown}.`);
  }
}

/** Another address is another server: what is not found there says nothing about what was left. The practice tenant moves at every start. */
async function refuseOtherTarget(deps: TestSyncDeps, connection: Connection, runId: string): Promise<void> {
  const then = (await deps.run(runId))?.options['scimUrl'];
  if (connection.practice || then === undefined || sameAddress(String(then), connection.scimUrl)) return;
  throw new Refusal(
    'test-sync.other-target',
    `The SCIM URL of this connection was ${String(then)} when the run left something there. Set it back, or look at that server by hand.`,
  );
}

/** A query is never sent and a slash at the end is added: with or without them it is the same server. */
const sameAddress = (one: string, other: string): boolean => bareAddress(one) === bareAddress(other);
const bareAddress = (url: string): string =>
  url
    .trim()
    .replace(/[?#].*$/s, '')
    .replace(/\/+$/, '');

/** One receipt before the first write, so that a crash leaves it, and one at the end. Practice leaves none: it is nobody's system. */
async function withReceipts(
  deps: TestSyncDeps,
  connection: Connection,
  { job }: SyncTools,
  kind: 'test-sync' | 'clean-up',
  body: () => Promise<RunOutcome>,
): Promise<RunOutcome> {
  if (connection.practice) return body();
  const action = kind === 'test-sync' ? 'Test sync' : 'Clean-up after a test sync';
  const lock = await deps.lock(connection, kind);
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
