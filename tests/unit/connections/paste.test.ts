import { describe, expect, it } from 'vitest';
import { parsePaste } from '../../../main/domain/connection/paste.ts';

const four = {
  scimUrl: 'https://contoso.palantirfoundry.com/multipass/api/scim/3f6c/v2/',
  tokenUrl: 'https://contoso.palantirfoundry.com/multipass/api/oauth2/token',
  clientId: '0c7a2a8e5b1d4f',
  secret: 'a+b/c=:d%20',
};

describe('pasting the four values of Control Panel', () => {
  it('takes labelled lines apart, whatever separates label and value', () => {
    for (const separator of [': ', ' = ', '\t', ' | ', '   ']) {
      const text = [
        `SCIM URL${separator}${four.scimUrl}`,
        `Client ID${separator}${four.clientId}`,
        `Token endpoint${separator}${four.tokenUrl}`,
        `Client secret${separator}${four.secret}`,
      ].join('\n');
      expect(parsePaste(text)).toEqual({ ...four, notes: [] });
    }
  });

  it('takes labels on a line of their own', () => {
    const text = `SCIM URL\n${four.scimUrl}\nClient ID:\n${four.clientId}\nToken endpoint\n${four.tokenUrl}\nClient secret\n${four.secret}\n`;
    expect(parsePaste(text)).toEqual({ ...four, notes: [] });
  });

  it('takes JSON, with the names OAuth uses', () => {
    const text = JSON.stringify({ scimUrl: four.scimUrl, token_endpoint: four.tokenUrl, client_id: four.clientId, client_secret: four.secret });
    expect(parsePaste(text)).toEqual({ ...four, notes: [] });
  });

  it('takes Entra field names and quoted values', () => {
    const text = `Tenant URL: "${four.scimUrl}?aadOptscim062020"\nOAuth token endpoint: '${four.tokenUrl}'\nClient identifier: ${four.clientId}\nSecret: "${four.secret}"`;
    expect(parsePaste(text)).toEqual({ ...four, scimUrl: `${four.scimUrl}?aadOptscim062020`, notes: [] });
  });

  it('guesses bare values in Control Panel order and says that it did', () => {
    const pasted = parsePaste(`${four.scimUrl}\n${four.clientId}\n${four.tokenUrl}\n${four.secret}`);
    expect(pasted).toMatchObject(four);
    expect(pasted.notes.join()).toContain('check them');
  });

  it('names what is missing and never repeats a value that may be the secret', () => {
    const pasted = parsePaste('one-lonely-value another third');
    expect(pasted.notes).toContain('No client secret was found in the pasted text.');
    expect(pasted.notes.join(' ')).not.toMatch(/lonely|another|third/);
  });

  it('keeps a secret that holds separators whole', () => {
    expect(parsePaste('Client secret: ab:cd=ef|gh').secret).toBe('ab:cd=ef|gh');
  });
});
