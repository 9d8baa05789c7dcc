// Reading a schema: as Graph gives it, as the portal saves it, wrapped, in other spellings, broken, hostile, huge.

import { describe, expect, it } from 'vitest';
import { readEntraSchema } from '../../../main/protocols/entra/schema.ts';
import { looksLikeOkta, readOktaMappings } from '../../../main/protocols/okta/mappings.ts';
import fc from '../../properties.ts';
import { goodSchema, objectOf, read } from './schemas.ts';

const reason = (content: string) => {
  const got = readEntraSchema(content, 'x.json');
  return got.kind === 'unreadable' ? got.reason : 'read';
};

/** The same JSON with every key in another spelling. */
function respelled(value: unknown, spell: (key: string) => string): unknown {
  if (Array.isArray(value)) return value.map((entry) => respelled(entry, spell));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [spell(key), respelled(entry, spell)]));
}

describe('a synchronization schema', () => {
  it('is read into people and groups, by what is mapped and not by names', () => {
    const mapping = read(goodSchema());
    expect(mapping.objects.map(({ kind, name, enabled }) => [kind, name, enabled])).toEqual([
      ['user', 'Provision people', true],
      ['group', 'Provision groups', true],
    ]);
    expect(mapping.objects[0]?.attributes[0]).toEqual({
      target: 'externalId',
      source: { kind: 'attribute', expression: '[employeeId]' },
      defaultValue: null,
      matchingPriority: 1,
      flowType: 'Always',
    });
    expect(mapping).toMatchObject({ template: 'scim', skipOutOfScopeDeletions: false, tenantUrl: expect.stringContaining('aadOptscim062020') });
  });

  it('is the same in a wrapper, in a list, with a byte order mark, and in other spellings', () => {
    const plain = read(goodSchema());
    const pascal = respelled(goodSchema(), (key) => key.charAt(0).toUpperCase() + key.slice(1));
    const { synchronizationJobSettings, ...schema } = goodSchema();
    expect(read(pascal)).toEqual(plain);
    expect(read({ value: [{ synchronizationJobSettings, schema }] })).toEqual(plain);
    const marked = readEntraSchema(`\uFEFF${JSON.stringify(goodSchema(), null, 2)}`, 'schema.json');
    expect(marked.kind === 'mapping' && marked.mapping).toEqual(plain);
  });

  it('may lack what Graph leaves out: flows, flow type, priority, source', () => {
    const schema = goodSchema();
    const people = objectOf(schema, 'people');
    const bare = {
      ...people,
      flowTypes: undefined,
      enabled: undefined,
      attributeMappings: [
        { targetAttributeName: 'userName', source: { name: 'mail' } },
        { targetAttributeName: 'timezone', defaultValue: 'UTC', source: null },
      ],
    };
    const { objects } = read({ synchronizationRules: [{ objectMappings: [bare] }] });
    expect(objects[0]).toMatchObject({ kind: 'user', enabled: true, flows: { add: true, update: true, delete: true } });
    expect(objects[0]?.attributes).toEqual([
      { target: 'userName', source: { kind: 'attribute', expression: '[mail]' }, defaultValue: null, matchingPriority: 0, flowType: 'Always' },
      { target: 'timezone', source: { kind: 'none', expression: '' }, defaultValue: 'UTC', matchingPriority: 0, flowType: 'Always' },
    ]);
  });

  it('keeps scoping filters as groups of clauses, and says which it leaves aside', () => {
    const schema = goodSchema();
    const clause = { sourceOperandName: 'department', operatorName: 'EQUALS', targetOperand: { values: ['Sales'] } };
    objectOf(schema, 'people').scope = { groups: [{ clauses: [clause] }], inputFilterGroups: [{ clauses: [clause] }] };
    const { objects, notes } = read(schema);
    expect(objects[0]?.scope).toEqual([[{ attribute: 'department', operator: 'EQUALS', values: ['Sales'] }]]);
    expect(notes).toEqual(['“Provision people” has experimental scoping filters, which are not evaluated.']);
  });

  it('never takes a secret along that stands beside it', () => {
    const mapping = read({
      ...goodSchema(),
      secrets: [
        { key: 'SecretToken', value: 'planted-secret' },
        { key: 'Oauth2ClientSecret', value: 'planted-secret' },
      ],
    });
    expect(JSON.stringify(mapping)).not.toContain('planted-secret');
  });

  it('that is none is refused with what to do', () => {
    expect(reason('')).toContain('not JSON');
    expect(reason('<html>')).toContain('Download');
    expect(reason('[]')).toContain('no synchronizationRules');
    expect(reason('{"synchronizationRules":[{"objectMappings":[]}]}')).toContain('no object mappings');
    expect(reason(' '.repeat(20_000_001))).toContain('larger than 20 MB');
  });

  it('with too much in it is cut, and says so', () => {
    const schema = goodSchema();
    const people = objectOf(schema, 'people');
    people.attributeMappings = Array.from({ length: 2_500 }, (_, index) => ({ targetAttributeName: `a${index}`, source: null }));
    const { objects, notes } = read(schema);
    expect(objects[0]?.attributes).toHaveLength(2_000);
    expect(notes).toEqual(['“Provision people” maps 2500 attributes; the first 2000 were read.']);
  });

  it('of any shape is read or refused, never thrown', () => {
    const shape = fc.letrec((tie) => ({
      node: fc.oneof(
        { depthSize: 'small' },
        fc.jsonValue(),
        fc.dictionary(
          fc.constantFrom(
            'objectMappings',
            'attributeMappings',
            'source',
            'scope',
            'groups',
            'clauses',
            'flowTypes',
            'targetAttributeName',
            'matchingPriority',
            'name',
          ),
          tie('node'),
        ),
        fc.array(tie('node'), { maxLength: 3 }),
      ),
    })).node;
    fc.assert(
      fc.property(shape, (node) => {
        expect(['mapping', 'unreadable']).toContain(
          readEntraSchema(JSON.stringify({ synchronizationRules: [{ objectMappings: [node] }, node] }), 'x').kind,
        );
        expect(['mapping', 'unreadable']).toContain(readOktaMappings(JSON.stringify({ properties: node }), 'x').kind);
      }),
    );
  });
});

describe('Okta’s mappings', () => {
  const one = {
    source: { type: 'user', name: 'user' },
    target: { type: 'appuser', name: 'foundry' },
    properties: { externalId: { expression: 'source.login', pushStatus: 'PUSH' }, title: { expression: '"x"', pushStatus: 'DONT_PUSH' } },
  };

  it('are told from Entra’s schema and read into the same form', () => {
    expect(looksLikeOkta(JSON.stringify(one))).toBe(true);
    expect(looksLikeOkta(JSON.stringify(goodSchema()))).toBe(false);
    const got = readOktaMappings(JSON.stringify([one]), 'okta.json');
    expect(got.kind === 'mapping' && got.mapping.objects[0]?.attributes.map(({ target, source, flowType }) => [target, source, flowType])).toEqual([
      ['externalId', { kind: 'attribute', expression: '[login]' }, 'Always'],
      ['title', { kind: 'constant', expression: '"x"' }, 'ObjectAddOnly'],
    ]);
  });

  it('that go the other way, or lack their properties, are refused with what to take instead', () => {
    const refused = (value: unknown) => {
      const got = readOktaMappings(JSON.stringify(value), 'okta.json');
      return got.kind === 'unreadable' ? got.reason : 'read';
    };
    expect(refused({ ...one, source: one.target, target: one.source })).toContain('from Okta’s user to the app');
    expect(refused([{ source: one.source, target: one.target }])).toContain('GET /api/v1/mappings/{id}');
  });
});
