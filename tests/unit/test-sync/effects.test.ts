// What a test sync does to somebody's system when answers are lost, names are shared and servers are odd: it removes its own and nothing else.
import { describe, expect, it } from 'vitest';
import { notePrefix } from '../../../main/features/test-sync/things.ts';
import type { Clock } from '../../../main/platform/ports.ts';
import { concluded, hastyClock, sync } from './builders.ts';
import { type Asked, contents, type Instead, type SmallServer, smallServer, stranger } from './small-server.ts';

const isFirst = (method: string, collection: string) => (asked: Asked) => asked.method === method && asked.path === collection && asked.count === 1;
describe('a run on a server that does everything right', () => {
  it('sends no empty PATCH, no member it was not given by the server, and touches nothing it did not make', async () => {
    const server = await smallServer();
    const other = structuredClone(stranger(server, 'U-other', { userName: 'ada@contoso.example', externalId: 'ada' }));
    const team = structuredClone(stranger(server, 'G-other', { displayName: 'Analysts', members: [{ value: 'U-other' }] }));
    const { run } = await sync(server.target);
    expect(concluded(run.findings)).toEqual([]);
    expect(contents(server)).toEqual([other, team]);
    const made = new Set(server.made);
    for (const { line, body } of server.written) {
      const id = line.split('/')[1];
      if (id !== undefined) expect(made.has(id), line).toBe(true);
      if (!line.startsWith('PATCH')) continue;
      const operations = body.Operations as readonly { readonly value?: unknown }[];
      expect(operations.length).toBeGreaterThan(0);
      const members = operations.flatMap(({ value }) => (Array.isArray(value) ? value : [])) as readonly { readonly value: string }[];
      expect(members.every(({ value }) => made.has(value))).toBe(true);
    }
  });

  it('gives everything it makes a name of the run’s own that says test', async () => {
    const server = await smallServer();
    await sync(server.target, { word: 'abc' });
    const creates = server.written.filter(({ line }) => line.startsWith('POST')).map(({ body }) => body);
    expect(creates.length).toBeGreaterThan(6);
    for (const body of creates) {
      expect(String(body.externalId)).toMatch(/^steward-abc-/);
      expect(String(body.displayName)).toContain('SCIM Steward test');
      if (body.userName !== undefined) expect(body.userName).toMatch(/^steward-abc-\d+@contoso\.example$/);
    }
  });

  it('draws a new prefix for every run', async () => {
    const server = await smallServer();
    await sync(server.target);
    await sync(server.target);
    const keys = server.written.flatMap(({ line, body }) => (line === 'POST Users' ? [String(body.externalId).replace(/-\d+$/, '')] : []));
    expect(new Set(keys).size).toBe(2);
  });
});

describe('a create whose answer is lost', () => {
  it('is looked up by its own key and removed', async () => {
    const server = await smallServer((asked) => (isFirst('POST', 'Users')(asked) ? 'lose-answer' : undefined));
    const { run, rows } = await sync(server.target);
    expect(contents(server)).toEqual([]);
    expect(rows.map((row) => row.state)).toEqual(rows.map(() => 'undone'));
    expect(concluded(run.findings)).toEqual(['error tcp.connection-lost']);
    expect(run.steps.find((step) => step.id === 'create-user')?.status).toBe('not-reachable-from-here');
    expect(run.steps.find((step) => step.id === 'read-user')).toMatchObject({ status: 'skipped', stoppedBy: 'create-user' });
  });

  it('is told as never made when nothing is there', async () => {
    const server = await smallServer((asked) => (isFirst('POST', 'Users')(asked) ? 'lose-request' : undefined));
    const { rows } = await sync(server.target);
    expect(contents(server)).toEqual([]);
    expect(rows[0]).toMatchObject({ state: 'undone', note: expect.stringContaining('never made') });
  });

  it('is found even when the server carries it out only later', async () => {
    // Done a while after the client lost the answer: while it waits before it looks a last time.
    let carryOut: (() => void) | undefined;
    const server = await smallServer((asked, { users }) => {
      if (!isFirst('POST', 'Users')(asked)) return undefined;
      carryOut = () => users.set('U-late', { ...asked.body, id: 'U-late' });
      return 'lose-request';
    });
    let waits = 0;
    const clock: Clock = {
      ...hastyClock,
      wait: async () => {
        waits += 1;
        carryOut?.();
        carryOut = undefined;
      },
    };
    const { rows } = await sync(server.target, { clock });
    expect(waits).toBeGreaterThan(0);
    expect(rows[0]?.state).toBe('undone');
    expect(server.log).toContain('DELETE Users/U-late');
    expect(server.users.size).toBe(0);
  });

  it('is left alone when several entries carry its key, and that is said', async () => {
    const server = await smallServer((asked, { users }) => {
      if (!isFirst('POST', 'Users')(asked)) return undefined;
      users.set('U-twin-1', { ...asked.body, id: 'U-twin-1' });
      users.set('U-twin-2', { ...asked.body, id: 'U-twin-2' });
      return 'lose-request';
    });
    const { rows, run } = await sync(server.target);
    expect([...server.users.keys()].sort()).toEqual(['U-twin-1', 'U-twin-2']);
    expect(rows[0]).toMatchObject({ state: 'abandoned', note: expect.stringMatching(new RegExp(`^${notePrefix.leftAlone}.*`)) });
    expect(server.log.filter((line) => line.startsWith('DELETE Users'))).toEqual([]);
    expect(run.effects[0]?.state).toBe('unknown');
  });

  it('leaves alone somebody who has its userName with another externalId', async () => {
    const server = await smallServer((asked, { users }) => {
      if (!isFirst('POST', 'Users')(asked)) return undefined;
      users.set('U-stranger', { ...asked.body, externalId: 'somebody-else', id: 'U-stranger' });
      return 'lose-request';
    });
    await sync(server.target);
    expect(server.users.has('U-stranger')).toBe(true);
  });

  it('leaves alone somebody who has its externalId under another userName', async () => {
    const server = await smallServer((asked, { users }) => {
      if (!isFirst('POST', 'Users')(asked)) return undefined;
      users.set('U-stranger', { ...asked.body, userName: 'ada@contoso.example', id: 'U-stranger' });
      return 'lose-request';
    });
    await sync(server.target);
    expect(server.users.has('U-stranger')).toBe(true);
  });
});

describe('an id that belongs to somebody else by the time of removal', () => {
  it('is not deleted, and the run’s own person under a new id is', async () => {
    // A restore from backup while the run lives: our person comes back under another id, its old id goes to a stranger.
    const server = await smallServer((asked, { users }) => {
      if (!(asked.method === 'DELETE' && asked.path.startsWith('Groups/'))) return undefined;
      const ours = users.get('U1');
      if (ours !== undefined) {
        users.set('U-restored', { ...ours, id: 'U-restored' });
        users.set('U1', { id: 'U1', userName: 'ada@contoso.example', externalId: 'ada', active: true });
      }
      return undefined;
    });
    await sync(server.target);
    expect([...server.users.keys()]).toEqual(['U1']);
    expect(server.users.get('U1')?.userName).toBe('ada@contoso.example');
    expect(server.log).not.toContain('DELETE Users/U1');
  });
});

describe('removing', () => {
  const onDelete = (instead: Instead) => (asked: Asked) => (asked.method === 'DELETE' && asked.path.startsWith('Users/') ? instead : undefined);

  it('does not take a lost connection for a deletion', async () => {
    const server = await smallServer(onDelete('lose-request'));
    const { run, rows } = await sync(server.target);
    const left = rows.filter((row) => row.state === 'abandoned');
    expect(left.length).toBe(server.users.size);
    expect(left.length).toBeGreaterThan(0);
    expect(concluded(run.findings)).toEqual(['warning sync.left-behind']);
    expect(run.steps.find((step) => step.id === 'delete-user')?.status).toBe('warned');
  });

  it('does not take a lost connection after the deletion for a 404', async () => {
    const asked = new Set<string>();
    const server = await smallServer(({ method, path }) => {
      if (!path.startsWith('Users/')) return undefined;
      // The deletion is taken and not done; from then on nobody can look.
      if (method === 'DELETE') asked.add(path);
      if (method === 'DELETE') return { status: 204 };
      return asked.has(path) ? 'lose-request' : undefined;
    });
    const { run, rows } = await sync(server.target);
    expect(server.users.size).toBe(5);
    expect(rows.filter((row) => row.state === 'abandoned').length).toBe(5);
    expect(run.steps.find((step) => step.id === 'gone')?.status).toBe('not-reachable-from-here');
  });

  it('sees by reading that a deletion with a lost answer was done', async () => {
    const server = await smallServer(onDelete('lose-answer'));
    const { run, rows } = await sync(server.target);
    expect(server.users.size).toBe(0);
    expect(rows.every((row) => row.state === 'undone')).toBe(true);
    expect(concluded(run.findings)).toEqual([]);
  });

  it('says what a refusal leaves behind', async () => {
    const server = await smallServer(onDelete({ status: 405, body: { detail: 'no deletes here' } }));
    const { run, rows } = await sync(server.target);
    expect(concluded(run.findings)).toEqual(['error delete.refused']);
    expect(rows.filter((row) => row.state === 'abandoned').length).toBe(5);
    expect(run.effects.filter((effect) => effect.state === 'unknown').length).toBe(5);
  });

  it('observes a soft delete without failing', async () => {
    const server = await smallServer((asked, { users }) => {
      const user = asked.path.startsWith('Users/') && asked.method === 'DELETE' ? users.get(asked.path.split('/')[1] ?? '') : undefined;
      if (user === undefined) return undefined;
      user.active = false;
      return { status: 204 };
    });
    const { run, rows } = await sync(server.target);
    expect(concluded(run.findings, ['delete.soft'])).toEqual(['info delete.soft']);
    expect(run.steps.every((step) => step.status === 'passed')).toBe(true);
    expect(rows.filter((row) => row.note?.includes('soft-deleted')).length).toBe(5);
  });

  it('does not believe a soft delete of somebody who was switched off before', async () => {
    const server = await smallServer((asked, { users }) => {
      if (asked.method !== 'DELETE' || !asked.path.startsWith('Users/')) {
        // The server never enables again, so the person is inactive when it is deleted.
        const operations = JSON.stringify(asked.body.Operations ?? '');
        return asked.method === 'PATCH' && operations.includes('"active","value":true') ? { status: 204 } : undefined;
      }
      return users.get(asked.path.split('/')[1] ?? '')?.active === false ? { status: 204 } : undefined;
    });
    const { run } = await sync(server.target);
    expect(concluded(run.findings)).toEqual(['error delete.not-done', 'error patch.not-applied']);
  });
});

describe('a server that answers a create with somebody else', () => {
  const answersWith = (id: string, shape: 'whole' | 'id alone') => (asked: Asked, server: SmallServer) => {
    if (asked.method !== 'POST') return undefined;
    const body = asked.path === 'Users' ? server.users.get(id) : server.groups.get(id);
    return body === undefined ? undefined : { status: 201, body: shape === 'whole' ? body : { id } };
  };

  for (const shape of ['whole', 'id alone'] as const) {
    it(`changes and deletes nothing of theirs (${shape})`, async () => {
      const server = await smallServer(answersWith('U-other', shape));
      const other = structuredClone(stranger(server, 'U-other', { userName: 'ada@contoso.example', externalId: 'ada', displayName: 'Ada' }));
      const { run, outcome } = await sync(server.target);
      expect(contents(server)).toEqual([other]);
      expect(server.log.filter((line) => line.endsWith('U-other') && !line.startsWith('GET'))).toEqual([]);
      expect(run.steps.find((step) => step.id === 'create-user')).toMatchObject({ status: 'failed', findingIds: ['read.differs'] });
      expect(outcome.summary).toContain('Nothing is left');
    });
  }

  it('leaves a group of theirs alone', async () => {
    const server = await smallServer(answersWith('G-other', 'whole'));
    const team = structuredClone(stranger(server, 'G-other', { displayName: 'Analysts', members: [] }));
    await sync(server.target);
    expect(contents(server)).toEqual([team]);
    expect(server.log.filter((line) => line.endsWith('G-other') && !line.startsWith('GET'))).toEqual([]);
  });
});
