// One row of a file as a user, a group or a membership; or the reason why it cannot be one. Ids lose blanks and invisible marks, names lose
// nothing but blanks at their ends: a quotation mark, a line break or a formula in a name is part of the name.
import type { DirectoryGroup, DirectoryUser, MemberType } from '../../../contract/directory.ts';

export type Truth = { readonly kind: 'said'; readonly value: boolean } | { readonly kind: 'unsaid' } | { readonly kind: 'unreadable' };

const yes = new Set(['true', 'yes', 'y', '1', 'enabled', 'active', 'ja', 'oui', 'wahr', 'vrai', 'x']);
const no = new Set(['false', 'no', 'n', '0', 'disabled', 'inactive', 'nein', 'non', 'falsch', 'faux', 'blocked']);
/** Okta's states of a user: those that can sign in, now or after a step of their own, and those that cannot. */
const oktaActive = new Set([
  'staged',
  'provisioned',
  'recovery',
  'password_expired',
  'password expired',
  'locked_out',
  'locked out',
  'pending user action',
]);
const oktaInactive = new Set(['suspended', 'deprovisioned', 'deactivated']);

export function readTruth(text: string): Truth {
  const word = text.trim().toLowerCase();
  if (word === '') return { kind: 'unsaid' };
  if (yes.has(word) || oktaActive.has(word)) return { kind: 'said', value: true };
  return no.has(word) || oktaInactive.has(word) ? { kind: 'said', value: false } : { kind: 'unreadable' };
}

const invisible = /^[\s\p{Cf}\p{Cc}]+|[\s\p{Cf}\p{Cc}]+$/gu;

/** An id without blanks and invisible marks at its ends. */
export function tidyId(text: string): string {
  const [first, last] = [text.charCodeAt(0), text.charCodeAt(text.length - 1)];
  // Nearly every id is tidy already, and there are millions.
  return first > 0x20 && first < 0x7f && last > 0x20 && last < 0x7f ? text : text.replace(invisible, '');
}

const memberTypes: Readonly<Record<string, MemberType>> = {
  user: 'user',
  people: 'user',
  person: 'user',
  member: 'user',
  guest: 'user',
  group: 'group',
  device: 'other',
  serviceprincipal: 'other',
  application: 'other',
  orgcontact: 'other',
  contact: 'other',
};
const seenTypes = new Map<string, MemberType>();

/** From `user`, `Group`, `#microsoft.graph.user`, `Microsoft.DirectoryServices.Group`, ... */
export function readMemberType(text: string): MemberType {
  let known = seenTypes.get(text);
  if (known === undefined) {
    const last = text.trim().toLowerCase().split('.').at(-1) ?? '';
    known = last === '' ? 'unknown' : (memberTypes[last] ?? 'unknown');
    if (seenTypes.size < 1000) seenTypes.set(text, known);
  }
  return known;
}

export function readUserType(text: string | null): DirectoryUser['type'] {
  const word = text?.trim().toLowerCase();
  return word === 'member' || word === 'guest' ? word : 'unknown';
}

export type Assigned = readonly ('scim' | 'sso')[];
export type ReadRow<T> =
  | { readonly kind: 'read'; readonly value: T; readonly assigned: Assigned }
  | { readonly kind: 'aside'; readonly reason: string };

/** Value of a field of ours; empty when the file has no such column. */
export type FieldOf = (field: string) => string;

const orNull = (text: string) => {
  const trimmed = text.trim();
  return trimmed === '' ? null : trimmed;
};

const aside = (reason: string) => ({ kind: 'aside', reason }) as const;
const quoted = (text: string) => `“${text.trim().slice(0, 60)}”`;

interface Truths {
  readonly of: (field: string) => boolean | null;
  readonly trouble: () => string | undefined;
}

/** Reads yes-and-no fields and remembers the first that says neither. */
function truths(field: FieldOf): Truths {
  let trouble: string | undefined;
  return {
    of: (name) => {
      const read = readTruth(field(name));
      if (read.kind === 'unreadable') trouble ??= `${name} says ${quoted(field(name))}, which is neither yes nor no.`;
      return read.kind === 'said' ? read.value : null;
    },
    trouble: () => trouble,
  };
}

function assignedOf(truth: Truths): Assigned {
  return [...(truth.of('assigned') === true ? (['scim'] as const) : []), ...(truth.of('assignedToSso') === true ? (['sso'] as const) : [])];
}

/** `enabledHeader`: MSOnline's `BlockCredential` says the opposite of enabled. */
export function readUser(field: FieldOf, other: Readonly<Record<string, string>>, enabledHeader: string): ReadRow<DirectoryUser> {
  const id = tidyId(field('id'));
  if (id === '') return aside('The id is empty.');
  const truth = truths(field);
  const said = truth.of('enabled');
  const enabled = said !== null && /block/i.test(enabledHeader) ? !said : said;
  const assigned = assignedOf(truth);
  const trouble = truth.trouble();
  if (trouble !== undefined) return aside(trouble);
  return {
    kind: 'read',
    assigned,
    value: {
      id,
      userName: orNull(field('userName')),
      displayName: orNull(field('displayName')),
      mail: orNull(field('mail')),
      mailNickname: orNull(field('mailNickname')),
      employeeId: orNull(field('employeeId')),
      onPremisesImmutableId: orNull(field('onPremisesImmutableId')),
      onPremisesSamAccountName: orNull(field('onPremisesSamAccountName')),
      externalId: orNull(field('externalId')),
      enabled,
      type: readUserType(field('type')),
      other,
    },
  };
}

export const ruleNotGiven = '(dynamic; its rule is not in the file)';

export function readGroup(field: FieldOf): ReadRow<DirectoryGroup> {
  const id = tidyId(field('id'));
  if (id === '') return aside('The id is empty.');
  const truth = truths(field);
  const assigned = assignedOf(truth);
  const [securityEnabled, mailEnabled] = [truth.of('securityEnabled'), truth.of('mailEnabled')];
  const visibility = field('membersHidden').trim().toLowerCase();
  const membersHidden = ['hiddenmembership', 'public', 'private'].includes(visibility)
    ? visibility === 'hiddenmembership'
    : truth.of('membersHidden');
  const trouble = truth.trouble();
  if (trouble !== undefined) return aside(trouble);
  const dynamic = field('membershipType').toLowerCase().includes('dynamic');
  return {
    kind: 'read',
    assigned,
    value: {
      id,
      displayName: orNull(field('displayName')),
      externalId: orNull(field('externalId')),
      onPremisesSamAccountName: orNull(field('onPremisesSamAccountName')),
      securityEnabled,
      mailEnabled,
      dynamicRule: orNull(field('dynamicRule')) ?? (dynamic ? ruleNotGiven : null),
      membersHidden,
    },
  };
}
