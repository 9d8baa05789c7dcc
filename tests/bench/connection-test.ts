// How long the connection test takes, from its start to the end a window sees, against the same requests sent bare one after the other,
// with 50 ms of waiting for each in the server. What it adds is name and port checks, reading, judging, history.
import http from 'node:http';
import axios from 'axios';
import type { Exchange } from '../../contract/common.ts';
import type { App } from '../../main/app-types.ts';
import { openTestApp, runToEnd } from '../unit/compose/app.ts';
import { asMilliseconds, asRatio, inFolder, inTurns, median, type Part, rowOf, timed } from './measure.ts';
import { connectionTo, startTarget, type Target, tokenFrom } from './target.ts';

const perRequestMs = 50;

async function check(app: App): Promise<string> {
  const { runId } = await app.handlers['connection-test.start']({ connectionId: 'target', tryAllAuthStyles: false, faults: [] });
  const run = await runToEnd(app, runId);
  const failed = run.steps.filter((step) => step.status === 'failed').map((step) => step.id);
  if (run.state !== 'finished' || failed.length > 0) throw new Error(`The connection test is ${run.state}; failed: ${failed.join(', ')}`);
  return runId;
}

async function exchangesOf(app: App, runId: string): Promise<readonly Exchange[]> {
  const { exchanges } = await app.handlers['runs.exchanges']({
    id: runId,
    ids: (await app.handlers['runs.get']({ id: runId })).steps.flatMap((step) => step.exchangeIds),
  });
  return exchanges;
}

/** The recorded requests once more, with the secrets that the record does not hold. */
async function replay(exchanges: readonly Exchange[], target: Target, token: string, agent: http.Agent): Promise<void> {
  const form = new URLSearchParams({ grant_type: 'client_credentials', client_id: target.clientId, client_secret: target.clientSecret });
  for (const { method, url, outcome } of exchanges) {
    const wanted = outcome.kind === 'answered' ? outcome.status : 0;
    const headers = {
      Accept: 'application/scim+json',
      ...(method === 'POST' ? {} : { Authorization: `Bearer ${wanted === 401 ? 'altered' : token}` }),
    };
    const answer = await axios.request({
      method,
      url,
      headers,
      httpAgent: agent,
      validateStatus: null,
      ...(method === 'POST' ? { data: form } : {}),
    });
    if (answer.status !== wanted) throw new Error(`${method} ${url} answered ${answer.status}, in the run ${wanted}.`);
  }
}

export const connectionTest: Part = {
  name: 'check',
  measure: async (rounds) => {
    const target = await startTarget();
    const agent = new http.Agent({ keepAlive: true });
    try {
      return await inFolder(async (dataDir) => {
        const app = await openTestApp(dataDir);
        try {
          app.holdConnection(connectionTo(target, { scimUrl: target.slowScimUrl, tokenUrl: target.slowTokenUrl }), target.clientSecret);
          const exchanges = await exchangesOf(app, await check(app));
          const token = await tokenFrom(target);
          await target.slowDown({ delayMs: perRequestMs, of: 'everything' });
          const pairs = await inTurns(
            rounds,
            () => timed(() => check(app)),
            () => timed(() => replay(exchanges, target, token, agent)),
          );
          return [
            rowOf({
              name: 'Connection test',
              compared: `the whole test against its ${exchanges.length} requests sent bare, ${perRequestMs} ms injected in each`,
              values: pairs.map(({ ours, bare }) => ours / bare),
              bound: { kind: 'at most', value: 1.1 },
              show: asRatio,
              beside: `${asMilliseconds(median(pairs.map((pair) => pair.ours)))} against ${asMilliseconds(median(pairs.map((pair) => pair.bare)))}`,
            }),
          ];
        } finally {
          await app.close();
        }
      });
    } finally {
      agent.destroy();
      await target.close();
    }
  },
};
