// TLS that does not come about: which code and which finding each bad certificate and each failed handshake gives.
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Issued, makeRoot, makeSelfSigned, makeUnder } from './certificates.ts';
import { fails, makeClient } from './make-client.ts';
import { serve, serveTcp, serveTls } from './servers.ts';

describe('A certificate that is not to be trusted', () => {
  const cases: readonly [
    string,
    string,
    string,
    () => Promise<{ readonly leaf: Issued; readonly chain?: readonly Issued[]; readonly trusted?: Issued }>,
  ][] = [
    ['self-signed', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'tls.self-signed', async () => ({ leaf: await makeSelfSigned() })],
    [
      'from a private root that the server sends along',
      'SELF_SIGNED_CERT_IN_CHAIN',
      'tls.private-root',
      async () => {
        const root = await makeRoot();
        return { leaf: await makeUnder(root), chain: [root] };
      },
    ],
    [
      'from a private root that only an intermediate names',
      'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
      'tls.private-root',
      async () => {
        const between = await makeUnder(await makeRoot(), { authority: 'Between' });
        return { leaf: await makeUnder(between), chain: [between] };
      },
    ],
    ['without its chain', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls.not-trusted', async () => ({ leaf: await makeUnder(await makeRoot()) })],
    [
      'expired',
      'CERT_HAS_EXPIRED',
      'tls.expired',
      async () => {
        const root = await makeRoot();
        return { leaf: await makeUnder(root, { from: -90, to: -2 }), trusted: root };
      },
    ],
    [
      'not valid yet',
      'CERT_NOT_YET_VALID',
      'tls.not-yet-valid',
      async () => {
        const root = await makeRoot();
        return { leaf: await makeUnder(root, { from: 5, to: 90 }), trusted: root };
      },
    ],
    [
      'made out for another host',
      'ERR_TLS_CERT_ALTNAME_INVALID',
      'tls.wrong-host',
      async () => {
        const root = await makeRoot();
        return { leaf: await makeUnder(root, { names: ['other.example.com'] }), trusted: root };
      },
    ],
  ];

  it.each(cases)('is refused when %s', async (_words, code, finding, make) => {
    const { leaf, chain = [], trusted } = await make();
    const origin = await serveTls({ key: leaf.key, cert: [leaf, ...chain].map(({ pem }) => pem).join('\n') });
    const extraRoots = trusted === undefined ? [] : [trusted.pem];
    expect(await fails(origin, { extraRoots })).toEqual({ layer: 'tls', code, finding });
  });

  it('is refused although the environment says that certificates need not be checked', async () => {
    process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
    onTestFinished(() => {
      delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
    });
    const own = await makeSelfSigned();
    expect(await fails(await serveTls({ key: own.key, cert: own.pem }))).toMatchObject({ layer: 'tls', finding: 'tls.self-signed' });
  });

  it('is accepted when its root is the connection’s CA file', async () => {
    const root = await makeRoot();
    const leaf = await makeUnder(root);
    const origin = await serveTls({ key: leaf.key, cert: leaf.pem });
    const client = makeClient({ extraRoots: [root.pem] });
    expect(await client.get(origin)).toMatchObject({ kind: 'answered', status: 200 });
    expect(client.recorded[0]?.tls?.protocol).toBe('TLSv1.3');
  });
});

describe('TLS that cannot be agreed', () => {
  it('is an old version when the server speaks TLS 1.1 only', async () => {
    const root = await makeRoot();
    const leaf = await makeUnder(root);
    const origin = await serveTls({ key: leaf.key, cert: leaf.pem, minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' });
    expect(await fails(origin, { extraRoots: [root.pem] })).toMatchObject({ layer: 'tls', finding: 'tls.version-too-old' });
  });

  it('fails on a port that speaks plain HTTP', async () => {
    const origin = await serve((_request, response) => response.end('hello'));
    expect(await fails(origin.replace('http:', 'https:'))).toMatchObject({ layer: 'tls', finding: 'tls.handshake-failed' });
  });

  it('runs out of time when the server accepts and stays silent', async () => {
    const port = await serveTcp(() => undefined);
    expect(await fails(`https://127.0.0.1:${port}/`, { limits: { connectMs: 80 } })).toEqual({
      layer: 'tls',
      code: 'CONNECT_TIMEOUT',
      finding: 'tcp.connect-timeout',
    });
  });

  it('is a lost connection when it is cut during the handshake', async () => {
    const port = await serveTcp((socket) => socket.once('data', () => socket.resetAndDestroy()));
    expect(await fails(`https://127.0.0.1:${port}/`)).toEqual({ layer: 'tls', code: 'ECONNRESET', finding: 'tcp.connection-lost' });
  });
});
