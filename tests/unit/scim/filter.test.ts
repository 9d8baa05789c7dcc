import { filter as compile, parse } from 'scim2-parse-filter';
import { describe, expect, it } from 'vitest';
import { and, eq, filterValue, userPath } from '../../../main/protocols/scim/filter.ts';
import fc from '../../properties.ts';

const anything = fc.string({ unit: 'binary', maxLength: 60 }).filter((text) => text.isWellFormed());

/** Without what this parser reads otherwise than RFC 7644 says: it keeps a backslash as it is. */
const withoutEscapes = anything.map((text) => text.replace(/[\\\p{Cc}]/gu, '-'));

/** RFC 7644 3.4.2.2: a comparison value is a JSON string (RFC 7159). */
const grammar = /^userName eq ("(?:[^"\\\p{Cc}]|\\["\\/bfnrt]|\\u[0-9a-fA-F]{4})*")$/u;

describe('A filter', () => {
  it('is one comparison by the RFC’s grammar and means exactly its value, whatever the value holds', () => {
    fc.assert(
      fc.property(anything, (value) => {
        const written = grammar.exec(eq('userName', value).replace(/[\u007f-\u009f]/g, 'x'))?.[1];
        expect(JSON.parse(written ?? '')).toBe(value.replace(/[\u007f-\u009f]/g, 'x'));
      }),
    );
  });

  it('means exactly its value to an independent parser', () => {
    fc.assert(
      fc.property(withoutEscapes, (value) => {
        expect(parse(eq('userName', value))).toEqual({ op: 'eq', attrPath: 'userName', compValue: value });
      }),
    );
  });

  it('cannot be widened by a value: it matches the one and not the others', () => {
    fc.assert(
      fc.property(withoutEscapes, withoutEscapes, (value, other) => {
        fc.pre(value.toLowerCase() !== other.toLowerCase());
        const matches = compile(parse(eq('externalId', value)));
        expect(matches({ externalId: value })).toBe(true);
        expect(matches({ externalId: other })).toBe(false);
      }),
    );
  });

  it.each(['x" or userName pr or "', '") or (id pr', '" and "'])('keeps an attack a value: %s', (value) => {
    expect(parse(eq('userName', value))).toEqual({ op: 'eq', attrPath: 'userName', compValue: value });
  });

  it('joins parts and writes booleans bare', () => {
    expect(parse(and(eq('active', true), eq('userName', 'a')))).toMatchObject({ op: 'and', filters: [{ compValue: true }, { compValue: 'a' }] });
  });

  it('writes a value as a JSON string (RFC 7644 3.4.2.2)', () => {
    expect(filterValue('a"b\\c\n')).toBe('"a\\"b\\\\c\\n"');
  });
});

describe('A resource path', () => {
  it('is one segment for any id', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (id) => {
        const url = new URL(userPath(id), 'https://x.example.com/scim/v2/');
        expect(url.pathname.startsWith('/scim/v2/Users/')).toBe(true);
        expect(url.pathname.slice('/scim/v2/Users/'.length)).not.toContain('/');
        expect(url.search + url.hash).toBe('');
      }),
    );
  });
});
