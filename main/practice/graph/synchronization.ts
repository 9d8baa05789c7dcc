// The provisioning job of the twin's SCIM app: the job, its mapping as Entra makes it by default, and the test of its saved credentials.
import { isObject, type JsonObject } from '../json.ts';
import type { TwinAnswer, TwinRequest } from '../twins/http.ts';
import { findApp, twinTenantId } from './apps.ts';
import { badRequest, denied, graphRefusal, notFound } from './errors.ts';
import { type GraphWorld, may } from './resources.ts';
import { defaultSchema } from './schema.ts';

export const twinJobId = `scim.${twinTenantId.replaceAll('-', '')}.practice`;

const job = (): JsonObject => ({
  id: twinJobId,
  templateId: 'customappsso',
  schedule: { expiration: null, interval: 'PT40M', state: 'Active' },
  status: { code: 'Active', countSuccessiveCompleteFailures: 0, escrowsPruned: false, progress: [], quarantine: null, troubleshootingUrl: null },
  synchronizationJobSettings: [],
});

export function synchronization(world: GraphWorld, request: TwinRequest, servicePrincipal: string): TwinAnswer {
  if (findApp(servicePrincipal)?.key !== 'scim') return notFound(servicePrincipal);
  const [, , , kind, jobId, part] = request.parts;
  if (kind !== 'jobs') return badRequest(`Resource not found for the segment '${String(kind)}'.`);
  if (request.method === 'POST' && part === 'validateCredentials') return jobId === twinJobId ? validate(world, request) : notFound(jobId ?? '');
  if (request.method !== 'GET') return badRequest('Only validateCredentials can be asked of this job.');
  if (!may(world, 'synchronization')) return denied();
  if (jobId === undefined) return { status: 200, body: { value: [job()] } };
  if (jobId !== twinJobId) return notFound(jobId);
  if (part === undefined) return { status: 200, body: job() };
  return part === 'schema' ? { status: 200, body: defaultSchema } : badRequest(`Resource not found for the segment '${part}'.`);
}

function validate(world: GraphWorld, request: TwinRequest): TwinAnswer {
  if (!may(world, 'validation')) return denied();
  let asked: unknown;
  try {
    asked = JSON.parse(request.body);
  } catch {
    return badRequest('Unable to read JSON request payload.');
  }
  if (!isObject(asked) || asked.useSavedCredentials !== true) return badRequest('Only saved credentials can be tested.');
  return world.state.faults.has('idp-saved-credentials')
    ? graphRefusal(
        400,
        'SystemForCrossDomainIdentityManagementCredentialValidationUnavailable',
        'We received this unexpected response from your application: An error occurred while sending the request.',
      )
    : { status: 204 };
}
