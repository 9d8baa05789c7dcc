// The whole connection test and test sync against servers we did not write, with exactly the findings that expected.ts lists.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Run } from '../../contract/common.ts';
import type { AuthStyle } from '../../contract/connections.ts';
import type { App } from '../../main/app-types.ts';
import { openTestApp, ownConnection, runToEnd } from '../unit/compose/app.ts';
import { type ExpectedFinding, expectedOfCheck, expectedOfSync } from './expected.ts';

interface Peers {
  readonly scimUrl: string;
  readonly tokenUrl: string;
  readonly clients: readonly { readonly client_id: string; readonly client_secret: string }[];
}

let server: ChildProcess;
let peers: Peers;
let app: App;
let dataDir: string;

beforeAll(async () => {
  server = spawn(process.execPath, [join(import.meta.dirname, 'third-party-server.ts')], { stdio: ['pipe', 'pipe', 'inherit'] });
  if (server.stdout === null) throw new Error('The server has no standard output.');
  for await (const line of createInterface(server.stdout)) {
    peers = JSON.parse(line);
    break;
  }
  dataDir = await mkdtemp(join(tmpdir(), 'steward-peers-'));
  app = await openTestApp(dataDir);
});

afterAll(async () => {
  await app.close();
  server.stdin?.end();
  await new Promise((resolve) => server.once('exit', resolve));
  await rm(dataDir, { recursive: true });
});

function connect(style: Extract<AuthStyle, 'body' | 'basic'>): string {
  const client = peers.clients[style === 'body' ? 0 : 1];
  if (client === undefined) throw new Error('No client for this style.');
  const connection = ownConnection({
    id: `peer-${style}`,
    scimUrl: peers.scimUrl,
    tokenUrl: peers.tokenUrl,
    clientId: client.client_id,
    authStyle: style,
  });
  app.holdConnection(connection, client.client_secret);
  return connection.id;
}

const seen = (run: Run) => run.findings.map(({ id, severity }) => `${severity} ${id}`).sort();
const listed = (rows: readonly ExpectedFinding[]) => rows.map(({ id, severity }) => `${severity} ${id}`).sort();

describe.each(['body', 'basic'] as const)('oidc-provider and scimmy-routers, credentials in %s', (style) => {
  it('the connection test finds exactly what this server does differently', async () => {
    const { runId } = await app.handlers['connection-test.start']({ connectionId: connect(style), tryAllAuthStyles: false, faults: [] });
    const run = await runToEnd(app, runId);
    expect(run.steps.find((step) => step.id === 'token')?.status).toBe('passed');
    expect(seen(run)).toEqual(listed(expectedOfCheck));
  });
});

describe.each(['entra', 'entra-on-demand', 'okta-put', 'okta-patch'] as const)('a test sync to scimmy-routers as %s', (dialect) => {
  it('finds exactly what this server does differently, and leaves nothing', async () => {
    const options = {
      connectionId: connect('basic'),
      dialect,
      members: 3,
      testDomain: 'contoso.com',
      reusablePerson: false,
      nestedGroup: false,
      faults: [],
    };
    const consent = await app.handlers['test-sync.consent'](options);
    const { runId } = await app.handlers['test-sync.start']({ options, consentId: consent.consentId });
    const run = await runToEnd(app, runId);
    expect(seen(run)).toEqual(listed(expectedOfSync[dialect]));
    expect(run.effects.length).toBeGreaterThan(3);
    expect(run.effects.filter((effect) => effect.state !== 'undone')).toEqual([]);
  });
});
