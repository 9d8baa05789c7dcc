// What a test sync concludes from a server that is wrong in one place, one wrong place a case: the finding, where the run goes on, and that
// nothing is left. The practice tenant's own faults are tried in tests/faults.
import { describe, expect, it } from 'vitest';
import { testSyncFindings } from '../../../main/features/test-sync/index.ts';
import { concluded, hastyClock, sync } from './builders.ts';
import { type Asked, type Instead, type SmallServer, smallServer } from './small-server.ts';

interface Case {
  readonly title: string;
  readonly wrong: (asked: Asked, server: SmallServer) => Instead | undefined;
  readonly found: readonly string[];
  /** A step that must have gone on all the same. */
  readonly still?: { readonly id: string; readonly status: string };
}

const operations = (asked: Asked): string => (asked.method === 'PATCH' ? JSON.stringify(asked.body.Operations) : '');
const onUser = (asked: Asked) => asked.path.startsWith('Users/');
const onGroup = (asked: Asked) => asked.path.startsWith('Groups/');
const refused = { status: 400, body: { status: '400', scimType: 'invalidValue', detail: 'not like this' } } as const;
const filterOf = (asked: Asked): string => (asked.method === 'GET' ? (asked.query.get('filter') ?? '') : '');

const cases: readonly Case[] = [
  {
    title: 'no creates at all',
    wrong: (asked) => (asked.method === 'POST' && asked.path === 'Users' ? refused : undefined),
    found: ['error create.refused'],
    still: { id: 'create-group', status: 'passed' },
  },
  {
    title: 'creates without an id in the answer',
    wrong: (asked, { users }) => {
      if (asked.method !== 'POST' || asked.path !== 'Users') return undefined;
      users.set('U-quiet', { ...asked.body, id: 'U-quiet' });
      return { status: 201, body: { schemas: [], ...asked.body } };
    },
    found: ['error create.no-id'],
    still: { id: 'read-user', status: 'skipped' },
  },
  {
    title: 'the same person twice',
    wrong: (asked, { users }) => {
      if (asked.method !== 'POST' || asked.path !== 'Users' || asked.count !== 2) return undefined;
      const twin = { ...asked.body, id: 'U-twin' };
      users.set('U-twin', twin);
      return { status: 201, body: twin };
    },
    found: ['error duplicate.accepted'],
    still: { id: 'read-user', status: 'passed' },
  },
  {
    title: 'a second create that answers with the first person',
    wrong: (asked, { users }) =>
      asked.method === 'POST' && asked.path === 'Users' && asked.count === 2 ? { status: 200, body: users.get('U1') } : undefined,
    found: ['error duplicate.accepted'],
    still: { id: 'rename-user', status: 'passed' },
  },
  {
    title: '500 for a second create',
    wrong: (asked) =>
      asked.method === 'POST' && asked.path === 'Users' && asked.count === 2 ? { status: 500, body: { detail: 'duplicate key' } } : undefined,
    found: ['warning duplicate.wrong-status'],
    still: { id: 'read-user', status: 'passed' },
  },
  {
    title: 'a display name that is not kept',
    wrong: (asked, { users }) => {
      const user = onUser(asked) && asked.method === 'GET' ? users.get(asked.path.split('/')[1] ?? '') : undefined;
      if (user === undefined || String(user.displayName).includes('changed')) return undefined;
      const { displayName: _dropped, ...rest } = user;
      return { status: 200, body: rest };
    },
    found: ['error read.differs'],
    still: { id: 'rename-user', status: 'passed' },
  },
  {
    title: 'no change of names',
    wrong: (asked) => (operations(asked).includes('name.givenName') ? refused : undefined),
    found: ['error patch.refused'],
    still: { id: 'disable-user', status: 'passed' },
  },
  {
    title: 'no change of userName',
    wrong: (asked) => (operations(asked).includes('"userName"') ? { status: 400, body: { scimType: 'mutability' } } : undefined),
    found: ['error rename.refused'],
    still: { id: 'enable-user', status: 'passed' },
  },
  {
    title: 'disabled people who cannot be read',
    wrong: (asked, { users }) => {
      const user = onUser(asked) && asked.method === 'GET' ? users.get(asked.path.split('/')[1] ?? '') : undefined;
      return user?.active === false ? { status: 404, body: { status: '404' } } : undefined;
    },
    found: ['warning active.disabled-not-readable'],
    still: { id: 'create-group', status: 'passed' },
  },
  {
    title: 'no filter on userName',
    wrong: (asked) => (filterOf(asked).startsWith('userName') ? { status: 400, body: { scimType: 'invalidFilter' } } : undefined),
    found: ['error filter.refused'],
    still: { id: 'change-names', status: 'passed' },
  },
  {
    title: 'a person who is not found by externalId',
    wrong: (asked) =>
      filterOf(asked).startsWith('externalId') && asked.path === 'Users' ? { status: 200, body: { totalResults: 0, Resources: [] } } : undefined,
    found: ['error filter.no-match'],
    still: { id: 'change-names', status: 'passed' },
  },
  {
    title: 'no groups by refusal',
    wrong: (asked) => (asked.method === 'POST' && asked.path === 'Groups' ? refused : undefined),
    found: ['error group.create-refused'],
    still: { id: 'enable-user', status: 'passed' },
  },
  {
    title: 'no members to be added',
    wrong: (asked) => (operations(asked).includes('"add"') ? refused : undefined),
    found: ['error members.refused'],
    still: { id: 'rename-group', status: 'passed' },
  },
  {
    title: 'no member to be removed',
    wrong: (asked) => (operations(asked).includes('"remove"') ? refused : undefined),
    found: ['error members.refused'],
    still: { id: 'rename-group', status: 'passed' },
  },
  {
    title: 'removals that are ignored',
    wrong: (asked) => (operations(asked).includes('"remove"') ? { status: 204 } : undefined),
    found: ['error members.removal-ignored'],
    still: { id: 'rename-group', status: 'passed' },
  },
  {
    title: 'another membership in the list than by id',
    wrong: (asked, { groups }) =>
      asked.path === 'Groups' && filterOf(asked).includes('displayName') && !asked.query.has('excludedAttributes') && groups.size > 0
        ? { status: 200, body: { totalResults: 1, Resources: [...groups.values()].map((group) => ({ ...group, members: [] })) } }
        : undefined,
    found: ['warning members.disagree'],
    still: { id: 'remove-member', status: 'passed' },
  },
  {
    title: 'renames of groups that are ignored',
    wrong: (asked) => (onGroup(asked) && operations(asked).includes('displayName') ? { status: 204 } : undefined),
    found: ['error patch.not-applied'],
    still: { id: 'delete-group', status: 'passed' },
  },
  {
    title: 'nothing at this address',
    wrong: () => ({ status: 404 }),
    found: ['error scim.not-found'],
    still: { id: 'create-user', status: 'skipped' },
  },
];

describe('a server that is wrong in one place', () => {
  for (const { title, wrong, found, still } of cases) {
    it(`${title}: ${found.join(', ')}`, async () => {
      const server = await smallServer(wrong);
      const { run, rows } = await sync(server.target);
      expect(concluded(run.findings)).toEqual(found);
      expect([...server.users.values(), ...server.groups.values()]).toEqual([]);
      expect(rows.filter((row) => row.state !== 'undone')).toEqual([]);
      if (still !== undefined) expect(run.steps.find((step) => step.id === still.id)?.status).toBe(still.status);
      const failing = run.findings.filter((finding) => finding.severity !== 'info');
      for (const finding of failing) {
        expect(finding.evidence.length, finding.id).toBeGreaterThan(0);
        expect(finding.stepIds.length, finding.id).toBeGreaterThan(0);
        expect(finding.remedy.length, finding.id).toBeGreaterThan(0);
      }
    });
  }
});

describe('what a step tells', () => {
  it('names the form the provider sends, and the step that stopped it', async () => {
    const server = await smallServer((asked) => (operations(asked).includes('"active"') ? refused : undefined));
    const { run } = await sync(server.target);
    expect(run.steps.find((step) => step.id === 'disable-user')?.wouldSend).toContain('[{"op":"replace","path":"active","value":false}]');
    expect(run.findings.find((finding) => finding.id === 'patch.refused')?.consequence).toBe(
      'Entra will not be able to disable leavers: they keep their access.',
    );
    expect(run.steps.find((step) => step.id === 'enable-user')).toMatchObject({ status: 'skipped', stoppedBy: 'disable-user' });
  });

  it('tells of every change that was ignored, the gravest included', async () => {
    const server = await smallServer((asked) => (asked.method === 'PATCH' && !onGroup(asked) ? { status: 204 } : undefined));
    const { run } = await sync(server.target);
    const found = run.findings.find((finding) => finding.id === 'patch.not-applied');
    expect(found?.consequence).toContain('People keep their old names');
    expect(found?.consequence).toContain('they keep their access');
    expect(found?.stepIds).toEqual(expect.arrayContaining(['change-names', 'disable-user']));
  });

  it('judges the other provider only where the request is the same, and says so', async () => {
    const { run } = await sync((await smallServer()).target);
    expect(run.steps.find((step) => step.id === 'read-user')?.verdicts).toEqual({ rfc: 'passed', entra: 'passed', okta: 'passed' });
    const disable = run.steps.find((step) => step.id === 'disable-user');
    expect(disable?.verdicts).toEqual({ rfc: 'passed', entra: 'passed', okta: 'skipped' });
    const signIn = run.steps.find((step) => step.id === 'sign-in');
    expect(signIn?.facts).toContainEqual({ label: 'Judged for', value: expect.stringContaining('Entra alone') });
  });

  it('accepts a PATCH answered 204 without a body and one answered 200 without a body', async () => {
    for (const status of [200, 204]) {
      const hushed = await smallServer((asked) => (asked.method === 'PATCH' ? { status, after: 'usual' } : undefined));
      const { run } = await sync(hushed.target);
      expect(concluded(run.findings)).toEqual([]);
      expect(run.steps.every((step) => step.status === 'passed')).toBe(true);
    }
  });

  it('waits as long as a 429 asks and sends the write again', async () => {
    const waits: number[] = [];
    const server = await smallServer((asked) =>
      asked.method === 'POST' && asked.path === 'Users' && asked.count === 1 ? { status: 429, headers: { 'Retry-After': '7' } } : undefined,
    );
    const { run } = await sync(server.target, { clock: { ...hastyClock, wait: async (milliseconds) => void waits.push(milliseconds) } });
    expect(concluded(run.findings)).toEqual(['warning scim.rate-limited']);
    expect(waits).toEqual([7000]);
    expect(run.steps.find((step) => step.id === 'create-user')?.status).toBe('warned');
  });

  it('does not wait for ever: a server that keeps asking to wait ends the step', async () => {
    const server = await smallServer((asked) =>
      asked.method === 'POST' && asked.path === 'Users' ? { status: 429, headers: { 'Retry-After': '86400' } } : undefined,
    );
    const { run, rows } = await sync(server.target);
    expect(server.log.filter((line) => line === 'POST Users').length).toBe(1);
    expect(run.steps.find((step) => step.id === 'read-user')?.status).toBe('skipped');
    expect(rows.every((row) => row.state === 'undone')).toBe(true);
  });
});

describe('the wording of the findings', () => {
  it('has an id of its own each, and an example that reads', () => {
    expect(new Set(testSyncFindings.map((kind) => kind.id)).size).toBe(testSyncFindings.length);
    for (const kind of testSyncFindings) {
      const finding = kind.make(kind.example as never, []);
      expect(finding.cause, kind.id).toMatch(/\.$/);
      expect(JSON.stringify(finding), kind.id).not.toMatch(/undefined|\[object/);
      expect(finding.remedy.length, kind.id).toBeGreaterThan(0);
    }
  });
});
