// What went wrong in the twin's provisioning log, as a table: who, with which code, from which cycle on, and in which cycle it was mended. People and
// groups are those of the practice company; a person another directory does not have has no row in its log.

/** Cycles that the story has; each later one only tries again what still fails. */
export const storyCycles = 12;
/** After this cycle the job was in quarantine for six hours: nothing was written, and the next cycle is the one that ended it. */
export const lastBeforeQuarantine = 6;

export interface Mishap {
  /** Mail nickname of a person, or key of a group behind `group:`. */
  readonly who: string;
  readonly action: 'create' | 'update' | 'delete';
  readonly status: 'failure' | 'skipped';
  /** Without the connector's prefix. */
  readonly code: string;
  readonly reason: string;
  readonly from: number;
  /** The cycle in which it went well; null: it still fails. */
  readonly mended: number | null;
  /** Mail nickname or `group:` of the member a group's event is about. */
  readonly member?: string;
}

const answer = (status: string, scimType: string | undefined, detail: string): string => {
  const body = { schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], ...(scimType === undefined ? {} : { scimType }), detail, status };
  return `An HTTP/${status} response was returned rather than the expected response. Web Response: ${JSON.stringify(body)}`;
};

const fails = (who: string, code: string, reason: string, from: number, mended: number | null, action: Mishap['action'] = 'update'): Mishap => ({
  who,
  action,
  status: 'failure',
  code,
  reason,
  from,
  mended,
});
const skipped = (who: string, code: string, reason: string, from: number): Mishap => ({
  who,
  action: 'update',
  status: 'skipped',
  code,
  reason,
  from,
  mended: null,
});
const member = (who: string, of: string, from: number, mended: number | null): Mishap => ({
  ...fails(
    `group:${who}`,
    'UnableToResolveReferenceAttributeValue',
    'The reference attribute members could not be resolved: the member is not provisioned to the target.',
    from,
    mended,
  ),
  member: of,
});

const throttled = 'The target refused with 429 Too Many Requests; the change is tried again in the next cycle.';
const down = answer('503', undefined, 'The service is being restarted.');

export const mishaps: readonly Mishap[] = [
  // Mended by whoever it fell to.
  fails('lukas.brandt', 'EntryConflict', answer('409', 'uniqueness', 'userName is already taken.'), 0, 3, 'create'),
  fails('yusuf.demir', 'MandatoryFieldsMissing', 'The required attribute emails[type eq "work"].value has no value.', 0, 5, 'create'),
  fails('hana.kim', 'ServiceIncompatible', answer('400', 'invalidPath', 'The path urn:custom:badge is not known.'), 1, 8),
  fails('priya.raman', 'SchemaAttributeNotFound', 'The attribute urn:custom:badge does not exist in the target.', 1, 4),
  fails('julia.hartmann', 'SchemaPropertyCanOnlyAcceptValue', 'The attribute title can only accept one value.', 1, 4),
  fails('isabel.castro', 'InvalidDomain', 'The domain halden-jobs.example is not permitted.', 1, 5, 'create'),
  fails('noah.williams', 'InsufficientRights', answer('403', undefined, 'The client may not change administrators.'), 4, 6),
  fails('aroha.ngata', 'NotPermitted', answer('403', undefined, 'The client may not change administrators.'), 4, 6),
  fails('group:people', 'MethodNotAllowed', answer('405', undefined, 'PUT is not supported on groups.'), 2, 4),
  fails('group:administrators', 'NotImplemented', answer('501', undefined, 'Renaming this group is not implemented.'), 2, 4),
  fails('leila.hosseini', 'UnprocessableEntity', answer('422', undefined, 'displayName is longer than 256 characters.'), 3, 4),
  fails('david.cohen', 'LicenseLimitExceeded', 'The target has no free seats.', 0, 2, 'create'),
  fails('mikael.virtanen', 'MultipleEntriesInResponse', 'One entry was expected and two came.', 2, 5),
  ...['amara.okafor', 'mei.tanaka', 'arjun.patel', 'marco.bianchi', 'linh.pham', 'lan.nguyen'].map((who) =>
    fails(who, 'TooManyRequests', throttled, 2, 3),
  ),
  member('fjord', 'mei.tanaka', 1, 3),
  // The server is away: what fails here puts the job into quarantine, and the first cycle after it mends it.
  fails('sofia.ruiz', 'InternalServerError', down, 6, 7),
  fails('omar.haddad', 'InternalError', down, 6, 7),
  fails('ingrid.solberg', 'Timeout', 'The operation has timed out.', 6, 7),
  fails('kwame.mensah', 'WebExceptionProtocolError', 'The connection was closed in the middle of the answer.', 6, 7),
  fails('samuel.adeyemi', 'Unauthorized', answer('401', undefined, 'The access token has expired.'), 6, 7),
  // Still failing.
  fails('carlos.mendoza', 'EntryConflict', answer('409', 'uniqueness', 'userName is already taken.'), 0, null, 'create'),
  fails('Maria.Silva', 'DuplicateSourceEntries', 'Two users have the same value in the matching attribute mailNickname.', 0, null, 'create'),
  fails('greta.novak', 'DuplicateTargetEntries', 'The matching query returned two entries.', 2, null),
  fails('eva.horvath', 'InvalidAnchor', answer('404', undefined, 'Resource not found.'), 5, null),
  member('engineering', 'group:optics', 1, null),
  member('engineering', 'group:software', 1, null),
  // Skips that say nothing is wrong, or something to look at.
  skipped('robert.schmidt', 'NotEffectivelyEntitled', 'The account is disabled: IsActive is False, Assigned is True.', 0),
  skipped('dana.levy_opticlab.example', 'EntrySynchronizationSkipped', 'The user does not meet the scoping filter.', 0),
  skipped('pierre.dubois_mesure.example', 'ImportSkipped', 'The user has no value for the matching attribute employeeId.', 0),
  skipped('tomasz.wojcik', 'RedundantExport', 'The state of the entry in both source and target already match.', 1),
  skipped('elif.yildiz', 'RedundantExport', 'The state of the entry in both source and target already match.', 1),
];
