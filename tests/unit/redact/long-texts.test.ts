// Texts made to be slow: a server's answer or a pasted log must not stop the app. What takes time by the square of its length runs into
// the limit of a test here, many times over.
import { describe, expect, it } from 'vitest';
import { createRedactor } from '../../../main/platform/redact/redact.ts';

const length = 2_000_000;

describe('the redactor on two megabytes of', () => {
  it.each([
    'eyJ-',
    'eyJ',
    'authorization:',
    'authorization=x',
    'access_token:',
    'client_secret:a',
    '\\',
    '\\"password\\"',
    '"password":"',
    '://',
    '://a',
    'bearer ',
    'bearer a',
    'basic=',
    'token ',
    '&password=',
    "'assertion':'",
    '"authorization":',
  ])('%j', (piece) => {
    const text = `password ${piece.repeat(Math.ceil(length / piece.length))}`;
    const redactor = createRedactor(['planted-secret-4711', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2lnbmF0dXJl']);
    expect(redactor.body(`${text} planted-secret-4711`)).not.toContain('planted-secret-4711');
  });

  it('keeps finding a JSON Web Token behind an escaped line break', () => {
    const token = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2lnbmF0dXJl';
    expect(createRedactor().text(`{"log":"line\\n${token}"}`)).not.toContain('eyJzdWIi');
    expect(createRedactor().text(`line: ${token}`)).not.toContain('eyJzdWIi');
  });
});
