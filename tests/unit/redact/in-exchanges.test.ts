import { describe, expect, it } from 'vitest';
import { createRedactor } from '../../../main/platform/redact/redact.ts';
import fc from '../../properties.ts';
import { makeClient } from '../http/make-client.ts';
import { serve } from '../http/servers.ts';

const formEncoded = (text: string): string => new URLSearchParams([['', text]]).toString().slice(1);
const escapedFully = (text: string): string =>
  Array.from({ length: text.length }, (_, index) => `\\u${text.charCodeAt(index).toString(16).padStart(4, '0')}`).join('');

/** Every way in which a secret can stand in what is recorded. */
const encodings: readonly [string, (secret: string) => string][] = [
  ['plain', (secret) => secret],
  ['percent-encoded', (secret) => encodeURIComponent(secret)],
  ['percent-encoded in lower case', (secret) => encodeURIComponent(secret).replace(/%[0-9A-F]{2}/g, (hex) => hex.toLowerCase())],
  ['percent-encoded twice', (secret) => encodeURIComponent(encodeURIComponent(secret))],
  ['form-encoded', formEncoded],
  ['escaped as JSON', (secret) => JSON.stringify(secret).slice(1, -1)],
  ['escaped as JSON, every character', escapedFully],
  ['in base64', (secret) => Buffer.from(secret).toString('base64')],
  ['in base64url', (secret) => Buffer.from(secret).toString('base64url')],
  ['in Basic', (secret) => Buffer.from(`client:${secret}`).toString('base64')],
  ['in Basic, form-encoded', (secret) => Buffer.from(`cl:${formEncoded(secret)}`).toString('base64')],
  ['in base64, percent-encoded', (secret) => encodeURIComponent(Buffer.from(`a:${secret}`).toString('base64'))],
  ['broken up by line ends', (secret) => [...secret].join('\r\n ')],
  [
    'in base64 broken into lines',
    (secret) =>
      (
        Buffer.from(`id:${secret}`)
          .toString('base64')
          .match(/.{1,7}/g) ?? []
      ).join('\n'),
  ],
];

/** Secrets as servers make them: 12 or more characters, any of them, no blank at either end. */
const secrets = fc
  .string({ minLength: 12, maxLength: 60, unit: 'grapheme' })
  .filter((text) => text === text.trim() && text.isWellFormed() && !/\s/.test(text));

describe('A secret that is known', () => {
  it.each(encodings)('is removed %s', (_words, encode) => {
    fc.assert(
      fc.property(secrets, fc.constantFrom('', 'x', 'xy', '{"a":"', 'key='), fc.constantFrom('', '"}', '&b=c', ' end'), (secret, before, after) => {
        const redactor = createRedactor([secret]);
        const hidden = redactor.text(`${before} ${encode(secret)} ${after}`);
        expect(hidden).not.toContain(encode(secret));
        expect(hidden).toContain('[removed]');
      }),
      { numRuns: 25 },
    );
  });

  it('is removed from the middle of a base64 text, with the letters around it', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9!$~]{16,40}$/), fc.string({ maxLength: 7 }), fc.string({ maxLength: 7 }), (secret, before, after) => {
        const hidden = createRedactor([secret]).text(Buffer.from(`${before}${secret}${after}`).toString('base64'));
        expect(Buffer.from(hidden.replaceAll('[removed]', ''), 'base64').toString()).not.toContain(secret.slice(1, -1));
        expect(hidden).toContain('[removed]');
      }),
    );
  });

  it('leaves every other text as it is', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z0-9 .,:/?&{}"-]{0,200}$/), (text) => {
        expect(createRedactor(['Zq7!Zq7!Zq7!Zq7!']).text(text)).toBe(text);
      }),
    );
  });

  it('is found in a large body without delay', () => {
    const redactor = createRedactor(['s3cret-value-of-a-client']);
    const large = `${'AAAA'.repeat(25_000)} s3cret-value-of-a-client`;
    expect(redactor.text(large).endsWith('[removed]')).toBe(true);
  });
});

describe('A credential that is not known yet', () => {
  const redactor = createRedactor();

  it.each([
    ['{"access_token":"abc.def"}', '{"access_token":"[removed]"}'],
    ['{ "refresh_token"\n :\t"a\\"b" , "x":1}', '{ "refresh_token"\n :\t"[removed]" , "x":1}'],
    ['{"id_token":"cut off in the midd', '{"id_token":"[removed]"'],
    ['{"password": 12345}', '{"password": "[removed]"}'],
    ['grant_type=client_credentials&client_secret=a%20b&scope=x', 'grant_type=client_credentials&client_secret=[removed]&scope=x'],
    ['https://user:pass@example.com/', 'https://[removed]@example.com/'],
  ])('is removed from its field: %s', (text, expected) => {
    expect(redactor.body(text)).toBe(expected);
  });

  it('is removed when the name of its field is written with escapes', () => {
    expect(createRedactor().body('{"access\\u005ftoken":"abcdef.ghijkl"}')).not.toContain('abcdef.ghijkl');
  });

  it('is removed from headers, the scheme kept', () => {
    expect(
      redactor.headers([
        ['Authorization', 'Bearer   abc'],
        ['proxy-authorization', 'Basic dTpw'],
        ['Set-Cookie', 'session=abc; Path=/'],
        ['Cookie', 'a=b'],
        ['X-Api-Key', 'k'],
        ['Authorization', 'odd-value'],
        ['Accept', 'text/html'],
      ]),
    ).toEqual([
      ['Authorization', 'Bearer [removed]'],
      ['proxy-authorization', 'Basic [removed]'],
      ['Set-Cookie', '[removed]'],
      ['Cookie', '[removed]'],
      ['X-Api-Key', '[removed]'],
      ['Authorization', '[removed]'],
      ['Accept', 'text/html'],
    ]);
  });
});

describe('What is recorded of an exchange', () => {
  const secret = 'p@ss w/ö"rd+#1~%$';

  it('holds no secret wherever the server repeats it, also across its chunks', async () => {
    const origin = await serve((request, response) => {
      response.writeHead(200, { 'X-Echo': encodeURIComponent(secret), 'X-Given': String(request.headers.authorization) });
      const text = JSON.stringify({ echo: secret, encoded: Buffer.from(secret).toString('base64') });
      response.write(text.slice(0, 14));
      setImmediate(() => response.end(text.slice(14)));
    });
    const { post, recorded } = makeClient({ secrets: [secret] });
    await post(`${origin}/?q=${encodeURIComponent(secret)}`, {
      body: new URLSearchParams({ client_secret: secret, again: secret }).toString(),
      headers: { Authorization: `Basic ${Buffer.from(`id:${secret}`).toString('base64')}` },
    });
    const kept = JSON.stringify(recorded);
    for (const [, encode] of encodings) expect(kept).not.toContain(encode(secret));
    expect(kept).toContain('[removed]');
  });

  it('holds no part of a secret that lies across the end of what is kept', async () => {
    const known = 'NEVER-SHOW-THIS-SECRET-VALUE';
    for (const before of [65_536 - 27, 65_536 - 14, 65_536 - 1]) {
      const origin = await serve((_request, response) => response.end(`${'.'.repeat(before)}${known}${'.'.repeat(200_000)}`));
      const { get, recorded } = makeClient({ secrets: [known] });
      await get(origin);
      expect(JSON.stringify(recorded)).not.toContain('NEVER');
    }
  });

  it('holds no token that was hidden later than the client was made', async () => {
    const origin = await serve((_request, response) => response.end('token-value-123456'));
    const { http, get, recorded } = makeClient();
    http.hide('token-value-123456');
    await get(origin);
    expect(JSON.stringify(recorded)).not.toContain('token-value-123456');
  });
});
