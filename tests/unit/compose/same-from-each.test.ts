// One directory with nesting, a circle, guests and disabled people, taken from Entra (whole and by what changed), Okta, a SCIM server and files: the same answer from each.
// Okta's groups are flat and hold the people of nested groups themselves, so what is the same there is who is in each group in the end.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { App } from '../../../main/app-types.ts';
import { companyRows } from '../../../main/practice/twins/directory.ts';
import { openTestApp, ownConnection, runToEnd } from './app.ts';

const rows = companyRows();
const assigned = new Set(rows.assignments.filter(({ app }) => app === 'scim').map(({ principalId }) => principalId));

async function openApp(): Promise<{ readonly app: App; readonly dataDir: string }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'steward-same-'));
  const app = await openTestApp(dataDir);
  onTestFinished(async () => {
    await app.close();
    await rm(dataDir, { recursive: true, force: true });
  });
  return { app, dataDir };
}

/** The newest snapshot's people in each assigned group, nested ones included. */
async function answer(app: App, runId: string): Promise<{ readonly transitive: Readonly<Record<string, number>>; readonly lost: number }> {
  const run = await runToEnd(app, runId);
  expect(run, run.summary).toMatchObject({ state: 'finished', verdict: 'passed' });
  const { snapshots } = await app.handlers['directory.list']({});
  const snapshotId = snapshots[0]?.id ?? '';
  const found = await app.handlers['nested.groups']({ snapshotId, search: '', filter: 'all', sort: 'name', offset: 0, limit: 500 });
  const wanted = found.rows.filter(({ id }) => assigned.has(id));
  return {
    transitive: Object.fromEntries(wanted.map(({ id, transitive }) => [id, transitive])),
    lost: wanted.reduce((sum, { transitive, direct }) => sum + transitive - direct, 0),
  };
}

async function fromTwin(source: 'entra' | 'okta') {
  const { app } = await openApp();
  const { connectionId } = await app.handlers['practice.start']({});
  const { runId } = await app.handlers['directory.take']({ connectionId: connectionId ?? '', source, name: '' });
  return answer(app, runId);
}

/** A snapshot refreshed by what changed: of the directory as it is in a month, back to as it is now. */
async function fromRefresh() {
  const { app } = await openApp();
  const { connectionId } = await app.handlers['practice.start']({});
  const take = { connectionId: connectionId ?? '', source: 'entra', name: 'Later', faults: ['idp-month-later'] } as const;
  await runToEnd(app, (await app.handlers['directory.take']({ ...take, faults: [...take.faults] })).runId);
  const later = (await app.handlers['directory.list']({})).snapshots[0];
  const { runId } = await app.handlers['directory.refresh']({ snapshotId: later?.id ?? '', name: 'Now' });
  const found = await answer(app, runId);
  const [now] = (await app.handlers['directory.list']({})).snapshots;
  return { ...found, later: later?.counts, now: now?.counts, notes: now?.notes };
}

const cell = (value: unknown): string => `"${String(value ?? '').replaceAll('"', '""')}"`;
const csv = (headers: readonly string[], lines: readonly (readonly unknown[])[]): string =>
  [headers, ...lines].map((line) => line.map(cell).join(',')).join('\r\n');

async function fromFiles() {
  const { app, dataDir } = await openApp();
  const files = {
    users: csv(
      ['id', 'userName', 'mail', 'enabled', 'type'],
      rows.users.map((user) => [user.id, user.userName, user.mail, user.enabled, user.type]),
    ),
    groups: csv(
      ['id', 'displayName', 'assigned'],
      rows.groups.map((group) => [group.id, group.displayName, assigned.has(group.id)]),
    ),
    memberships: csv(
      ['groupId', 'memberId', 'memberType'],
      rows.memberships.map((one) => [one.groupId, one.memberId, one.memberType]),
    ),
  };
  const chosen = [];
  for (const set of ['users', 'groups', 'memberships'] as const) {
    const path = join(dataDir, `${set}.csv`);
    await writeFile(path, files[set]);
    const { handle, suggestedColumns } = await app.inspectDirectoryFile(path, set);
    chosen.push({ handle, set, columns: suggestedColumns });
  }
  return answer(app, (await app.handlers['directory.importFiles']({ name: 'Files', files: chosen })).runId);
}

/** A server that keeps groups in groups and pages by ten. */
async function fromScim() {
  const users = rows.users.map((user) => ({ id: user.id, userName: user.userName, active: user.enabled, emails: [{ value: user.mail }] }));
  const groups = rows.groups.map(({ id, displayName }) => ({
    id,
    displayName,
    members: rows.memberships
      .filter(({ groupId }) => groupId === id)
      .map((one) => ({ value: one.memberId, type: one.memberType === 'group' ? 'Group' : 'User' })),
  }));
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const all: readonly object[] = url.pathname.endsWith('/Users') ? users : groups;
    const from = Number(url.searchParams.get('startIndex') ?? 1);
    const page = all.slice(from - 1, from + 9);
    response
      .writeHead(200, { 'content-type': 'application/scim+json' })
      .end(JSON.stringify({ totalResults: all.length, startIndex: from, itemsPerPage: page.length, Resources: page }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => new Promise<void>((resolve) => void server.close(() => resolve())));
  const { app } = await openApp();
  const scimUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/scim/v2/`;
  const connection = ownConnection({ id: 'scim-server', scimUrl, credentialMode: 'bearer', authStyle: 'bearer' });
  app.holdConnection(connection, 'bearer-token-4711');
  return answer(app, (await app.handlers['directory.take']({ connectionId: connection.id, source: 'scim', name: '' })).runId);
}

describe('one directory', () => {
  it('gives the same people in each assigned group, whether from Entra, at once or refreshed, Okta, a SCIM server or files', async () => {
    const entra = await fromTwin('entra');
    expect(Object.keys(entra.transitive).sort()).toEqual([...assigned].sort());
    expect(entra.lost).toBeGreaterThan(20);
    const { later, now, notes, ...refreshed } = await fromRefresh();
    expect(refreshed).toEqual(entra);
    expect(now).not.toEqual(later);
    expect(notes?.join(' ')).toContain('what did not change was not read again');
    expect(await fromFiles()).toEqual(entra);
    expect(await fromScim()).toEqual(entra);
    // Flat: everybody is a direct member, and the same people in the end.
    expect(await fromTwin('okta')).toEqual({ transitive: entra.transitive, lost: 0 });
  });
});
