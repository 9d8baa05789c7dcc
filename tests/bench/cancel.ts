// How long it takes from the cancel of a living run until the run is no longer running, while the server keeps a request waiting.
// A test sync is cancelled before it made anything: what it has to remove afterwards takes as long as the server takes.
import type { App } from '../../main/app-types.ts';
import { openTestApp, runToEnd } from '../unit/compose/app.ts';
import { asMilliseconds, inFolder, type Part, type Row, repeated, rowOf } from './measure.ts';
import { connectionTo, startTarget, type Target } from './target.ts';

/** Longer than any round: an answer never comes before the cancel. */
const slowMs = 20_000;

async function startCheck(app: App): Promise<string> {
  return (await app.handlers['connection-test.start']({ connectionId: 'target', tryAllAuthStyles: false, faults: [] })).runId;
}

async function startSync(app: App): Promise<string> {
  const options = {
    connectionId: 'target',
    dialect: 'entra' as const,
    members: 3,
    testDomain: 'halden.example',
    reusablePerson: false,
    nestedGroup: false,
    faults: [],
  };
  const { consentId } = await app.handlers['test-sync.consent'](options);
  return (await app.handlers['test-sync.start']({ options, consentId })).runId;
}

/** Resolves when the server has the run's next request in its hands. */
async function cancelOnce(app: App, target: Target, start: (app: App) => Promise<string>): Promise<number> {
  const held = target.nextHeld();
  const runId = await start(app);
  await held;
  const begun = performance.now();
  const ended = runToEnd(app, runId);
  await app.handlers['runs.cancel']({ id: runId });
  const run = await ended;
  const took = performance.now() - begun;
  if (run.state !== 'cancelled') throw new Error(`The run is ${run.state}, not cancelled.`);
  return took;
}

export const cancel: Part = {
  name: 'cancel',
  measure: async (rounds) => {
    const target = await startTarget();
    try {
      return await inFolder(async (dataDir) => {
        const app = await openTestApp(dataDir);
        try {
          app.holdConnection(connectionTo(target, { scimUrl: target.slowScimUrl, tokenUrl: target.slowTokenUrl }), target.clientSecret);
          await target.slowDown({ delayMs: slowMs, of: 'scim' });
          const rows: Row[] = [];
          for (const [name, start] of [
            ['Cancel a connection test', startCheck],
            ['Cancel a test sync', startSync],
          ] as const) {
            const values = await repeated(rounds, () => cancelOnce(app, target, start));
            const compared = 'from cancel to stopped, while an answer is awaited';
            rows.push(rowOf({ name, compared, values, bound: { kind: 'at most', value: 200 }, show: asMilliseconds }));
          }
          return rows;
        } finally {
          await app.close();
        }
      });
    } finally {
      await target.close();
    }
  },
};
