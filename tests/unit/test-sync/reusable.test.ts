// The reusable test person, asked for by the administrator: one person with a fixed userName that is ours by its externalId, or nobody.
import { describe, expect, it } from 'vitest';
import { isLeftover, notePrefix } from '../../../main/features/test-sync/things.ts';
import type { JournalRow } from '../../../main/platform/runs/types.ts';
import { cleanUp, concluded, sync } from './builders.ts';
import { type Asked, type Instead, type SmallServer, smallServer } from './small-server.ts';

const options = { reusablePerson: true } as const;
const known = { externalId: 'steward-reusable-test-person-contoso.example', userName: 'steward-test@contoso.example' };

const put = (server: SmallServer, entry: Record<string, unknown>) => server.users.set('U-kept', { id: 'U-kept', ...entry });

describe('a reusable test person', () => {
  it('is made once, stays switched off under its own name, and is not offered for removal', async () => {
    const server = await smallServer();
    const { run, rows } = await sync(server.target, { options });
    expect(concluded(run.findings)).toEqual([]);
    expect([...server.users.values()]).toMatchObject([{ ...known, active: false }]);
    const kept = rows.filter((row) => row.state !== 'undone');
    expect(kept).toMatchObject([{ state: 'abandoned', note: expect.stringMatching(new RegExp(`^${notePrefix.kept}`)) }]);
    expect(kept.filter(isLeftover)).toEqual([]);
  });

  it('is found and used by the next run, and put back as it was', async () => {
    const server = await smallServer();
    const before = { ...known, active: false, displayName: 'Test person', name: { givenName: 'Test', familyName: 'Person' }, title: 'nobody' };
    put(server, before);
    const { run } = await sync(server.target, { options });
    expect(concluded(run.findings)).toEqual([]);
    expect(run.steps.find((step) => step.id === 'rename-user')?.status).toBe('passed');
    expect([...server.users.values()]).toEqual([{ id: 'U-kept', ...before }]);
    expect(server.log).not.toContain('DELETE Users/U-kept');
  });

  it('is put back by the next run when a crash left it renamed', async () => {
    const server = await smallServer();
    put(server, {
      ...known,
      userName: 'steward-test-renamed@contoso.example',
      active: true,
      displayName: 'X',
      name: { givenName: 'G', familyName: 'F' },
    });
    await sync(server.target, { options });
    expect([...server.users.values()]).toMatchObject([{ id: 'U-kept', ...known }]);
  });

  it('is put back when the run is cancelled half way', async () => {
    const server = await smallServer();
    const before = { ...known, active: true, displayName: 'Test person', name: { givenName: 'Test', familyName: 'Person' } };
    put(server, before);
    await sync(server.target, {
      options,
      watch: (exchange, job) => {
        if (exchange.stepId === 'disable-user' && exchange.method === 'PATCH') job.cancel();
      },
    });
    expect([...server.users.values()]).toEqual([{ id: 'U-kept', ...before }]);
  });

  it('is refused when its name belongs to somebody else, who is not touched', async () => {
    const server = await smallServer();
    put(server, { userName: known.userName, externalId: 'somebody-else', active: true });
    const before = structuredClone([...server.users.values()]);
    const { run } = await sync(server.target, { options });
    expect(concluded(run.findings)).toEqual(['error reusable.not-ours']);
    expect([...server.users.values()]).toEqual(before);
    expect(server.log.filter((line) => line.includes('U-kept'))).toEqual([]);
  });

  describe('that was there before is never taken for something the run made', () => {
    const before = { ...known, active: true, displayName: 'Test person', name: { givenName: 'Test', familyName: 'Person' } };
    const wrongs: readonly [string, (asked: Asked, server: SmallServer) => Instead | undefined][] = [
      ['when the answer to the second create is lost', (asked) => (asked.method === 'POST' && asked.count === 1 ? 'lose-answer' : undefined)],
      ['when the second create never arrives', (asked) => (asked.method === 'POST' && asked.count === 1 ? 'lose-request' : undefined)],
      [
        'when the second create is answered with it',
        (asked, { users }) => (asked.method === 'POST' && asked.count === 1 ? { status: 201, body: users.get('U-kept') } : undefined),
      ],
      ['when the second create gives a 500', (asked) => (asked.method === 'POST' && asked.count === 1 ? { status: 500 } : undefined)],
    ];
    for (const [title, wrong] of wrongs) {
      it(title, async () => {
        const server = await smallServer(wrong);
        put(server, before);
        const { rows } = await sync(server.target, { options });
        expect([...server.users.values()]).toEqual([{ id: 'U-kept', ...before }]);
        expect(server.log).not.toContain('DELETE Users/U-kept');
        expect(rows.filter((row) => row.state !== 'undone')).toEqual([]);
        // Nor by a clean-up, had the run died with every row as it was written first.
        const died = rows.map((row): JournalRow => {
          const { resourceId: _id, note: _note, ...rest } = row;
          return { ...rest, state: 'intended' };
        });
        expect(died.length).toBeGreaterThan(0);
        await cleanUp(server.target, died);
        expect([...server.users.values()]).toEqual([{ id: 'U-kept', ...before }]);
      });
    }
  });

  it('is not made when it cannot be told whether it is there', async () => {
    const server = await smallServer((asked) => {
      if (asked.method !== 'GET' || asked.path !== 'Users') return undefined;
      return asked.query.get('filter')?.includes('steward-test@') || asked.query.get('filter')?.includes('reusable') || !asked.query.has('filter')
        ? { status: 400, body: { scimType: 'invalidFilter' } }
        : undefined;
    });
    const { run } = await sync(server.target, { options });
    expect(concluded(run.findings)).toEqual(['error reusable.not-ours']);
    expect(server.made.filter((id) => id.startsWith('U'))).toEqual([]);
  });
});
