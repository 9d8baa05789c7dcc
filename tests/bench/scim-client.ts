// How many requests a second the SCIM client makes as the app uses it (sign-in, secrets removed, every exchange into the history of a run,
// which is on the disk when the clock stops) against a bare axios loop with a token in its hand, on the same server, eight at a time.
import http from 'node:http';
import axios from 'axios';
import { openNetwork } from '../../main/composition/network.ts';
import { systemClock, systemRandom } from '../../main/platform/ports.ts';
import { createRedactor } from '../../main/platform/redact/redact.ts';
import { createRunManager } from '../../main/platform/runs/manager.ts';
import { openStorage } from '../../main/platform/storage/index.ts';
import type { ScimClient } from '../../main/protocols/scim/types.ts';
import { asRatio, inFolder, inTurns, type Part, type Row, rowOf, timed } from './measure.ts';
import { connectionTo, startTarget, type Target, tokenFrom } from './target.ts';

const concurrency = 8;
const requestsARound = 1_500;

interface Asked {
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
}

/** What provisioning asks most: find a person by the matching attribute, then read it. */
function questions({ people }: Target): readonly Asked[] {
  return people.flatMap(({ id, userName }) => [
    { path: 'Users', query: { filter: `userName eq ${JSON.stringify(userName)}` } },
    { path: `Users/${id}`, query: {} },
  ]);
}

async function eightAtATime(asked: readonly Asked[], ask: (one: Asked) => Promise<number>): Promise<void> {
  let next = 0;
  async function lane(): Promise<void> {
    while (next < requestsARound) {
      const one = asked[next % asked.length];
      next += 1;
      const status = one === undefined ? 0 : await ask(one);
      if (status !== 200) throw new Error(`The server answered ${status}.`);
    }
  }
  await Promise.all(Array.from({ length: concurrency }, lane));
}

async function compare(target: Target, scimUrl: string, rounds: number): Promise<readonly number[]> {
  const asked = questions(target);
  const agent = new http.Agent({ keepAlive: true });
  const token = await tokenFrom(target);
  const bare = () =>
    timed(() =>
      eightAtATime(asked, async ({ path, query }) => {
        const headers = { Accept: 'application/scim+json', Authorization: `Bearer ${token}` };
        return (await axios.get(`${scimUrl}${path}`, { params: query, headers, httpAgent: agent })).status;
      }),
    );
  try {
    return await inFolder(async (dataDir) => {
      const storage = await openStorage({ dataDir, clock: systemClock });
      const redactor = createRedactor();
      const broken: unknown[] = [];
      const manager = await createRunManager({ storage, clock: systemClock, random: systemRandom, onBug: (thrown) => broken.push(thrown) });
      const connection = connectionTo(target, { scimUrl, tokenUrl: target.tokenUrl });
      const read = async (scim: ScimClient, { path, query }: Asked): Promise<number> => {
        const answer = await scim.request('GET', path, { purpose: 'benchmark', stepId: 'all', query });
        return answer.kind === 'answered' ? answer.status : 0;
      };
      const start = () =>
        manager.start({ kind: 'connection-test', connection, options: {}, faults: [], crash: 'discard' }, async (job) => {
          const network = await openNetwork(
            {
              clock: systemClock,
              random: systemRandom,
              proxyFor: async () => 'DIRECT',
              userAgent: 'SCIM-Steward/bench',
              limits: {},
              contacted: storage.contacts.note,
            },
            {
              connection,
              readSecret: async () => ({ kind: 'secret', value: target.clientSecret }),
              record: job.record,
              tokenSeen: () => {},
              overrides: {},
              ownRoots: [],
              redactor: redactor.scope(),
            },
          );
          const scim = network.makeScimClient(network.makeTokenSource('body'));
          job.plan([{ id: 'all', title: 'All requests' }]);
          job.startStep('all');
          await eightAtATime(asked, (one) => read(scim, one));
          network.close();
          return { verdicts: { rfc: 'passed', entra: 'passed', okta: 'passed' }, summary: 'Done.' };
        });
      const ours = () =>
        timed(async () => {
          const run = await (await start()).finished;
          if (broken.length > 0) throw broken[0];
          if (run.exchangeCount !== requestsARound + 1) throw new Error(`${run.exchangeCount} exchanges were recorded.`);
        });
      try {
        // One round that does not count: connections, the compiler, the disk.
        await inTurns(1, ours, bare);
        return (await inTurns(rounds, ours, bare)).map((pair) => pair.bare / pair.ours);
      } finally {
        await manager.close();
        await storage.close();
      }
    });
  } finally {
    agent.destroy();
  }
}

export const scimClient: Part = {
  name: 'client',
  measure: async (rounds) => {
    const target = await startTarget();
    try {
      const rows: Row[] = [];
      const whole = await compare(target, target.scimUrl, rounds);
      const common = { bound: { kind: 'at least', value: 0.9 }, show: asRatio } as const;
      rows.push(
        rowOf({
          ...common,
          name: 'SCIM client',
          compared: 'requests a second, all recorded, against a bare axios loop: practice tenant',
          values: whole,
        }),
      );
      const idle = await compare(target, target.idleScimUrl, rounds);
      rows.push(
        rowOf({
          name: 'SCIM client, worst case',
          compared: 'the same on a server that answers at once and does nothing',
          values: idle,
          bound: { kind: 'none' },
          show: asRatio,
        }),
      );
      return rows;
    } finally {
      await target.close();
    }
  },
};
