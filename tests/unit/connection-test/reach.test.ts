import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { Advice } from '../../../contract/connections.ts';
import type { Certificate, Inspector, TlsResult } from '../../../main/platform/http/inspect.ts';
import { ownConnection } from '../connections/own-connection.ts';
import { check, checkServer, findingIds, hurriedClock, step } from './check.ts';
import { secret, withServer } from './server.ts';

const nowhere = ownConnection({ scimUrl: 'https://scim.contoso.example/v2/', tokenUrl: 'https://scim.contoso.example/token' });

const certificate = (fields: Partial<Certificate> = {}): Certificate => ({
  subject: 'CN=scim.contoso.example',
  issuer: 'CN=Public CA',
  names: ['scim.contoso.example'],
  validFrom: '2026-01-01T00:00:00.000Z',
  validTo: '2027-12-31T00:00:00.000Z',
  keyType: 'RSA',
  keyBits: 2048,
  fingerprint256: 'AA',
  selfSigned: false,
  ...fields,
});

const secured = (fields: Partial<Extract<TlsResult, { kind: 'secured' }>> = {}): TlsResult => ({
  kind: 'secured',
  protocol: 'TLSv1.3',
  cipher: 'TLS_AES_256_GCM_SHA384',
  chain: [certificate(), certificate({ subject: 'CN=Public CA', selfSigned: true })],
  trust: 'public',
  ms: 12,
  ...fields,
});

/** A network that is well, but for what a test bends; nothing is sent anywhere. */
const network = (bent: Partial<Inspector> = {}): Inspector => ({
  resolveName: async () => ({ kind: 'found', addresses: [{ address: '203.0.113.7', family: 4 }], ms: 1 }),
  openTcp: async ({ host, port }) => ({ kind: 'connected', peer: `${host}:${port}`, ms: 2 }),
  inspectTls: async () => secured(),
  ...bent,
});

/** Requests themselves never leave: every name fails. */
const noRequests = { lookup: async () => Promise.reject(Object.assign(new Error('no'), { code: 'ENOTFOUND' })) };
const clock = { ...hurriedClock, now: () => '2026-11-23T12:00:00.000Z' };
const look = (inspect: Inspector, connection = nowhere) => check({ connection, secret, network: noRequests, clock, instead: { inspect } });

describe('the settings', () => {
  it('that are empty stop the test before anything is sent, and are named', async () => {
    const run = await check({ connection: ownConnection({ scimUrl: '', tokenUrl: ' ', clientId: '' }), secret });
    expect(findingIds(run)).toEqual(['settings.incomplete']);
    expect(run.findings[0]?.cause).toContain('SCIM URL, token endpoint, client ID');
    expect(run.steps.slice(1).every((one) => one.status === 'skipped' && one.stoppedBy === 'settings')).toBe(true);
    expect(run.verdicts).toEqual({ rfc: 'failed', entra: 'failed', okta: 'failed' });
  });

  it('that the advice calls an error stop the test, others do not', async () => {
    const advice: Advice[] = [
      { id: 'scimUrl.two-question-marks', field: 'scimUrl', severity: 'error', text: 'The SCIM URL has two question marks.' },
      { id: 'name.missing', field: 'name', severity: 'error', text: 'Give the connection a name.' },
    ];
    expect(findingIds(await checkServer({ advice }))).toEqual(['settings.url']);
    expect(findingIds(await checkServer({ advice: advice.slice(1) }))).toEqual([]);
  });

  it('that are unusual are a warning, and the test goes on', async () => {
    const run = await checkServer({ advice: [{ id: 'tokenUrl.other-host', field: 'tokenUrl', severity: 'warning', text: 'Another host.' }] });
    expect(findingIds(run)).toEqual(['settings.advice']);
    expect(run.verdicts?.entra).toBe('warned');
    expect(step(run, 'paging').status).toBe('passed');
  });

  it('never show a password that stands in an address', async () => {
    const run = await check({
      connection: ownConnection({ scimUrl: 'https://admin:hunter2@scim.contoso.example/v2/', tokenUrl: 'nonsense' }),
      secret,
    });
    expect(findingIds(run)).toEqual(['settings.url']);
    expect(JSON.stringify(run)).not.toContain('hunter2');
  });

  it('of a connection without credentials still let the network be looked at', async () => {
    const run = await look(network(), ownConnection({ ...nowhere, credentialMode: 'none' }));
    expect(run.findings).toMatchObject([{ id: 'settings.no-credential', severity: 'info' }]);
    expect(step(run, 'tls').status).toBe('passed');
    expect(step(run, 'entra-probe')).toMatchObject({ status: 'skipped', stoppedBy: 'token' });
    expect(run.verdicts?.entra).toBe('skipped');
  });
});

describe('names and connections', () => {
  it('show the addresses, and that a private one is not what a cloud identity provider needs', async () => {
    const run = await look(
      network({
        resolveName: async () => ({
          kind: 'found',
          addresses: [
            { address: '10.1.2.3', family: 4 },
            { address: 'fd00::1', family: 6 },
          ],
          ms: 1,
        }),
      }),
    );
    expect(step(run, 'dns').status).toBe('passed');
    expect(step(run, 'dns').facts).toEqual([
      { label: 'Addresses of scim.contoso.example', value: '10.1.2.3, fd00::1' },
      { label: 'Private address', value: expect.stringContaining('10.1.2.3, fd00::1: reached from inside your network') },
    ]);
  });

  it('that fail from this desk are never a verdict about the server', async () => {
    const failure = { layer: 'tcp', code: 'CONNECT_TIMEOUT', detail: 'No connection within 10 s.' } as const;
    const run = await look(network({ openTcp: async () => ({ kind: 'failed', failure }) }));
    expect(findingIds(run)).toEqual(['tcp.connect-timeout']);
    expect(run.verdicts).toEqual({ rfc: 'not-reachable-from-here', entra: 'not-reachable-from-here', okta: 'not-reachable-from-here' });
    expect(step(run, 'token')).toMatchObject({ status: 'skipped', stoppedBy: 'tcp' });
    expect(run.summary).toContain('says nothing about what Entra sees');
  });

  it('of the token endpoint alone stop signing in; a SCIM server that is out of reach does not stop it', async () => {
    const closed = createServer();
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    await withServer({}, async ({ scimUrl, tokenUrl }) => {
      const noToken = await check({ connection: ownConnection({ scimUrl, tokenUrl: `http://127.0.0.1:${port}/token` }), secret });
      expect(findingIds(noToken)).toEqual(['tcp.refused']);
      expect(step(noToken, 'tls').status).toBe('passed');
      expect(step(noToken, 'token')).toMatchObject({ status: 'skipped', stoppedBy: 'tcp' });
      const noScim = await check({ connection: ownConnection({ scimUrl: `http://127.0.0.1:${port}/scim/`, tokenUrl }), secret });
      expect(findingIds(noScim)).toEqual(['tcp.refused']);
      expect(step(noScim, 'token').status).toBe('passed');
      expect(step(noScim, 'entra-probe')).toMatchObject({ status: 'skipped', stoppedBy: 'tcp' });
    });
  });

  it('through a proxy prove nothing from this desk, and say so; TLS is looked at through the proxy', async () => {
    const run = await check({
      connection: nowhere,
      secret,
      clock,
      network: noRequests,
      instead: { inspect: network(), proxyFor: async () => 'http://user:hunter2@proxy.contoso.example:8080' },
    });
    expect([step(run, 'dns').status, step(run, 'tcp').status, step(run, 'tls').status]).toEqual(['skipped', 'skipped', 'passed']);
    expect(step(run, 'dns').reason).toContain('proxy.contoso.example:8080');
    expect(JSON.stringify(run)).not.toContain('hunter2');
  });

  it('that hang in the middle stop the test instead of waiting at every step', async () => {
    const run = await checkServer({
      bend: ({ path }) => (path === '/scim/Users' ? { status: 200, body: '[', headers: { 'content-length': '100' } } : undefined),
      network: { limits: { answerMs: 200 } },
    });
    expect(run.findings).toHaveLength(1);
    expect(run.verdicts?.entra).toBe('not-reachable-from-here');
    expect(step(run, 'entra-probe')).toMatchObject({ status: 'skipped', stoppedBy: 'token-altered' });
  });
});

describe('TLS', () => {
  it('shows version, names, dates and chain', async () => {
    const run = await look(network());
    expect(step(run, 'tls').facts.map((fact) => fact.value)).toEqual([
      'TLSv1.3, TLS_AES_256_GCM_SHA384',
      'CN=scim.contoso.example; for scim.contoso.example; RSA 2048',
      '1 Jan 2026 to 31 Dec 2027',
      'CN=scim.contoso.example ← CN=Public CA',
      'a public root',
    ]);
  });

  it.each([
    ['29 days before the end', '2026-12-22T12:00:00.000Z', ['tls.expires-soon']],
    ['30 days before the end', '2026-12-23T12:00:00.000Z', []],
  ])('%s of a certificate', async (_when, validTo, expected) => {
    const run = await look(network({ inspectTls: async () => secured({ chain: [certificate({ validTo })] }) }));
    expect(findingIds(run).filter((id) => id.startsWith('tls.'))).toEqual(expected);
    expect(step(run, 'tls').status).toBe(expected.length === 0 ? 'passed' : 'warned');
  });

  it('warns of an RSA key under 2048 bits, not of an elliptic curve, and not of the root’s key', async () => {
    const of = async (chain: readonly Certificate[]) =>
      findingIds(await look(network({ inspectTls: async () => secured({ chain }) }))).filter((id) => id.startsWith('tls.'));
    const root = certificate({ subject: 'CN=Old Root', keyBits: 1024, selfSigned: true });
    expect(await of([certificate({ keyBits: 1024 }), root])).toEqual(['tls.weak-key']);
    expect(await of([certificate({ keyType: 'EC', keyBits: 256 }), root])).toEqual([]);
  });

  it('trusted on this machine only is enough for this desk, not for Entra', async () => {
    const run = await look(
      network({ inspectTls: async () => secured({ trust: 'local', chain: [certificate(), certificate({ subject: 'CN=Contoso Root' })] }) }),
    );
    expect(step(run, 'tls')).toMatchObject({ status: 'warned', verdicts: { rfc: 'passed', entra: 'warned', okta: 'warned' } });
    expect(findingIds(run)).toContain('tls.root-not-public');
  });

  it('of a server on this machine needs no public root: no identity provider ever calls it', async () => {
    const local = ownConnection({ scimUrl: 'https://127.0.0.1:8443/v2/', tokenUrl: 'https://127.0.0.1:8443/token' });
    const run = await look(network({ inspectTls: async () => secured({ trust: 'local' }) }), local);
    expect(step(run, 'tls').status).toBe('passed');
  });

  it('is never left out on a network: plain http is refused before anything is sent, except on this machine', async () => {
    const run = await look(network(), ownConnection({ scimUrl: 'http://scim.contoso.example/v2/', tokenUrl: 'http://scim.contoso.example/token' }));
    expect(findingIds(run)).toEqual(['tls.plain-http']);
    expect(run.exchangeCount).toBe(0);
    const local = await checkServer();
    expect(step(local, 'tls')).toMatchObject({ status: 'passed', reason: expect.stringContaining('accepted for practice') });
  });

  it('that is inspected on this network says nothing about the endpoint', async () => {
    const failure = { layer: 'tls', code: 'SELF_SIGNED_CERT_IN_CHAIN', detail: 'The chain ends in an unknown root.' } as const;
    const chain = [
      certificate({ issuer: 'CN=Zscaler Root' }),
      certificate({ subject: 'CN=Zscaler Root', issuer: 'CN=Zscaler Root', selfSigned: true }),
    ];
    const run = await look(network({ inspectTls: async () => ({ kind: 'failed', failure, chain }) }));
    expect(findingIds(run)).toEqual(['tls.private-root']);
    expect(run.verdicts?.entra).toBe('not-reachable-from-here');
  });
});
