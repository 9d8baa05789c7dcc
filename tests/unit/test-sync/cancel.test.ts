// An administrator cancels a test sync: whatever was made is removed all the same, and the steps not run say why.
import { describe, expect, it } from 'vitest';
import { sync } from './builders.ts';
import { smallServer } from './small-server.ts';

describe('a cancelled test sync', () => {
  for (const stepId of [
    'match-nothing',
    'create-user',
    'duplicate-create',
    'disable-user',
    'create-group',
    'add-two-members',
    'add-members',
    'rename-group',
  ]) {
    it(`cancelled in ${stepId} removes what it made`, async () => {
      const server = await smallServer();
      const { run, rows } = await sync(server.target, {
        watch: (exchange, job) => {
          if (exchange.stepId === stepId) job.cancel();
        },
      });
      expect([...server.users.values(), ...server.groups.values()]).toEqual([]);
      expect(rows.filter((row) => row.state !== 'undone')).toEqual([]);
      expect(run).toMatchObject({ state: 'cancelled', verdict: 'skipped', summary: expect.stringMatching(/^Cancelled\./) });
      expect(run.findings).toEqual([]);
      const place = run.steps.findIndex((step) => step.id === stepId);
      const later = run.steps.slice(place + 1).filter((step) => !['delete-group', 'delete-user', 'gone'].includes(step.id));
      expect(later.map((step) => [step.status, step.reason])).toEqual(later.map(() => ['skipped', 'Cancelled before this step.']));
      const made = server.made.length > 0;
      expect(run.steps.find((step) => step.id === 'gone')?.status).toBe(made ? 'passed' : 'skipped');
    });
  }

  it('cancelled while a create is on its way finds what the server made of it', async () => {
    const server = await smallServer((asked, { users }) => {
      if (asked.method !== 'POST' || asked.path !== 'Users' || asked.count !== 1) return undefined;
      users.set('U-made', { ...asked.body, id: 'U-made' });
      cancel();
      return 'lose-request';
    });
    let cancel = (): void => undefined;
    const { rows, run } = await sync(server.target, {
      watch: (exchange, job) => {
        cancel = job.cancel;
        expect(exchange.id).not.toBe('');
      },
    });
    expect(run.state).toBe('cancelled');
    expect(server.users.size).toBe(0);
    expect(rows).toMatchObject([{ state: 'undone' }]);
    expect(server.log).toContain('DELETE Users/U-made');
  });

  it('tells a verdict that never reads as passed', async () => {
    const server = await smallServer();
    const { outcome } = await sync(server.target, {
      watch: (exchange, job) => {
        if (exchange.stepId === 'change-names') job.cancel();
      },
    });
    expect(outcome.verdicts).toEqual({ rfc: 'skipped', entra: 'skipped', okta: 'skipped' });
  });
});

describe('a test sync that may not write any more', () => {
  const why = 'The connection was locked while the test sync ran.';
  for (const allowed of [0, 1, 4, 9]) {
    it(`sends ${allowed} writes and not one more, removes what it made, and says why`, async () => {
      const server = await smallServer();
      let asked = 0;
      const { run, rows, outcome } = await sync(server.target, {
        forbidden: async () => {
          asked += 1;
          return asked > allowed ? why : undefined;
        },
      });
      const removed = server.log.findIndex((line) => line.startsWith('DELETE'));
      const before = removed === -1 ? server.log : server.log.slice(0, removed);
      expect(before.filter((line) => !line.startsWith('GET'))).toHaveLength(allowed);
      expect([...server.users.values(), ...server.groups.values()]).toEqual([]);
      expect(rows.filter((row) => row.state !== 'undone')).toEqual([]);
      expect(run.findings).toEqual([]);
      const stopped = run.steps.filter((step) => step.reason?.endsWith(why));
      expect(stopped[0]?.reason).toBe(`Writing was forbidden during this step. ${why}`);
      expect(stopped.length).toBeGreaterThan(1);
      expect(outcome.summary).toContain(why);
      expect(outcome.verdicts.entra).toBe('warned');
    });
  }
});
