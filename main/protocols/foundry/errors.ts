// The error shape of Foundry's API: `errorCode`, `errorName`, `errorInstanceId`, `parameters`; and what the names mean that these reads can meet.
// Source: Foundry documentation, API errors; the error classes of Palantir's platform SDK (admin). A name that is not here is shown as it came.
import { isObject, textIn } from '../rest/json.ts';
import type { ApiError, Json } from '../rest/types.ts';

export interface FoundryErrorRow {
  readonly name: string;
  /** What it says, as a clause without a full stop. */
  readonly meaning: string;
}

export const foundryErrors: readonly FoundryErrorRow[] = [
  { name: 'ApiUsageDenied', meaning: 'this client may not use this part of the API: its scopes or its permissions do not include it' },
  { name: 'ApiFeaturePreviewUsageOnly', meaning: 'this part of the API answers only with preview=true' },
  { name: 'Default:PermissionDenied', meaning: 'this client lacks a permission that the answer needs' },
  { name: 'Default:Unauthorized', meaning: 'the token is not valid' },
  { name: 'Default:Internal', meaning: 'Foundry itself has trouble' },
  { name: 'Conjure:InvalidArgument', meaning: 'an argument of the request is not valid' },
  { name: 'InvalidPageSize', meaning: 'the page size is not valid' },
  { name: 'InvalidPageToken', meaning: 'the page token is not valid: it may be too old' },
  { name: 'UserNotFound', meaning: 'there is no user with this ID, or this client may not see it' },
  { name: 'UserDeleted', meaning: 'the user is deleted' },
  { name: 'UserProviderInfoNotFound', meaning: 'the user has no Provider ID' },
  { name: 'GetUserProviderInfoPermissionDenied', meaning: 'this client may not see the Provider ID of this user' },
  { name: 'GroupNotFound', meaning: 'there is no group with this ID, or this client may not see it' },
  { name: 'GroupProviderInfoNotFound', meaning: 'the group has no ID of an identity provider' },
  { name: 'GetGroupProviderInfoPermissionDenied', meaning: 'this client may not see the identity provider’s ID of this group' },
  { name: 'ListGroupMembersPermissionDenied', meaning: 'this client may not see the members of this group' },
  { name: 'PrincipalNotFound', meaning: 'there is no user and no group with this ID' },
  { name: 'SearchUsersPermissionDenied', meaning: 'this client may not search for users' },
  { name: 'OrganizationNotFound', meaning: 'there is no such organization, or this client may not see it' },
  { name: 'EnrollmentNotFound', meaning: 'there is no such enrollment, or this client may not see it' },
  { name: 'GetCurrentEnrollmentPermissionDenied', meaning: 'this client may not see its own enrollment' },
  { name: 'AuthenticationProviderNotFound', meaning: 'there is no such authentication provider' },
];

const meanings: ReadonlyMap<string, string> = new Map(foundryErrors.map(({ name, meaning }) => [name, meaning]));

/** The value of one parameter, short enough for a sentence. */
const short = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, 100);

/** `code` is the error's name, `message` its meaning with the parameters; empty where the answer has another shape. */
export function foundryError(json: Json | undefined): ApiError {
  const body = isObject(json) ? json : {};
  const name = (textIn(body, 'errorName') ?? textIn(body, 'errorCode') ?? '').slice(0, 100);
  const parameters = isObject(body.parameters) ? Object.entries(body.parameters).filter(([, value]) => value !== null) : [];
  const about = parameters.map(([key, value]) => `${key} ${short(value)}`).join(', ');
  const meaning = meanings.get(name) ?? textIn(body, 'errorDescription') ?? '';
  const instanceId = textIn(body, 'errorInstanceId')?.slice(0, 100);
  return {
    code: name,
    message: `${meaning}${about === '' ? '' : `${meaning === '' ? '' : ' '}(${about})`}`.slice(0, 500),
    ...(instanceId === undefined ? {} : { instanceId }),
  };
}
