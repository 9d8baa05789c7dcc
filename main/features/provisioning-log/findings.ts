// What a whole log says beyond its single failures: what stops the job, what comes back for many, what no table knows. Each names how many and which words
// of the log it is seen from; nothing is concluded from silence.
import { defineFinding } from '../../platform/findings/define.ts';
import { sources } from '../../platform/findings/sources.ts';

/** How many events carry it, of those looked at. */
export interface Seen {
  readonly events: number;
  readonly job: string | null;
}

const seen: Seen = { events: 12, job: 'scim.1' };
const events = ({ events }: Seen) => (events === 1 ? 'One event says' : `${events.toLocaleString('en-US')} events say`);

export const unknownCode = defineFinding<{ readonly code: string }>({
  id: 'log.unknown-code',
  severity: 'warning',
  actor: 'Entra admin',
  title: ({ code }) => `The log says ${code}, which is documented nowhere we know`,
  cause: () => 'The identity provider used a code that is in no public table. Its reason, as the log has it, is all there is to go by.',
  remedy: () => [
    'Open one of the events and read its reason and the server’s own answer.',
    'If they say too little, ask Microsoft Support with the id of the event and its time.',
  ],
  verify: () => 'The next event of the same person is a success.',
  source: sources.entraLogs,
  example: { code: 'SystemForCrossDomainIdentityManagementNeverHeardOf' },
});

export const secretExpired = defineFinding<Seen>({
  id: 'log.secret-expired',
  severity: 'error',
  actor: 'Foundry authentication administrator',
  title: 'The target no longer accepts the credentials of provisioning',
  cause: (given) => `${events(given)} that the sign-in to the target was refused, and nothing later says that it was accepted again.`,
  consequence: () =>
    'Nothing at all is provisioned until then, and leavers keep their access. The job is put in quarantine and disabled after 28 days.',
  remedy: () => [
    'In Foundry, generate new SCIM credentials for the authentication provider.',
    'In the provisioning app, open Admin credentials, enter them and choose Test connection.',
    'Restart provisioning, so that the quarantine is lifted.',
  ],
  verify: () => 'Test connection succeeds, and new successes appear in the log.',
  source: sources.entraQuarantine,
  example: seen,
});

export const quarantined = defineFinding<Seen>({
  id: 'log.quarantine',
  severity: 'error',
  actor: 'Entra admin',
  title: 'The log tells of a quarantine',
  cause: (given) => `${events(given)} that the job was put in quarantine.`,
  consequence: () => 'Entra tries only after 6, 12 and 24 hours, then once a day, and disables the job after 28 days.',
  remedy: () => ['Mend the cause that the events name.', 'Then choose Restart provisioning: the quarantine is lifted at once.'],
  verify: () => 'The provisioning page of the app in Entra shows no quarantine.',
  source: sources.entraQuarantine,
  example: seen,
});

export const quarantineNear = defineFinding<Seen & { readonly share: number }>({
  id: 'log.quarantine-near',
  severity: 'warning',
  actor: 'Entra admin',
  title: 'So much fails that a quarantine is near',
  cause: ({ events, share }) =>
    `${events.toLocaleString('en-US')} operations are still failing, ${Math.round(share * 100)} % of all events. From 5,000 failures on, more than 40 % put the job in quarantine; failures of members and managers do not count.`,
  remedy: () => ['Take the largest cause of those still failing and mend it first.', 'Until then, do not add more people to the scope.'],
  verify: () => 'The number of those still failing falls with the next cycle.',
  source: sources.entraQuarantine,
  example: { ...seen, events: 6200, share: 0.38 },
});

export const throttled = defineFinding<Seen>({
  id: 'log.throttled',
  severity: 'warning',
  actor: 'server owner',
  title: 'The target asked provisioning to slow down',
  cause: (given) => `${events(given)} that the target answered 429, too many requests.`,
  consequence: () => 'Entra tries again by itself; cycles take longer, and changes arrive later.',
  remedy: () => ['Nothing, if the people concerned succeed later.', 'If they do not, ask the owner of the target for a higher limit.'],
  verify: () => 'The next cycle has no event of this kind.',
  source: sources.entraLogs,
  example: seen,
});

export const matchingNotUnique = defineFinding<Seen>({
  id: 'log.matching-not-unique',
  severity: 'error',
  actor: 'Entra admin',
  title: 'The value that accounts are matched on belongs to more than one',
  cause: (given) => `${events(given)} that a search for one account found several, on one side or the other.`,
  consequence: () => 'These people are neither created nor updated nor switched off.',
  remedy: () => [
    'Open an event: it names the side, and its modified properties the value.',
    'Remove the second account, or match on an attribute that is unique, such as externalId.',
  ],
  verify: () => 'Provision on demand of one of these people succeeds.',
  source: sources.entraMapping,
  example: seen,
});

export const membersOutOfScope = defineFinding<Seen>({
  id: 'log.members-out-of-scope',
  severity: 'warning',
  actor: 'Entra admin',
  title: 'Members could not be added because they are not provisioned',
  cause: (given) => `${events(given)} that a member of a group, or a manager, could not be resolved at the target.`,
  consequence: () => 'The groups exist at the target without these people, and what the groups permit does not reach them.',
  remedy: () => [
    'Assign the people to the provisioning app, themselves or by a group.',
    'Wait for the next cycle; restart provisioning if they stay out.',
  ],
  verify: () => 'The next event of the group adds the member.',
  source: sources.entraProvisioning,
  example: seen,
});

export const nestedGroups = defineFinding<{ readonly pairs: number; readonly names: readonly string[] }>({
  id: 'log.nested-groups',
  severity: 'warning',
  actor: 'Entra admin',
  title: 'Groups are members of groups that are provisioned',
  cause: ({ pairs, names }) =>
    `${pairs === 1 ? 'One failed membership is that of a group' : `${pairs} failed memberships are those of groups`}, such as “${names[0] ?? ''}”. Entra provisions only the direct members of an assigned group.`,
  consequence: () => 'People who are only in the inner group do not get what the outer one permits.',
  remedy: () => ['Assign the inner groups too, or put their people into the outer one. The room of nested groups lists who is concerned.'],
  verify: () => 'The people concerned are members at the target.',
  source: sources.entraProvisioning,
  example: { pairs: 3, names: ['Sales EMEA'] },
});

export const deletionsHeldBack = defineFinding<Seen>({
  id: 'log.deletions-held-back',
  severity: 'error',
  actor: 'Entra admin',
  title: 'The accidental-deletion guard holds deletions back',
  cause: (given) => `${events(given)} that more people would be disabled or deleted than the guard allows.`,
  consequence: () => 'Leavers among them keep their access until somebody decides.',
  remedy: () => [
    'Look at who would be removed, on the provisioning page of the app in Entra.',
    'Allow the deletions if they are meant; otherwise correct the assignments first.',
  ],
  verify: () => 'The provisioning page no longer asks to allow deletions.',
  source: sources.entraProvisioning,
  example: seen,
});

export const flagMissing = defineFinding<Seen>({
  id: 'log.flag-missing',
  severity: 'warning',
  actor: 'Entra admin',
  title: 'Changes are refused for their old form: the flag is missing or does not act',
  cause: (given) => `${events(given)} that the target could not read an operation as Entra writes it without aadOptscim062020.`,
  consequence: () =>
    'People are not switched off and members are not removed this way. Provision on demand never follows the flag, even where the cycle does.',
  remedy: () => [
    'Check that the Tenant URL ends with ?aadOptscim062020.',
    'If it does, these are tries of provision on demand: wait for the cycle and look whether it succeeds.',
  ],
  verify: () => 'The next cycle switches off a person, or removes a member, without an error.',
  source: sources.entraFlag,
  example: seen,
});
