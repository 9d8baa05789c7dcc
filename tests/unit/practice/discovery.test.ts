import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../main/practice/json.ts';
import { enterpriseUrn, groupUrn, userUrn, visit } from './visitor.ts';

interface Attribute {
  readonly name: string;
  readonly caseExact: boolean;
  readonly mutability: string;
  readonly returned: string;
  readonly uniqueness: string;
  readonly type: string;
  readonly required: boolean;
  readonly multiValued: boolean;
  readonly subAttributes?: readonly Attribute[];
}

describe('discovery', () => {
  test('ServiceProviderConfig says what this server does: what is offered works, what is not is refused', async () => {
    const visitor = await visit();
    const { body } = await visitor.send('GET', 'ServiceProviderConfig');
    expect(body).toMatchObject({
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig'],
      patch: { supported: true },
      bulk: { supported: false },
      filter: { supported: true },
      sort: { supported: true },
      etag: { supported: true },
      changePassword: { supported: false },
      authenticationSchemes: [{ type: 'oauthbearertoken' }],
    });
  });

  test('ResourceTypes and Schemas come as lists and one by one, in any case, and lead to each other', async () => {
    const visitor = await visit();
    const types = await visitor.send('GET', 'ResourceTypes');
    expect(types.body).toMatchObject({
      totalResults: 2,
      Resources: [
        { id: 'User', endpoint: '/Users', schema: userUrn },
        { id: 'Group', endpoint: '/Groups', schema: groupUrn },
      ],
    });
    const schemas = await visitor.send('GET', 'Schemas');
    const ids = (schemas.body.Resources as JsonObject[]).map((schema) => String(schema.id));
    expect(ids).toEqual([userUrn, enterpriseUrn, groupUrn]);
    for (const id of ids) expect((await visitor.send('GET', `Schemas/${id.toUpperCase()}`)).body).toMatchObject({ id });
    const one = await visitor.send('GET', 'ResourceTypes/User');
    expect(one.body).toEqual((types.body.Resources as JsonObject[])[0]);
    const location = String((one.body.meta as JsonObject).location);
    expect((await fetch(location, { headers: { authorization: `Bearer ${visitor.token}` } })).status).toBe(200);
    for (const path of ['ResourceTypes/Printer', 'Schemas/urn:nothing', 'ServiceProviderConfig/x'])
      expect((await visitor.send('GET', path)).status).toBe(404);
    expect((await visitor.send('GET', 'Schemas?filter=id%20pr')).status).toBe(403);
  });

  test('every attribute says all that RFC 7643 section 7 wants, userName without case, externalId not in any schema', async () => {
    const visitor = await visit();
    const schemas: readonly { id: string; attributes: readonly Attribute[] }[] = JSON.parse((await visitor.send('GET', 'Schemas')).text).Resources;
    const walk = (attributes: readonly Attribute[]): readonly Attribute[] =>
      attributes.flatMap((attribute) => [attribute, ...walk(attribute.subAttributes ?? [])]);
    for (const attribute of schemas.flatMap((schema) => walk(schema.attributes))) {
      expect(attribute).toMatchObject({
        multiValued: expect.any(Boolean),
        required: expect.any(Boolean),
        caseExact: expect.any(Boolean),
        mutability: expect.stringMatching(/^(readWrite|readOnly|immutable|writeOnly)$/),
        returned: expect.stringMatching(/^(always|default|never|request)$/),
        uniqueness: expect.stringMatching(/^(none|server|global)$/),
      });
      expect(attribute.type === 'complex').toBe(attribute.subAttributes !== undefined);
    }
    const user = schemas.find((schema) => schema.id === userUrn);
    expect(user?.attributes.find((attribute) => attribute.name === 'userName')).toMatchObject({
      caseExact: false,
      required: true,
      uniqueness: 'server',
    });
    expect(user?.attributes.map((attribute) => attribute.name)).not.toContain('externalId');
  });
});
