// The terminal's help texts. One place, so that the README and the program say the same.
import { type CommandName, personKeys } from './arguments.ts';
import { rerunHelp } from './help-rerun.ts';
import { idpOutcomes } from './second-column.ts';

const byHand = `  --token-url URL            the token endpoint
  --client-id ID             the client ID
  --client-secret-env VAR    the client secret, from this environment variable
  --client-secret-stdin      the client secret, as the first line of standard input; typed, it is not shown
  --auth-style STYLE         body (default), basic or basic-raw
  --scope SCOPE              only if your server asks for one
  --bearer-env VAR           a static bearer token instead: only as an exception agreed with Palantir Support,
  --bearer-exception TEXT    and say where it was agreed
  --idp NAME                 entra (default), okta or other: whose verdict counts
  --matching-attribute NAME  externalId (default) or userName
  --ca-file FILE             additional root certificates (PEM)
  --production               the target is production: “sync”, “cleanup” and “rerun” then need --reason TEXT, which the receipts keep
`;

const connectionOptions = `Which connection
  --connection NAME          one that was saved in the app or by “connections add”
  --practice                 the practice tenant, started for this command alone
  --scim-url URL             or everything by hand, kept nowhere:
${byHand}`;

const limits = `Limits (without them as set in the app under About; until then as here)
  --connect-seconds N        to connect, TLS included: 10
  --answer-seconds N         to answer: 30
  --body-megabytes N         the largest answer: 20
`;

const common = `Everywhere
  --data-dir DIR             where connections and history are kept (default: the app’s own folder)
  --json                     one JSON document on standard output
`;

const report = `Report
  --report FILE              also write a report: .html, .json, .xml (JUnit), .har or .md; may be given several times
`;

/** Two to a line, below the option. */
const outcomeLines = idpOutcomes
  .map((name, index) => `${index > 0 && index % 2 === 0 ? `\n${' '.repeat(29)}` : ''}${name}`)
  .join(', ')
  .replace(/, \n/g, ',\n');

const texts: Readonly<Record<CommandName, string>> = {
  help: `scim-steward finds out why SCIM provisioning into Palantir Foundry does not work, and says how to mend it.

  scim-steward check         the guided connection test; reads only
  scim-steward ingress       which of Entra’s addresses Foundry’s network ingress refuses, and the texts for those who can change that
  scim-steward sync          the test sync: provisions throw-away people and a group as your identity provider would, and removes them
  scim-steward cleanup       removes what test syncs could not remove themselves
  scim-steward runs          history: list, show, compare, export, remove
  scim-steward connections   list, show, add, edit, duplicate, select, receipts, remove, set-secret, clear-secret, export, import, unlock, lock
  scim-steward directory     snapshots of users, groups and memberships: import, list, remove
  scim-steward nested        nested groups: who loses access when provisioning takes over from login
  scim-steward mapping       checks an attribute mapping by Foundry’s rules, and simulates a change over everybody
  scim-steward conflicts     sign-in conflicts: read out of a ticket or log and explained; predicted for everybody
  scim-steward claims        compares one person’s sign-in with what SCIM would send
  scim-steward rerun         runs Foundry’s organization rules again: updates people so that the rules see their groups
  scim-steward logs          the identity provider’s provisioning log: read, summed up, exported
  scim-steward practice      starts the practice tenant; --tour shows both tests on it; faults lists what can be broken on purpose
  scim-steward explain       explains a pasted error from standard input or --file

“scim-steward help COMMAND” tells more.
Exit codes: 0 passed or warned, 1 an error was found (“runs compare”: a step newly fails), 2 wrong usage or refused, 3 a bug,
130 interrupted.
`,
  check: `scim-steward check [connection] [options]

Tests the connection step by step and says what works, what does not, and why. It reads only.

  --all-auth-styles          also try the other credential locations: at most one wrong try each
  --fault NAME               with --practice: break something on purpose (see “scim-steward practice faults”)

What your identity provider’s own test said (the second column; kept, for the app too)
  --idp-outcome NAME         ${outcomeLines}
  --idp-text FILE            its message from a file, or - for standard input: read for the codes that tell the cause
  --ask-idp                  let Entra test the credentials it has saved: with the access to Microsoft Graph kept with the connection, or by
                             --graph-tenant, --graph-client-id, --graph-secret-env VAR or --graph-sign-in, and --scim-app
                             (see “scim-steward help directory”)
It counts until something else is reported; not-tried takes it back. An error that it reports is a finding like any other: exit code 1.

${connectionOptions}
${limits}
${report}
${common}`,
  ingress: `scim-steward ingress [connection] [options]

For “CredentialValidationUnavailable” in Entra while “check” is green here: compares what Foundry’s Network ingress allows with the addresses
Entra comes from, and writes the change request for Foundry’s administrator and the message to Palantir Support. Nothing is sent anywhere.

  --ranges FILE              the IPv4 ranges allowed in Control Panel > Network ingress, one a line; - for standard input
  --countries LIST           the countries allowed there, as DE,US or by name
  --domain-choice NAME       scim-subdomain, this-domain or unknown (default): “Use a SCIM subdomain” or “Use this domain” in Control Panel
  --service-tags FILE        Microsoft’s file ServiceTags_Public_….json, from its download centre (ID 56519)
  --report FILE              also write the result and both texts: .md, or .json

Which connection
  --connection NAME          one that was saved in the app or by “connections add”
  --practice                 the practice tenant
  --scim-url URL             or its addresses by hand, with
  --token-url URL            the token endpoint, and, so that what “check” saw and was told is found,
  --client-id ID             the client ID
  --idp NAME                 entra (default), okta or other

Exit code 1 when addresses are refused.

${common}`,
  sync: `scim-steward sync [connection] [options]

Provisions throw-away people and a group exactly as your identity provider would, checks each step, and removes them again.

  --dialect NAME             entra, entra-on-demand, okta-put or okta-patch (default: that of --idp)
  --members N                members added in one PATCH, 3 (default) to 1000; 101 finds servers that drop members above 100
  --test-domain DOMAIN       the end of the test people’s user names: a domain that the realm admits
  --reusable                 keep one test person between runs
  --nested-group             try also whether the server takes a group as a member of a group
  --yes                      agree to what will be made, changed and removed (needed without a terminal)
  --fault NAME               with --practice: break something on purpose

${connectionOptions}
${limits}
${report}
${common}`,
  rerun: `${rerunHelp}
${connectionOptions}
${limits}
${common}`,
  cleanup: `scim-steward cleanup [connection] [options]

Finds what test syncs left in the target, cut off or unable to delete, and removes exactly that.

  --yes                      agree to the removal (needed without a terminal)

${connectionOptions}
${limits}
${report}
${common}`,
  runs: `scim-steward runs [list]
scim-steward runs show ID [--report FILE]
scim-steward runs compare EARLIER-ID LATER-ID
scim-steward runs export ID --file FILE      .html, .json, .xml (JUnit), .har or .md
scim-steward runs remove ID

“runs show” exits with 1 when the run found an error, “runs compare” when a step of the later run newly fails; else 0.

${common}`,
  connections: `scim-steward connections [list]
scim-steward connections show NAME
scim-steward connections add --name NAME --scim-url URL --token-url URL --client-id ID --client-secret-env VAR [...]
scim-steward connections edit NAME [--name NEW] [--scim-url URL] [...]  what is not given stays
scim-steward connections duplicate NAME      without its secret
scim-steward connections select NAME         the one the window works with
scim-steward connections receipts NAME | --scim-url URL --client-id ID  what was written through it: who, when, before, after, undo
scim-steward connections remove NAME
scim-steward connections set-secret NAME --client-secret-env VAR | --client-secret-stdin
scim-steward connections clear-secret NAME
scim-steward connections export --file FILE  all connections, without secrets
scim-steward connections import --file FILE
scim-steward connections unlock NAME --reason TEXT [--minutes 30]
scim-steward connections lock NAME
scim-steward connections foundry [show | set | try | forget] --connection NAME  how Foundry’s admin API is read

If your identity provider provisions already, do not generate SCIM credentials for this app: a new client cuts it off. Use the copy in
your vault, or rotate the secret of the same client.
The secret goes to the keychain of this system. Without one it is refused, since it could not outlive this command.

  --owner-organization TEXT  whose members may rotate the secret: the organization chosen when the credentials were generated
  --secret-expires DAY       when the secret is planned to expire, such as 2027-01-31; from thirty days before it is reminded of

Foundry’s admin API (with “foundry set”; read only, by a credential of its own; everything works without it, some things less surely)
  --foundry-domain DOMAIN    the domain of Foundry, as example.palantirfoundry.com, with
  --foundry-client-id ID     the client ID of a third-party application that may use the scope api:admin-read,
  --foundry-secret-env VAR   its secret from this environment variable, or
  --foundry-token-env VAR    a token that somebody made, instead of both
  --foundry-enrollment RID   the enrollment, if the credential belongs to another one

The connection (with “add”)
  --scim-url URL             the SCIM base URL
${byHand}  --test-domain DOMAIN       the end of the test people’s user names: a domain that the realm admits

${common}`,
  directory: `scim-steward directory [list]
scim-steward directory import --source csv --users FILE --groups FILE --memberships FILE [--name NAME]
scim-steward directory import --source json --file FILE [--users FILE] [--groups FILE] [--memberships FILE] [--name NAME]
scim-steward directory import --source entra | okta | scim [--connection NAME] [--name NAME]
scim-steward directory refresh SNAPSHOT [--name NAME]
scim-steward directory access [show | set | check | forget] --connection NAME
scim-steward directory compare NAME NAME
scim-steward directory export-script --file FILE.ps1 [--graph-cloud NAME] [--scim-app ID] [--sso-app ID]
scim-steward directory remove NAME

Keeps users, groups, memberships and assignments as they are at one moment, for everything that looks at nested groups and mappings.
Rows that cannot be read are kept aside with their line; the rest loads. Files are sent nowhere.
“refresh” makes a new snapshot of one from Entra and reads only what changed since; where Graph cannot say that any more, it reads
everything and says so. An import from Entra that was cut is gone on with by the next one, within a day.

A live directory (read only; without --connection and without the options below it is the practice tenant’s)
  --graph-tenant ID          Entra: the Directory (tenant) ID, with
  --graph-client-id ID       the Application (client) ID of the app registration,
  --graph-secret-env VAR     its client secret from this environment variable, or
  --graph-sign-in            sign in yourself with the browser of this computer,
  --graph-cloud NAME         global (default), us-government, us-government-dod or china
  --okta-domain DOMAIN       Okta: the organization, as example.okta.com, with
  --okta-token-env VAR       an API token from this environment variable, or
  --okta-client-id ID        a service app, with its
  --okta-key-env VAR         private key (JWK or PEM) from this environment variable
  --scim-app ID              the app that provisions (Entra: Object ID of the enterprise app)
  --sso-app ID               the app that signs in, if it is another one
  These options keep nothing. “directory access set” keeps them with a saved connection, the secret in the keychain; an import then
  needs --connection NAME alone. “access show” says what is kept (never the secret), “check” signs in and reads the SCIM app, “forget”
  removes it all.
  --fault NAME               on the practice tenant: break something on purpose (idp-429-storm, idp-pages-repeat, ...)

Columns of the CSV files (others are kept, names as Entra, Graph PowerShell and Okta export them are known too):
  users                      id, userName, externalId, mail, enabled, displayName, type, ...
  groups                     id, displayName, assigned (yes: assigned to the SCIM app), securityEnabled, ...
  memberships                groupId, memberId, memberType (user or group)
JSON: answers of Microsoft Graph as they came ({ "value": [...] }, one or several), a list, or one object a line: users, groups with or without
  members, pages of /groups/ID/members (with their next link, or in a file named after the ID), appRoleAssignedTo.

${common}`,
  nested: `scim-steward nested [--snapshot NAME] [--group NAME] [--export FILE]
scim-steward nested --against SNAPSHOT --person-key ATTRIBUTE --group-value VALUE [--group NAME]

Says of each group assigned to the app how many people are in it directly, how many with nested groups, and how many of these a
provisioning that sends direct members only would lose. Reads a snapshot (see “scim-steward help directory”); nothing is sent anywhere.

  --snapshot NAME            a snapshot by name or id (default: the one chosen in the app, else the newest)
  --group NAME               one assigned group, by its name or id: who is lost, by which groups, and what can be done
  --export FILE              the table as .csv; who loses what, as people.csv; the script that assigns the groups inside, for your
                             review, as .ps1
  --claim-mode MODE          what a login sends: all-groups, security-groups, assigned-groups, directory-roles or no-groups (default:
                             as set in the app; unknown there, the answer is given for each, and the table is for all groups)
  --import-user-groups SET   on or off, as in Foundry’s attribute mapping: with on, a login brings lost groups back for a while

With --against, compares the directory with a snapshot of the target: memberships that were never sent or got lost, and memberships
that nobody sends any more. Entra never reads members back, so it does not see either.

  --against SNAPSHOT         a snapshot of the target, taken with “directory import --source scim”
  --person-key ATTRIBUTE     what externalId of a person is made of: ${personKeys.join(', ')}
  --group-value VALUE        what the groups claim sends: object-id or display-name
  --last-cycle TIME          when the last provisioning cycle finished, such as 2026-11-23T10:00Z
  --earlier SNAPSHOT         an earlier snapshot of the directory: tells since when somebody is a member

Exit code 1 when people lose access or something else is wrong.

${common}`,
  mapping: `scim-steward mapping check --schema FILE --provider-id-claim NAME [...]
scim-steward mapping check --connection NAME | --practice [...]
scim-steward mapping simulate [--snapshot NAME] [--schema FILE] [--after FILE] [--drop NAME] [--seen FILE]

“check” judges a mapping by Foundry’s rules: Entra’s synchronization schema (Provisioning > Mappings > Show advanced options > Review
your schema here > Download, or Graph’s answer) or one of Okta’s profile mappings. What nobody said is not judged.
“simulate” goes over the people of a snapshot: which attribute could be externalId, and what a change would do to each of them.
Nothing is changed. Files are sent nowhere; --connection reads the mapping from Entra, or with --source okta from Okta, by the access set
up for the connection.

  --schema FILE              the mapping as it is
  --provider-id-claim NAME   what Foundry’s ID (Provider ID) is made from: employeeId, user.objectid, NameID, an expression
  --user-name-claim NAME     what Foundry’s Username is made from
  --groups-claim NAME        what the groups claim carries: object-id, display-name or sam-account-name
  --claim-mode MODE          which groups it carries: all-groups, security-groups, assigned-groups, directory-roles or no-groups
  --sso PROTOCOL             saml or oidc
  --gallery-app              the app that provisions is from Entra’s gallery
  --tenant-url URL           Entra’s Tenant URL, where the file does not hold it
  --skip-out-of-scope SET    on or off: Entra’s SkipOutOfScopeDeletions, where the file does not hold it

  --snapshot NAME            a snapshot by name or id (default: the one chosen in the app, else the newest)
  --after FILE               the mapping as it would be
  --drop NAME                a group or person that would lose the assignment; may be given several times
  --seen FILE                Provider IDs seen, one a line or as userName,providerId

${common}`,
  claims: `scim-steward claims check [--file FILE] [...]

Compares one person’s sign-in with what SCIM would send for them. The sign-in comes from --file or standard input: the attributes
that a test login in Foundry’s Control Panel shows (JSON or lines “name: value”), or a SAML response (XML or base64).
It is read in memory, kept nowhere and sent nowhere; its signature is not judged.

What SCIM sends, typed in
  --external-id TEXT         externalId
  --user-name TEXT           userName
  --scim-group NAME          a group; may be given several times
or worked out
  --person TEXT              this person (user name, mail or id) of a snapshot, by the mapping
  --schema FILE              the mapping
  --snapshot NAME            a snapshot by name or id (default: the one chosen in the app, else the newest)

The claims as Foundry maps them (default: the usual ones)
  --provider-id-claim NAME   the claim for the ID
  --user-name-claim NAME     the claim for the Username
  --groups-claim NAME        the claim for groups

${common}`,
  conflicts: `scim-steward conflicts explain [FILE|-]
scim-steward conflicts predict --against NAME [...]

Reads Foundry’s sign-in conflict (“Cannot complete login for your user with username …”) out of a ticket, a mail or a log, however it is
quoted, wrapped or encoded, says which cause the evidence shows, what else it could be and what would settle it, and what could not be
read. The text is kept nowhere. Without a connection nothing is sent anywhere; with one its SCIM users are looked up, nothing is changed.
Exit 1: a conflict is open.

“predict” compares a snapshot of the directory with one of the target, before provisioning is switched on or a mapping changed: who is
linked, who would inherit an account by the user name alone, who is created, who cannot be. Exit 1: somebody could not be provisioned.

  --against NAME             the snapshot of the target (directory import --source scim)
  --snapshot NAME            that of the directory (default: the one chosen in the app, else the newest)
  --schema FILE              the mapping (default: the one kept with the connection)
  --person-key ATTRIBUTE     or what externalId is made of, when there is no mapping: ${personKeys.join(', ')}
  --export FILE              write the plan, one row a person (.csv)

“explain” takes

  --snapshot NAME            look the people up in this directory snapshot (default: the one chosen in the app)

${connectionOptions}
${limits}
${common}`,
  logs: `scim-steward logs import FILE...
scim-steward logs [summary] [--where CONDITIONS]
scim-steward logs list [--where CONDITIONS]
scim-steward logs show ID
scim-steward logs export --file FILE.csv|FILE.json [--where CONDITIONS]

Reads Entra’s provisioning log as the portal downloads it (JSON), as Microsoft Graph pages it, or as diagnostic settings write it (one event a
line), in any number of files; each event is kept once, however often it is read. “summary” says what is still failing, for how many people
and groups and since when, and what is past: a failure is over when the same operation on the same object succeeded later, or there was
nothing left to send. Reads files; nothing is sent anywhere. Exit 1 of “summary”: something is still failing.

  --where CONDITIONS         conditions that all hold, separated by “;”: status=failure,skipped; action=create; kind=user; code=NAME;
                             from=2026-11-01; to=2026-12-01; object=ID-OR-NAME; text=WORDS; open (still failing only)
  --file FILE                the file to write: .csv or .json

${common}`,
  practice: `scim-steward practice             starts the practice tenant and prints how to reach it; Ctrl+C stops it
scim-steward practice --tour      runs the connection test and the test sync against it
scim-steward practice faults      lists the faults that --fault can switch on
scim-steward practice people [TEXT] [--rules FILE]   who is in which organization, and where the rules would place them
scim-steward practice rules [--rules FILE]           the organization rules; --json prints them as --rules takes them
scim-steward practice login --user-name NAME --provider-id ID [--sign-in-group NAME] [--attribute NAME=VALUE] [--rules FILE]
                                  a log-in as Foundry would take it; exit code 1 when it is refused

  --port N                   a fixed port instead of a free one (not with --tour)
  --fault NAME               break something on purpose; may be given several times
  --sign-in-group NAME       a value of the group claim; may be given several times. Without it groups are not imported at log-in
  --attribute NAME=VALUE     an attribute of the sign-in; may be given several times

With --tour also the limits and --report of “check”.

${common}`,
  explain: `scim-steward explain [--file FILE]

Explains the documented errors in a text from standard input or a file: Entra’s and Okta’s error codes, Foundry’s sign-in conflict.
Nothing is sent anywhere.

${common}`,
};

export function helpText(command: CommandName): string {
  return texts[command];
}
