// The provisioning job of the twin's SCIM app: the job with its status as its log has it, its mapping as Entra makes it by default, and the test of its saved credentials.
import { isObject, type JsonObject } from '../json.ts';
import type { TwinAnswer, TwinRequest } from '../twins/http.ts';
import type { TwinState } from '../twins/state.ts';
import { findApp } from './apps.ts';
import { badRequest, denied, graphRefusal, notFound } from './errors.ts';
import { cycleEveryMs, cyclesOf, twinJobId } from './provisioning-log.ts';
import { type GraphWorld, may } from './resources.ts';
import { defaultSchema } from './schema.ts';

const hour = 60 * 60 * 1000;
const isoOf = (at: number): string => new Date(at).toISOString();

/** Entra tries a job in quarantine again after 6, 12 and 24 hours, then daily. */
function nextAttempt(began: number, now: number): number {
  for (let at = began + 6 * hour, wait = 12; ; at += wait * hour, wait = 24) if (at > now) return at;
}

function quarantineOf(state: TwinState, began: number): JsonObject | null {
  if (!state.faults.has('idp-job-quarantined')) return null;
  return {
    reason: 'EncounteredQuarantineException',
    currentBegan: isoOf(began),
    seriesBegan: isoOf(began),
    seriesCount: 1,
    nextAttempt: isoOf(nextAttempt(began, Date.parse(state.clock.now()))),
    error: {
      code: 'SystemForCrossDomainIdentityManagementCredentialValidationFailure',
      message: 'The credentials are refused: the client secret has expired.',
      tenantActionable: true,
    },
  };
}

function job(state: TwinState): JsonObject {
  const last = cyclesOf(state).at(-1)?.at ?? 0;
  const quarantine = quarantineOf(state, last + cycleEveryMs);
  const execution = {
    activityIdentifier: 'practice',
    state: 'EntryLevelErrors',
    timeBegan: isoOf(last),
    timeEnded: isoOf(last + 60_000),
    error: null,
  };
  return {
    id: twinJobId,
    templateId: 'customappsso',
    schedule: { expiration: null, interval: 'PT40M', state: 'Active' },
    status: {
      code: quarantine === null ? 'Active' : 'Quarantine',
      countSuccessiveCompleteFailures: quarantine === null ? 0 : 1,
      escrowsPruned: false,
      lastExecution: execution,
      lastSuccessfulExecution: execution,
      progress: [],
      quarantine,
      troubleshootingUrl: null,
    },
    synchronizationJobSettings: [],
  };
}

export function synchronization(world: GraphWorld, request: TwinRequest, servicePrincipal: string): TwinAnswer {
  if (findApp(servicePrincipal)?.key !== 'scim') return notFound(servicePrincipal);
  const [, , , kind, jobId, part] = request.parts;
  if (kind !== 'jobs') return badRequest(`Resource not found for the segment '${String(kind)}'.`);
  if (request.method === 'POST' && part === 'validateCredentials') return jobId === twinJobId ? validate(world, request) : notFound(jobId ?? '');
  if (request.method !== 'GET') return badRequest('Only validateCredentials can be asked of this job.');
  if (!may(world, 'synchronization')) return denied();
  if (jobId === undefined) return { status: 200, body: { value: [job(world.state)] } };
  if (jobId !== twinJobId) return notFound(jobId);
  if (part === undefined) return { status: 200, body: job(world.state) };
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
