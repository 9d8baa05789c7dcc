// Why can't they get in? The way of one person from the identity provider to a sign-in, link by link: what was seen, from where and when, or how to find
// out. Pure. A link that nobody looked at is never taken to hold.
import type { Vantage } from '../../../contract/common.ts';
import type { LogEvent } from '../../../contract/provisioning-log.ts';

export interface Seen {
  readonly vantage: Vantage;
  /** ISO 8601. */
  readonly at: string;
}

export interface DirectoryFact extends Seen {
  /** Every person was read: absence means something. */
  readonly complete: boolean;
  readonly person: {
    readonly id: string;
    readonly enabled: boolean | null;
    /** Null: the assignments are not known completely. */
    readonly assigned: boolean | null;
    readonly assignedToSso: boolean | null;
    /** As `domain/mapping/sending.ts` says; null: neither a mapping nor a key is known. */
    readonly sending: 'sent' | 'disabled' | 'filtered out' | 'switched off' | 'unmatchable' | 'not evaluated' | null;
    readonly externalId: string | null;
    /** Assigned groups they are a direct member of. */
    readonly groups: readonly { readonly id: string; readonly name: string }[];
  } | null;
}

export interface TargetFact extends Seen {
  readonly complete: boolean;
  readonly groupsComplete: boolean;
  readonly account: {
    readonly id: string;
    readonly userName: string | null;
    readonly externalId: string | null;
    readonly active: boolean | null;
    readonly groups: readonly { readonly externalId: string | null; readonly name: string }[];
  } | null;
}

/** Foundry's own record, by its admin API. */
export interface AdminFact extends Seen {
  readonly status: string | null;
  readonly organization: string | null;
  /** Null: none is recorded; undefined: not permitted to see. */
  readonly providerId: string | null | undefined;
}

export interface ConflictFact extends Seen {
  readonly open: boolean;
  readonly sent: string;
  readonly existing: string;
}

export interface PersonFacts {
  /** Null: there is no snapshot. */
  readonly directory: DirectoryFact | null;
  readonly target: TargetFact | null;
  /** Newest first; null: no log is loaded. */
  readonly events: readonly LogEvent[] | null;
  readonly admin: AdminFact | null;
  readonly conflict: ConflictFact | null;
}

export interface Link {
  readonly id: LinkId;
  readonly title: string;
  readonly state: 'holds' | 'broken' | 'not known';
  /** What was seen; empty when nobody looked. */
  readonly fact: string;
  readonly vantage: Vantage | null;
  readonly at: string | null;
  /** How to find out, or to mend it; empty when the link holds. */
  readonly next: string;
}

type Told = Pick<Link, 'state' | 'fact' | 'vantage' | 'at' | 'next'>;
type Judge = (facts: PersonFacts) => Told;

const unknown = (next: string, fact = ''): Told => ({ state: 'not known', fact, vantage: null, at: null, next });
const holds = (fact: string, { vantage, at }: Seen): Told => ({ state: 'holds', fact, vantage, at, next: '' });
const broken = (fact: string, { vantage, at }: Seen, next: string): Told => ({ state: 'broken', fact, vantage, at, next });

const readDirectory = unknown('Take a snapshot of the directory: “scim-steward directory import”.');
const readTarget = unknown('Take a snapshot of the target (“scim-steward directory import --source scim”) and name it with --against.');
const inLog = ({ at }: LogEvent): Seen => ({ vantage: 'the IdP', at });
const noAccount = unknown('There is no account to look at: an earlier link says why.');

const exists: Judge = ({ directory }) => {
  if (directory === null) return readDirectory;
  const { person, complete } = directory;
  if (person === null)
    return complete
      ? broken(
          'Nobody in the directory snapshot has this id, user name, mail or name.',
          directory,
          'Look among the deleted people of the identity provider.',
        )
      : unknown('Read the directory completely.', 'Not among the people who were read.');
  return person.enabled === false
    ? broken('The person is disabled in the directory.', directory, 'Enable the person, if they should get in.')
    : holds(`In the directory as ${person.id}.`, directory);
};

const assigned: Judge = ({ directory }) => {
  if (directory?.person == null) return readDirectory;
  if (directory.person.assigned === null) return unknown('Read who is assigned to the SCIM app: name it with --scim-app when the snapshot is taken.');
  return directory.person.assigned
    ? holds('Assigned to the SCIM app, or a direct member of an assigned group.', directory)
    : broken(
        'Neither assigned nor a direct member of an assigned group.',
        directory,
        'Assign the person or a group they are directly in. Members of nested groups are not provisioned: “scim-steward nested”.',
      );
};

const scopeWords = {
  disabled: 'Disabled people are out of scope.',
  'filtered out': 'A scoping filter of the mapping leaves this person out.',
  'switched off': 'The mapping of people is switched off.',
  unmatchable: 'The person has no value in any matching attribute.',
} as const;

const inScope: Judge = ({ directory, events }) => {
  const skipped = events?.find(({ status, code }) => status === 'skipped' && /NotEffectivelyEntitled$/.test(code ?? ''));
  const [latest] = events ?? [];
  if (skipped !== undefined && skipped === latest)
    return broken('The identity provider skipped this person: NotEffectivelyEntitled.', inLog(skipped), 'Look at assignments and scoping filters.');
  const sending = directory?.person?.sending ?? null;
  if (directory?.person == null || sending === null || sending === 'not evaluated')
    return unknown('Give the mapping with --schema FILE, or keep it with the connection (Mapping).');
  return sending === 'sent'
    ? holds('No scoping filter leaves this person out.', directory)
    : broken(scopeWords[sending], directory, 'Change the mapping or the person’s attributes: “scim-steward mapping check”.');
};

const matched: Judge = ({ directory, target }) => {
  if (target === null) return readTarget;
  const sent = directory?.person?.externalId ?? null;
  if (sent === null) return unknown('What is sent as externalId is not known: give --schema FILE or --person-key ATTRIBUTE.');
  const { account } = target;
  if (account === null)
    return target.complete
      ? holds('No account of the target stands in the way: one would be created.', target)
      : unknown('Read the target completely.', 'Not among the accounts that were read.');
  return account.externalId === sent
    ? holds(`The account ${account.id} carries the externalId “${sent}”.`, target)
    : broken(
        `The account ${account.id} carries the externalId ${account.externalId === null ? 'none' : `“${account.externalId}”`}, and “${sent}” is sent.`,
        target,
        'Mend the mapping of externalId, or the account: “scim-steward conflicts predict” shows who else is concerned.',
      );
};

const created: Judge = ({ target, events }) => {
  if (target?.account != null) return holds(`The account ${target.account.id} is there.`, target);
  const tried = events?.find(({ action, status }) => action === 'create' && (status === 'failure' || status === 'success'));
  if (tried?.status === 'failure')
    return broken(
      `Creating failed: ${[tried.code, tried.reason?.slice(0, 200)].filter(Boolean).join(': ')}`,
      inLog(tried),
      'Mend what the error names, then provision on demand.',
    );
  if (target === null) return readTarget;
  return target.complete
    ? broken('The target has no such account.', target, 'Provision this person on demand, and read what the log says.')
    : unknown('Read the target completely.', 'Not among the accounts that were read.');
};

const active: Judge = ({ target }) => {
  if (target === null) return readTarget;
  if (target.account === null) return noAccount;
  if (target.account.active === null) return unknown('The target does not say whether accounts are active: look in Foundry.');
  return target.account.active
    ? holds('The account is active.', target)
    : broken('The account is disabled in the target.', target, 'Provision the person on demand: active must be sent as true.');
};

const same = (one: string | null, other: string) => one !== null && one.toLowerCase() === other.toLowerCase();

const groupsArrived: Judge = ({ directory, target }) => {
  if (directory?.person == null) return readDirectory;
  if (target === null) return readTarget;
  if (target.account === null) return noAccount;
  const there = target.account.groups;
  const lacking = directory.person.groups.filter(
    ({ id, name }) =>
      !there.some((group) => same(group.externalId, id) || same(group.externalId, name) || same(group.name, name) || same(group.name, id)),
  );
  if (lacking.length === 0)
    return directory.person.groups.length === 0
      ? unknown('No assigned group with this person as a direct member is known.')
      : holds(`All ${directory.person.groups.length} assigned groups of this person are there.`, target);
  const names = lacking
    .map(({ name }) => `“${name}”`)
    .slice(0, 5)
    .join(', ');
  return target.groupsComplete
    ? broken(
        `Not in ${names}${lacking.length > 5 ? ` and ${lacking.length - 5} more` : ''} in the target.`,
        target,
        'See “scim-steward nested --against”: each membership with its repair.',
      )
    : unknown('Read the groups of the target completely.', `Not seen in ${names}.`);
};

const noAdmin = unknown('Let the app read Foundry’s admin API: “scim-steward connections foundry set”. Or look in Control Panel.');

const rulesRan: Judge = ({ admin }) => {
  if (admin === null) return noAdmin;
  return admin.organization === null
    ? broken('The user has no organization.', admin, 'Run the organization rules for this person: “scim-steward rerun”.')
    : // An organization alone does not show which rule gave it, or whether any did.
      {
        ...unknown('“scim-steward rerun --dry-run” shows where the rules would place them.', `The user is in ${admin.organization}.`),
        vantage: admin.vantage,
        at: admin.at,
      };
};

const providerIdEqual: Judge = ({ admin, target, conflict }) => {
  if (conflict?.open === true)
    return broken(
      `Single sign-on sent “${conflict.sent}”, and the account carries ${conflict.existing === '' ? 'another value' : `“${conflict.existing}”`}.`,
      conflict,
      'Make both from the same attribute: “scim-steward conflicts explain”.',
    );
  const externalId = target?.account?.externalId ?? null;
  if (admin?.providerId === undefined || externalId === null)
    return admin === null ? noAdmin : unknown('Read the target, and let the admin API’s credential see Provider IDs.');
  if (admin.providerId === null) return unknown('No Provider ID is recorded before the first sign-in: compare with “scim-steward claims check”.');
  return admin.providerId === externalId
    ? holds(`Both are “${externalId}”.`, admin)
    : broken(
        `The Provider ID is “${admin.providerId}”, externalId is “${externalId}”.`,
        admin,
        'Make both from the same attribute: “scim-steward mapping check”.',
      );
};

const canSignIn: Judge = ({ directory, admin, conflict }) => {
  if (conflict?.open === true)
    return broken('A sign-in was refused with a conflict that is still open.', conflict, 'Settle the conflict: “scim-steward conflicts explain”.');
  if (directory?.person?.assignedToSso === false)
    return broken('Not assigned to the app that signs in.', directory, 'Assign the person to the app for single sign-on, too.');
  if (admin?.status != null && admin.status !== 'ACTIVE')
    return broken(`Foundry shows the user as ${admin.status}.`, admin, 'Ask Foundry’s administrator.');
  return unknown('Let the person sign in, and compare with “scim-steward claims check”.');
};

/** In the order of the way. */
const links = {
  exists: { title: 'Exists in the identity provider', judge: exists },
  assigned: { title: 'Assigned to the app', judge: assigned },
  'in-scope': { title: 'In scope', judge: inScope },
  matched: { title: 'Matched', judge: matched },
  created: { title: 'Created in the target', judge: created },
  active: { title: 'Active in the target', judge: active },
  groups: { title: 'Groups arrived', judge: groupsArrived },
  rules: { title: 'Organization rules ran', judge: rulesRan },
  'provider-id': { title: 'Provider ID equals externalId', judge: providerIdEqual },
  'sign-in': { title: 'Can sign in', judge: canSignIn },
} as const satisfies Record<string, { readonly title: string; readonly judge: Judge }>;

export type LinkId = keyof typeof links;
export const linkIds = Object.keys(links) as readonly LinkId[];

/** The whole way; `firstBroken` is where to begin. */
export function chainOf(facts: PersonFacts): { readonly links: readonly Link[]; readonly firstBroken: LinkId | null } {
  const told = linkIds.map((id): Link => ({ id, title: links[id].title, ...links[id].judge(facts) }));
  return { links: told, firstBroken: told.find(({ state }) => state === 'broken')?.id ?? null };
}
