// What “help” says of the commands that look at a connection: tests, history, the connections themselves.
import { byHand, common, connectionOptions, limits, report } from './help-blocks.ts';
import { idpOutcomes } from './second-column.ts';

/** Two to a line, below the option. */
const outcomeLines = idpOutcomes
  .map((name, index) => `${index > 0 && index % 2 === 0 ? `\n${' '.repeat(29)}` : ''}${name}`)
  .join(', ')
  .replace(/, \n/g, ',\n');

export const connectionHelp = {
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
} as const;
