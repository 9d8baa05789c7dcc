// The twin's own provisioning log in Entra's format (provisioningObjectSummary): the story of yesterday in twelve cycles, then a cycle every forty minutes
// until now that tries again what still fails. The same day gives the same events with the same ids, so that a log read twice holds nothing twice.
import { directoryGroups } from '../company/groups.ts';
import { steadyId } from '../company/seed.ts';
import type { JsonObject } from '../json.ts';
import type { TwinState } from '../twins/state.ts';
import { twinApps, twinTenantId } from './apps.ts';
import { lastBeforeQuarantine, type Mishap, mishaps, storyCycles } from './log-story.ts';

export const twinJobId = `scim.${twinTenantId.replaceAll('-', '')}.practice`;

const minute = 60_000;
const day = 24 * 60 * minute;
export const cycleEveryMs = 40 * minute;
const quarantineMs = 6 * 60 * minute;
const prefix = 'SystemForCrossDomainIdentityManagement';
/** Of a directory of any size, so many people stand in the first cycle. */
const mostPeople = 200;

interface Cycle {
  readonly key: string;
  readonly at: number;
  /** Place in the story; null: after it. */
  readonly place: number | null;
}

interface Person {
  readonly id: string;
  /** As the practice target has made it. */
  readonly targetId: string;
  readonly name: string;
  readonly kind: 'User' | 'Group';
}

const hasStopped = ({ faults }: TwinState): boolean => faults.has('idp-job-quarantined') || faults.has('idp-job-stopped');

/** The cycles of the log, the oldest first. A job that stopped has none after the one before its quarantine. */
export function cyclesOf(state: TwinState): readonly Cycle[] {
  const now = Date.parse(state.clock.now());
  const midnight = Math.floor(now / day) * day;
  const begin = midnight - storyCycles * cycleEveryMs - quarantineMs;
  const story = Array.from({ length: storyCycles }, (_, place): Cycle => {
    const at = begin + place * cycleEveryMs + (place > lastBeforeQuarantine ? quarantineMs : 0);
    return { key: `story:${at}`, at, place };
  });
  if (hasStopped(state)) return story.slice(0, lastBeforeQuarantine + 1);
  const later = Array.from({ length: Math.floor((now - midnight) / cycleEveryMs) }, (_, index): Cycle => {
    const at = midnight + index * cycleEveryMs;
    return { key: `later:${at}`, at, place: null };
  });
  return [...story, ...later];
}

/** Everybody the story may name: by mail nickname, and by `group:` with the key of a group. */
function castOf({ directory }: TwinState): ReadonlyMap<string, Person> {
  const cast = new Map<string, Person>();
  for (let index = 0; index < Math.min(directory.userCount, mostPeople); index += 1) {
    const { id, userName, mailNickname } = directory.user(index);
    const key = mailNickname ?? userName ?? id;
    cast.set(key, { id, targetId: steadyId(`scim:${key}`), name: userName ?? id, kind: 'User' });
  }
  for (const { key } of directoryGroups) {
    const group = directory.groupById(steadyId(`directory:group:${key}`));
    if (group !== undefined)
      cast.set(`group:${key}`, { id: group.id, targetId: steadyId(`scim:group:${key}`), name: group.displayName ?? key, kind: 'Group' });
  }
  return cast;
}

interface Told {
  readonly who: Person;
  readonly action: string;
  readonly status: 'success' | 'failure' | 'skipped';
  readonly mishap?: Mishap;
  readonly member?: Person | undefined;
}

const shapes = { User: 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User', Group: 'Group' } as const;

function stepsOf({ who, action, status, mishap }: Told): JsonObject[] {
  const verb = action === 'create' ? 'Add' : action === 'delete' ? 'Delete' : 'Update';
  const step = (name: string, type: string, outcome: string, description: string, details: JsonObject = {}): JsonObject => ({
    name,
    provisioningStepType: type,
    status: outcome,
    description,
    details,
  });
  const told = mishap?.reason ?? `${who.kind} '${who.name}' was sent to the target.`;
  const start = step(`EntryImport${verb}`, 'import', 'success', `Received ${who.kind} '${who.name}' change from Azure Active Directory`);
  if (status === 'skipped')
    return [
      start,
      step('EntrySynchronizationSkip', 'scoping', 'skipped', told, {
        SkipReason: mishap?.code ?? '',
        IsActive: mishap?.code === 'NotEffectivelyEntitled' ? 'False' : 'True',
        Assigned: 'True',
        IsEffectivelyEntitledForProvisioning: mishap?.code === 'NotEffectivelyEntitled' ? 'False' : 'True',
      }),
    ];
  return [
    start,
    step(`EntrySynchronization${verb}`, 'matching', 'success', `${who.kind} '${who.name}' will be sent to the target.`),
    step(`EntryExport${verb}`, 'export', status, told, { ReportableIdentifier: who.name }),
  ];
}

function eventOf({ key }: Cycle, at: number, told: Told): JsonObject {
  const { who, action, status, mishap, member } = told;
  const app = twinApps[0];
  const of = (what: string) => steadyId(`log:${key}:${what}:${who.id}:${member?.id ?? ''}`);
  const system = { id: steadyId('log:source'), displayName: 'Azure Active Directory', details: {} };
  return {
    id: of(`event:${action}:${mishap?.code ?? ''}`),
    activityDateTime: new Date(at).toISOString(),
    tenantId: twinTenantId,
    jobId: twinJobId,
    cycleId: steadyId(`log:${key}`),
    changeId: of('change'),
    provisioningAction: status === 'skipped' ? 'other' : action,
    durationInMilliseconds: 300 + (at % 900),
    initiatedBy: { id: '', displayName: 'Azure AD Provisioning Service', initiatorType: 'system' },
    servicePrincipal: { id: app?.id ?? '', displayName: app?.displayName ?? '' },
    sourceSystem: system,
    targetSystem: { id: steadyId('log:target'), displayName: 'customappsso', details: { ServicePrincipalId: app?.id ?? '' } },
    sourceIdentity: {
      id: who.id,
      displayName: who.name,
      identityType: who.kind,
      details: who.kind === 'User' ? { UserPrincipalName: who.name } : {},
    },
    targetIdentity: { id: status === 'success' ? who.targetId : '', displayName: '', identityType: shapes[who.kind], details: {} },
    provisioningStatusInfo: {
      status,
      errorInformation:
        mishap === undefined || status === 'skipped'
          ? null
          : {
              errorCode: `${prefix}${mishap.code}`,
              reason: mishap.reason,
              additionalDetails: null,
              errorCategory: 'nonServiceFailure',
              recommendedAction: null,
            },
    },
    provisioningSteps: stepsOf(told),
    modifiedProperties:
      member === undefined
        ? [{ displayName: who.kind === 'User' ? 'userName' : 'displayName', oldValue: null, newValue: who.name }]
        : [{ displayName: 'members', oldValue: null, newValue: member.id }],
  };
}

function toldIn({ place }: Cycle, cast: ReadonlyMap<string, Person>): readonly Told[] {
  const told: Told[] = [];
  const begun = new Set<string>();
  for (const mishap of mishaps) {
    const who = cast.get(mishap.who);
    const member = mishap.member === undefined ? undefined : cast.get(mishap.member);
    if (who === undefined || (mishap.member !== undefined && member === undefined)) continue;
    if (mishap.from === 0) begun.add(mishap.who);
    const { action, status, mended } = mishap;
    if (place === mended && place !== null) told.push({ who, action, status: 'success', member });
    else if (place === null ? mended === null : place >= mishap.from && (mended === null || place < mended))
      told.push({ who, action, status, mishap, member });
  }
  if (place !== 0) return told;
  // The first cycle makes everybody; who fails from the beginning is not made by it.
  for (const [key, who] of cast) if (!begun.has(key)) told.push({ who, action: 'create', status: 'success' });
  return told;
}

/** Newest first, as Graph gives it. */
export function provisioningLog(state: TwinState): readonly JsonObject[] {
  const cast = castOf(state);
  return cyclesOf(state)
    .flatMap((cycle) => toldIn(cycle, cast).map((told, index) => eventOf(cycle, cycle.at + index * 700, told)))
    .reverse();
}
