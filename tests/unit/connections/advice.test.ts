import { describe, expect, it } from 'vitest';
import { adviseConnection } from '../../../main/features/connections/advice.ts';
import { adviseExpiry } from '../../../main/features/connections/expiry.ts';
import { draftOf } from './own-connection.ts';

const advise = (changes: Parameters<typeof draftOf>[0]) => adviseConnection(draftOf(changes)).advice;
const ids = (changes: Parameters<typeof draftOf>[0]) => advise(changes).map((entry) => `${entry.severity} ${entry.id}`);
const find = (changes: Parameters<typeof draftOf>[0], id: string) => advise(changes).find((entry) => entry.id === id);

describe('advice while a connection is typed', () => {
  it('reads the realm and says only that Entra needs the flag', () => {
    expect(adviseConnection(draftOf())).toMatchObject({ realm: '3f6c0d7e' });
    expect(ids({})).toEqual(['info scimUrl.flag-needed-in-entra']);
  });

  it('keeps the flag out of its own requests and says so', () => {
    expect(ids({ scimUrl: `${draftOf().scimUrl}?aadOptscim062020` })).toEqual(['info scimUrl.flag-kept-out']);
  });

  it('warns when another identity provider carries Entra’s flag', () => {
    expect(ids({ idp: 'other', scimUrl: `${draftOf().scimUrl}?aadOptscim062020` })).toEqual(['warning scimUrl.flag-without-entra']);
  });

  it('refuses plain http, but for this machine', () => {
    expect(find({ scimUrl: 'http://contoso.com/scim' }, 'scimUrl.https-needed')).toMatchObject({
      severity: 'error',
      suggestion: 'https://contoso.com/scim',
    });
    expect(
      ids({ scimUrl: 'http://127.0.0.1:8080/multipass/api/scim/r/v2/', tokenUrl: 'http://127.0.0.1:8080/multipass/api/oauth2/token' }),
    ).toContain('info scimUrl.plain-http-loopback');
    expect(find({ scimUrl: 'http://127.0.0.1.evil.example/scim' }, 'scimUrl.https-needed')).toBeDefined();
  });

  it('mends two slashes in a row, and offers no token endpoint in plain http', () => {
    expect(find({ scimUrl: 'https://contoso.com/multipass//api/scim/r/v2//?a=b//c' }, 'scimUrl.double-slash')?.suggestion).toBe(
      'https://contoso.com/multipass/api/scim/r/v2/?a=b//c',
    );
    expect(find({ scimUrl: 'http://contoso.com/multipass/api/scim/r/v2/', tokenUrl: '' }, 'tokenUrl.missing')?.suggestion).toBe(
      'https://contoso.com/multipass/api/oauth2/token',
    );
  });

  it.each([
    ['?aadOptscim062020?x=1', '?aadOptscim062020&x=1'],
    ['??aadOptscim062020', '?aadOptscim062020'],
    ['?aadOptscim062020??', '?aadOptscim062020'],
  ])('mends a doubled question mark: %s', (query, mended) => {
    expect(find({ scimUrl: `${draftOf().scimUrl}${query}` }, 'scimUrl.two-question-marks')?.suggestion).toBe(`${draftOf().scimUrl}${mended}`);
  });

  it('accepts any SCIM server with a note', () => {
    expect(ids({ idp: 'other', scimUrl: 'https://scim.example.com/v2', tokenUrl: 'https://scim.example.com/token' })).toEqual([
      'info scimUrl.trailing-slash',
      'info scimUrl.other-shape',
    ]);
  });

  it('warns when the token endpoint is on another host, and accepts a query in it', () => {
    expect(find({ tokenUrl: 'https://login.contoso.com/multipass/api/oauth2/token' }, 'tokenUrl.other-host')?.suggestion).toBe(draftOf().tokenUrl);
    expect(ids({ tokenUrl: `${draftOf().tokenUrl}?realm=x` })).toContain('info tokenUrl.query-kept');
  });

  it('finds blanks at the ends and inside', () => {
    expect(find({ clientId: ' 0c7a ' }, 'clientId.blanks')?.suggestion).toBe('0c7a');
    expect(find({ clientId: '0c7a 2a8e' }, 'clientId.blank-inside')?.severity).toBe('error');
  });

  it('wants to know where a bearer token was agreed', () => {
    const bearer = { credentialMode: 'bearer', authStyle: 'bearer', tokenUrl: '', clientId: '' } as const;
    expect(ids(bearer)).toContain('error bearerException.missing');
    expect(ids({ ...bearer, bearerException: 'Ticket 4711' })).not.toContain('error bearerException.missing');
  });

  it('takes the domain out of a mail address', () => {
    expect(find({ testDomain: 'admin@contoso.com' }, 'testDomain.form')?.suggestion).toBe('contoso.com');
  });

  it('asks nothing of a connection without SCIM credentials', () => {
    expect(ids({ credentialMode: 'none', scimUrl: '', tokenUrl: '', clientId: '' })).toEqual([]);
  });

  it('judges the URL of such a connection when there is one', () => {
    const reaching = (scimUrl: string) => ids({ credentialMode: 'none', scimUrl, tokenUrl: '', clientId: '' });
    expect(reaching('http://contoso.com/scim/')).toContain('error scimUrl.https-needed');
    expect(reaching('https://contoso.com/multipass/api/scim/r/v2/??aadOptscim062020')).toContain('error scimUrl.two-question-marks');
    expect(reaching('https://contoso.com/multipass/api/scim/r/v2/')).toEqual(['info scimUrl.flag-needed-in-entra']);
  });

  it('names every value that is missing', () => {
    expect(ids({ name: ' ', scimUrl: '', tokenUrl: '', clientId: '' })).toEqual([
      'error name.missing',
      'error scimUrl.missing',
      'error tokenUrl.missing',
      'error clientId.missing',
    ]);
  });
});

describe('the planned expiry of a secret', () => {
  const at = (expiresOn: string) => adviseExpiry(expiresOn, '2026-11-23T10:00:00.000Z').map(({ text }) => text);

  it('is reminded of from thirty days before', () => {
    expect(at('2026-12-24')).toEqual([]);
    expect(at('2026-12-23').join()).toContain('in 30 days');
    expect(at('2026-11-24').join()).toContain('tomorrow');
    expect(at('2026-11-23').join()).toContain('today');
  });

  it('is said to have passed from the day after, with how to rotate', () => {
    expect(at('2026-11-22').join()).toMatch(/has passed.*same client/);
  });

  it('is nothing while no date is entered, or none that can be read', () => {
    expect([...at(''), ...at('soon'), ...at('2026-13-40')]).toEqual([]);
  });
});
