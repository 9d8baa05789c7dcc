// Reads the Graph twin as the app reads Entra: a tenant of its own a test, a clock that never waits, everything it sent.
import { onTestFinished } from 'vitest';
import type { Exchange } from '../../../contract/common.ts';
import { entraSource } from '../../../main/features/directory/sources/entra.ts';
import type { EarlierRead } from '../../../main/features/directory/sources/types.ts';
import { createHttpClient } from '../../../main/platform/http/client.ts';
import { startPracticeTenant } from '../../../main/practice/tenant.ts';
import type { PracticeOptions, PracticeTenant } from '../../../main/practice/types.ts';
import { defaultScopeOf, tokenUrlOf } from '../../../main/protocols/entra/clouds.ts';
import { createGraphClient, type GraphClient } from '../../../main/protocols/entra/graph.ts';
import { createTokenSource } from '../../../main/protocols/oauth/token-source.ts';
import { type Taken, takeAll } from '../directory/sink.ts';
import { type TestClock, testClock, testRandom } from '../http/make-client.ts';

export interface EntraReading {
  readonly tenant: PracticeTenant;
  readonly graph: GraphClient;
  readonly clock: TestClock;
  readonly exchanges: Exchange[];
  take(choice?: { readonly scimApp?: string; readonly ssoApp?: string }, signal?: AbortSignal): Promise<Taken>;
  /** Goes on from what an earlier read left. */
  takeSince(earlier: EarlierRead, choice?: { readonly ssoApp?: string }): Promise<Taken>;
}

export async function readEntra(options: PracticeOptions = {}, { secret }: { readonly secret?: string } = {}): Promise<EntraReading> {
  const tenant = await startPracticeTenant(options);
  const [clock, random, exchanges]: [TestClock, ReturnType<typeof testRandom>, Exchange[]] = [testClock(), testRandom(), []];
  const http = createHttpClient({ clock, random, record: (exchange) => exchanges.push(exchange) });
  onTestFinished(async () => {
    http.close();
    await tenant.close();
  });
  const { graph: access } = tenant.idp;
  const tokens = createTokenSource({
    http,
    clock,
    authStyle: 'body',
    tokenUrl: tokenUrlOf(access, access.tenantId),
    clientId: access.clientId,
    scope: defaultScopeOf(access),
    readSecret: async () => ({ kind: 'secret', value: secret ?? access.clientSecret }),
  });
  const graph = createGraphClient({ http, clock, random, places: access, tokens });
  const hosts = { graph: new URL(access.graph).host, login: new URL(access.login).host };
  const reader = (choice: { readonly scimApp?: string; readonly ssoApp?: string } = {}) =>
    entraSource(graph, { tenant: access.tenantId, scimApp: access.scimApp, ssoApp: access.ssoApp, ...choice }, hosts);
  return {
    tenant,
    graph,
    clock,
    exchanges,
    take: (choice, signal) => takeAll(reader(choice), signal),
    takeSince: (earlier, choice) => takeAll({ take: (context) => reader(choice).take({ ...context, earlier }) }),
  };
}
