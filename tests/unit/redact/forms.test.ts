// What the redactor removes, and what it leaves alone.

import { describe, expect, it } from 'vitest';
import { createRedactor } from '../../../main/platform/redact/redact.ts';
import { formsOf } from '../../faults/secret-forms.ts';
import fc from '../../properties.ts';

const secret = 'p@ss w0rd/+"ü\\~x9';

const places: Record<string, (text: string) => string> = {
  plain: (text) => `sent ${text} to the server`,
  'base64 at the start': (text) => Buffer.from(`${text}:tail`).toString('base64'),
  'base64 one byte in': (text) => Buffer.from(`a${text}:tail`).toString('base64'),
  'base64 two bytes in': (text) => Buffer.from(`ab${text}:tail`).toString('base64'),
  'base64url without padding': (text) => Buffer.from(`ab${text}:tail`).toString('base64url'),
  'Basic, raw': (text) => `Basic ${Buffer.from(`client-id:${text}`).toString('base64')}`,
  'Basic, form-encoded': (text) => `Basic ${Buffer.from(`client-id:${encodeURIComponent(text)}`).toString('base64')}`,
  'URL-encoded': (text) => `client_id=x&client_secret=${encodeURIComponent(text)}&grant_type=client_credentials`,
  'form-encoded': (text) => new URLSearchParams({ note: text }).toString(),
  'URL-encoded in lower case': (text) => encodeURIComponent(text).replace(/%../g, (code) => code.toLowerCase()),
  'JSON-escaped': (text) => JSON.stringify({ note: text }),
  'JSON in JSON': (text) => JSON.stringify({ body: JSON.stringify({ note: text }) }),
  'HTML-escaped': (text) => `<td>${text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')}</td>`,
};

describe('a secret the app knows', () => {
  for (const [place, put] of Object.entries(places)) {
    it(`is removed where it stands ${place}`, () => {
      const text = put(secret);
      expect(formsOf(secret).some((form) => text.includes(form))).toBe(true);
      const cleaned = createRedactor([secret]).text(text);
      expect(formsOf(secret).filter((form) => cleaned.includes(form))).toEqual([]);
      expect(cleaned).toContain('[removed]');
    });
  }

  it('is removed whatever it is made of', () => {
    const anySecret = fc
      .string({ unit: 'binary', minLength: 8, maxLength: 40 })
      .filter((text) => text.trim().length >= 8 && !text.includes('removed'));
    fc.assert(
      fc.property(anySecret, fc.constantFrom(...Object.values(places)), (text, put) => {
        const cleaned = createRedactor([text]).text(put(text));
        expect(cleaned).not.toContain(text);
        expect(cleaned).not.toContain(JSON.stringify(text).slice(1, -1));
      }),
    );
  });

  it('is removed also when it was pasted with blanks around it', () => {
    expect(createRedactor([' s3cr3t-value ']).text('value=s3cr3t-value;')).toBe('value=[removed];');
  });

  it('leaves the text readable when it is only two letters long', () => {
    expect(createRedactor(['ab']).text('a cable, ab and labs')).toBe('a cable, [removed] and labs');
  });
});

describe('credentials nobody named', () => {
  const redactor = createRedactor();
  it.each([
    ['Authorization: Bearer abc.def-ghi', 'Authorization: Bearer [removed]'],
    ['authorization: Basic Y2xpZW50OnNlY3JldA==', 'authorization: Basic [removed]'],
    ['["Authorization","Bearer abc12345"]', '["Authorization","Bearer [removed]"]'],
    ['{"Authorization":"opaque"}', '{"Authorization":"[removed]"}'],
    ['the header Bearer 0123456789abcdef was sent', 'the header Bearer [removed] was sent'],
    ['client_id=x&client_secret=hunter2&scope=', 'client_id=x&client_secret=[removed]&scope='],
    ['{"access_token":"opaque","expires_in":3600}', '{"access_token":"[removed]","expires_in":3600}'],
    ['"{\\"access_token\\":\\"opaque\\"}"', '"{\\"access_token\\":\\"[removed]\\"}"'],
    ['http://user:hunter2@proxy:8080/', 'http://[removed]@proxy:8080/'],
    ['saw eyJhbGciOiJub25l.eyJzdWIiOiIx.c2ln in a body', 'saw [removed] in a body'],
  ])('in %s', (text, cleaned) => expect(redactor.text(text)).toBe(cleaned));

  it.each([
    'Basic authentication was refused',
    'The bearer token was refused',
    'https://example.org/multipass/api/scim/realm/v2/Users',
    'at 10:15:00',
  ])('but not in "%s"', (text) => expect(redactor.text(text)).toBe(text));
});
