// The connection test as the window and the terminal call it: start a run, enter what the IdP said, compare ingress with Microsoft's ranges.
import { readFile, stat } from 'node:fs/promises';
import type { Handlers } from '../../../contract/calls.ts';
import type { Exchange, Finding, Run } from '../../../contract/common.ts';
import type { IdpReport, TwoColumnVerdict } from '../../../contract/connection-test.ts';
import type { Advice, AuthStyle, Connection } from '../../../contract/connections.ts';
import { createInspector } from '../../platform/http/inspect.ts';
import type { HttpClient, HttpClientOptions } from '../../platform/http/types.ts';
import type { Clock, Dialogs, Random } from '../../platform/ports.ts';
import { Refusal } from '../../platform/refusal.ts';
import type { RunOutcome, RunReporter } from '../../platform/runs/types.ts';
import type { TokenSource } from '../../protocols/oauth/types.ts';
import type { ScimClient } from '../../protocols/scim/types.ts';
import { idpFacts, idpFinding, joinColumns } from './columns.ts';
import type { IngressGap } from './idp-findings.ts';
import { readIdpOutcome, resolveOutcome } from './idp-outcome.ts';
import { checkIngress } from './ingress-check.ts';
import { runConnectionTest } from './run.ts';

export { connectionTestFindings } from './findings.ts';
export { steps as connectionTestSteps } from './steps.ts';

export interface CheckOrder {
  readonly kind: 'connection-test';
  readonly connection: Connection;
  readonly faults: readonly string[];
  readonly options: Readonly<Record<string, string | number | boolean>>;
  readonly crash: 'discard';
}

/** What one run works with: the client with this connection's secrets and roots, and the practice tenant's own way to it. */
export interface CheckTools {
  readonly job: RunReporter;
  readonly network: {
    /** The connection with the addresses that are really asked. */
    readonly connection: Connection;
    readonly http: HttpClient;
    readonly options: HttpClientOptions;
    readonly makeTokenSource: (authStyle: AuthStyle) => TokenSource;
    readonly makeScimClient: (tokens: TokenSource) => ScimClient;
  };
  readonly exchangesOf: (stepId: string) => readonly Exchange[];
}

/** What came of asking the identity provider itself. */
export type IdpAnswer =
  | { readonly kind: 'answered'; readonly outcome: 'success' | 'other-error'; readonly text: string }
  | { readonly kind: 'not-asked'; readonly why: string };

export interface ConnectionTestDeps {
  /** Opens the network and starts the run; refuses faults on anything but the practice tenant. */
  readonly startRun: (order: CheckOrder, body: (tools: CheckTools) => Promise<RunOutcome>) => Promise<{ readonly runId: string }>;
  /** The connection, or a refusal that says it is gone. */
  readonly requireConnection: (id: string) => Promise<Connection>;
  readonly adviceFor: (connection: Connection) => Promise<readonly Advice[]>;
  /** The newest connection test of this connection that ended. */
  readonly latestRun: (connectionId: string) => Promise<Run | undefined>;
  readonly reports: { get(connectionId: string): Promise<IdpReport | undefined>; put(report: IdpReport): Promise<void> };
  /** Asks Entra to test the credentials it has saved; undefined when access to it is not set up. */
  readonly askIdp: (connection: Connection) => Promise<IdpAnswer | undefined>;
  readonly settings: { get(key: string): Promise<string | undefined>; set(key: string, value: string): Promise<void> };
  readonly dialogs: Pick<Dialogs, 'openFile'>;
  readonly clock: Clock;
  readonly random: Random;
  /** Said after a report was entered, so that windows refresh. */
  readonly changed: () => void;
}

type ColumnSources = Pick<ConnectionTestDeps, 'reports' | 'settings'>;

async function columnsWith({ reports, settings }: ColumnSources, id: string, connection: Connection, run: Run | null) {
  const report = (await reports.get(id)) ?? null;
  const text = await settings.get(gapKey(id));
  // What the last comparison of ranges found.
  const gap = text === undefined || text === '' ? undefined : (JSON.parse(text) as IngressGap);
  return { ...joinColumns({ connection, run, report, ...(gap === undefined ? {} : { gap }) }), report };
}

/** Both columns for one connection test of the history; undefined for other runs, and when its connection is gone. */
export function createColumnsReader(deps: ColumnSources & Pick<ConnectionTestDeps, 'requireConnection'>) {
  return async (run: Run): Promise<(TwoColumnVerdict & { readonly report: IdpReport | null }) | undefined> => {
    if (run.kind !== 'connection-test') return undefined;
    try {
      return await columnsWith(deps, run.connectionId, await deps.requireConnection(run.connectionId), run);
    } catch (thrown) {
      if (thrown instanceof Refusal) return undefined;
      throw thrown;
    }
  };
}

type ConnectionTestCall = Extract<keyof Handlers, `connection-test.${string}`>;

const gapKey = (connectionId: string) => `ingress-gap:${connectionId}`;
/** Microsoft's file is about 4 MB. */
const largestTagFile = 30_000_000;

export function createConnectionTestFeature(deps: ConnectionTestDeps): Pick<Handlers, ConnectionTestCall> {
  async function start(input: { readonly connectionId: string; readonly tryAllAuthStyles: boolean; readonly faults: readonly string[] }) {
    const connection = await deps.requireConnection(input.connectionId);
    const { faults, tryAllAuthStyles } = input;
    const order: CheckOrder = { kind: 'connection-test', connection, faults, options: { tryAllAuthStyles }, crash: 'discard' };
    const { runId } = await deps.startRun(order, (tools) => runWith(tools, input));
    return { runId };
  }

  async function runWith(
    { job, network, exchangesOf }: CheckTools,
    { tryAllAuthStyles }: { readonly tryAllAuthStyles: boolean },
  ): Promise<RunOutcome> {
    const { connection, http, options, makeTokenSource, makeScimClient } = network;
    const { proxyFor = async () => 'DIRECT', lookup, extraRoots, limits } = options;
    const inspect = createInspector({
      proxyFor,
      ...(lookup === undefined ? {} : { lookup }),
      ...(extraRoots === undefined ? {} : { extraRoots }),
      ...(limits?.connectMs === undefined ? {} : { connectMs: limits.connectMs }),
    });
    const advice = await deps.adviceFor(connection);
    const { clock, random } = deps;
    return runConnectionTest({
      connection,
      advice,
      http,
      inspect,
      makeTokenSource,
      makeScimClient,
      reporter: job,
      exchangesOf,
      clock,
      random,
      tryAllAuthStyles,
      proxyFor,
    });
  }

  async function columns(connectionId: string) {
    const connection = await deps.requireConnection(connectionId);
    const run = (await deps.latestRun(connectionId)) ?? null;
    return { ...(await columnsWith(deps, connectionId, connection, run)), runId: run?.id ?? null };
  }

  return {
    'connection-test.start': start,
    'connection-test.reportIdp': async ({ connectionId, outcome, pasted }) => {
      await deps.requireConnection(connectionId);
      // Entra wraps the telling code in InvalidCredentials: what is kept, and decides about ingress, is what the text says.
      await deps.reports.put({ connectionId, outcome: resolveOutcome({ outcome, pasted }).outcome, pasted, reportedAt: deps.clock.now() });
      deps.changed();
      const { report: _report, runId: _runId, ...verdict } = await columns(connectionId);
      return verdict;
    },
    'connection-test.askIdp': async ({ connectionId }) => {
      const connection = await deps.requireConnection(connectionId);
      if (connection.idp !== 'entra')
        throw new Refusal('idp-not-asked', 'Only Entra can be asked to test its saved credentials. Enter what the other one says.');
      const answer = await deps.askIdp(connection);
      if (answer === undefined)
        throw new Refusal(
          'idp-not-asked',
          'Access to Microsoft Graph is not set up for this connection. Set it up, or enter what “Test connection” says.',
        );
      if (answer.kind === 'not-asked') throw new Refusal('idp-not-asked', `Entra did not test its saved credentials. ${answer.why}`);
      const { outcome } = resolveOutcome({ outcome: answer.outcome, pasted: answer.text });
      await deps.reports.put({ connectionId, outcome, pasted: answer.text, reportedAt: deps.clock.now() });
      deps.changed();
      return columns(connectionId);
    },
    'connection-test.columns': ({ connectionId }) => columns(connectionId),
    'connection-test.ingress': async (input) => {
      const connection = await deps.requireConnection(input.connectionId);
      const run = (await deps.latestRun(input.connectionId)) ?? null;
      const report = (await deps.reports.get(input.connectionId)) ?? null;
      const { result, gap } = checkIngress({ connection, input, run, report, writtenAt: deps.clock.now() });
      if (gap !== undefined) await deps.settings.set(gapKey(input.connectionId), JSON.stringify(gap));
      return result;
    },
    'connection-test.chooseServiceTags': async () => {
      const path = await deps.dialogs.openFile({
        title: 'Choose Microsoft’s service-tag file',
        filters: [{ name: 'Service tags (JSON)', extensions: ['json'] }],
      });
      if (path === null) return { path, text: '' };
      if ((await stat(path)).size > largestTagFile)
        throw new Refusal('file-too-large', 'This file is larger than 30 MB, which no service-tag file is. Choose another one.');
      return { path, text: await readFile(path, 'utf8') };
    },
  };
}

/** For pasted texts of unknown origin: the outcomes of Entra's “Test connection” that stand in them. */
export function recogniseIdpOutcome(text: string): readonly { readonly excerpt: string; readonly finding: Finding }[] {
  const reading = readIdpOutcome(text);
  if (reading.outcome === 'other-error') return [];
  const nowhere = { idp: 'entra', scimUrl: '', tokenUrl: '', credentialMode: 'none' } as const;
  const finding = idpFinding(reading.outcome, idpFacts(nowhere, reading, 'none'), [{ vantage: 'a file', text: `As pasted: ${reading.excerpt}` }]);
  return finding === undefined ? [] : [{ excerpt: reading.excerpt, finding }];
}
