// What a test sync can conclude about people: create, find, read, change, disable. Facts in, the administrator's words out.
import { defineFinding } from '../../platform/findings/define.ts';
import { sources } from '../../platform/findings/sources.ts';

/** Which identity provider's requests were sent, as it stands in a sentence, and what the server said. */
export interface Answered {
  /** "Entra", "Okta", "The identity provider". */
  readonly idp: string;
  /** "answered 400 invalidValue: ...". */
  readonly answer: string;
}

const again = 'Run the test sync again: this step passes.';

export const createRefused = defineFinding<Answered>({
  id: 'create.refused',
  severity: 'error',
  actor: 'server owner',
  title: 'The server does not create the person',
  cause: ({ idp, answer }) => `The create request, in the form ${idp} sends it, was not accepted: the server ${answer}.`,
  consequence: ({ idp }) =>
    `${idp} will not be able to provision anybody new; each person stands in its provisioning log as failed, cycle after cycle.`,
  remedy: ({ answer }) => [
    `Read what the server says about the request: it ${answer}.`,
    'Check that the domain of the test userName is one that the realm admits (Connection > Test domain).',
    'Check that every attribute sent is one the server takes: userName, externalId, active, displayName, emails, name.',
  ],
  verify: () => again,
  source: sources.rfc7644,
  example: { idp: 'Entra', answer: 'answered 400 invalidValue: userName is not admitted' },
});

export const createNoId = defineFinding<{ readonly idp: string; readonly what: string }>({
  id: 'create.no-id',
  severity: 'error',
  actor: 'server owner',
  title: 'The answer to a create does not say the id',
  cause: ({ what }) => `The server says the ${what} was created, and its answer carries no id (RFC 7643 3.1 makes id required in every answer).`,
  consequence: ({ idp, what }) => `${idp} has nothing to address the ${what} by: it cannot change, disable or remove what it has just made.`,
  remedy: () => ['Make the server answer 201 to a create with the whole resource, its id among it.'],
  verify: () => again,
  source: sources.rfc7643,
  example: { idp: 'Entra', what: 'person' },
});

export const duplicateAccepted = defineFinding<{ readonly idp: string; readonly removed: string }>({
  id: 'duplicate.accepted',
  severity: 'error',
  actor: 'server owner',
  title: 'The same person can be created twice',
  cause: ({ removed }) =>
    `A second create with the same userName and externalId was accepted instead of being refused with 409 (RFC 7644 3.3). The second person ${removed}.`,
  consequence: ({ idp }) => `When ${idp} tries again after a lost answer, people come into being twice, and later changes reach only one of the two.`,
  remedy: () => ['Make userName unique on the server, whatever its case, and answer a second create with 409 and scimType “uniqueness”.'],
  verify: () => again,
  source: sources.rfc7644,
  example: { idp: 'Entra', removed: 'was removed again' },
});

export const duplicateWrongStatus = defineFinding<Answered>({
  id: 'duplicate.wrong-status',
  severity: 'warning',
  actor: 'server owner',
  title: 'A second create is refused with another status than 409',
  cause: ({ answer }) =>
    `Creating the same person again is rightly refused, but not with 409 and scimType “uniqueness” (RFC 7644 3.3): the server ${answer}.`,
  consequence: ({ idp }) =>
    `${idp} cannot tell “exists already” from a failure: it tries again instead of linking the person, and the log names the wrong cause.`,
  remedy: () => ['Answer a create whose userName or externalId is taken with 409 and scimType “uniqueness”.'],
  verify: () => again,
  source: sources.rfc7644,
  example: { idp: 'Entra', answer: 'answered 400' },
});

export const readDiffers = defineFinding<{ readonly idp: string; readonly what: string; readonly differences: readonly string[] }>({
  id: 'read.differs',
  severity: 'error',
  actor: 'server owner',
  title: 'The server keeps something else than was sent',
  cause: ({ what, differences }) => `The ${what} read back differs from what was created: ${differences.join('; ')}.`,
  consequence: ({ idp }) =>
    `${idp} takes the values as set. What is not kept is wrong until someone notices, and an externalId that is not kept breaks the link to the person who logs in.`,
  remedy: ({ differences }) => [...differences.map((difference) => `Mend on the server: ${difference}.`)],
  verify: () => again,
  source: sources.rfc7643,
  example: { idp: 'Entra', what: 'person', differences: ['externalId: sent "steward-x7-1", kept nothing'] },
});

export const patchRefused = defineFinding<Answered & { readonly change: string; readonly effect: string }>({
  id: 'patch.refused',
  severity: 'error',
  actor: 'server owner',
  title: 'The server refuses a change in the form the identity provider sends it',
  cause: ({ idp, change, answer }) => `The request to ${change}, in the form ${idp} sends it, was not accepted: the server ${answer}.`,
  consequence: ({ effect }) => effect,
  remedy: ({ idp }) => [
    `Make the server take this form of the request; it stands in the step as ${idp} sends it.`,
    'With Entra: check that the Tenant URL ends with ?aadOptscim062020, which changes the form of disable, replace and member removal.',
  ],
  verify: () => again,
  source: sources.entraFlag,
  example: {
    idp: 'Entra',
    change: 'disable the person',
    answer: 'answered 400 invalidSyntax',
    effect: 'Entra will not be able to disable leavers: they keep their access.',
  },
});

export const patchNotApplied = defineFinding<{ readonly change: string; readonly effect: string; readonly differences: readonly string[] }>({
  id: 'patch.not-applied',
  severity: 'error',
  actor: 'server owner',
  title: 'The server answers a change with success and does not carry it out',
  cause: ({ change, differences }) => `The request to ${change} was answered with success; read back, nothing came of it: ${differences.join('; ')}.`,
  consequence: ({ effect }) => effect,
  remedy: () => [
    'Make the server carry out the request in this very form, or answer it with an error: a success that is none cannot be seen by any identity provider.',
  ],
  verify: () => again,
  source: sources.rfc7644,
  example: {
    change: 'disable the person',
    effect: 'Entra will not be able to disable leavers: they keep their access, and the provisioning log says success.',
    differences: ['active: wanted false, found true'],
  },
});

export const activeKeptAsString = defineFinding<{ readonly idp: string; readonly kept: string }>({
  id: 'active.kept-as-string',
  severity: 'error',
  actor: 'server owner',
  title: 'A disabled person is kept with a text instead of false',
  cause: ({ kept }) =>
    `The request to disable the person was answered with success; read back, active is the text ${kept} and not the boolean false (RFC 7643 4.1.1).`,
  consequence: ({ idp }) =>
    `${idp} believes the leaver to be disabled, while whatever asks “is active true?” may take the non-empty text for yes: leavers may keep their access.`,
  remedy: () => [
    'Make the server read “True” and “False” as booleans, in any case, or refuse them with 400.',
    'With Entra: make sure that the Tenant URL ends with ?aadOptscim062020; then the boolean false is sent, except on provision on demand.',
  ],
  verify: () => again,
  source: sources.entraFlag,
  example: { idp: 'Entra', kept: '"False"' },
});

export const disabledNotReadable = defineFinding<Answered>({
  id: 'active.disabled-not-readable',
  severity: 'warning',
  actor: 'server owner',
  title: 'A disabled person cannot be read any more',
  cause: ({ answer }) =>
    `After the request to disable the person, which was answered with success, reading them by id gives no person: the server ${answer}.`,
  consequence: ({ idp }) =>
    `${idp} takes the person for deleted: someone who comes back is created anew, or refused because their userName is still taken.`,
  remedy: () => ['Go on returning disabled people by id and by filter; only deleted ones may vanish.'],
  verify: () => again,
  source: sources.entraScim,
  example: { idp: 'Entra', answer: 'answered 404' },
});

export const renameRefused = defineFinding<Answered>({
  id: 'rename.refused',
  severity: 'error',
  actor: 'server owner',
  title: 'The userName cannot be changed',
  cause: ({ idp, answer }) => `The request to change the userName, in the form ${idp} sends it, was not accepted: the server ${answer}.`,
  consequence: ({ idp }) =>
    `People whose sign-in name changes (marriage, new domain) stay under the old one: ${idp} reports the failure again in every cycle, and at login they may come in as somebody else.`,
  remedy: () => ['Let userName be replaced when the new one is free (RFC 7643 makes it readWrite).'],
  verify: () => again,
  source: sources.rfc7643,
  example: { idp: 'Entra', answer: 'answered 400 mutability' },
});

export const reusableNotOurs = defineFinding<{ readonly userName: string; readonly why: string }>({
  id: 'reusable.not-ours',
  severity: 'error',
  actor: 'you',
  title: 'The reusable test person cannot be used',
  cause: ({ userName, why }) => `${userName} is not certain to be SCIM Steward’s own reusable test person, and was not touched: ${why}`,
  remedy: ({ userName }) => [
    'Run the test sync without the reusable test person: every run then makes people of its own.',
    `Or find out who made ${userName}, and have it removed where it was made.`,
  ],
  verify: () => again,
  source: sources.app,
  example: { userName: 'steward-test@example.com', why: 'it is there (id 7), and its externalId and userName are not those of one person of ours.' },
});

export const peopleFindings = [
  createRefused,
  createNoId,
  duplicateAccepted,
  duplicateWrongStatus,
  readDiffers,
  patchRefused,
  patchNotApplied,
  activeKeptAsString,
  disabledNotReadable,
  renameRefused,
  reusableNotOurs,
] as const;
