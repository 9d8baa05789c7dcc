// The mapping of a live provisioning job in Entra (Okta's is read in okta-mapping-source.ts): which job the SCIM app has, and its schema. A run of its own, so that its requests stand in history;
// it reads only. What it could not read is a finding of the run, and a refusal to whoever asked.
import type { Evidence, Exchange, Finding, StepStatus, Verdicts } from '../../contract/common.ts';
import type { Connection } from '../../contract/connections.ts';
import { appNotFound } from '../features/directory/sources/findings.ts';
import { type Place, troubleFinding } from '../features/directory/sources/trouble.ts';
import { noJob } from '../features/mapping/findings-life.ts';
import { Refusal } from '../platform/refusal.ts';
import type { RunJob, RunOutcome } from '../platform/runs/types.ts';
import { type GraphClient, graphPage } from '../protocols/entra/graph.ts';
import { createOktaClient } from '../protocols/okta/api.ts';
import { isObject, textIn } from '../protocols/rest/json.ts';
import type { JsonObject, ReadTrouble } from '../protocols/rest/types.ts';
import { mappingScopes, readOktaMappingInRun } from './okta-mapping-source.ts';
import { graphOf, graphWay, hostOf, oktaAccess, oktaWay, type SourcePorts } from './sources.ts';

export interface LiveSchema {
  readonly runId: string;
  /** The schema and the job's settings beside it, as JSON for the reader of schemas. */
  readonly text: string;
  readonly origin: string;
}

const permissions = ['Synchronization.Read.All'];
const all = (status: StepStatus): Verdicts => ({ rfc: status, entra: status, okta: status });

interface Read {
  readonly job: Pick<RunJob, 'signal' | 'plan' | 'startStep' | 'endStep'>;
  readonly graph: Pick<GraphClient, 'read'>;
  readonly app: string;
  readonly place: Place;
  readonly exchangesOf: (stepId: string) => readonly Exchange[];
}

/** Undefined when the administrator stopped it. */
function findingFor(trouble: ReadTrouble, place: Place, what: string): Finding | undefined {
  return trouble.kind === 'cancelled' ? undefined : troubleFinding(trouble, place, { what, permissions });
}

const isUnknown = (trouble: ReadTrouble) => trouble.kind === 'not-found' || (trouble.kind === 'refused' && trouble.status === 400);

interface FoundJob {
  readonly principal: string;
  readonly job: JsonObject;
}

/** The app's jobs, by its object id or its application id, which is taken for it easily. */
async function findJob({ graph, job, app, place }: Read): Promise<FoundJob | Finding | undefined> {
  const id = encodeURIComponent(app.replaceAll("'", "''"));
  const evidence: Evidence[] = [];
  for (const principal of [`/servicePrincipals/${id}`, `/servicePrincipals(appId='${id}')`]) {
    const path = `${principal}/synchronization/jobs`;
    const result = await graph.read(path, { purpose: 'provisioning jobs of the SCIM app', stepId: 'job', signal: job.signal });
    if (result.kind === 'read') {
      const [first] = graphPage(result.json).items;
      if (first !== undefined) return { principal, job: first };
      return noJob.make({ app }, [{ vantage: 'the IdP', text: `${path} is an empty list.` }]);
    }
    if (!isUnknown(result.trouble)) return findingFor(result.trouble, place, 'the provisioning jobs of the SCIM app');
    evidence.push({ vantage: 'the IdP', text: `Asked for ${path}: not found.` });
  }
  return appNotFound.make({ source: 'Entra', id: app, app: 'SCIM' }, evidence);
}

const isFinding = (value: JsonObject | FoundJob | Finding): value is Finding => 'remedy' in value && 'evidence' in value;

async function readSchema(read: Read, { principal, job }: FoundJob): Promise<JsonObject | Finding | undefined> {
  const path = `${principal}/synchronization/jobs/${encodeURIComponent(textIn(job, 'id') ?? '')}/schema`;
  const result = await read.graph.read(path, { purpose: 'schema of the provisioning job', stepId: 'schema', signal: read.job.signal });
  if (result.kind === 'read') return isObject(result.json) ? result.json : {};
  return findingFor(result.trouble, read.place, 'the schema of the provisioning job');
}

/** Plays the two steps; the schema is given to `keep`. */
export async function readMappingInRun(read: Read, keep: (schema: Omit<LiveSchema, 'runId'>) => void): Promise<RunOutcome> {
  const { job, exchangesOf } = read;
  job.plan([
    { id: 'job', title: 'Find the provisioning job' },
    { id: 'schema', title: 'Read its mapping' },
  ]);
  const end = (id: string, status: StepStatus, reason: string, findings: readonly Finding[] = [], stoppedBy?: string) =>
    job.endStep(id, {
      status,
      verdicts: all(status),
      reason,
      ...(stoppedBy === undefined ? {} : { stoppedBy }),
      findings,
      exchangeIds: exchangesOf(id).map((exchange) => exchange.id),
    });
  const stopped = (id: 'job' | 'schema', finding: Finding | undefined): RunOutcome => {
    job.signal.throwIfAborted();
    const summary = `${finding?.title ?? 'The mapping was not read'}. Nothing was read of the mapping.`;
    end(id, 'failed', summary, finding === undefined ? [] : [{ ...finding, stepIds: [id] }]);
    if (id === 'job') end('schema', 'skipped', 'It was not come to.', [], 'job');
    return { verdicts: all('failed'), summary };
  };
  job.startStep('job');
  const found = await findJob(read);
  if (found === undefined || isFinding(found)) return stopped('job', found);
  const id = textIn(found.job, 'id') ?? '?';
  end('job', 'passed', `The job ${id} was found.`);
  job.startStep('schema');
  const schema = await readSchema(read, found);
  if (schema === undefined || isFinding(schema)) return stopped('schema', schema);
  end('schema', 'passed', 'It was read.');
  keep({
    text: JSON.stringify({ schema, synchronizationJobSettings: found.job.synchronizationJobSettings ?? [] }),
    origin: `Entra, job ${id}`,
  });
  return { verdicts: all('passed'), summary: 'The mapping was read.' };
}

/** Reads the schema of the connection's SCIM app, in a run that is over when it resolves. */
export function createMappingSource(ports: SourcePorts): (connection: Connection, provider?: 'entra' | 'okta') => Promise<LiveSchema> {
  return async (connection, wanted) => {
    const provider = wanted ?? (connection.idp === 'okta' ? 'okta' : 'entra');
    // Before a run begins: what is not set up is refused, not half begun.
    if (!connection.practice) await (provider === 'okta' ? oktaAccess(ports, connection.id) : graphWay(ports, connection.id, undefined));
    let kept: Omit<LiveSchema, 'runId'> | undefined;
    const { runId, finished } = await ports.jobs.start(
      { kind: 'mapping-read', connection, faults: [], options: {}, crash: 'discard' },
      async ({ job, network, exchangesOf, twins }) => {
        const keep = (schema: Omit<LiveSchema, 'runId'>) => {
          kept = schema;
        };
        if (provider === 'okta') {
          const way = await oktaWay(ports, connection.id, twins, network, mappingScopes);
          const okta = createOktaClient({ http: network.http, clock: ports.clock, random: ports.random, ...way });
          const place: Place = { source: 'Okta', host: hostOf(way.base), signInHost: hostOf(way.base) };
          return readOktaMappingInRun({ job, okta, app: way.access.scimApp, place, exchangesOf }, keep);
        }
        const way = await graphWay(ports, connection.id, twins);
        const place: Place = { source: 'Entra', host: hostOf(way.places.graph), signInHost: hostOf(way.places.login) };
        const read = { job, graph: graphOf(ports, network, way, permissions), app: way.access.scimApp, place, exchangesOf };
        return readMappingInRun(read, keep);
      },
    );
    const run = await finished;
    if (kept === undefined)
      throw new Refusal('mapping.not-read', `${run.summary ?? 'The mapping was not read.'} The run in History shows why.`, { runId });
    return { ...kept, runId };
  };
}
