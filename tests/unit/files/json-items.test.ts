// The objects of a JSON file, whatever its form, wherever its text is cut into parts, and what is said of text that is no JSON.

import { describe, expect, it } from 'vitest';
import { createItemCutter } from '../../../main/protocols/files/json-items.ts';
import { pageOf } from '../../../main/protocols/files/json-pages.ts';
import fc from '../../properties.ts';

function cutInto(text: string, size: number) {
  const cutter = createItemCutter();
  const items = [];
  for (let at = 0; at < text.length; at += size) items.push(...cutter.feed(text.slice(at, at + size), at));
  items.push(...cutter.end(text.length));
  return items;
}

const objectsOf = (text: string, size = 1000) => cutInto(text, size).flatMap((item) => (item.kind === 'object' ? [JSON.parse(item.text)] : []));
const kindsOf = (text: string) => cutInto(text, 7).map(({ kind, line }) => `${kind} ${line}`);

describe('objects of a JSON file', () => {
  const forms: Readonly<Record<string, (objects: readonly object[]) => string>> = {
    'an array': (objects) => JSON.stringify(objects),
    'an array over many lines, with a mark': (objects) => `\uFEFF${JSON.stringify(objects, null, 2)}\r\n`,
    'one object a line': (objects) => objects.map((one) => JSON.stringify(one)).join('\n'),
    'an answer of Graph': (objects) => JSON.stringify({ '@odata.context': 'c', '@odata.nextLink': 'n', value: objects }),
    'an answer with its link at the end': (objects) => JSON.stringify({ value: objects, '@odata.nextLink': 'a "quoted" } link' }, null, 1),
    'an answer of a SCIM server': (objects) => JSON.stringify({ totalResults: 2, Resources: objects }),
    'several answers, one after the other': (objects) => objects.map((one) => JSON.stringify({ value: [one] })).join('\n'),
  };

  it.each(Object.entries(forms))('come out of %s as they went in, in their order', (_form, write) => {
    const anyObject = fc.dictionary(
      fc.string({ minLength: 1 }).map((key) => `k${key}`),
      fc.jsonValue(),
    );
    fc.assert(
      fc.property(fc.array(anyObject, { minLength: 1, maxLength: 8 }), fc.integer({ min: 1, max: 40 }), (objects, size) => {
        expect(objectsOf(write(objects), size)).toEqual(JSON.parse(JSON.stringify(objects)));
        expect(cutInto(write(objects), size).filter(({ kind }) => kind === 'broken' || kind === 'cut')).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('come with the line they begin on, and so does what is no JSON', () => {
    expect(kindsOf('{"id": 1}\nnonsense\n{"id":\n 2}\n')).toEqual(['object 1', 'broken 2', 'object 3']);
  });

  it.each(['[{"id": 1},\n{"id"', '{"value": [\n{"id": 1}', '[{"id": 1},', '{"value": [{"id": 1}]'])('say that the file was cut: %j', (text) => {
    expect(cutInto(text, 5).at(-1)?.kind).toBe('cut');
    expect(objectsOf(text)).toEqual([{ id: 1 }]);
  });
});

describe('what an answer of Graph lists', () => {
  const id = '11111111-2222-4333-8444-555555555555';
  it.each([
    [`{"@odata.nextLink":"https://graph.microsoft.com/v1.0/groups/${id}/members?$skiptoken=x",`, 'page.json', { kind: 'members', groupId: id }],
    [`{"@odata.nextLink":"https:\\/\\/graph.microsoft.com\\/v1.0\\/groups\\/${id}\\/members?x",`, 'page.json', { kind: 'members', groupId: id }],
    [`{"@odata.context":"https://graph.microsoft.us/v1.0/$metadata#groups('${id}')/members",`, 'page.json', { kind: 'members', groupId: id }],
    [`{"@odata.nextLink":"https://graph.microsoft.com/v1.0/groups/${id}/transitiveMembers?x",`, 'page.json', { kind: 'transitive members' }],
    ['{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#directoryObjects",', `members-${id}.json`, { kind: 'members', groupId: id }],
    ['', `${id} members.json`, { kind: 'members', groupId: id }],
    [
      '{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#directoryObjects",',
      `transitiveMembers-${id}.json`,
      { kind: 'transitive members' },
    ],
    ['{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#directoryObjects(id)",', 'page.json', { kind: 'members of nobody' }],
    ['{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#groups(id,members())",', 'groups with members.json', { kind: 'objects' }],
    ['{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#users",', 'users.json', { kind: 'objects' }],
  ] as const)('%s in %s', (head, name, page) => {
    expect(pageOf(head, name)).toEqual(page);
  });
});
