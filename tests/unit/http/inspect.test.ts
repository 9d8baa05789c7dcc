import { describe, expect, it } from 'vitest';
import { networkFinding } from '../../../main/platform/http/findings.ts';
import { createInspector } from '../../../main/platform/http/inspect.ts';
import { makeRoot, makeSelfSigned, makeUnder } from './certificates.ts';
import { closedPort, serveProxy, serveTcp, serveTls } from './servers.ts';

const never = new AbortController().signal;
const target = (origin: string) => ({ host: '127.0.0.1', port: Number(new URL(origin).port), url: origin });

describe('Looking a name up', () => {
  it('gives its addresses', async () => {
    const inspector = createInspector({ lookup: async () => [{ address: '192.0.2.1', family: 4 }] });
    expect(await inspector.resolveName('scim.example.com', never)).toMatchObject({ kind: 'found', addresses: [{ address: '192.0.2.1', family: 4 }] });
  });

  it('says when there is none, when nobody answers, and when it is cancelled', async () => {
    const none = createInspector({ lookup: async () => [] });
    expect(await none.resolveName('x.example.com', never)).toMatchObject({ failure: { layer: 'dns', code: 'ENOTFOUND' } });
    const hanging = createInspector({ lookup: () => new Promise(() => undefined), connectMs: 30 });
    expect(await hanging.resolveName('x.example.com', never)).toMatchObject({ failure: { layer: 'dns', code: 'CONNECT_TIMEOUT' } });
    expect(await hanging.resolveName('x.example.com', AbortSignal.abort())).toMatchObject({ failure: { layer: 'cancelled' } });
  });
});

describe('Opening a TCP connection', () => {
  it('names who answered, and sends nothing', async () => {
    const seen: Buffer[] = [];
    const port = await serveTcp((socket) => socket.on('data', (chunk) => seen.push(chunk)));
    expect(await createInspector({}).openTcp({ host: '127.0.0.1', port }, never)).toMatchObject({ kind: 'connected', peer: `127.0.0.1:${port}` });
    expect(seen).toEqual([]);
  });

  it('says when it is refused', async () => {
    const port = await closedPort();
    expect(await createInspector({}).openTcp({ host: '127.0.0.1', port }, never)).toMatchObject({ failure: { layer: 'tcp', code: 'ECONNREFUSED' } });
  });
});

describe('Inspecting TLS', () => {
  it('shows version, cipher and chain of a server that is trusted by a CA file only', async () => {
    const root = await makeRoot('Company Root');
    const leaf = await makeUnder(root, { names: ['127.0.0.1', 'scim.example.com'] });
    const origin = await serveTls({ key: leaf.key, cert: leaf.pem, maxVersion: 'TLSv1.2' });
    const result = await createInspector({ extraRoots: [root.pem] }).inspectTls(target(origin), never);
    expect(result).toMatchObject({ kind: 'secured', protocol: 'TLSv1.2', trust: 'local' });
    expect(result.kind === 'secured' && result.chain.map(({ subject, selfSigned }) => ({ subject, selfSigned }))).toEqual([
      { subject: 'O=Test, CN=server', selfSigned: false },
      { subject: 'CN=Company Root', selfSigned: true },
    ]);
    expect(result.kind === 'secured' && result.chain[0]).toMatchObject({ names: ['127.0.0.1', 'scim.example.com'], keyType: 'EC', keyBits: 256 });
  });

  it('reads the length of an RSA key', async () => {
    const root = await makeRoot();
    const leaf = await makeUnder(root, { rsaBits: 2048 });
    const origin = await serveTls({ key: leaf.key, cert: leaf.pem });
    const result = await createInspector({ extraRoots: [root.pem] }).inspectTls(target(origin), never);
    expect(result.kind === 'secured' && result.chain[0]).toMatchObject({ keyType: 'RSA', keyBits: 2048 });
  });

  it('shows the chain it does not trust, and never sends a request over it', async () => {
    const own = await makeSelfSigned({ names: ['127.0.0.1'], to: 30 });
    let requests = 0;
    const origin = await serveTls({ key: own.key, cert: own.pem }, (_request, response) => {
      requests += 1;
      response.end();
    });
    const result = await createInspector({}).inspectTls(target(origin), never);
    expect(result).toMatchObject({ kind: 'failed', failure: { layer: 'tls', code: 'DEPTH_ZERO_SELF_SIGNED_CERT' } });
    expect(result.kind === 'failed' && result.chain?.[0]).toMatchObject({ subject: 'CN=self', selfSigned: true });
    expect(requests).toBe(0);
  });

  it('works through a proxy’s tunnel, trusted or not', async () => {
    const root = await makeRoot();
    const leaf = await makeUnder(root);
    const origin = await serveTls({ key: leaf.key, cert: `${leaf.pem}\n${root.pem}` });
    const proxy = await serveProxy();
    const proxyFor = async () => proxy.address;
    expect(await createInspector({ proxyFor, extraRoots: [root.pem] }).inspectTls(target(origin), never)).toMatchObject({ kind: 'secured' });
    const untrusted = await createInspector({ proxyFor }).inspectTls(target(origin), never);
    expect(untrusted).toMatchObject({ kind: 'failed', failure: { code: 'SELF_SIGNED_CERT_IN_CHAIN' } });
    expect(untrusted.kind === 'failed' && untrusted.chain).toHaveLength(2);
    expect(new Set(proxy.asked)).toEqual(new Set([`CONNECT ${new URL(origin).host}`]));
  });

  it('blames the proxy when the tunnel does not stand', async () => {
    const proxy = await serveProxy({ status: 407, headers: { 'Proxy-Authenticate': 'NTLM' } });
    const result = await createInspector({ proxyFor: async () => proxy.address }).inspectTls(
      { host: '127.0.0.1', port: 443, url: 'https://127.0.0.1/' },
      never,
    );
    expect(result).toMatchObject({ kind: 'failed', failure: { layer: 'proxy', code: 'PROXY_AUTH_REQUIRED' } });
  });

  it('says that the server is too old when it speaks TLS 1.1 only', async () => {
    const own = await makeSelfSigned();
    const origin = await serveTls({ key: own.key, cert: own.pem, minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' });
    const result = await createInspector({}).inspectTls(target(origin), never);
    expect(result.kind === 'failed' && networkFinding(result.failure, { host: 'x' }, []).id).toBe('tls.version-too-old');
  });
});

describe('A chain that is not trusted', () => {
  const certificate = { names: [], validFrom: '', validTo: '', keyType: 'EC', fingerprint256: '', selfSigned: false, subject: 'CN=scim.example.com' };
  const failure = { layer: 'tls', code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', detail: 'The issuer is not known.' } as const;

  it('is taken for TLS inspection when its issuer is known to inspect', () => {
    const chain = [{ ...certificate, issuer: 'CN=Zscaler Intermediate Root CA' }];
    const finding = networkFinding(failure, { host: 'scim.example.com', chain }, []);
    expect(finding.id).toBe('tls.private-root');
    expect(finding.cause).toContain('Zscaler');
  });

  it('is left open when its issuer says nothing', () => {
    const chain = [{ ...certificate, issuer: 'CN=Some CA' }];
    expect(networkFinding(failure, { host: 'scim.example.com', chain }, []).id).toBe('tls.not-trusted');
  });
});
