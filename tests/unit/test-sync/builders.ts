// One builder a concept for tests of the test sync: a connection to a server on loopback, and a run against it without storage.
import type { Exchange, Finding, Run } from '../../../contract/common.ts';
import type { Connection } from '../../../contract/connections.ts';
import type { TestSyncOptions } from '../../../contract/test-sync.ts';
import { cleanUpRun } from '../../../main/features/test-sync/clean-up.ts';
import type { TestSyncOutcome } from '../../../main/features/test-sync/context.ts';
import { runTestSync } from '../../../main/features/test-sync/run.ts';
import { createHttpClient } from '../../../main/platform/http/client.ts';
import type { HttpClient } from '../../../main/platform/http/types.ts';
import { type Clock, systemClock, systemRandom } from '../../../main/platform/ports.ts';
import { createMemoryReporter, type MemoryJob } from '../../../main/platform/runs/memory.ts';
import type { JournalRow } from '../../../main/platform/runs/types.ts';
import { type NetworkOptions, networkOptions } from '../../../main/practice/network.ts';
import type { PracticeEndpoints, PracticeSnapshot } from '../../../main/practice/types.ts';
import { createTokenSource } from '../../../main/protocols/oauth/token-source.ts';
import { createScimClient } from '../../../main/protocols/scim/client.ts';
import { ownConnection } from '../connections/own-connection.ts';

/** Waiting takes no time here: what is waited for is either done or not. */
export const hastyClock: Clock = { ...systemClock, wait: async (_milliseconds, signal) => signal?.throwIfAborted() };

export function connectionOf(changes: Partial<Connection> = {}): Connection {
  return ownConnection({
    practice: true,
    scimUrl: 'http://127.0.0.1:9/scim/v2/',
    tokenUrl: 'http://127.0.0.1:9/token',
    testDomain: 'contoso.example',
    ...changes,
  });
}

export function optionsOf(changes: Partial<TestSyncOptions> = {}): TestSyncOptions {
  return {
    connectionId: 'own',
    dialect: 'entra',
    members: 3,
    testDomain: 'contoso.example',
    reusablePerson: false,
    nestedGroup: false,
    faults: [],
    ...changes,
  };
}

/** Where a server is and what opens it. */
export type Target = Pick<PracticeEndpoints, 'scimUrl' | 'tokenUrl' | 'clientId' | 'clientSecret'> & Partial<Pick<PracticeEndpoints, 'network'>>;

export interface Ended {
  readonly outcome: TestSyncOutcome;
  readonly run: Run;
  readonly rows: readonly JournalRow[];
  readonly exchanges: readonly Exchange[];
}

export interface SyncSetting {
  readonly options?: Partial<TestSyncOptions>;
  readonly connection?: Partial<Connection>;
  readonly clock?: Clock;
  /** Looks at every exchange as it is recorded; may cancel. */
  readonly watch?: (exchange: Exchange, job: MemoryJob) => void;
  /** A word for the run's prefix. */
  readonly word?: string;
  readonly limits?: NetworkOptions['limits'];
  /** Why no write may be sent any more, asked before each. */
  readonly forbidden?: () => Promise<string | undefined>;
}

/** A test sync from its first step to its last. */
export async function sync(target: Target, setting: SyncSetting = {}): Promise<Ended> {
  return ended(target, setting, [], (job, wiring) =>
    runTestSync({
      ...wiring,
      options: optionsOf(setting.options),
      forbidden: setting.forbidden ?? (async () => undefined),
      random: { ...systemRandom, word: setting.word === undefined ? systemRandom.word : () => setting.word ?? '' },
      reporter: job,
      journal: job.journal,
    }),
  );
}

/** A clean-up of what these rows say was left. */
export async function cleanUp(target: Target, rows: readonly JournalRow[], setting: SyncSetting = {}): Promise<Ended> {
  return ended(target, setting, rows, (job, wiring) => cleanUpRun({ ...wiring, reporter: job, journal: job.journal }));
}

type Wiring = Omit<Parameters<typeof cleanUpRun>[0], 'reporter' | 'journal'>;

async function ended(
  target: Target,
  setting: SyncSetting,
  rows: readonly JournalRow[],
  body: (job: MemoryJob, wiring: Wiring) => Promise<TestSyncOutcome>,
): Promise<Ended> {
  const clock = setting.clock ?? hastyClock;
  const connection = connectionOf({ scimUrl: target.scimUrl, tokenUrl: target.tokenUrl, clientId: target.clientId, ...setting.connection });
  const job = createMemoryReporter({ start: { kind: 'test-sync', crash: 'clean-up' }, rows, clock });
  const network = target.network === undefined ? {} : networkOptions({ network: target.network });
  const http: HttpClient = createHttpClient({
    ...network,
    ...(setting.limits === undefined ? {} : { limits: { ...network.limits, ...setting.limits } }),
    clock,
    random: systemRandom,
    secrets: [target.clientSecret],
    record: (exchange) => {
      job.record(exchange);
      setting.watch?.(exchange, job);
    },
  });
  const tokens = createTokenSource({
    http,
    clock,
    authStyle: connection.authStyle,
    tokenUrl: connection.tokenUrl,
    clientId: connection.clientId,
    scope: connection.scope,
    readSecret: async () => ({ kind: 'secret', value: target.clientSecret }),
  });
  const exchangesOf = (stepId: string) => job.exchanges.filter((exchange) => exchange.stepId === stepId);
  try {
    const scim = createScimClient({ http, baseUrl: connection.scimUrl, tokens });
    const outcome = await body(job, { connection, scim, tokens, clock, exchangesOf });
    return {
      outcome,
      run: job.end(job.signal.aborted ? 'cancelled' : 'finished', outcome),
      rows: await job.journal.rows(),
      exchanges: job.exchanges,
    };
  } finally {
    http.close();
  }
}

export type Content = ReturnType<typeof contentOf>;

/** What is on a practice tenant, without times: two snapshots are equal when nothing was added, changed or removed. */
export function contentOf(snapshot: PracticeSnapshot) {
  return {
    users: snapshot.users
      .filter((user) => !user.deleted)
      .map(({ id, userName, externalId, attributes, groups }) => ({ id, userName, externalId, attributes, groups })),
    groups: snapshot.groups,
  };
}

/** Ids and severities of the findings an administrator must act on; infos only where they are named. */
export const concluded = (findings: readonly Finding[], infos: readonly string[] = []): readonly string[] =>
  findings
    .filter((finding) => finding.severity !== 'info' || infos.includes(finding.id))
    .map((finding) => `${finding.severity} ${finding.id}`)
    .sort();
