// How many requests a second the SCIM client makes as the app uses it (sign-in, secrets removed, every exchange into the history of a run,
// which is on the disk when the clock stops) against a bare axios loop with a token in its hand, on the same server, eight at a time.
import { openNetwork } from '../../main/composition/network.ts';
import { systemClock, systemRandom } from '../../main/platform/ports.ts';
import { createRedactor } from '../../main/platform/redact/redact.ts';
import { createRunManager } from '../../main/platform/runs/manager.ts';
import { openStorage } from '../../main/platform/storage/index.ts';
import type { ScimClient } from '../../main/protocols/scim/types.ts';
import { asRatio, inFolder, type Part, repeated, rowOf, timed } from './measure.ts';
import { type Ask, type Asked, atATime, startBareLoop } from './slice.ts';
import { connectionTo, startTarget, type Target, tokenFrom } from './target.ts';

/** A round alternates in slices: what disturbs the machine for a moment disturbs both. */
const slicesARound = 2;
const requestsASlice = 1_000;
const requestsARound = slicesARound * requestsASlice;

/** What provisioning asks most: find a person by the matching attribute, then read it. */
function questions({ people }: Target): readonly Asked[] {
  return people.flatMap(({ id, userName }) => [
    { path: 'Users', query: { filter: `userName eq ${JSON.stringify(userName)}` } },
    { path: `Users/${id}`, query: {} },
  ]);
}

const readWith =
  (scim: ScimClient): Ask =>
  async ({ path, query }) => {
    const answer = await scim.request('GET', path, { purpose: 'benchmark', stepId: 'all', query });
    return answer.kind === 'answered' ? answer.status : 0;
  };

/** As the app is composed, for one connection: storage, runs, and the network of a run. */
async function openOurs(target: Target, scimUrl: string, dataDir: string) {
  const storage = await openStorage({ dataDir, clock: systemClock });
  const redactor = createRedactor();
  const broken: unknown[] = [];
  const manager = await createRunManager({ storage, clock: systemClock, random: systemRandom, onBug: (thrown) => broken.push(thrown) });
  const connection = connectionTo(target, { scimUrl, tokenUrl: target.tokenUrl });
  const ports = {
    clock: systemClock,
    random: systemRandom,
    proxyFor: async () => 'DIRECT',
    userAgent: 'SCIM-Steward/bench',
    limits: async () => ({}),
    contacted: storage.contacts.note,
  };
  return {
    /** One run; `work` gets the client. Resolves when the run stands in history. */
    run: async (work: (ask: Ask) => Promise<void>): Promise<void> => {
      const order = { kind: 'connection-test', connection, options: {}, faults: [], crash: 'discard' } as const;
      const started = await manager.start(order, async (job) => {
        const network = await openNetwork(ports, {
          connection,
          readSecret: async () => ({ kind: 'secret', value: target.clientSecret }),
          ownRoots: [],
          record: job.record,
          redactor: redactor.scope(),
          tokenSeen: () => {},
          overrides: {},
          patience: 'each-request',
        });
        job.plan([{ id: 'all', title: 'All requests' }]);
        job.startStep('all');
        await work(readWith(network.makeScimClient(network.makeTokenSource('body'))));
        network.close();
        return { verdicts: { rfc: 'passed', entra: 'passed', okta: 'passed' }, summary: 'Done.' };
      });
      const run = await started.finished;
      if (broken.length > 0) throw broken[0];
      if (run.exchangeCount !== requestsARound + 1) throw new Error(`${run.exchangeCount} exchanges were recorded.`);
    },
    flush: storage.flush,
    close: async () => {
      await manager.close();
      await storage.close();
    },
  };
}

async function compare(target: Target, scimUrl: string, rounds: number): Promise<readonly number[]> {
  const asked = questions(target);
  const bare = startBareLoop({ scimUrl, token: await tokenFrom(target), asked, requests: requestsASlice });
  try {
    return await inFolder(async (dataDir) => {
      const ours = await openOurs(target, scimUrl, dataDir);
      let count = 0;
      /** Bare time through our time. Ours is all but the bare slices: start, slices until each is written, end of the run. */
      const round = async (): Promise<number> => {
        count += 1;
        let bareMs = 0;
        let awayMs = 0;
        const bareSlice = async (): Promise<void> => {
          awayMs += await timed(async () => {
            bareMs += await bare.slice();
          });
        };
        const wholeMs = await timed(() =>
          ours.run(async (ask) => {
            for (let slice = 0; slice < slicesARound; slice += 1) {
              if (count % 2 === 0) await bareSlice();
              await atATime(asked, requestsASlice, ask)();
              await ours.flush();
              if (count % 2 === 1) await bareSlice();
            }
          }),
        );
        return bareMs / (wholeMs - awayMs);
      };
      try {
        // One round that does not count: connections, the compiler, the disk.
        await round();
        return await repeated(rounds, round);
      } finally {
        await ours.close();
      }
    });
  } finally {
    await bare.close();
  }
}

export const scimClient: Part = {
  name: 'client',
  measure: async (rounds) => {
    const target = await startTarget();
    try {
      return [
        rowOf({
          name: 'SCIM client',
          compared: 'requests a second, eight at a time, all recorded, against a bare axios loop on the practice tenant',
          values: await compare(target, target.scimUrl, rounds),
          bound: { kind: 'at least', value: 0.9 },
          show: asRatio,
        }),
        rowOf({
          name: 'SCIM client, worst case',
          compared: 'the same on a server that answers at once and does nothing',
          values: await compare(target, target.idleScimUrl, rounds),
          bound: { kind: 'at least', value: 0.9 },
          show: asRatio,
        }),
      ];
    } finally {
      await target.close();
    }
  },
};
