// What a clean-up removes after the run that made it was killed: its own and nothing else, whatever the server does.
import { describe, expect, it } from 'vitest';
import { cleanUp, concluded } from './builders.ts';
import { contents, smallServer, stranger } from './small-server.ts';

describe('a clean-up after a crash', () => {
  const row = {
    id: 'row-1',
    runId: 'dead-run',
    connectionId: 'own',
    resourceType: 'User',
    method: 'POST',
    path: 'Users',
    ownKey: { externalId: 'steward-dead-1', name: 'steward-dead-1@contoso.example' },
    state: 'done',
    resourceId: 'U-ours',
    alsoNamed: ['steward-dead-1-renamed@contoso.example'],
    at: '2026-01-01T00:00:00.000Z',
  } as const;

  it('removes what carries both the externalId and one of the names written down, and reports it', async () => {
    const server = await smallServer();
    stranger(server, 'U-ours', { externalId: 'steward-dead-1', userName: 'Steward-dead-1-RENAMED@contoso.example' });
    const bystander = stranger(server, 'U-other', { externalId: 'steward-dead-2', userName: 'steward-dead-2@contoso.example' });
    const { run, rows, outcome } = await cleanUp(server.target, [row]);
    expect(contents(server)).toEqual([bystander]);
    expect(rows[0]).toMatchObject({ state: 'undone', note: expect.stringContaining('404') });
    expect(run.steps.map((step) => step.status)).toEqual(['passed', 'skipped', 'passed', 'passed']);
    expect(outcome.summary).toBe('The one thing that was left is gone.');
  });

  it('does not touch a stranger under the id it remembers', async () => {
    const server = await smallServer();
    const other = structuredClone(stranger(server, 'U-ours', { externalId: 'ada', userName: 'ada@contoso.example' }));
    const { rows } = await cleanUp(server.target, [row]);
    expect(contents(server)).toEqual([other]);
    expect(rows[0]?.state).toBe('undone');
    expect(server.written).toEqual([]);
  });

  it('does not touch somebody who took over its name', async () => {
    const server = await smallServer();
    stranger(server, 'U-ours', { externalId: 'given-by-somebody-else', userName: 'steward-dead-1@contoso.example' });
    const { rows, run } = await cleanUp(server.target, [row]);
    expect(server.users.has('U-ours')).toBe(true);
    expect(rows[0]).toMatchObject({ state: 'abandoned', note: expect.stringMatching(/^Left alone/) });
    expect(concluded(run.findings)).toEqual(['warning sync.left-behind']);
  });

  it('takes a filter that is ignored for no answer, and looks through the list instead', async () => {
    const server = await smallServer((asked, { users }) =>
      asked.method === 'GET' && asked.path === 'Users'
        ? { status: 200, body: { totalResults: users.size, Resources: [...users.values()] } }
        : undefined,
    );
    stranger(server, 'U-ada', { externalId: 'ada', userName: 'ada@contoso.example' });
    const { resourceId: _none, ...unanswered } = row;
    const { rows } = await cleanUp(server.target, [{ ...unanswered, state: 'intended' }]);
    expect(rows[0]).toMatchObject({ state: 'undone', note: expect.stringContaining('never made') });
    expect(server.users.size).toBe(1);
  });

  it('finds its own behind the first page of a server that ignores filters', async () => {
    const server = await smallServer((asked, { users }) => {
      if (asked.method !== 'GET' || asked.path !== 'Users') return undefined;
      const from = Number(asked.query.get('startIndex') ?? 1);
      const page = [...users.values()].slice(from - 1, from);
      return { status: 200, body: { totalResults: users.size, startIndex: from, itemsPerPage: 1, Resources: page } };
    });
    const ada = stranger(server, 'U-ada', { externalId: 'ada', userName: 'ada@contoso.example' });
    stranger(server, 'U-ours', { externalId: 'steward-dead-1', userName: 'steward-dead-1@contoso.example' });
    const { resourceId: _none, ...unanswered } = row;
    const { rows } = await cleanUp(server.target, [{ ...unanswered, state: 'intended' }]);
    expect(contents(server)).toEqual([ada]);
    expect(rows[0]).toMatchObject({ state: 'undone', note: expect.stringContaining('404') });
  });

  it('keeps the row for another try when the server does not answer', async () => {
    const server = await smallServer((asked) => (asked.method === 'GET' ? { status: 500 } : undefined));
    stranger(server, 'U-ours', { externalId: 'steward-dead-1', userName: 'steward-dead-1@contoso.example' });
    const { rows } = await cleanUp(server.target, [row]);
    expect(rows[0]).toMatchObject({ state: 'abandoned', note: expect.stringMatching(/^Could not be removed now/) });
    expect(server.written).toEqual([]);
    const again = await smallServer();
    stranger(again, 'U-ours', { externalId: 'steward-dead-1', userName: 'steward-dead-1@contoso.example' });
    expect((await cleanUp(again.target, rows)).rows[0]?.state).toBe('undone');
  });
});
