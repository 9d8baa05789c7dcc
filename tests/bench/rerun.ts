// A rerun of organization rules over 20,000 people, as the app is composed, on a server that allows 200 requests a second: how much of that it
// uses, that nobody is lost to 429, 503 and broken connections, and that memory does not grow with the people.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { openTestApp, ownConnection, runToEnd } from '../unit/compose/app.ts';
import { asMegabytes, asRatio, inFolder, type Part, type Row, rowOf } from './measure.ts';
import { allowedASecond, type RerunServerNews } from './rerun-messages.ts';

const people = 20_000;
/** Of the people, before memory is looked at first: by then every lane has worked and the compiler is done. */
const warm = 0.25;

interface Seen {
  readonly used: number;
  readonly growth: number;
}

async function measure(dataDir: string): Promise<Seen> {
  const child = fork(fileURLToPath(new URL('./rerun-server.ts', import.meta.url)), [String(people)], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const next = async (): Promise<RerunServerNews> => ((await once(child, 'message')) as [RerunServerNews])[0];
  const { origin } = await next();
  const app = await openTestApp(dataDir);
  try {
    const connection = ownConnection({ scimUrl: `${origin}/scim/v2/`, tokenUrl: `${origin}/token` });
    app.holdConnection(connection, 'a-client-secret');
    const selection = { kind: 'condition', text: 'userName matches ".*"' } as const;
    const order = { connectionId: connection.id, selection, exclude: '', strategy: 'resend', rate: allowedASecond, fast: 'allowed' } as const;
    const { rerunId, runId } = await app.handlers['org-rules.plan'](order);
    await runToEnd(app, runId);
    const { consentId } = await app.handlers['org-rules.consent']({ rerunId });
    const started = await app.handlers['org-rules.start']({ rerunId, consentId });
    let before: number | undefined;
    let most = 0;
    const looking = setInterval(async () => {
      const { counts } = await app.handlers['org-rules.get']({ rerunId });
      const bytes = process.memoryUsage().rss;
      if (counts.sent < people * warm) return;
      before ??= bytes;
      most = Math.max(most, bytes);
    }, 2_000);
    await runToEnd(app, started.runId);
    clearInterval(looking);
    const counted = next();
    child.send('count');
    const { allowed, elapsedMs, written } = await counted;
    const { counts } = await app.handlers['org-rules.get']({ rerunId });
    if (counts.sent !== people || written !== people) throw new Error(`${counts.sent} people are sent and ${written} were written, of ${people}.`);
    return { used: allowed / ((elapsedMs / 1_000) * allowedASecond), growth: Math.max(0, most - (before ?? most)) };
  } finally {
    await app.close();
    child.disconnect();
  }
}

export const rerun: Part = {
  name: 'rerun',
  // 40,000 requests at 200 a second, and the dry run, once: a round cannot be shorter.
  longestMs: 420_000,
  measure: async (): Promise<readonly Row[]> => {
    const { used, growth } = await inFolder(measure);
    return [
      rowOf({
        name: 'Rerun of 20,000 people',
        compared: 'requests that the server took a second against the 200 it allows, with 2 % of answers 429, 1 % 503, 1 % cut; nobody lost',
        values: [used],
        bound: { kind: 'at least', value: 0.95 },
        show: asRatio,
        beside: 'one round',
      }),
      rowOf({
        name: 'Rerun, memory',
        compared: 'growth of resident memory from the first quarter of the people to the end',
        values: [growth],
        bound: { kind: 'at most', value: 60 * 1024 * 1024 },
        show: asMegabytes,
        beside: 'one round',
      }),
    ];
  },
};
