import { describe, expect, it } from 'vitest';
import { parseScimUrl } from '../../../main/protocols/foundry/scim-url.ts';
import fc from '../../properties.ts';

const base = 'https://scim.example.com/multipass/api/scim/0b8f-realm/v2/';
const foundry = { kind: 'foundry', base, host: 'scim.example.com', realm: '0b8f-realm' };

describe('A SCIM URL of Foundry', () => {
  it.each([
    [base, false],
    [base.slice(0, -1), false],
    [`  ${base}\n`, false],
    [`${base}?aadOptscim062020`, true],
    [`${base}?aadOptscim062020=`, true],
    [`${base}?AADOPTSCIM062020`, true],
    [`${base}?a=b&aadOptscim062020`, true],
    [`${base}??aadOptscim062020`, true],
    [`${base}?x?aadOptscim062020`, true],
    [`${base}#fragment`, false],
    [base.replace('scim.example.com', 'SCIM.example.com:443'), false],
  ])('is taken apart, whatever hangs on it: %s', (url, hadFlag) => {
    expect(parseScimUrl(url)).toEqual({ ...foundry, hadFlag });
  });

  it('keeps a realm with odd characters', () => {
    expect(parseScimUrl('https://x.example.com/multipass/api/scim/a%20b/v2/')).toMatchObject({ kind: 'foundry', realm: 'a b' });
  });
});

describe('Any other SCIM URL', () => {
  it.each([
    'http://localhost:8080/scim/v2',
    'https://x.example.com/multipass/api/scim/v2/',
    'https://x.example.com/multipass/api/scim/a/b/v2/',
    'https://x.example.com',
  ])('is accepted: %s', (url) => {
    const parsed = parseScimUrl(url);
    expect(parsed).toMatchObject({ kind: 'other', hadFlag: false });
    expect(parsed.kind === 'other' && parsed.base.endsWith('/')).toBe(true);
  });

  it.each(['', '   ', 'scim.example.com', 'ftp://x/', 'https://user:secret@x.example.com/', 'https://'])(
    'is refused with a reason when nothing could be sent there: “%s”',
    (url) => {
      const parsed = parseScimUrl(url);
      expect(parsed.kind).toBe('invalid');
      expect(parsed.kind === 'invalid' && parsed.why).toMatch(/\.$/);
    },
  );

  it('never throws, never keeps a query, and reads its own answer alike', () => {
    fc.assert(
      fc.property(fc.oneof(fc.webUrl({ withQueryParameters: true, withFragments: true }), fc.string()), (text) => {
        const parsed = parseScimUrl(text);
        if (parsed.kind === 'invalid') return;
        expect(parsed.base).not.toMatch(/[?#]/);
        expect(parseScimUrl(parsed.base)).toEqual({ ...parsed, hadFlag: false });
      }),
    );
  });
});
