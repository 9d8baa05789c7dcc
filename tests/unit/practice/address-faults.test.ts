// The faults that change where the tenant is or how it is reached, as sockets meet them.
import { get } from 'node:http';
import { request } from 'node:https';
import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { JsonObject } from '../../../main/practice/json.ts';
import { networkOptions } from '../../../main/practice/network.ts';
import { startPracticeTenant } from '../../../main/practice/tenant.ts';
import type { PracticeTenant } from '../../../main/practice/types.ts';
import { fetchToken, visit, visitorOf } from './visitor.ts';

async function tenantWith(...names: string[]): Promise<PracticeTenant> {
  const tenant = await startPracticeTenant({ faults: names });
  onTestFinished(() => tenant.close());
  return tenant;
}

describe('faults of the address', () => {
  /** What a TLS client that trusts only the given roots meets: the status, or the code of the failure. */
  const meet = (tenant: PracticeTenant): Promise<string> =>
    new Promise((resolve) => {
      const asked = request(tenant.tokenUrl, { ca: [...tenant.network.extraRoots], agent: false }, (response) => {
        response.resume();
        resolve(String(response.statusCode));
      });
      asked.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
      asked.end();
    });

  test.each([
    ['tls-self-signed', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
    ['tls-expired', 'CERT_HAS_EXPIRED'],
    ['tls-wrong-host', 'ERR_TLS_CERT_ALTNAME_INVALID'],
    ['tls-private-root', 'SELF_SIGNED_CERT_IN_CHAIN'],
    ['tcp-refused', 'ECONNREFUSED'],
    ['dns-not-found', 'ENOTFOUND'],
  ])('%s fails with %s', async (name, code) => {
    const tenant = await tenantWith(name);
    const { lookup } = networkOptions(tenant);
    if (lookup === undefined) expect(await meet(tenant)).toBe(code);
    else await expect(lookup(new URL(tenant.scimUrl).hostname)).rejects.toMatchObject({ code });
  });

  test('tls-1.1 turns away who wants TLS 1.2, and lets in who takes TLS 1.1', async () => {
    const tenant = await tenantWith('tls-1.1');
    expect(await meet(tenant)).toMatch(/^(EPROTO|ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION)$/);
    const protocol = await new Promise<string | null>((resolve, reject) => {
      const old = { minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;
      const socket = connectTls({ port: Number(new URL(tenant.scimUrl).port), host: '127.0.0.1', ca: [...tenant.network.extraRoots], ...old }, () => {
        resolve(socket.getProtocol());
        socket.end();
      });
      socket.on('error', reject);
    });
    expect(protocol).toBe('TLSv1.1');
  });

  test('dns-try-again fails with EAI_AGAIN', async () => {
    const tenant = await tenantWith('dns-try-again');
    await expect(networkOptions(tenant).lookup?.(new URL(tenant.tokenUrl).hostname)).rejects.toMatchObject({ code: 'EAI_AGAIN' });
  });

  test('tcp-hang neither refuses nor connects: a connection begun before one that ends is still waiting', async () => {
    const tenant = await tenantWith('tcp-hang');
    const socket = connect(Number(new URL(tenant.scimUrl).port), '127.0.0.1');
    const outcomes: string[] = [];
    socket.on('connect', () => outcomes.push('connected'));
    socket.on('error', () => outcomes.push('failed'));
    const other = await visit();
    for (let count = 0; count < 50; count += 1) await other.send('GET', 'ServiceProviderConfig');
    expect([outcomes, socket.connecting]).toEqual([[], true]);
    expect(networkOptions(tenant).limits?.connectMs).toBeLessThan(5_000);
    socket.destroy();
  });

  test('proxy-407 names a proxy that wants NTLM or Kerberos, for CONNECT as for plain requests', async () => {
    const tenant = await tenantWith('proxy-407');
    const proxy = new URL((await networkOptions(tenant).proxyFor?.(tenant.scimUrl)) ?? '');
    const plain = await new Promise<unknown>((resolve, reject) => {
      const asked = get({ host: proxy.hostname, port: proxy.port, path: tenant.scimUrl, agent: false }, (response) => {
        response.resume();
        resolve([response.statusCode, response.headers['proxy-authenticate']]);
      });
      asked.on('error', reject);
    });
    expect(plain).toEqual([407, 'Negotiate, NTLM']);
    const answer = await new Promise<string>((resolve) => {
      let text = '';
      const socket: Socket = connect(Number(proxy.port), '127.0.0.1', () =>
        socket.write('CONNECT foundry.example:443 HTTP/1.1\r\nHost: foundry.example:443\r\n\r\n'),
      );
      socket.setEncoding('latin1').on('data', (chunk: string) => {
        text += chunk;
      });
      socket.on('close', () => resolve(text));
    });
    expect(answer).toMatch(/^HTTP\/1\.1 407 [\s\S]*Proxy-Authenticate: Negotiate\r\n[\s\S]*NTLM/);
  });

  test('come and go on a living tenant: the address moves, the people stay', async () => {
    const visitor = await visit();
    const made = await visitor.createUser({ userName: 'stays@halden.example' });
    const moved = await visitor.tenant.setFaults(['tls-expired', 'filter-404']);
    expect(moved.scimUrl).toMatch(/^https:\/\/127\.0\.0\.1:/);
    await expect(fetch(`${visitor.tenant.scimUrl}Users`)).rejects.toThrow();
    await visitor.tenant.setFaults([]);
    const back = visitorOf(visitor.tenant, await fetchToken(visitor.tenant));
    const seen = await back.send('GET', `Users/${made.id}`);
    expect([seen.status, (seen.body.meta as JsonObject).location]).toEqual([200, `${visitor.tenant.scimUrl}Users/${made.id}`]);
    expect(await networkOptions(visitor.tenant).proxyFor?.(visitor.tenant.scimUrl)).toBe('DIRECT');
  });
});
