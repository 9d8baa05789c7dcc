import { describe, expect, it } from 'vitest';
import { proxyForEnvironment, readProxy } from '../../../main/platform/http/proxy.ts';

const ask = (environment: Record<string, string>, url: string): Promise<string> => proxyForEnvironment(environment)(url);
const https = { HTTPS_PROXY: 'http://proxy.example.com:8080' };

describe('The proxy that the environment names', () => {
  it('is that of the address’s scheme, in either case', async () => {
    expect(await ask(https, 'https://scim.example.com/')).toBe('http://proxy.example.com:8080');
    expect(await ask(https, 'http://scim.example.com/')).toBe('DIRECT');
    expect(await ask({ http_proxy: 'proxy.example.com:3128' }, 'http://scim.example.com/')).toBe('http://proxy.example.com:3128');
    expect(await ask({ ALL_PROXY: 'http://p:1' }, 'https://scim.example.com/')).toBe('http://p:1');
    expect(await ask({}, 'https://scim.example.com/')).toBe('DIRECT');
  });

  it.each([
    ['scim.example.com', 'DIRECT'],
    ['.example.com', 'DIRECT'],
    ['*.example.com', 'DIRECT'],
    ['example.com', 'DIRECT'],
    ['scim.example.com:443', 'DIRECT'],
    ['scim.example.com:8443', 'http://proxy.example.com:8080'],
    ['other.com, scim.example.com', 'DIRECT'],
    ['ample.com', 'http://proxy.example.com:8080'],
    ['*', 'DIRECT'],
    ['', 'http://proxy.example.com:8080'],
  ])('is not used where NO_PROXY says so: %s', async (exceptions, expected) => {
    expect(await ask({ ...https, NO_PROXY: exceptions }, 'https://scim.example.com/')).toBe(expected);
    expect(await ask({ ...https, no_proxy: exceptions }, 'https://scim.example.com/')).toBe(expected);
  });

  it.each(['http://localhost:1/', 'http://127.0.0.1:1/', 'http://[::1]:1/', 'http://a.localhost/'])(
    'is never used for this machine: %s',
    async (url) => {
      expect(await ask({ HTTP_PROXY: 'http://p:1' }, url)).toBe('DIRECT');
      expect(await ask({ HTTP_PROXY: 'http://p:1', NO_PROXY: '<-loopback>' }, url)).toBe('http://p:1');
    },
  );
});

describe('A proxy address', () => {
  it('is taken apart, its user info kept out of its label', () => {
    expect(readProxy('http://us%40er:p%3Ass@proxy.example.com:8080')).toEqual({
      host: 'proxy.example.com',
      port: 8080,
      secure: false,
      authorization: `Basic ${Buffer.from('us@er:p:ss').toString('base64')}`,
      label: 'proxy.example.com:8080',
    });
    expect(readProxy('https://[::1]')).toMatchObject({ host: '::1', port: 443, secure: true });
  });

  it.each(['DIRECT', '', '  ', 'http://'])('that names none is none: “%s”', (address) => {
    expect(readProxy(address)).toBeUndefined();
  });
});
