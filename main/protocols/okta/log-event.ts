// One event of Okta's System Log that tells of provisioning: pushes of people and groups, memberships, connection troubles, assignments. Everything else in
// an export is no part of this log and said as such. Source: Okta, System Log event types (application.provision.*, application.integration.*,
// application.user_membership.*); the outcome's reason carries the server's own words.
import type { LogAction, LogIdentity, LogStatus } from '../../../contract/provisioning-log.ts';
import type { ReadEvent } from '../../domain/provisioning-log/event.ts';
import type { Operation } from '../../domain/provisioning-log/standing.ts';

export type OktaEntry =
  | { readonly kind: 'event'; readonly read: ReadEvent; readonly operations: readonly Operation[] }
  /** An event about something else, such as a sign-in. */
  | { readonly kind: 'elsewhere' }
  | { readonly kind: 'unreadable'; readonly reason: string };

type Fields = Readonly<Record<string, unknown>>;
type About = 'keep' | 'remove' | 'member added' | 'member removed' | 'other';

interface Meaning {
  readonly action: LogAction;
  readonly about: About;
}

const longestReason = 2000;
const keep = (action: LogAction): Meaning => ({ action, about: 'keep' });
const other: Meaning = { action: 'other', about: 'other' };
const removal = (action: LogAction): Meaning => ({ action, about: 'remove' });

/** What an event type did at the app; a type of these families that stands not here is kept as `other`. */
const meanings: Readonly<Record<string, Meaning>> = {
  'application.provision.user.push': keep('create'),
  'application.provision.user.push_profile': keep('update'),
  'application.provision.user.sync': keep('update'),
  'application.provision.user.activate': keep('update'),
  'application.provision.user.reactivate': keep('update'),
  'application.provision.user.password': other,
  'application.provision.user.verify_exists': other,
  'application.provision.user.import': other,
  'application.provision.user.import_profile': other,
  'application.provision.user.deactivate': removal('disable'),
  'application.provision.group.add': keep('create'),
  'application.provision.group.update': keep('update'),
  'application.provision.group.remove': removal('delete'),
  'application.provision.group_membership.add': { action: 'update', about: 'member added' },
  'application.provision.group_membership.remove': { action: 'update', about: 'member removed' },
  'app.user_management.push_new_user_success': keep('create'),
};

const families = /^(?:application\.(?:provision|integration|user_membership)|app\.user_management)\./;

const fieldsOf = (value: unknown): Fields => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {});
const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

function statusOf(result: string | null): LogStatus | undefined {
  switch (result) {
    case 'SUCCESS':
    case 'ALLOW':
      return 'success';
    case 'FAILURE':
    case 'DENY':
      return 'failure';
    case 'SKIPPED':
      return 'skipped';
    case 'CHALLENGE':
    case 'UNKNOWN':
    case 'DEFERRED':
      return 'warning';
    default:
      return undefined;
  }
}

const nobody: LogIdentity = { id: null, name: null, kind: 'other' };

/** Whether an entry looks like one of Okta's System Log. */
export const isOktaEntry = (entry: unknown): boolean => text(fieldsOf(entry).eventType) !== null && 'published' in fieldsOf(entry);

/** `entry`: one object of the System Log, as its API and its export give it. */
export function readOktaEntry(entry: unknown, source: 'okta' | 'okta-files'): OktaEntry {
  const fields = fieldsOf(entry);
  const type = text(fields.eventType) ?? '';
  if (!families.test(type)) return { kind: 'elsewhere' };
  const id = text(fields.uuid);
  if (id === null) return { kind: 'unreadable', reason: 'It has no uuid.' };
  const at = Date.parse(text(fields.published) ?? '');
  if (Number.isNaN(at)) return { kind: 'unreadable', reason: 'It has no time in “published” that can be read.' };
  const outcome = fieldsOf(fields.outcome);
  const status = statusOf(text(outcome.result)?.toUpperCase() ?? null);
  if (status === undefined) return { kind: 'unreadable', reason: 'It has no outcome that is known.' };

  const targets = (Array.isArray(fields.target) ? fields.target : []).map(fieldsOf);
  const targetOf = (...types: readonly string[]) => targets.find((target) => types.includes(text(target.type) ?? ''));
  const identity = (target: Fields | undefined, kind: LogIdentity['kind']): LogIdentity =>
    target === undefined ? nobody : { id: text(target.id), name: text(target.alternateId) ?? text(target.displayName), kind };
  const groupTarget = targetOf('UserGroup') ?? targetOf('AppGroup');
  const userTarget = targetOf('User') ?? targetOf('AppUser');
  const group: LogIdentity = { ...identity(groupTarget, 'group'), name: text(groupTarget?.displayName) ?? text(groupTarget?.alternateId) };
  const user = identity(userTarget, 'user');
  const app = targetOf('AppInstance');
  const ofGroup = type.startsWith('application.provision.group');
  const { action, about } = meanings[type] ?? other;
  const reason = text(outcome.reason) ?? (status === 'success' ? null : text(fields.displayMessage));
  const member = user.id ?? user.name;
  const operations: Operation[] =
    about === 'keep' || about === 'remove' ? [about] : about === 'other' || member === null ? [`other ${type}`] : [`${about} ${member}`];

  return {
    kind: 'event',
    operations,
    read: {
      event: {
        id,
        at: new Date(at).toISOString(),
        source,
        app: { tenantId: null, id: text(app?.id), name: text(app?.displayName) ?? text(app?.alternateId) },
        jobId: null,
        cycleId: null,
        changeId: text(fieldsOf(fields.transaction).id),
        action,
        status,
        from: ofGroup ? group : user,
        to: ofGroup ? identity(targetOf('AppGroup'), 'group') : identity(targetOf('AppUser'), 'user'),
        code: status === 'success' ? null : type,
        reason: reason === null ? null : reason.slice(0, longestReason),
        durationMs: null,
      },
      steps: [],
      modifiedProperties: ofGroup && member !== null ? [memberChange(about, member)] : [],
    },
  };
}

const memberChange = (about: About, member: string) =>
  about === 'member removed' ? { name: 'members', oldValue: member, newValue: null } : { name: 'members', oldValue: null, newValue: member };
