// `GET /auditLogs/provisioning` of the twin: narrowed by time and job, in pages, within the budget of Graph's reports: five requests in ten seconds,
// then 429 with Retry-After. Source: Microsoft Graph, throttling limits of identity and access reports.
import type { JsonObject } from '../json.ts';
import type { TwinAnswer, TwinRequest } from '../twins/http.ts';
import { badRequest, denied, graphRefusal, unsupported } from './errors.ts';
import { listAnswer } from './lists.ts';
import { provisioningLog } from './provisioning-log.ts';
import { type GraphWorld, may } from './resources.ts';

const allowed = 5;
const perMs = 10_000;

type Test = (event: JsonObject) => boolean;

function testOf(clause: string): Test | undefined {
  const job = /^jobId eq '([^']*)'$/.exec(clause)?.[1];
  if (job !== undefined) return (event) => event.jobId === job;
  const [, word = '', time = ''] = /^activityDateTime (gt|ge|lt|le) (\S+)$/.exec(clause) ?? [];
  const limit = Date.parse(time);
  if (Number.isNaN(limit)) return undefined;
  const at = (event: JsonObject) => Date.parse(String(event.activityDateTime));
  if (word === 'gt') return (event) => at(event) > limit;
  if (word === 'ge') return (event) => at(event) >= limit;
  return word === 'lt' ? (event) => at(event) < limit : (event) => at(event) <= limit;
}

function secondsToWait({ state }: GraphWorld): number | undefined {
  const now = state.clock.monotonic();
  while ((state.reportRequests[0] ?? now) <= now - perMs) state.reportRequests.shift();
  const oldest = state.reportRequests[0];
  if (state.reportRequests.length >= allowed && oldest !== undefined) return Math.max(1, Math.ceil((oldest + perMs - now) / 1000));
  state.reportRequests.push(now);
  return undefined;
}

export function auditLogs(world: GraphWorld, request: TwinRequest): TwinAnswer {
  const { state } = world;
  if (request.parts[1] !== 'provisioning') return badRequest(`Resource not found for the segment '${String(request.parts[1]).slice(0, 80)}'.`);
  const seconds = secondsToWait(world);
  if (seconds !== undefined) return graphRefusal(429, 'TooManyRequests', 'Too many requests.', { 'retry-after': String(seconds) });
  if (!may(world, 'logs')) return denied();
  const filter = request.query.get('$filter');
  const tests = filter === null ? [] : filter.split(' and ').map((clause) => testOf(clause.trim()));
  if (tests.some((test) => test === undefined)) return unsupported(`Unsupported or invalid query filter clause: ${filter?.slice(0, 80)}`);
  const found = provisioningLog(state).filter((event) => tests.every((test) => test?.(event) === true));
  return listAnswer(state, request, { path: 'auditLogs/provisioning', count: found.length, at: (index) => found[index] ?? {} });
}
