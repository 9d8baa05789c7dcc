import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appProtocol, appScheme } from '../../../main/shell/app-protocol.ts';
import { contentSecurityPolicy } from '../../../main/shell/csp.ts';
import fc from '../../properties.ts';

let root = '';
let answer: (request: Request) => Promise<Response>;
const said: string[] = [];

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'steward-page-'));
  const folder = join(root, 'renderer');
  mkdirSync(join(folder, 'assets'), { recursive: true });
  writeFileSync(join(folder, 'index.html'), '<!doctype html><html><head><title>t</title></head><body></body></html>');
  writeFileSync(join(folder, 'assets', 'main.js'), 'export {};');
  writeFileSync(join(folder, 'assets', 'main.css'), 'p {}');
  writeFileSync(join(folder, 'not-listed.js'), 'secret');
  writeFileSync(join(root, 'outside.js'), 'secret');
  writeFileSync(join(folder, 'files.json'), JSON.stringify(['index.html', 'assets/main.js', 'assets/main.css', 'assets/tool.exe']));
  let count = 0;
  answer = await appProtocol({ folder, nonce: () => `nonce${++count}`, log: (message) => said.push(message) });
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const get = (url: string) => answer(new Request(url));

describe('app://steward', () => {
  it('serves what the build lists, with the right type', async () => {
    const script = await get('app://steward/assets/main.js');
    expect(script.status).toBe(200);
    expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(await script.text()).toBe('export {};');
    expect((await get('app://steward/assets/main.css')).headers.get('content-type')).toBe('text/css; charset=utf-8');
  });

  it('serves the page at its root as well, whatever the query', async () => {
    expect(await (await get('app://steward/')).text()).toContain('<title>t</title>');
    expect((await get('app://steward/index.html?x=1')).status).toBe(200);
  });

  it('gives each page a nonce of its own, the same in the page and in the policy', async () => {
    const [first, second] = [await get('app://steward/'), await get('app://steward/')];
    const nonceOf = async (response: Response) => /<meta name="style-nonce" content="([^"]+)"/.exec(await response.text())?.[1];
    const nonces = [await nonceOf(first), await nonceOf(second)];
    expect(nonces[0]).toBeDefined();
    expect(nonces[0]).not.toBe(nonces[1]);
    expect(first.headers.get('content-security-policy')).toContain(`'nonce-${nonces[0]}'`);
    expect(second.headers.get('content-security-policy')).toContain(`'nonce-${nonces[1]}'`);
  });

  it.each([
    'app://steward/not-listed.js',
    'app://steward/files.json',
    'app://steward/../outside.js',
    'app://steward/%2e%2e/outside.js',
    'app://steward/..%2foutside.js',
    'app://steward/assets/..%2f..%2foutside.js',
    'app://steward/assets/../not-listed.js',
    'app://steward//etc/passwd',
    'app://steward/%2Fetc%2Fpasswd',
    'app://steward/assets%5cmain.js',
    'app://steward/assets/main.js%00.html',
    'app://steward/%E0%A4%A',
    'app://steward/INDEX.HTML',
    'app://steward/assets/',
    'app://steward/assets/tool.exe',
    'app://steward.example/index.html',
    'app://steward:81/index.html',
    'app://user@steward/index.html',
    'app://other/index.html',
    'https://steward/index.html',
  ])('does not serve %s, and logs it', async (url) => {
    const before = said.length;
    // A Request takes no user info; the handler is asked with the address as it stands.
    const response = await answer(url.includes('@') ? Object.defineProperty(new Request('app://steward/'), 'url', { value: url }) : new Request(url));
    expect(response.status).toBe(404);
    expect(await response.text()).not.toContain('secret');
    expect(said.length).toBe(before + 1);
  });

  it('serves nothing outside the list for any path at all', async () => {
    await fc.assert(
      fc.asyncProperty(fc.webPath(), async (path) => {
        const response = await get(`app://steward${path.startsWith('/') ? path : `/${path}`}`);
        expect(await response.text()).not.toContain('secret');
      }),
    );
  });

  it.each(['HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS'])('answers GET only: not %s', async (method) => {
    const response = await answer(new Request('app://steward/index.html', { method }));
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('GET');
  });

  it('puts the safety headers on every answer, refusals included', async () => {
    const answers = [
      await get('app://steward/'),
      await get('app://steward/nothing'),
      await answer(new Request('app://steward/', { method: 'POST' })),
    ];
    for (const response of answers) {
      expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(response.headers.get('x-content-type-options')).toBe('nosniff');
      expect(response.headers.get('referrer-policy')).toBe('no-referrer');
      expect(response.headers.get('cross-origin-opener-policy')).toBe('same-origin');
      expect(response.headers.get('cross-origin-embedder-policy')).toBe('require-corp');
      expect(response.headers.get('cache-control')).toBe('no-store');
    }
  });

  it('does not start without the list of the build', async () => {
    await expect(appProtocol({ folder: root, log: () => undefined })).rejects.toThrow('ENOENT');
  });

  it('is an origin of its own that bypasses no policy', () => {
    expect(appScheme.privileges).toMatchObject({ standard: true, secure: true, bypassCSP: false, corsEnabled: false, allowServiceWorkers: false });
  });
});

describe('the content security policy', () => {
  it('allows only what the build brings: own scripts, own styles and those with the nonce', () => {
    expect(contentSecurityPolicy('abc').split('; ')).toEqual([
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self' 'nonce-abc'",
      "img-src 'self'",
      "font-src 'self'",
      "connect-src 'none'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
      "trusted-types 'none'",
    ]);
  });
});
