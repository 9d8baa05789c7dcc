// One import from the Graph twin into a data folder, wired as the app wires it but without its window: the directory worker stores, the source reads.
import { createDirectoryWorker } from '../../main/composition/directory-client.ts';
import { runTake } from '../../main/features/directory/run.ts';
import { entraSource } from '../../main/features/directory/sources/entra.ts';
import { readInRun } from '../../main/features/directory/sources/read-in-run.ts';
import { createHttpClient } from '../../main/platform/http/client.ts';
import { systemRandom } from '../../main/platform/ports.ts';
import { createMemoryReporter } from '../../main/platform/runs/memory.ts';
import { startPracticeTenant } from '../../main/practice/tenant.ts';
import { defaultScopeOf, tokenUrlOf } from '../../main/protocols/entra/clouds.ts';
import { createGraphClient } from '../../main/protocols/entra/graph.ts';
import { createTokenSource } from '../../main/protocols/oauth/token-source.ts';
import { hastyClock } from '../unit/test-sync/builders.ts';

/** `kept` is told after the worker has kept what was read whole; the first groups come first. Answers the snapshots there are, and what the twin was asked. */
export async function importOnce(dataDir: string, kept: () => void = () => {}) {
  const tenant = await startPracticeTenant();
  const worker = createDirectoryWorker({ dataDir, readOnly: false });
  const ask: typeof worker.ask = async (name, input, options) => {
    const answer = await worker.ask(name, input, options);
    if (name === 'directory.keepUnfinished') kept();
    return answer;
  };
  const http = createHttpClient({ clock: hastyClock, random: systemRandom, record: () => {} });
  const { graph: access } = tenant.idp;
  const tokens = createTokenSource({
    http,
    clock: hastyClock,
    authStyle: 'body',
    tokenUrl: tokenUrlOf(access, access.tenantId),
    clientId: access.clientId,
    scope: defaultScopeOf(access),
    readSecret: async () => ({ kind: 'secret', value: access.clientSecret }),
  });
  const graph = createGraphClient({ http, clock: hastyClock, random: systemRandom, places: access, tokens });
  const reader = entraSource(graph, { tenant: access.tenantId, scimApp: access.scimApp, ssoApp: access.ssoApp }, { graph: 'graph', login: 'login' });
  const head = {
    id: systemRandom.uuid(),
    name: 'Entra',
    source: 'entra',
    vantage: 'the IdP',
    connectionId: 'contoso',
    practice: false,
    takenAt: new Date().toISOString(),
  } as const;
  try {
    await readInRun(
      createMemoryReporter(),
      reader,
      (job, read) => runTake(ask, job, { head, of: undefined }, read),
      () => [],
    );
    return { snapshots: await ask('directory.list', {}), requests: (await tenant.inspect()).idpRequests };
  } finally {
    http.close();
    await worker.close();
    await tenant.close();
  }
}
