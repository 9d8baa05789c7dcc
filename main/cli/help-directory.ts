// What “help” says of the commands that look at a directory, a mapping and sign-ins.
import { personKeys } from './arguments.ts';
import { common, connectionOptions, limits } from './help-blocks.ts';

export const directoryHelp = {
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
scim-steward conflicts fix --user ID --external-id VALUE --dry-run
scim-steward conflicts fix --user ID --external-id VALUE --yes --user-name NAME
scim-steward conflicts fix --undo RUN --yes | --look RUN

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

“fix” writes externalId of one existing account, so that the person can sign in at once. It hands the account over: it is off until the policy
file of the machine says "allowMend": true, and refused unless the mapping check is clean for externalId (else the next full evaluation writes the
old value back) and a directory snapshot proves by an immutable key that it is the same person. Exit 2: refused, nothing was sent.

  --user ID                  SCIM id of the account: the user ID of the message
  --external-id VALUE        the value that single sign-on sends: the provider user ID of the message
  --dry-run                  say what would be sent and what is handed over; nothing is sent
  --yes --user-name NAME     do it; NAME must be the userName of the account
  --undo RUN                 write the old value back, while the account still carries the new one
  --look RUN                 read the account, when a fix was cut off

“explain” and “fix” take

  --snapshot NAME            look the people up in this directory snapshot (default: the one chosen in the app)

${connectionOptions}
${limits}
${common}`,
} as const;
