import { describe, expect, it } from 'vitest';
import { sources } from '../../../main/platform/findings/sources.ts';
import { externalLink } from '../../../main/shell/external-links.ts';
import { proxyFromPac } from '../../../main/shell/proxy.ts';

describe('links that may be opened in the browser', () => {
  it('are those of every source that a finding refers to', () => {
    const urls = Object.values(sources).flatMap((source) => ('url' in source ? [source.url] : []));
    expect(urls.length).toBeGreaterThan(10);
    for (const url of urls) expect(externalLink(url)).toBe(url);
  });

  it.each([
    'http://learn.microsoft.com/',
    'https://learn.microsoft.com.evil.example/',
    'https://evil.example/learn.microsoft.com',
    'https://notpalantir.com/',
    'https://user@palantir.com/',
    'https://:secret@palantir.com/',
    'https://palantir.com:8443/',
    'https://tenant.palantir.com/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'ms-settings:network',
    'https:\\\\evil.example',
    'palantir.com',
    '',
  ])('are not %s', (url) => expect(externalLink(url)).toBeUndefined());
});

describe('what the system says about a proxy', () => {
  it.each([
    ['DIRECT', 'DIRECT'],
    ['', 'DIRECT'],
    ['PROXY proxy.corp:8080', 'http://proxy.corp:8080'],
    ['PROXY proxy.corp:8080; DIRECT', 'http://proxy.corp:8080'],
    ['DIRECT; PROXY proxy.corp:8080', 'DIRECT'],
    ['HTTPS proxy.corp:443', 'https://proxy.corp:443'],
    ['  proxy   proxy.corp:8080 ; DIRECT ', 'http://proxy.corp:8080'],
    ['PROXY [2001:db8::1]:3128', 'http://[2001:db8::1]:3128'],
    ['SOCKS5 socks.corp:1080; PROXY proxy.corp:8080', 'http://proxy.corp:8080'],
    ['SOCKS socks.corp:1080; DIRECT', 'DIRECT'],
    ['nonsense', 'DIRECT'],
    ['PROXY', 'DIRECT'],
    ['PROXY a:1/path', 'DIRECT'],
  ])('%s means %s', (pac, proxy) => expect(proxyFromPac(pac)).toBe(proxy));

  it('is never gone around when SOCKS is all there is', () => {
    expect(proxyFromPac('SOCKS5 socks.corp:1080')).toBe('socks5://socks.corp:1080');
  });
});
