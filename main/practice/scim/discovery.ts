// ServiceProviderConfig, ResourceTypes and Schemas (RFC 7643 sections 5 to 7, RFC 7644 section 4), made from the same tables the engine uses.
import type { JsonObject } from '../json.ts';
import type { Answer, Call, Scim } from './call.ts';
import { notFound, ScimError } from './errors.ts';
import { listResponse, maxResults } from './list.ts';
import { type Attribute, enterpriseSchema, groupSchema, type Schema, userSchema } from './schemas.ts';
import { type ResourceType, resourceTypes } from './types.ts';

const meta = (resourceType: string, location: string): JsonObject => ({ resourceType, location });

function showAttribute(attribute: Attribute): JsonObject {
  const { subAttributes, canonicalValues, referenceTypes, ...rest } = attribute;
  // Case, uniqueness and the like say nothing about a boolean or a complex attribute, but RFC 7643 8.7.1 gives them everywhere.
  return {
    ...rest,
    ...(canonicalValues === undefined ? {} : { canonicalValues: [...canonicalValues] }),
    ...(referenceTypes === undefined ? {} : { referenceTypes: [...referenceTypes] }),
    ...(subAttributes === undefined ? {} : { subAttributes: subAttributes.map(showAttribute) }),
  };
}

function showSchema(schema: Schema, baseUrl: string): JsonObject {
  return {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:Schema'],
    id: schema.id,
    name: schema.name,
    description: schema.description,
    attributes: schema.attributes.map(showAttribute),
    meta: meta('Schema', `${baseUrl}Schemas/${schema.id}`),
  };
}

function showResourceType(type: ResourceType, baseUrl: string): JsonObject {
  return {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:ResourceType'],
    id: type.name,
    name: type.name,
    endpoint: `/${type.collection}`,
    description: type.core.description,
    schema: type.core.id,
    schemaExtensions: type.extensions.map((schema) => ({ schema: schema.id, required: false })),
    meta: meta('ResourceType', `${baseUrl}ResourceTypes/${type.name}`),
  };
}

function serviceProviderConfig(baseUrl: string): JsonObject {
  return {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig'],
    patch: { supported: true },
    bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
    filter: { supported: true, maxResults },
    changePassword: { supported: false },
    sort: { supported: true },
    etag: { supported: true },
    authenticationSchemes: [
      {
        type: 'oauthbearertoken',
        name: 'OAuth 2.0 Bearer Token',
        description: 'A token from the token endpoint, by the client credentials grant.',
        specUri: 'https://www.rfc-editor.org/rfc/rfc6750',
        primary: true,
      },
    ],
    meta: meta('ServiceProviderConfig', `${baseUrl}ServiceProviderConfig`),
  };
}

const same = (left: string, right: string): boolean => left.toLowerCase() === right.toLowerCase();

/** Answers a GET below one of the three discovery endpoints; undefined when the path is none of them. */
export function discover(call: Call, scim: Scim): Answer | undefined {
  const [endpoint, id, ...rest] = call.path;
  const ok = (body: JsonObject): Answer => ({ status: 200, headers: {}, body });
  const { baseUrl } = scim;
  if (rest.length > 0) return undefined;
  // A filter here must be refused with 403 (RFC 7644 section 4).
  const refuseFilter = (): void => {
    if (call.query.has('filter')) throw new ScimError(403, `${endpoint} cannot be filtered.`);
  };
  if (endpoint === 'ServiceProviderConfig' && id === undefined) return ok(serviceProviderConfig(baseUrl));
  if (endpoint === 'ResourceTypes') {
    const types = [resourceTypes.Users, resourceTypes.Groups];
    if (id === undefined) {
      refuseFilter();
      return ok(
        listResponse(
          types.map((type) => showResourceType(type, baseUrl)),
          types.length,
          1,
        ),
      );
    }
    const type = types.find((candidate) => same(candidate.name, id));
    if (type === undefined) throw notFound(`Resource type ${id}`);
    return ok(showResourceType(type, baseUrl));
  }
  if (endpoint === 'Schemas') {
    const schemas = [userSchema, enterpriseSchema, groupSchema];
    if (id === undefined) {
      refuseFilter();
      return ok(
        listResponse(
          schemas.map((schema) => showSchema(schema, baseUrl)),
          schemas.length,
          1,
        ),
      );
    }
    const schema = schemas.find((candidate) => same(candidate.id, id));
    if (schema === undefined) throw notFound(`Schema ${id}`);
    return ok(showSchema(schema, baseUrl));
  }
  return undefined;
}
