// The profile mapping of the SCIM app in Okta: found by the app it leads to, then read whole, since the list leaves the properties out.
// Plays as a run; reads only. Source: Okta Developer, Management API, Profile Mappings (scope okta.profileMappings.read).
import type { Evidence, Exchange, Finding, StepStatus, Verdicts } from '../../contract/common.ts';
import { appNotFound } from '../features/directory/sources/findings.ts';
import { type Place, troubleFinding } from '../features/directory/sources/trouble.ts';
import type { RunJob, RunOutcome } from '../platform/runs/types.ts';
import type { OktaClient } from '../protocols/okta/api.ts';
import { isObject, textIn } from '../protocols/rest/json.ts';
import type { JsonObject, ReadTrouble } from '../protocols/rest/types.ts';

/** The one scope that it needs beside those of an import. */
export const mappingScopes: readonly string[] = ['okta.profileMappings.read'];

const all = (status: StepStatus): Verdicts => ({ rfc: status, entra: status, okta: status });

export interface OktaMappingRead {
  readonly job: Pick<RunJob, 'signal' | 'plan' | 'startStep' | 'endStep'>;
  readonly okta: Pick<OktaClient, 'read'>;
  readonly app: string;
  readonly place: Place;
  readonly exchangesOf: (stepId: string) => readonly Exchange[];
}

/** Of the app's mappings that from Okta's user to the app; the other one leads back. */
const outward = (json: unknown): JsonObject | undefined => {
  const found: readonly unknown[] = Array.isArray(json) ? json : [];
  const isOutward = (one: unknown): one is JsonObject => {
    const source = typeof one === 'object' && one !== null && 'source' in one ? one.source : undefined;
    return typeof source === 'object' && source !== null && 'type' in source && source.type === 'user';
  };
  return found.find(isOutward);
};

export async function readOktaMappingInRun(
  { job, okta, app, place, exchangesOf }: OktaMappingRead,
  keep: (schema: { readonly text: string; readonly origin: string }) => void,
): Promise<RunOutcome> {
  job.plan([
    { id: 'job', title: 'Find the mapping of the SCIM app' },
    { id: 'schema', title: 'Read its properties' },
  ]);
  const end = (id: string, status: StepStatus, reason: string, more: { readonly findings?: readonly Finding[]; readonly stoppedBy?: string } = {}) =>
    job.endStep(id, { status, verdicts: all(status), reason, ...more, exchangeIds: exchangesOf(id).map((exchange) => exchange.id) });
  const stopped = (id: 'job' | 'schema', finding: Finding | undefined): RunOutcome => {
    job.signal.throwIfAborted();
    const summary = `${finding?.title ?? 'The mapping was not read'}. Nothing was read of the mapping.`;
    end(id, 'failed', summary, { findings: finding === undefined ? [] : [{ ...finding, stepIds: [id] }] });
    if (id === 'job') end('schema', 'skipped', 'It was not come to.', { stoppedBy: 'job' });
    return { verdicts: all('failed'), summary };
  };
  const findingFor = (trouble: ReadTrouble): Finding | undefined =>
    trouble.kind === 'cancelled'
      ? undefined
      : troubleFinding(trouble, place, { what: 'the profile mapping of the SCIM app', permissions: mappingScopes });

  job.startStep('job');
  const path = `/api/v1/mappings?targetId=${encodeURIComponent(app)}`;
  const list = await okta.read(path, { purpose: 'profile mappings of the SCIM app', stepId: 'job', signal: job.signal });
  if (list.kind === 'trouble') return stopped('job', findingFor(list.trouble));
  const found = outward(list.json);
  if (found === undefined) {
    const evidence: Evidence = { vantage: 'the IdP', text: `${path} names no mapping from Okta’s user to this app.` };
    return stopped('job', appNotFound.make({ source: 'Okta', id: app, app: 'SCIM' }, [evidence]));
  }
  const id = textIn(found, 'id') ?? '';
  end('job', 'passed', `The mapping ${id} was found.`);
  job.startStep('schema');
  const whole = await okta.read(`/api/v1/mappings/${encodeURIComponent(id)}`, {
    purpose: 'profile mapping of the SCIM app',
    stepId: 'schema',
    signal: job.signal,
  });
  if (whole.kind === 'trouble') return stopped('schema', findingFor(whole.trouble));
  end('schema', 'passed', 'It was read.');
  keep({ text: JSON.stringify(isObject(whole.json) ? whole.json : {}), origin: `Okta, mapping ${id}` });
  return { verdicts: all('passed'), summary: 'The mapping was read.' };
}
