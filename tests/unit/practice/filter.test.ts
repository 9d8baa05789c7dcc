import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../main/practice/json.ts';
import { compileFilter, indexableEquality, parseFilter } from '../../../main/practice/scim/filter.ts';
import { resourceTypes } from '../../../main/practice/scim/types.ts';
import fc from '../../properties.ts';
import { enterpriseUrn, visit } from './visitor.ts';

const type = resourceTypes.Users;
const fits = (filter: string, resource: JsonObject): boolean => compileFilter(parseFilter(filter), type)(resource);

const ben = {
  id: 'Ab1',
  userName: 'BJensen',
  externalId: 'Ext-1',
  title: 'Tour Guide',
  userType: 'Employee',
  active: true,
  name: { familyName: "O'Malley" },
  emails: [
    { value: 'ben@work.example', type: 'work', primary: true },
    { value: 'ben@home.test', type: 'home' },
  ],
  [enterpriseUrn]: { department: 'Optics', manager: { value: 'm-1' } },
  meta: { lastModified: '2011-05-13T04:42:34Z', created: '2010-01-01T00:00:00Z' },
} satisfies JsonObject;

describe('a filter', () => {
  test.each([
    ['userName Eq "bjensen"', true],
    ['userName eq "jensen"', false],
    ['name.familyName co "O\'Malley"', true],
    ['userName sw "bj"', true],
    ['urn:ietf:params:scim:schemas:core:2.0:User:userName sw "BJ"', true],
    ['title pr', true],
    ['nickName pr', false],
    ['nickName ne "x"', true],
    ['nickName eq null', true],
    ['meta.lastModified gt "2011-05-13T04:42:34Z"', false],
    ['meta.lastModified ge "2011-05-13T06:42:34+02:00"', true],
    ['meta.lastModified lt "2011-05-14T00:00:00Z"', true],
    ['title pr and userType eq "Employee"', true],
    ['title pr or userType eq "Intern"', true],
    ['userType eq "Intern" and (emails co "example" or emails.value co "test")', false],
    ['userType ne "Intern" and not (emails co "nowhere.example")', true],
    ['not (userName eq "x") and active eq false', false],
    ['userType eq "Employee" and emails[type eq "WORK" and value co "@work.example"]', true],
    ['emails[type eq "home" and value co "@work.example"]', false],
    ['emails[type eq "home" and not (primary eq true)]', true],
    ['emails eq "ben@home.test"', true],
    ['active eq true', true],
    ['active eq "true"', false],
    [`${enterpriseUrn}:department eq "optics"`, true],
    [`${enterpriseUrn}:manager.value eq "M-1"`, false],
    ['externalId eq "Ext-1"', true],
    ['externalId eq "ext-1"', false],
    ['id eq "ab1"', false],
    ['urn:other:2.0:User:userName eq "bjensen"', false],
    ['userName eq "x" or userName eq "y" and title pr', false],
  ])('%s', (filter, expected) => {
    expect(fits(filter, ben)).toBe(expected);
  });

  test.each([
    'userName',
    'userName eq',
    'userName eq bjensen',
    'userName xx "a"',
    '(userName pr',
    'userName pr)',
    'active gt true',
    'title gt true',
    'emails[type eq "work"].value eq "x"',
    'userName eq "open',
    'userName eq "bad\\escape"',
  ])('%s is refused as invalidFilter', (filter) => {
    expect(() => fits(filter, ben)).toThrowError(expect.objectContaining({ scimType: 'invalidFilter' }));
  });

  test('reads every string that JSON can write', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (value) => {
        expect(fits(`externalId eq ${JSON.stringify(value)}`, { externalId: value })).toBe(true);
        expect(fits(`externalId eq ${JSON.stringify(`${value}x`)}`, { externalId: value })).toBe(false);
      }),
    );
  });

  test('knows when an index can answer it', () => {
    expect(indexableEquality(parseFilter('active eq true and USERNAME eq "a"'), type)).toEqual({ attribute: 'userName', value: 'a' });
    expect(indexableEquality(parseFilter('userName eq "a" or id eq "b"'), type)).toBeUndefined();
    expect(indexableEquality(parseFilter('not (id eq "b")'), type)).toBeUndefined();
  });
});

describe('finding users over the wire', () => {
  test('userName is found in any case, externalId only as it is, whatever the characters', async () => {
    const visitor = await visit();
    let count = 0;
    await fc.assert(
      fc.asyncProperty(fc.stringMatching(/^[A-Za-z0-9.'+_ "\\-]{1,12}$/), async (word) => {
        count += 1;
        const [userName, externalId] = [`${word}${count}@Case.example`, `${word}${count}-Ext`];
        const { id } = await visitor.createUser({ userName, externalId });
        const find = (attribute: string, value: string) => visitor.filter('Users', `${attribute} eq ${JSON.stringify(value)}`);
        for (const spelling of [userName, userName.toUpperCase(), userName.toLowerCase()]) expect(await find('userName', spelling)).toEqual([id]);
        expect(await find('externalId', externalId)).toEqual([id]);
        expect(await find('externalId', externalId.toUpperCase())).toEqual([]);
        expect(await find('id', id)).toEqual([id]);
      }),
      { numRuns: 25 },
    );
  });

  test('an unmatched filter gives 200 and an empty list, as Entra asks', async () => {
    const visitor = await visit();
    const seen = await visitor.send('GET', `Users?filter=${encodeURIComponent('externalId eq "0b2b5a1c-nobody"')}`);
    expect([seen.status, seen.body]).toMatchObject([200, { totalResults: 0, startIndex: 1, itemsPerPage: 0, Resources: [] }]);
    const plus = await visitor.send('GET', 'Users?filter=externalId+eq+%22nobody%22');
    expect(plus.body.totalResults).toBe(0);
    const refused = await visitor.send('GET', 'Users?filter=nonsense');
    expect([refused.status, refused.body.scimType]).toEqual([400, 'invalidFilter']);
  });
});
