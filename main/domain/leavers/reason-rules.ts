// The rules behind the reasons for which somebody who left is still active: one judges one reason by the facts, or says how to find out. What the
// target does on active=false and on DELETE is not assumed. Sources: Microsoft Learn, How provisioning works (deprovisioning, quarantine, accidental
// deletions); Skip deletion of out-of-scope accounts.
import type { Vantage } from '../../../contract/common.ts';
import type { Mapping } from '../../../contract/mapping.ts';
import { unknownSignOn } from '../../../contract/mapping.ts';
import type { JobState, LogEvent } from '../../../contract/provisioning-log.ts';
import { viewOf } from '../mapping/judge.ts';
import { activeFollowsLeavers, activeMapped } from '../mapping/judge-life.ts';
import type { LeaverKind } from './find.ts';

/** What a rule says of one leaver. `shown`: a fact explains it. `possible`: a fact points to it. `ruled out`: a fact speaks against it. */
export interface Told {
  readonly state: 'shown' | 'possible' | 'not known' | 'ruled out';
  /** What was seen; with `not known`, how to find out. */
  readonly fact: string;
  readonly vantage?: Vantage | null;
  /** ISO 8601; absent or null when nobody looked. */
  readonly at?: string | null;
}

export interface LeaverFacts {
  readonly provider: 'entra' | 'okta';
  readonly kind: LeaverKind;
  readonly by: 'externalId' | 'user name alone' | 'nothing';
  /** What is sent for the person as externalId, and what the account carries. */
  readonly sentExternalId: string | null;
  readonly accountId: string;
  readonly accountExternalId: string | null;
  readonly directory: { readonly takenAt: string; readonly vantage: Vantage };
  readonly target: { readonly takenAt: string; readonly vantage: Vantage };
  /** The newest older snapshot in which the person should have had the account; null: there is none. */
  readonly lastEntitledAt: string | null;
  /** Between which moments they left; `before` without `after` when no older snapshot shows them. */
  readonly left: { readonly after: string | null; readonly before: string };
  /** How they stood in the snapshot before they were gone; null: not known. */
  readonly beforeGone: 'entitled' | 'disabled' | 'unassigned' | 'out-of-scope' | null;
  readonly mapping: Mapping | null;
  /** Events about this person, newest first; null: no log is loaded. */
  readonly events: readonly LogEvent[] | null;
  readonly logEnds: string | null;
  readonly jobs: readonly JobState[];
}

/** Undefined: the reason cannot be this person’s. */
export type Judge = (facts: LeaverFacts) => Told | undefined;

const unknown = (fact: string): Told => ({ state: 'not known', fact });
const noMapping = unknown('No mapping is known: give it with --schema FILE, or keep it with the connection (Mapping).');
const noLog = unknown('No provisioning log is loaded: “scim-steward logs import FILE” reads the portal’s download.');
const day = (iso: string) => iso.slice(0, 10);
const minute = (iso: string) => `${iso.slice(0, 16).replace('T', ' ')} UTC`;
const ofMapping = (mapping: Mapping, told: Pick<Told, 'state' | 'fact'>): Told => ({ ...told, vantage: mapping.vantage });

const removing = (event: LogEvent) => event.action === 'disable' || event.action === 'delete' || event.action === 'stageddelete';
const inLog = (event: LogEvent): Pick<Told, 'vantage' | 'at'> => ({ vantage: 'the IdP', at: event.at });

export const sentAndStillActive: Judge = ({ events, target }) => {
  if (events === null) return noLog;
  const done = events.find((event) => removing(event) && event.status === 'success');
  if (done === undefined) return { state: 'ruled out', fact: 'The log that is loaded holds no successful disable or delete of this person.' };
  if (done.at > target.takenAt)
    return {
      state: 'possible',
      ...inLog(done),
      fact: `A ${done.action} was taken on ${minute(done.at)}, after the target was read: read it again.`,
    };
  return {
    state: 'shown',
    ...inLog(done),
    fact: `The target took a ${done.action} on ${minute(done.at)}, and showed the account active on ${minute(target.takenAt)}.`,
  };
};

export const failing: Judge = ({ events }) => {
  if (events === null) return noLog;
  const [last] = events.filter(({ status }) => status === 'failure' || status === 'success');
  if (last?.status !== 'failure')
    return { state: 'ruled out', fact: 'The last try of this person in the log that is loaded did not fail, or there is none.' };
  const said = [last.code, last.reason?.slice(0, 200)].filter(Boolean).join(': ');
  return { state: removing(last) ? 'shown' : 'possible', ...inLog(last), fact: `The last ${last.action} failed on ${minute(last.at)}: ${said}` };
};

export const linkedElsewhere: Judge = ({ by, sentExternalId, accountExternalId, accountId, events, target }) => {
  const other = events?.find(({ to }) => to.id !== null && to.id !== '' && to.id !== accountId);
  if (other !== undefined)
    return { state: 'shown', ...inLog(other), fact: `The log links this person to the account ${other.to.id}, and the active one is ${accountId}.` };
  const at = { vantage: target.vantage, at: target.takenAt };
  if (by === 'user name alone')
    return {
      state: 'shown',
      ...at,
      fact: `The account carries the externalId ${accountExternalId === null ? 'none' : `“${accountExternalId}”`}, and ${sentExternalId === null ? 'none' : `“${sentExternalId}”`} would be sent.`,
    };
  if (by === 'externalId') return { state: 'ruled out', ...at, fact: 'The account carries the externalId that is sent for this person.' };
  return unknown('The person is not in the directory snapshot: an older one, or the log, would show which account they were linked to.');
};

export const activeNotSent: Judge = ({ mapping, provider }) => {
  if (provider === 'okta') return undefined;
  if (mapping === null) return noMapping;
  const view = viewOf(mapping, unknownSignOn);
  const mapped = activeMapped(view);
  if (mapped.kind === 'broken') return ofMapping(mapping, { state: 'shown', fact: mapped.evidence.join('; ') });
  const follows = activeFollowsLeavers(view);
  switch (follows.kind) {
    case 'broken':
      return ofMapping(mapping, { state: 'shown', fact: `${follows.facts.detail} (${follows.evidence.join('; ')}).` });
    case 'kept':
      return ofMapping(mapping, { state: 'ruled out', fact: follows.reason });
    default:
      return unknown(follows.reason);
  }
};

export const updateOff: Judge = ({ mapping, provider }) => {
  if (provider === 'okta') return undefined;
  if (mapping === null) return noMapping;
  const { user } = viewOf(mapping, unknownSignOn);
  if (user === undefined) return unknown('The mapping that is known holds nothing about people.');
  if (!user.enabled) return ofMapping(mapping, { state: 'shown', fact: 'The mapping of people is switched off.' });
  return user.flows.update
    ? ofMapping(mapping, { state: 'ruled out', fact: 'Update is switched on for people.' })
    : ofMapping(mapping, { state: 'shown', fact: 'Update is not among the target object actions of people.' });
};

export const skipsOutOfScope: Judge = ({ mapping, provider, kind }) => {
  if (provider === 'okta') return undefined;
  if (mapping === null) return noMapping;
  if (mapping.skipOutOfScopeDeletions === null)
    return unknown('Read the mapping through Graph, or look at the job’s secrets: the file does not hold it.');
  if (!mapping.skipOutOfScopeDeletions) return ofMapping(mapping, { state: 'ruled out', fact: 'SkipOutOfScopeDeletions is not set.' });
  const scope = kind === 'unassigned' || kind === 'out-of-scope';
  return ofMapping(mapping, { state: scope ? 'shown' : 'possible', fact: 'SkipOutOfScopeDeletions is true.' });
};

const quarantined = (jobs: readonly JobState[], wanted: (reason: string) => boolean): Told => {
  if (jobs.length === 0) return unknown('The job’s state was not read: look at Provisioning > Overview in Entra.');
  const job = jobs.find(({ quarantine }) => quarantine !== null && wanted(quarantine.reason));
  const [first] = jobs;
  if (job?.quarantine)
    return { state: 'shown', vantage: 'the IdP', at: job.seenAt, fact: `${job.quarantine.reason} since ${minute(job.quarantine.since)}.` };
  return { state: 'ruled out', vantage: 'the IdP', at: first?.seenAt ?? null, fact: 'The job’s state shows no such quarantine.' };
};

export const guard: Judge = ({ jobs, provider }) => (provider === 'okta' ? undefined : quarantined(jobs, (reason) => reason === 'TooManyDeletes'));
export const quarantine: Judge = ({ jobs, provider }) =>
  provider === 'okta' ? undefined : quarantined(jobs, (reason) => reason !== 'TooManyDeletes');

/** Entra's cycle is forty minutes; a day without any event is no pause between cycles. */
const quiet = 24 * 3_600_000;

export const stopped: Judge = ({ jobs, logEnds, directory }) => {
  const job = jobs.find(({ state }) => state === 'paused' || state === 'not-run');
  if (job !== undefined)
    return { state: 'shown', vantage: 'the IdP', at: job.seenAt, fact: `The job is ${job.state === 'paused' ? 'paused' : 'not running'}.` };
  if (jobs.some(({ state }) => state === 'active'))
    return { state: 'ruled out', vantage: 'the IdP', at: jobs[0]?.seenAt ?? null, fact: 'The job is active.' };
  if (logEnds === null) return noLog;
  return Date.parse(directory.takenAt) - Date.parse(logEnds) > quiet
    ? {
        state: 'possible',
        vantage: 'the IdP',
        at: logEnds,
        fact: `The log ends on ${minute(logEnds)}, more than a day before the directory was read.`,
      }
    : { state: 'ruled out', vantage: 'the IdP', at: logEnds, fact: `The log goes on until ${minute(logEnds)}.` };
};

export const unassignedFirst: Judge = ({ kind, beforeGone, lastEntitledAt, provider }) => {
  if (kind !== 'deleted' || provider === 'okta') return undefined;
  if (beforeGone === null) return unknown('Only an older snapshot of the directory shows how the person stood before they were deleted.');
  if (beforeGone === 'unassigned' || beforeGone === 'out-of-scope')
    return {
      state: 'shown',
      vantage: 'the IdP',
      fact: `Before they were gone they stood there ${beforeGone}: the job no longer managed them, so no DELETE comes.`,
    };
  return { state: 'ruled out', vantage: 'the IdP', at: lastEntitledAt, fact: 'They were assigned in the last snapshot that shows them.' };
};

const month = 30 * 24 * 3_600_000;

export const notDueYet: Judge = ({ kind, left, directory, provider }) => {
  if (kind !== 'deleted' || provider === 'okta') return undefined;
  if (left.after === null)
    return unknown('When they were deleted is not known: Entra keeps deleted people for 30 days (Deleted users) and sends DELETE only then.');
  const due = Date.parse(left.after) + month;
  return due > Date.parse(directory.takenAt)
    ? {
        state: 'possible',
        vantage: 'the IdP',
        at: directory.takenAt,
        fact: `Deleted after ${day(left.after)}: DELETE is not due before ${day(new Date(due).toISOString())}. Until then active=false should have come.`,
      }
    : {
        state: 'ruled out',
        vantage: 'the IdP',
        at: directory.takenAt,
        fact: `Deleted ${left.after === left.before ? 'on' : 'after'} ${day(left.after)}, more than 30 days ago at the earliest.`,
      };
};
