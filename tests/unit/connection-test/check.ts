// Runs a whole connection test as the app would, against any address, and gives back the run. Waiting takes no time.
import type { Run } from '../../../contract/common.ts';
import type { Advice, Connection } from '../../../contract/connections.ts';
import { runConnectionTest } from '../../../main/features/connection-test/run.ts';
import type { ConnectionTestContext } from '../../../main/features/connection-test/types.ts';
import { createHttpClient } from '../../../main/platform/http/client.ts';
import { createInspector } from '../../../main/platform/http/inspect.ts';
import type { HttpLimits, Lookup, ProxyFor } from '../../../main/platform/http/types.ts';
import { type Clock, systemClock, systemRandom } from '../../../main/platform/ports.ts';
import { createMemoryReporter } from '../../../main/platform/runs/memory.ts';
import { createTokenSource } from '../../../main/protocols/oauth/token-source.ts';
import { createScimClient } from '../../../main/protocols/scim/client.ts';
import { ownConnection } from '../connections/own-connection.ts';
import { type ServerOptions, secret as serverSecret, withServer } from './server.ts';

/** The system's clock, but a wait is over at once. */
export const hurriedClock: Clock = { ...systemClock, wait: async (_milliseconds, signal) => signal?.throwIfAborted() };

export interface CheckOptions {
  readonly connection: Connection;
  readonly secret: string | undefined;
  readonly advice?: readonly Advice[];
  readonly tryAllAuthStyles?: true;
  readonly network?: {
    readonly lookup?: Lookup;
    readonly proxyFor?: ProxyFor;
    readonly extraRoots?: readonly string[];
    readonly limits?: Partial<HttpLimits>;
  };
  /** Replaces parts of the context, such as the inspector. */
  readonly instead?: Partial<ConnectionTestContext>;
  readonly clock?: Clock;
}

export async function check(options: CheckOptions): Promise<Run> {
  const { connection, secret, network = {}, clock = hurriedClock } = options;
  const job = createMemoryReporter({ start: { connection } });
  const http = createHttpClient({
    ...network,
    clock,
    patience: 'until-in-vain',
    random: systemRandom,
    record: job.record,
    ...(secret === undefined ? {} : { secrets: [secret] }),
  });
  const connectMs = network.limits?.connectMs;
  try {
    const outcome = await runConnectionTest({
      connection,
      advice: options.advice ?? [],
      http,
      inspect: createInspector({ ...network, ...(connectMs === undefined ? {} : { connectMs }) }),
      makeTokenSource: (authStyle) =>
        createTokenSource({
          http,
          clock,
          authStyle,
          tokenUrl: connection.tokenUrl,
          clientId: connection.clientId,
          scope: connection.scope,
          readSecret: async () => (secret === undefined ? { kind: 'none', why: 'No secret is set.' } : { kind: 'secret', value: secret }),
        }),
      makeScimClient: (tokens) => createScimClient({ http, baseUrl: connection.scimUrl, tokens }),
      reporter: job,
      exchangesOf: (stepId) => job.exchanges.filter((exchange) => exchange.stepId === stepId),
      clock,
      random: systemRandom,
      tryAllAuthStyles: options.tryAllAuthStyles === true,
      proxyFor: network.proxyFor ?? (async () => 'DIRECT'),
      ...options.instead,
    });
    return job.end('finished', outcome);
  } finally {
    http.close();
  }
}

export const step = (run: Run, id: string): Run['steps'][number] => {
  const found = run.steps.find((one) => one.id === id);
  if (found === undefined) throw new Error(`The run has no step ${id}.`);
  return found;
};

/** Ids of the findings, sorted. */
export const findingIds = (run: Run): readonly string[] => run.findings.map((finding) => finding.id).sort();

/** Each finding with its severity, sorted. */
export const severities = (run: Run): readonly string[] => run.findings.map(({ id, severity }) => `${severity} ${id}`).sort();

/** Checks a small server, judged for Entra unless told otherwise. */
export function checkServer(
  options: ServerOptions & Partial<Omit<CheckOptions, 'connection'>> & { readonly fields?: Partial<Connection> } = {},
): Promise<Run> {
  return withServer(options, ({ scimUrl, tokenUrl }) =>
    check({ secret: serverSecret, ...options, connection: ownConnection({ scimUrl, tokenUrl, ...options.fields }) }),
  );
}
