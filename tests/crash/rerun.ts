// `npm run test:crash`: a rerun over 5,000 people is killed at 200 random points, by requests the server has seen, and gone on with each time.
// In the end everybody is in one state, nobody has a touched value, and who was written to twice is marked as one whose answer was lost.
// Options: --people N, --kills N, --strategy resend|touch, --seed N. Not part of `npm test`: it takes minutes.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { systemClock } from '../../main/platform/ports.ts';
import { openStorage } from '../../main/platform/storage/index.ts';
import { startTarget, type TargetPerson } from '../unit/org-rules/target.ts';
import type { Order } from './rerun-client.ts';

const { values } = parseArgs({
  options: { people: { type: 'string' }, kills: { type: 'string' }, strategy: { type: 'string' }, seed: { type: 'string' } },
});
const size = Number(values.people ?? 5_000);
const kills = Number(values.kills ?? 200);
const seed = Number(values.seed ?? Date.now() % 1_000_000);

/** Numbers from 0 to 1 that are the same for one seed. */
function chance(from: number): () => number {
  let state = from;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

type News = { readonly kind: 'planned'; readonly rerunId: string } | { readonly kind: 'ended'; readonly findings: readonly string[] };

function live(order: Order): { readonly child: ChildProcess; readonly news: Promise<News | undefined> } {
  const child = fork(fileURLToPath(new URL('./rerun-client.ts', import.meta.url)), [JSON.stringify(order)], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  let said: News | undefined;
  child.on('message', (message) => {
    said = message as News;
  });
  return { child, news: once(child, 'exit').then(() => said) };
}

const original = (person: TargetPerson): string => `Person ${person.id.slice(1)}`;

async function go(strategy: Order['strategy']): Promise<readonly string[]> {
  const random = chance(seed);
  const dataDir = mkdtempSync(join(tmpdir(), 'steward-crash-'));
  let armed: { readonly at: number; readonly kill: () => void } | undefined;
  const target = await startTarget({
    people: size,
    fate: ({ count }) => {
      if (armed !== undefined && count >= armed.at) {
        armed.kill();
        armed = undefined;
      }
      return 'well';
    },
  });
  const place = { dataDir, scimUrl: target.scimUrl, tokenUrl: target.tokenUrl, strategy };
  const wrong: string[] = [];
  try {
    const planned = await live(place).news;
    if (planned?.kind !== 'planned') throw new Error('The dry run did not end.');
    const { rerunId } = planned;
    const requestsEach = strategy === 'touch' ? 5 : 2;
    // All kills together shall come before the end, at any moment between two requests or within one.
    const most = Math.max(2, (2 * size * requestsEach) / (kills + 1));
    let killed = 0;
    for (let ended = false; !ended; ) {
      const { child, news } = live({ ...place, rerunId });
      if (killed < kills) {
        const pause = random() * 4;
        armed = { at: target.requests() + 1 + Math.floor(random() * most * 0.9), kill: () => void setTimeout(() => child.kill('SIGKILL'), pause) };
      }
      const end = await news;
      ended = end?.kind === 'ended';
      armed = undefined;
      if (!ended) {
        killed += 1;
        if (killed % 20 === 0) console.error(`${strategy}: killed ${killed} times, ${target.requests()} requests`);
        if (killed > kills + 5) throw new Error('It ends without being killed.');
      }
    }
    console.error(`${strategy}: ended after ${killed} kills and ${target.requests()} requests (seed ${seed})`);
    if (killed < kills) wrong.push(`killed only ${killed} times: the rerun was over before`);
    const storage = await openStorage({ dataDir, clock: systemClock });
    const { people } = await storage.reruns.people(rerunId, { kind: 'all' }, 0, size + 1);
    await storage.close();
    if (new Set(people.map(({ id }) => id)).size !== size || people.length !== size) wrong.push(`${people.length} rows for ${size} people`);
    for (const row of people) {
      const person = target.people.get(row.id);
      if (person === undefined) wrong.push(`${row.id} is nobody`);
      else if (row.state !== 'sent') wrong.push(`${row.id} is ${row.state}: ${row.reason}`);
      else if (person.displayName !== original(person)) wrong.push(`${row.id} is left as “${person.displayName}”`);
      else if (person.written.length === 0) wrong.push(`${row.id} is sent and was never written`);
      else if (strategy === 'resend' && person.written.length > 1 && row.lost === 0)
        wrong.push(`${row.id} was written ${person.written.length} times and does not say so`);
    }
    const twice = [...target.people.values()].filter(({ written }) => written.length > (strategy === 'touch' ? 2 : 1)).length;
    console.error(`${strategy}: ${twice} people were written to more often than once, each marked`);
  } finally {
    await target.close();
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  }
  return wrong.map((line) => `${strategy}: ${line}`);
}

const strategies = values.strategy === undefined ? (['resend', 'touch'] as const) : ([values.strategy === 'touch' ? 'touch' : 'resend'] as const);
const wrong = (await Promise.all(strategies.map(go))).flat();
for (const line of wrong.slice(0, 20)) console.error(line);
console.log(
  wrong.length === 0
    ? `${size} people, ${kills} kills a strategy: everybody in one state, no touched value left.`
    : `${wrong.length} things are wrong.`,
);
process.exit(wrong.length === 0 ? 0 : 1);
