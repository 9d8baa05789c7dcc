// One entry of Entra's provisioning log, however it came: Graph v1.0, the beta names of the portal's download, a row of diagnostic settings or of
// Log Analytics (capitalised names, JSON in strings, all under `properties`). Tolerant in names and case; what has no id, time or status is refused
// with its reason, never guessed. Source: Microsoft Graph, provisioningObjectSummary (v1.0 and beta); Azure Monitor, AADProvisioningLogs.
import type { LogAction, LogIdentity, LogObjectKind, LogSource, LogStatus, LogStep, ModifiedProperty } from '../../../contract/provisioning-log.ts';
import type { ReadEvent } from '../../domain/provisioning-log/event.ts';

export type ReadEntry = { readonly kind: 'event'; readonly read: ReadEvent } | { readonly kind: 'unreadable'; readonly reason: string };

type Fields = Readonly<Record<string, unknown>>;

const nothing: Fields = {};
const longestReason = 2000;

function fieldsOf(value: unknown): Fields {
  if (typeof value === 'string' && /^\s*[[{]/.test(value)) return fieldsOf(jsonOf(value));
  // `servicePrincipal` is documented as a collection, and shown as an object.
  if (Array.isArray(value)) return fieldsOf(value[0]);
  return typeof value === 'object' && value !== null ? (value as Fields) : nothing;
}

function listOf(value: unknown): readonly unknown[] {
  if (typeof value === 'string' && /^\s*\[/.test(value)) return listOf(jsonOf(value));
  return Array.isArray(value) ? value : [];
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Log Analytics begins its names with a capital: then, and only then, names are compared whatever their case. */
function capitalised(fields: Fields): boolean {
  for (const name in fields) return name >= 'A' && name < '[';
  return false;
}

/** The first of these names that has a value. */
function field(fields: Fields, ...names: readonly string[]): unknown {
  for (const name of names) {
    const value = fields[name];
    if (value !== undefined && value !== null) return value;
  }
  if (!capitalised(fields)) return undefined;
  for (const [name, value] of Object.entries(fields)) {
    if (value !== undefined && value !== null && names.some((wanted) => wanted.toLowerCase() === name.toLowerCase())) return value;
  }
  return undefined;
}

function text(fields: Fields, ...names: readonly string[]): string | null {
  const value = field(fields, ...names);
  if (value === undefined || value === '') return null;
  return typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : JSON.stringify(value);
}

const actions: ReadonlySet<string> = new Set<LogAction>(['create', 'update', 'delete', 'stageddelete', 'disable']);
const isAction = (value: string): value is LogAction => actions.has(value);

function actionOf(value: string | null): LogAction {
  const lower = (value ?? '').toLowerCase();
  return isAction(lower) ? lower : 'other';
}

function statusOf(value: string | null): LogStatus | undefined {
  switch ((value ?? '').toLowerCase()) {
    case 'success':
    case 'succeeded':
      return 'success';
    case 'failure':
    case 'failed':
      return 'failure';
    case 'skipped':
    case 'skip':
      return 'skipped';
    case 'warning':
      return 'warning';
    default:
      return undefined;
  }
}

/** The target names a user by its SCIM schema: `urn:ietf:params:scim:schemas:extension:enterprise:2.0:User`. */
function kindOf(type: string | null): LogObjectKind {
  const last = /[A-Za-z]+$/.exec(type ?? '')?.[0].toLowerCase();
  return last === 'user' ? 'user' : last === 'group' ? 'group' : 'other';
}

function identityOf(fields: Fields): LogIdentity {
  const details = fieldsOf(field(fields, 'details'));
  return {
    id: text(fields, 'id'),
    name: text(details, 'UserPrincipalName', 'userPrincipalName', 'userName', 'UserName') ?? text(fields, 'displayName', 'name'),
    kind: kindOf(text(fields, 'identityType', 'type')),
  };
}

function stepOf(value: unknown): LogStep {
  const fields = fieldsOf(value);
  const details: Record<string, string> = {};
  for (const [name, detail] of Object.entries(fieldsOf(field(fields, 'details')))) {
    if (detail !== null && detail !== undefined) details[name] = typeof detail === 'string' ? detail : JSON.stringify(detail);
  }
  return {
    name: text(fields, 'name') ?? '',
    type: text(fields, 'provisioningStepType', 'type') ?? '',
    status: statusOf(text(fields, 'status')) ?? 'warning',
    description: text(fields, 'description'),
    details,
  };
}

function propertyOf(value: unknown): ModifiedProperty {
  const fields = fieldsOf(value);
  return { name: text(fields, 'displayName', 'name') ?? '', oldValue: text(fields, 'oldValue'), newValue: text(fields, 'newValue') };
}

function skipReasonOf(steps: readonly LogStep[]): string | null {
  for (const { details } of steps) {
    const reason = details.SkipReason ?? details.skipReason;
    if (reason !== undefined && reason !== '') return reason;
  }
  return null;
}

/** Milliseconds since 1970 written as ISO 8601; Entra writes up to seven digits of a second. */
function timeOf(value: string | null): string | undefined {
  const at = value === null ? Number.NaN : Date.parse(value);
  return Number.isNaN(at) ? undefined : new Date(at).toISOString();
}

export function readEntraEntry(entry: unknown, source: LogSource): ReadEntry {
  const outer = fieldsOf(entry);
  const inner = field(outer, 'properties');
  const fields = inner === undefined ? outer : fieldsOf(inner);
  const id = text(fields, 'id');
  if (id === null) return { kind: 'unreadable', reason: 'It has no id.' };
  const at = timeOf(text(fields, 'activityDateTime', 'timeGenerated') ?? text(outer, 'time', 'timeGenerated'));
  if (at === undefined) return { kind: 'unreadable', reason: 'It has no activityDateTime that can be read.' };
  const info = fieldsOf(field(fields, 'provisioningStatusInfo', 'statusInfo'));
  const status = statusOf(text(info, 'status') ?? text(fields, 'resultType'));
  if (status === undefined) return { kind: 'unreadable', reason: 'It has no status that is known.' };
  const error = field(info, 'errorInformation') === undefined ? info : fieldsOf(field(info, 'errorInformation'));
  const steps = listOf(field(fields, 'provisioningSteps')).map(stepOf);
  const principal = fieldsOf(field(fields, 'servicePrincipal'));
  const reason = text(error, 'reason') ?? text(fields, 'resultDescription');
  const duration = Number(text(fields, 'durationInMilliseconds', 'durationMs') ?? Number.NaN);
  return {
    kind: 'event',
    read: {
      event: {
        id,
        at,
        source,
        app: {
          tenantId: text(fields, 'tenantId', 'aadTenantId') ?? text(outer, 'tenantId', 'aadTenantId'),
          id: text(principal, 'id'),
          name: text(principal, 'displayName', 'name'),
        },
        jobId: text(fields, 'jobId'),
        cycleId: text(fields, 'cycleId'),
        changeId: text(fields, 'changeId'),
        action: actionOf(text(fields, 'provisioningAction', 'action')),
        status,
        from: identityOf(fieldsOf(field(fields, 'sourceIdentity'))),
        to: identityOf(fieldsOf(field(fields, 'targetIdentity'))),
        code: text(error, 'errorCode') ?? (status === 'success' ? null : skipReasonOf(steps)),
        reason: reason === null ? null : reason.slice(0, longestReason),
        durationMs: Number.isFinite(duration) ? duration : null,
      },
      steps,
      modifiedProperties: listOf(field(fields, 'modifiedProperties')).map(propertyOf),
    },
  };
}
