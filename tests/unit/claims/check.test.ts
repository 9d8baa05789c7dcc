// The claim check of one person: each difference is found, told exactly, and nothing else is.
import { describe, expect, it } from 'vitest';
import type { ScimSide } from '../../../contract/mapping.ts';
import { checkClaims } from '../../../main/features/mapping/check-claims.ts';
import { assertion, groupsClaim, nameClaim, type Response, response } from './sign-ins.ts';

const scim: ScimSide = { externalId: 'E-7', userName: 'ada@halden.example', groups: ['Analysts'] };
const usual = { providerId: '', userName: '', groups: '' };

const check = (text: string, side: Partial<ScimSide> = {}, names = usual) => checkClaims(text, names, { ...scim, ...side });
const saml = (changes: Response, side: Partial<ScimSide> = {}) => check(response(assertion(changes)), side);
const ids = (result: ReturnType<typeof check>) => result.findings.map(({ id }) => id);

describe('a sign-in that agrees with SCIM', () => {
  it.each([
    ['a SAML response', response(assertion())],
    ['an assertion alone', assertion()],
    ['base64', Buffer.from(response(assertion())).toString('base64')],
    ['the form field of a browser', `SAMLResponse=${encodeURIComponent(Buffer.from(response(assertion())).toString('base64'))}&RelayState=x`],
    ['JSON, name by name', JSON.stringify({ NameID: 'E-7', [nameClaim]: ['ada@halden.example'], [groupsClaim]: ['Analysts'] })],
    [
      'JSON, a list',
      JSON.stringify({
        attributes: [
          { name: 'NameID', value: 'E-7' },
          { name: 'username', values: ['ada@halden.example'] },
          { name: 'groups', values: ['Analysts'] },
        ],
      }),
    ],
    ['lines', `NameID: E-7\n${nameClaim}: ada@halden.example\ngroups: Analysts\n`],
    ['lines with tabs', `NameID\tE-7\nusername\tada@halden.example\ngroups\tAnalysts`],
    ['lines with values below', `NameID:\n  E-7\nusername:\n  ada@halden.example\ngroups:\n  - Analysts`],
  ])('as %s gives no finding', (_how, text) => {
    const result = check(text);
    expect(result.findings).toEqual([]);
    expect(result.comparisons.map(({ what, relation }) => [what, relation])).toEqual([
      ['Provider ID', 'equal'],
      ['userName', 'equal'],
      ['group', 'equal'],
    ]);
  });

  it('is not judged where SCIM’s side is not known, and not called equal', () => {
    const { comparisons, findings } = check(response(assertion()), { externalId: null, userName: null, groups: null });
    expect(findings).toEqual([]);
    expect(comparisons.map(({ relation }) => relation)).toEqual(['not judged', 'not judged']);
  });
});

describe('the Provider ID', () => {
  it.each<[string, string, string, string]>([
    ['another value', 'E-8', 'different', 'From character 3: sign-in has U+0038 8; SCIM has U+0037 7.'],
    ['other case', 'e-7', 'case', 'From character 1: sign-in has U+0065 e, U+002D -, U+0037 7; SCIM has U+0045 E, U+002D -, U+0037 7.'],
    ['a blank behind', 'E-7 ', 'blanks', 'From character 4: sign-in has U+0020; SCIM has nothing more.'],
    ['an invisible character', 'E\u200B-7', 'invisible', 'From character 2: sign-in has U+200B, U+002D -, U+0037 7; SCIM has U+002D -, U+0037 7.'],
  ])('with %s is found and told by code points', (_what, nameId, relation, detail) => {
    const result = saml({ nameId });
    expect(ids(result)).toEqual(['claims.provider-id-differs']);
    expect(result.comparisons[0]).toMatchObject({ relation, signIn: nameId, scim: 'E-7' });
    expect(result.comparisons[0]?.detail).toContain(detail);
    expect(result.findings[0]?.cause).toContain(detail);
  });

  it('with a letter composed in another way looks the same and is not', () => {
    const result = saml({ nameId: 'Ren\u00E9' }, { externalId: 'Rene\u0301' });
    expect(result.comparisons[0]).toMatchObject({ relation: 'normalization' });
    expect(result.comparisons[0]?.detail).toContain('sign-in has U+00E9 é; SCIM has U+0065 e, U+0301.');
    expect(ids(result)).toEqual(['claims.provider-id-differs']);
  });

  it('is read from the claim that Foundry maps, by its whole name or its last part', () => {
    const more = '<Attribute Name="http://schemas.example/claims/employeeid"><AttributeValue>E-7</AttributeValue></Attribute>';
    const text = response(assertion({ nameId: 'other', more }));
    expect(ids(check(text, {}, { ...usual, providerId: 'employeeid' }))).toEqual([]);
    expect(ids(check(text, {}, { ...usual, providerId: 'http://schemas.example/claims/EmployeeID' }))).toEqual([]);
  });

  it('that is not there, is empty, or is there twice is found', () => {
    expect(ids(check(response(assertion()), {}, { ...usual, providerId: 'employeeid' }))).toEqual(['claims.provider-id-missing']);
    expect(ids(saml({ nameId: ' ' }, { externalId: null }))).toEqual(['claims.provider-id-missing']);
    expect(ids(check('id: E-7\nid: E-8\nusername: ada@halden.example\ngroups: Analysts'))).toEqual(['claims.provider-id-several']);
  });

  it('that the identity provider makes up is the one cause, told once', () => {
    expect(ids(saml({ nameId: 'f3a9', format: 'transient' }))).toEqual(['claims.name-id-not-sendable']);
    expect(ids(saml({ nameId: 'f3a9', format: 'persistent' }))).toEqual(['claims.name-id-not-sendable']);
    expect(ids(saml({ format: 'persistent' }))).toEqual([]);
  });
});

describe('the user name', () => {
  it('that differs is found, with who must act', () => {
    const result = saml({ userName: 'Ada@halden.example' });
    expect(ids(result)).toEqual(['claims.user-name-differs']);
    expect(result.findings[0]).toMatchObject({ actor: 'IdP admin', title: expect.stringContaining('upper and lower case') });
  });
});

describe('groups', () => {
  it('only at sign-in are what the person loses by SCIM', () => {
    const result = saml({ groups: ['Analysts', 'Engineers'] });
    expect(ids(result)).toEqual(['claims.groups-only-at-sign-in']);
    expect(result.findings[0]?.cause).toContain('Engineers');
  });

  it('only by SCIM are told apart from those', () => {
    expect(ids(saml({}, { groups: ['Analysts', 'Engineers'] }))).toEqual(['claims.groups-only-by-scim']);
  });

  it('written in another way are one group twice', () => {
    const result = saml({ groups: ['analysts'] });
    expect(ids(result)).toEqual(['claims.groups-written-differently']);
    expect(result.comparisons.filter(({ what }) => what === 'group')).toEqual([
      expect.objectContaining({ signIn: 'analysts', scim: 'Analysts', relation: 'case' }),
    ]);
  });

  it('too many to be sent are told by the link that stands for them', () => {
    const link =
      '<Attribute Name="http://schemas.microsoft.com/claims/groups.link"><AttributeValue>https://graph.example/x</AttributeValue></Attribute>';
    expect(ids(saml({ groups: [], more: link }))).toEqual(['claims.groups-overage']);
    const token = {
      sub: 'E-7',
      preferred_username: 'ada@halden.example',
      _claim_names: { groups: 'src1' },
      _claim_sources: { src1: { endpoint: 'https://x' } },
    };
    expect(ids(check(JSON.stringify(token)))).toEqual(['claims.groups-overage']);
    expect(ids(check(JSON.stringify({ sub: 'E-7', preferred_username: 'ada@halden.example', hasgroups: true })))).toEqual(['claims.groups-overage']);
  });

  it('that no sign-in carries are worth a word when SCIM sends some', () => {
    expect(ids(saml({ groups: [] }))).toEqual(['claims.groups-missing']);
    expect(ids(saml({ groups: [] }, { groups: [] }))).toEqual([]);
  });
});

describe('a text that cannot be compared', () => {
  it('because it is encrypted says so', () => {
    expect(ids(check(response('<EncryptedAssertion><EncryptedData>x</EncryptedData></EncryptedAssertion>')))).toEqual(['claims.encrypted']);
  });

  it('because the identity provider refused says with what', () => {
    const result = check(response('', 'Responder'));
    expect(ids(result)).toEqual(['claims.sign-in-refused']);
    expect(result.findings[0]?.cause).toBe('The response’s status is Responder.');
  });

  it.each([
    ['nothing', ''],
    ['a sentence', 'please help'],
    ['another document', '<html><body>Sign in</body></html>'],
    ['a request', '<samlp:AuthnRequest xmlns:samlp="x"/>'],
    ['a document type', `<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>${assertion({ nameId: '&x;' })}`],
    ['an entity of its own', assertion({ nameId: '&x;' })],
    ['half a response', response(assertion()).slice(0, 200)],
  ])('because it is %s is refused with what to paste instead', (_what, text) => {
    expect(ids(check(text))).toEqual(['claims.unreadable']);
  });

  it('says that the signature was not judged, and that nothing is kept', () => {
    expect(check(response(assertion())).notes).toEqual([
      'The signature of the response was not judged.',
      'The pasted text was compared in memory and was not kept.',
    ]);
  });

  it('gives back nothing of the text but what was compared', () => {
    const more = '<Attribute Name="phone"><AttributeValue>planted-phone-number</AttributeValue></Attribute>';
    expect(JSON.stringify(saml({ more, nameId: 'E-8' }))).not.toContain('planted-phone-number');
  });
});
