// SCIM Steward in a process of its own, wired without a window: one test sync, or a clean-up of whatever dead runs left in the data folder.
// It reads its task as one line, says "begun" when its run is written down, and "ended <state>" at the end, if it lives to see it.
import { createInterface } from 'node:readline';
import { createTestSyncFeature, type SyncTools } from '../../main/features/test-sync/index.ts';
import { createHttpClient } from '../../main/platform/http/client.ts';
import { systemRandom } from '../../main/platform/ports.ts';
import { createRunManager } from '../../main/platform/runs/manager.ts';
import { openStorage } from '../../main/platform/storage/index.ts';
import { createTokenSource } from '../../main/protocols/oauth/token-source.ts';
import { createScimClient } from '../../main/protocols/scim/client.ts';
import { connectionOf, hastyClock, optionsOf } from '../unit/test-sync/builders.ts';
import type { Task } from './kill-messages.ts';

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const task: Task = JSON.parse((await lines.next()).value ?? '');
const { clientSecret, ...endpoints } = task.target;
const connection = connectionOf(endpoints);
const clock = hastyClock;
const storage = await openStorage({ dataDir: task.dataDir, clock });
const manager = await createRunManager({
  storage,
  clock,
  random: systemRandom,
  onBug: (thrown) => {
    throw thrown;
  },
});
const ends: Promise<{ readonly state: string }>[] = [];

const feature = createTestSyncFeature({
  requireConnection: async () => connection,
  lock: async () => ({ kind: 'open' }),
  wrongWith: async () => [],
  secretIsSet: async () => true,
  startRun: async (order, body) => {
    const { connection: target, ...rest } = order;
    const started = await manager.start({ ...rest, connection: target, options: { ...order.options } }, async (job) => {
      const kept: Parameters<typeof job.record>[0][] = [];
      const http = createHttpClient({
        clock,
        random: systemRandom,
        secrets: [clientSecret],
        record: (exchange) => {
          kept.push(exchange);
          job.record(exchange);
        },
      });
      const network: SyncTools['network'] = {
        connection,
        makeTokenSource: (authStyle) =>
          createTokenSource({
            http,
            clock,
            authStyle,
            tokenUrl: connection.tokenUrl,
            clientId: connection.clientId,
            scope: '',
            readSecret: async () => ({ kind: 'secret', value: clientSecret }),
          }),
        makeScimClient: (tokens) => createScimClient({ http, baseUrl: connection.scimUrl, tokens }),
      };
      try {
        return await body({ job, network, exchangesOf: (stepId) => kept.filter((exchange) => exchange.stepId === stepId) });
      } finally {
        http.close();
      }
    });
    ends.push(started.finished);
    return started;
  },
  leftovers: () => manager.leftovers(),
  run: (id) => manager.get(id),
  writeReceipt: async () => undefined,
  clock,
  random: systemRandom,
});

if (task.verb === 'sync') {
  const options = optionsOf({ dialect: task.dialect, nestedGroup: true });
  const { consentId } = await feature['test-sync.consent'](options);
  await feature['test-sync.start']({ options, consentId });
} else {
  for (const { runId } of (await feature['test-sync.leftovers']({})).leftovers) {
    const before = ends.length;
    await feature['test-sync.cleanUp']({ runId });
    await ends[before];
  }
}
const ended = await Promise.all(ends);
await manager.close();
await storage.close();
process.stdout.write(`ended ${ended.map(({ state }) => state).join(' ')}\n`);
process.exit(0);
