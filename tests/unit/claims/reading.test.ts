// Reading what was pasted: XML that tries something, and any text at all.
import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { codePoints, relate } from '../../../main/domain/claims/relate.ts';
import { readAttributes } from '../../../main/domain/claims/sign-in.ts';
import { readSamlResponse } from '../../../main/protocols/saml/response.ts';
import { readXml } from '../../../main/protocols/saml/xml.ts';
import fc from '../../properties.ts';
import { assertion, response } from './sign-ins.ts';

const reason = (text: string) => {
  const read = readXml(text);
  return read.kind === 'unreadable' ? read.reason : 'read';
};

describe('XML', () => {
  it('is read with its entities, comments, character data and prefixes', () => {
    const read = readXml(
      '<?xml version="1.0"?><a:r x:id=\'1 &amp; 2\'><!-- > --><b>x&lt;y&#233;&#x1F600;<![CDATA[<z>&]]><!-- in --> end</b><c/></a:r>',
    );
    expect(read).toEqual({
      kind: 'document',
      root: {
        name: 'r',
        attributes: { id: '1 & 2' },
        text: '',
        children: [
          { name: 'b', attributes: {}, children: [], text: 'x<yé😀<z>& end' },
          { name: 'c', attributes: {}, children: [], text: '' },
        ],
      },
    });
  });

  it('with a comment in the middle of a name is that whole name', () => {
    const read = readSamlResponse(assertion({ nameId: 'admin@halden.example<!-- -->.evil.example' }));
    expect(read.kind === 'sign-in' && read.signIn.nameId?.value).toBe('admin@halden.example.evil.example');
  });

  it.each([
    ['<!DOCTYPE a><a/>', 'document type'],
    ['<a>&x;</a>', 'does not resolve'],
    ['<a>&#0;</a>', 'does not resolve'],
    ['<a>&amp</a>', 'does not resolve'],
    ['<a><b></a></b>', 'do not fit'],
    ['<a/><b/>', 'not XML'],
    ['<a b=c/>', 'name="value"'],
    ['<a', 'not closed'],
    ['<a>', 'ends too early'],
    ['x<a/>', 'outside'],
    [`${'<a>'.repeat(100)}${'</a>'.repeat(100)}`, 'deeper'],
    [`<a>${'<b/>'.repeat(60_000)}</a>`, 'larger'],
    [`<a ${'b'.repeat(5_000)}="1"/>`, 'longer'],
    [' '.repeat(2_000_001), '2 MB'],
  ])('%.40s is refused: %s', (text, why) => expect(reason(text)).toContain(why));

  it('is read or refused, never thrown, whatever the text', () => {
    const piece = fc.constantFrom(
      '<',
      '>',
      '/',
      '<a',
      '</a>',
      '<!--',
      '-->',
      '<![CDATA[',
      ']]>',
      '<?',
      '?>',
      '&',
      ';',
      '"',
      "'",
      '=',
      'x',
      ' ',
      '&#x',
      '<!D',
    );
    fc.assert(fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => ['document', 'unreadable'].includes(readXml(pieces.join('')).kind)));
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        readAttributes(text);
        return readSamlResponse(text).kind !== 'sign-in';
      }),
    );
  });
});

describe('a SAML response', () => {
  it('packed as in a link is unpacked, up to a limit', () => {
    const packed = deflateRawSync(response(assertion())).toString('base64');
    expect(readSamlResponse(packed).kind).toBe('sign-in');
    expect(readSamlResponse(deflateRawSync(`<a>${'x'.repeat(5_000_000)}</a>`).toString('base64')).kind).toBe('not SAML');
  });

  it('with two assertions gives the first, and says so', () => {
    const read = readSamlResponse(response(assertion({ nameId: 'one' }) + assertion({ nameId: 'two' })));
    expect(read.kind === 'sign-in' && [read.signIn.nameId?.value, read.signIn.notes]).toEqual([
      'one',
      ['The signature of the response was not judged.', 'The response holds 2 assertions; the first one was read.'],
    ]);
  });
});

describe('pasted attributes', () => {
  it('keep the blanks of a value, and names with colons whole', () => {
    expect(readAttributes('http://a.example/claims/name: ada \nurn:oid:1.2: x\n"mail" = "a@b "\ngroups: [One, "Two"]')?.attributes).toEqual([
      { name: 'http://a.example/claims/name', values: ['ada '] },
      { name: 'urn:oid:1.2', values: ['x'] },
      { name: 'mail', values: ['a@b '] },
      { name: 'groups', values: ['One', 'Two'] },
    ]);
  });

  it('are found in JSON of other shapes', () => {
    expect(
      readAttributes('{"user":{"attributes":{"a":[1,true,"x"]}},"list":[{"key":"b","value":"y"},{"claim":"c","values":["z"]}]}')?.attributes,
    ).toEqual([
      { name: 'a', values: ['1', 'true', 'x'] },
      { name: 'b', values: ['y'] },
      { name: 'c', values: ['z'] },
    ]);
  });
});

describe('two values', () => {
  it('are equal only when they are the same text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (one, other) => {
        expect(relate(one, other) === 'equal').toBe(one === other);
        expect(relate(one, other)).toBe(relate(other, one));
        expect(codePoints(one, other) === '').toBe(one === other);
      }),
    );
  });
});
