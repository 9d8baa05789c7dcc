// A test sync killed with SIGKILL at many points: the next start finds what was left and removes exactly that, whoever else stands beside it.
// The target lives in another process and counts the requests; at the k-th it kills. STEWARD_KILL_ROUNDS=200 tries every request both ways.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { systemClock } from '../../main/platform/ports.ts';
import type { JournalRow } from '../../main/platform/runs/types.ts';
import { openStorage } from '../../main/platform/storage/index.ts';
import type { Content } from '../unit/test-sync/builders.ts';
import type { Answered, Answers, KillMoment, Order, Passed, Task } from './kill-messages.ts';

const script = (name: string) => new URL(name, import.meta.url).pathname;
const rounds = Number(process.env['STEWARD_KILL_ROUNDS'] ?? 10);
/** Processes at a time: the machine has few cores. */
const together = 2;

interface Server {
  order<K extends Order['kind']>(order: Extract<Order, { kind: K }>): Promise<Answers[K]>;
  readonly process: ChildProcess;
}

async function startServer(): Promise<Server> {
  const child = spawn(process.execPath, [script('kill-server.ts')], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const waiting = new Map<number, (answer: unknown) => void>();
  const ready = new Promise((resolve) => waiting.set(0, resolve));
  child.on('message', ({ id, answer }: Answered) => waiting.get(id)?.(answer));
  await Promise.race([ready, once(child, 'exit').then(() => Promise.reject(new Error('The server process ended.')))]);
  let sent = 0;
  return {
    process: child,
    // The answer's type belongs to the order's kind: the server's switch is made over the same union.
    order: (order) =>
      new Promise((resolve) => {
        sent += 1;
        waiting.set(sent, (answer) => resolve(answer as Answers[typeof order.kind]));
        child.send({ ...order, id: sent });
      }),
  };
}

interface Life {
  readonly passed: Passed;
  /** How it ended: by our signal, or by itself. */
  readonly end: 'killed' | string;
}

/** One process from its start to its end, killed at its k-th request or left alone. */
async function live(
  server: Server,
  dataDir: string,
  verb: Task['verb'],
  at: { readonly k: number; readonly moment: KillMoment },
  dialect: Task['dialect'] = 'entra',
): Promise<Life> {
  const child = spawn(process.execPath, [script('kill-client.ts')], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const target = await server.order({ kind: 'door', pid: child.pid ?? 0, ...at });
  child.stdin.write(`${JSON.stringify({ dataDir, verb, target, dialect } satisfies Task)}\n`);
  const [code, signal] = await ended;
  const passed = await server.order({ kind: 'passed', door: target.scimUrl });
  if (signal === 'SIGKILL') return { passed, end: 'killed' };
  if (code !== 0) throw new Error(`The process ended with ${code}: ${said}`);
  return { passed, end: said.trim() };
}

const unharmed = { k: 0, moment: 'arrives' } as const;

async function freshFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'steward-kill-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function rowsIn(dataDir: string): Promise<readonly JournalRow[]> {
  const storage = await openStorage({ dataDir, clock: systemClock });
  try {
    return (await storage.journal.leftovers()).flatMap(({ rows }) => rows);
  } finally {
    await storage.close();
  }
}

/** What is there now and was not before, by id. */
const added = (before: Content, after: Content): readonly string[] => {
  const known = new Set([...before.users, ...before.groups].map(({ id }) => id));
  return [...after.users, ...after.groups].map(({ id }) => id).filter((id) => !known.has(id));
};

const stillMade = ({ made, removed }: Passed): readonly string[] => made.filter((id) => !removed.includes(id));

/** Points spread over the whole run, each request once "arrives" and once "done" when there are rounds enough. */
function points(requests: number, count: number): readonly { readonly k: number; readonly moment: KillMoment }[] {
  const all = Array.from({ length: requests }, (_, place) => place + 1).flatMap((k) => [
    { k, moment: 'done' as const },
    { k, moment: 'arrives' as const },
  ]);
  if (count >= all.length) return all;
  return Array.from({ length: count }, (_, place) => all[Math.floor((place * all.length) / count)]).filter((point) => point !== undefined);
}

async function inTurns<T, R>(items: readonly T[], work: (item: T, place: number) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let place = next++; place < items.length; place = next++) {
      const item = items[place];
      if (item !== undefined) results[place] = await work(item, place);
    }
  };
  await Promise.all(Array.from({ length: together }, worker));
  return results;
}

describe('a test sync that is killed', () => {
  let server: Server;
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(async () => {
    const ended = once(server.process, 'exit');
    server.process.disconnect();
    await ended;
  });

  it('leaves things behind, and the next start removes exactly those', { timeout: 600_000 }, async () => {
    const dataDir = await freshFolder();
    const before = await server.order({ kind: 'content' });
    const whole = await live(server, dataDir, 'sync', unharmed);
    expect(whole.end).toBe('ended finished');
    expect(stillMade(whole.passed)).toEqual([]);
    expect(await server.order({ kind: 'content' })).toEqual(before);

    // Spread over the run in every dialect, and as Entra right after each kind of create, where only the own key can find what was made.
    const dialects: readonly Task['dialect'][] = ['entra', 'entra-on-demand', 'okta-put', 'okta-patch'];
    const spread = points(whole.passed.requests, rounds).map((point, place) => ({
      point,
      dialect: rounds > 50 ? 'entra' : dialects[place % dialects.length],
    }));
    const unanswered = whole.passed.creates.slice(0, 3).map((k) => ({ point: { k, moment: 'done' as const }, dialect: 'entra' as const }));
    const lives = await inTurns([...unanswered, ...spread], async ({ point, dialect }) => ({
      point,
      life: await live(server, dataDir, 'sync', point, dialect),
    }));
    const killed = lives.filter(({ life }) => life.end === 'killed');
    expect(killed.length).toBeGreaterThan(lives.length / 2);

    // Something was left, and all of it is in the journal: by its id where an answer came, by its own key where none did.
    const left = lives.flatMap(({ life }) => stillMade(life.passed));
    const after = await server.order({ kind: 'content' });
    expect(left.length).toBeGreaterThan(lives.length);
    expect([...added(before, after)].sort()).toEqual([...left].sort());
    const rows = await rowsIn(dataDir);
    const things = [...after.users.map((user) => ({ id: user.id, externalId: user.externalId })), ...after.groups];
    for (const id of left) {
      const thing = things.find((one) => one.id === id);
      expect(
        rows.some((row) => row.resourceId === id || (row.resourceId === undefined && row.ownKey.externalId === thing?.externalId)),
        id,
      ).toBe(true);
    }
    // Among the rounds are some killed between the server's doing and its answer: there only the own key can find the thing.
    expect(rows.some((row) => row.state === 'intended' && things.some((thing) => thing.externalId === row.ownKey.externalId))).toBe(true);

    // Strangers that look like it: the same prefix, the same group name, the name a person was about to get.
    const strangers: string[] = [];
    for (const row of rows.filter((one) => one.resourceType === 'Group').slice(0, 3)) {
      strangers.push(
        await server.order({ kind: 'stranger-group', displayName: row.ownKey.name, externalId: `${row.ownKey.externalId}-of-somebody-else` }),
      );
    }
    for (const row of rows.filter((one) => one.resourceType === 'User').slice(0, 5)) {
      strangers.push(
        await server.order({ kind: 'stranger', userName: `x-${row.ownKey.name}`, externalId: `${row.ownKey.externalId}-of-somebody-else` }),
      );
    }
    const withStrangers = await server.order({ kind: 'content' });

    // The first clean-ups are killed as well; what they did not finish is found again.
    for (const point of [
      { k: 3, moment: 'done' },
      { k: 9, moment: 'done' },
      { k: 14, moment: 'arrives' },
    ] as const) {
      expect((await live(server, dataDir, 'clean-up', point)).end).toBe('killed');
    }
    const cleanUp = await live(server, dataDir, 'clean-up', unharmed);
    expect(cleanUp.end).toMatch(/^ended( finished)+$/);
    const clean = await server.order({ kind: 'content' });
    expect([...added(before, clean)].sort()).toEqual([...strangers].sort());
    expect(clean.users.filter((user) => strangers.includes(user.id))).toEqual(withStrangers.users.filter((user) => strangers.includes(user.id)));
    expect(clean.groups.filter((group) => strangers.includes(group.id))).toEqual(
      withStrangers.groups.filter((group) => strangers.includes(group.id)),
    );
    expect(await rowsIn(dataDir)).toEqual([]);

    // And there is nothing more to do.
    expect((await live(server, dataDir, 'clean-up', unharmed)).passed.requests).toBe(0);
  });
});
