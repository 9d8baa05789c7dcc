// What the SCIM engine says when it refuses: a status, the scimType of RFC 7644 table 9 where there is one, and a sentence.
// Thrown inside the engine, caught in one place (the router) and nowhere else.
import type { JsonObject } from '../json.ts';

export type ScimType = 'invalidFilter' | 'tooMany' | 'uniqueness' | 'mutability' | 'invalidSyntax' | 'invalidPath' | 'noTarget' | 'invalidValue';

export class ScimError extends Error {
  readonly status: number;
  readonly scimType: ScimType | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, detail: string, scimType?: ScimType, headers: Readonly<Record<string, string>> = {}) {
    super(detail);
    this.name = 'ScimError';
    this.status = status;
    this.scimType = scimType;
    this.headers = headers;
  }
}

export const badRequest = (scimType: ScimType, detail: string): ScimError => new ScimError(400, detail, scimType);
export const notFound = (what: string): ScimError => new ScimError(404, `${what} was not found.`);

/** The error body of RFC 7644 3.12: `status` is a string there. */
export function errorBody(error: ScimError): JsonObject {
  return {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
    status: String(error.status),
    ...(error.scimType === undefined ? {} : { scimType: error.scimType }),
    detail: error.message,
  };
}

const platformNames: Readonly<Record<number, readonly [string, string]>> = {
  400: ['INVALID_ARGUMENT', 'Default:InvalidArgument'],
  401: ['UNAUTHORIZED', 'Default:Unauthorized'],
  403: ['PERMISSION_DENIED', 'Default:PermissionDenied'],
  404: ['NOT_FOUND', 'Default:NotFound'],
  409: ['CONFLICT', 'Default:Conflict'],
};

/** The shape of Foundry's platform API errors, which the documentation does not rule out for SCIM (open question `errorBody`). */
export function platformErrorBody(error: ScimError, instanceId: string): JsonObject {
  const [errorCode, errorName] = platformNames[error.status] ?? ['INTERNAL', 'Default:Internal'];
  return { errorCode, errorName, errorInstanceId: instanceId, parameters: { detail: error.message } };
}
