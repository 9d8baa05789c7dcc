// docs/practice-tenant.md, made from the tenant's own tables: people, groups, planted problems, switches, faults. Pure text; a script or a
// test compares it with the file.
import { type AdminFaultRow, adminFaults } from './admin/faults.ts';
import { directoryGroups } from './company/groups.ts';
import { type DirectoryPerson, directoryPeople } from './company/people.ts';
import { problems } from './company/problems.ts';
import { organizationRules, organizations, steadyId } from './company/seed.ts';
import { type Expected, type FaultRow, faults } from './faults.ts';
import { questionTable } from './questions.ts';
import { type TwinFaultRow, twinFaults } from './twins/faults.ts';

const cell = (text: string): string => text.replaceAll('|', '\\|');

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function expectation(expected: readonly Expected[]): string {
  return expected.length === 0 ? 'nothing' : expected.map(({ id, severity }) => `${severity} \`${id}\``).join(', ');
}

function syncExpectation(row: FaultRow): string {
  const { members, dialect, nestedGroup } = row.syncWith ?? {};
  const flags = [
    ...(members === undefined ? [] : [`--members ${members}`]),
    ...(dialect === undefined ? [] : [`--dialect ${dialect}`]),
    ...(nestedGroup === true ? ['--nested-group'] : []),
  ];
  return `${expectation(row.sync)}${flags.length === 0 ? '' : ` (with \`${flags.join(' ')}\`)`}`;
}

/** The faults with the findings each must bring. */
export function faultDocument(): string {
  return table(
    ['fault', 'what it is', 'group', '`check` finds', '`sync` finds'],
    faults.map((row) => [`\`${row.name}\``, row.title, row.group, expectation(row.check), syncExpectation(row)]),
  );
}

const personRow = (person: DirectoryPerson): readonly string[] => [
  `${person.displayName}${person.userType === 'Guest' ? ' (guest)' : ''}`,
  `\`${person.userPrincipalName}\``,
  person.department,
  person.jobTitle,
  person.accountEnabled ? 'enabled' : 'disabled',
];

function groupRows(people: readonly DirectoryPerson[]): readonly (readonly string[])[] {
  const nameOf = (nickname: string): string => people.find((person) => person.nickname === nickname)?.displayName ?? nickname;
  const groupName = (key: string): string => directoryGroups.find((group) => group.key === key)?.displayName ?? key;
  return directoryGroups.map((group) => [
    group.displayName,
    group.assigned ? 'yes' : 'no',
    group.groups.map(groupName).join(', '),
    group.people.map(nameOf).join(', '),
  ]);
}

const leavesWords: Readonly<Record<TwinFaultRow['leaves'], string>> = {
  'nothing kept': 'no snapshot',
  marked: 'a snapshot that says what is missing',
  whole: 'a whole snapshot',
  another: 'a whole snapshot of that',
};

/** The whole page. */
export function practiceDocument(): string {
  const people = directoryPeople(steadyId);
  const rules = organizationRules
    .map((rule) => `${rule.conditions.map(({ pattern }) => pattern).join(' and ')} gives ${rule.organization}`)
    .join('; ');
  return `# The practice tenant

<!-- Made from main/practice by main/practice/document.ts; a test says how to make it again. -->

An embedded stand-in for Foundry and an identity provider, for first steps and for tests. It listens on 127.0.0.1 on a free port, keeps everything
in memory, starts the same every time, can be reset, and is labelled *practice* wherever it is seen. Nothing here was tried against a real Foundry:
where the documentation is silent there is a switch.

## What it speaks

- SCIM 2.0 at \`/multipass/api/scim/<realm>/v2/\`, tokens at \`/multipass/api/oauth2/token\` (client credentials in the body, in Basic form-encoded or raw).
- Users and Groups: create, read, list with filter, sorting, paging, \`attributes\` and \`excludedAttributes\`, \`POST .search\`, PUT, PATCH in every dialect,
  DELETE, ETags with If-Match and If-None-Match; ServiceProviderConfig, ResourceTypes, Schemas. No bulk, no \`/Me\`.
- PATCH is done by scim-patch and filters are parsed by scim2-parse-filter; what these leave (case rules, value paths, \`null\`, one primary, member lists) is
  done around them.
- \`userName\` is unique without case; \`externalId\` is unique with case, for users and for groups (Foundry documents one user and one group per provider ID and
  realm). A removal of something that is not there answers as done; a replace whose filter matches nothing is \`noTarget\`.
- Text "True" and "False" is read as a boolean, because Entra without its flag sends it. Members must exist.

## The identity providers beside it

For snapshots of a live directory two twins answer on the same address, on the directory of the company below, or on a generated one of any size:

- Microsoft Graph at \`/graph/v1.0\` with Entra's sign-in at \`/login\`: client credentials, authorization code with PKCE (its page sends back at once), users,
  groups, members and transitiveMembers with casts and \`$count\`, apps with \`appRoleAssignedTo\`, \`$batch\` of twenty, \`$select\`, \`$top\`,
  \`@odata.nextLink\`, ConsistencyLevel, the provisioning job with the mapping that Entra makes by default, \`validateCredentials\`.
- Okta at \`/okta\`: API token, or a service app with private_key_jwt and DPoP (the nonce is asked for); users, groups, apps with their groups and users
  (syncState), Link headers, rate limit headers. Okta's groups are flat, so people of groups in groups stand in each group above.

What they can do wrong, with \`directory import --fault NAME\`:

${table(
  ['fault', 'what it is', 'the import says', 'and leaves'],
  twinFaults.map(({ name, title, expects, leaves }) => [
    `\`${name}\``,
    title,
    expects === undefined ? 'nothing' : `\`${expects}\``,
    leavesWords[leaves],
  ]),
)}

## Foundry's admin API

The same users and groups answer at \`/api/v2/admin\`, with a client of their own (scope \`api:admin-read\`): users (one, \`getBatch\` of 500, list, search by the
beginning of a name), \`providerInfo\`, group memberships, groups and their members, organizations, and, with \`preview=true\`, the enrollment and its two
authentication providers. It reads only. The credential of SCIM opens nothing there. What it can do wrong, with \`--fault NAME\`:

${table(
  ['fault', 'what it is', 'the finding'],
  adminFaults.map(({ name, title, expects }: AdminFaultRow) => [`\`${name}\``, title, expects === undefined ? 'nothing' : `\`${expects}\``]),
)}

## How it behaves like Foundry

- Organization rules on externally managed groups run at a log-in and at an update of the user; not when SCIM creates the user and not when only group
  membership changes. Rules on attributes run at create as well.
- A log-in brings its attributes, and its groups where the provider imports them; a person who is new gets a user. It can be performed in the app (Practice)
  and by \`practice login\`, rules are edited there and by \`practice rules\`.
- A log-in whose Provider ID differs from the externalId of the user with that userName is refused with Foundry's own message ("Cannot complete login for your user
  with username ...").
- Organizations: ${organizations.join(', ')}. Rules on group names: ${rules}; everybody else: ${organizations[0]}.

## What the documentation leaves open

The first setting is the one at start.

${table(
  ['switch', 'question', 'settings'],
  questionTable.map((row) => [`\`${row.name}\``, row.question, row.settings.map((setting) => `\`${setting}\``).join(', ')]),
)}

## What is wrong on purpose

${table(
  ['for', 'who', 'what'],
  problems.map((problem) => [problem.feature, `\`${problem.who}\``, problem.what]),
)}

## Faults

\`--fault NAME\` switches one on, several are allowed; of those that change the address only one holds at a time. The last two columns are the errors and warnings
that must come, and no others.

${faultDocument()}

## People

Halden Instruments makes optical instruments and does not exist. Single sign-on sends the object id as Provider ID.

${table(['name', 'userPrincipalName', 'department', 'title', 'account'], people.map(personRow))}

## Groups

As the directory has them. The target gets the direct members of the assigned ones.

${table(['group', 'assigned', 'groups inside', 'direct members'], groupRows(people))}
`;
}
