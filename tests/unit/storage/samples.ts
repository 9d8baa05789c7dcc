// Plain things to store, one builder a concept. Imports no test library: the second process uses them too.
import type { Exchange, Finding, Run } from '../../../contract/common.ts';
import type { Connection, Receipt } from '../../../contract/connections.ts';
import type { JournalIntent, RunStart } from '../../../main/platform/runs/types.ts';
import { ownConnection } from '../connections/own-connection.ts';

export const connection = (id = 'c1', name = 'Foundry'): Connection => ownConnection({ id, name });

export const receipt = (id: string, at: string): Receipt => ({
  id,
  at,
  who: 'admin',
  connectionId: 'c1',
  connectionName: 'Foundry',
  action: 'unlock',
  before: '',
  after: '',
  undo: '',
  reason: 'change 7',
});

export const finding = (id: string, text = 'seen'): Finding => ({
  id,
  severity: 'error',
  title: `Title of ${id}`,
  cause: 'A cause.',
  remedy: ['Do this.', 'Then that.'],
  actor: 'server owner',
  evidence: [{ vantage: 'this desk', text }],
  source: { title: 'RFC 7644', url: 'https://www.rfc-editor.org/rfc/rfc7644' },
  stepIds: [],
});

export const exchange = (id: string, sequence: number, text = '{}'): Exchange => ({
  id,
  sequence,
  stepId: 'token',
  purpose: 'token request',
  startedAt: '2026-01-01T00:00:00.000Z',
  method: 'POST',
  url: 'https://example.org/multipass/api/oauth2/token?tenant=a%20b',
  requestHeaders: [['Content-Type', 'application/x-www-form-urlencoded']],
  requestBody: { text: 'grant_type=client_credentials', bytes: 29, truncated: false },
  attempt: 1,
  outcome: {
    kind: 'answered',
    status: 200,
    statusText: 'OK',
    headers: [['Content-Type', 'application/json']],
    body: { text, bytes: text.length, truncated: false },
  },
  timings: { dnsMs: 1, tcpMs: 2, tlsMs: 3, firstByteMs: 4, totalMs: 12 },
  tls: { protocol: 'TLSv1.3', cipher: 'TLS_AES_256_GCM_SHA384' },
});

export const run = (id: string, over: Partial<Run> = {}): Run => ({
  id,
  kind: 'connection-test',
  connectionId: 'c1',
  connectionName: 'Foundry',
  practice: false,
  production: false,
  idp: 'entra',
  faults: [],
  state: 'finished',
  startedAt: '2026-01-01T00:00:00.000Z',
  counts: { passed: 0, warned: 0, failed: 0, skipped: 0 },
  revision: 1,
  options: {},
  steps: [],
  findings: [],
  effects: [],
  exchangeCount: 0,
  ...over,
});

export const start = (over: Partial<RunStart> = {}): RunStart => ({
  kind: 'test-sync',
  connection: { id: 'c1', name: 'Foundry', idp: 'entra', practice: false, production: false },
  options: {},
  faults: [],
  crash: 'clean-up',
  ...over,
});

export const intent = (name: string): JournalIntent => ({
  resourceType: 'User',
  method: 'POST',
  path: 'Users',
  ownKey: { externalId: `ext-${name}`, name },
});

export const passed = { rfc: 'passed', entra: 'passed', okta: 'passed' } as const;
export const failed = { rfc: 'failed', entra: 'failed', okta: 'passed' } as const;
