// What the twin of the admin API holds beside the world it shows, and refusals in Foundry's shape.
import { steadyId } from '../company/seed.ts';
import type { JsonObject } from '../json.ts';
import type { World } from '../state/world.ts';
import type { TwinAnswer } from '../twins/http.ts';
import type { AdminFaultName } from './faults.ts';

export interface AdminState {
  readonly world: World;
  faults: ReadonlySet<AdminFaultName>;
  /** How many requests the storm still refuses. */
  refusals: number;
  /** Requests by the token they came with, for tokens that die. */
  readonly used: Map<string, number>;
  /** `GET users/providerInfo` -> how often. */
  readonly requests: Map<string, number>;
  readonly largestPage: number;
}

/** Of the authentication provider before this one; nobody logs in by it any more. */
export const formerRealm = steadyId('realm:former');
export const enrollmentRid = `ri.control-panel.main.customer.${steadyId('enrollment')}`;

export const organizationRid = (name: string): string => `ri.multipass..organization.${steadyId(`organization:${name}`)}`;

const statusOf: Readonly<Record<string, number>> = {
  INVALID_ARGUMENT: 400,
  UNAUTHORIZED: 401,
  PERMISSION_DENIED: 403,
  NOT_FOUND: 404,
  INTERNAL: 500,
};

/** `errorCode` decides the status, as Foundry documents it. */
export function refuse(errorCode: keyof typeof statusOf & string, errorName: string, parameters: JsonObject = {}): TwinAnswer {
  return { status: statusOf[errorCode] ?? 500, body: { errorCode, errorName, errorInstanceId: steadyId(`error:${errorName}`), parameters } };
}
