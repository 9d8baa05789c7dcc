// The terminal's help texts. The README and the program say the same.
import type { CommandName } from './arguments.ts';
import { common, connectionOptions, limits } from './help-blocks.ts';
import { connectionHelp } from './help-connection.ts';
import { directoryHelp } from './help-directory.ts';
import { rerunHelp } from './help-rerun.ts';
import { resultsHelp } from './help-results.ts';

const texts: Readonly<Record<CommandName, string>> = {
  ...connectionHelp,
  ...directoryHelp,
  ...resultsHelp,
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
  scim-steward leavers       people who left and are still active in the target, and why
  scim-steward person        why can’t they get in? One person’s way to a sign-in, link by link
  scim-steward practice      starts the practice tenant; --tour shows both tests on it; faults lists what can be broken on purpose
  scim-steward explain       explains a pasted error from standard input or --file

“scim-steward help COMMAND” tells more.
Exit codes: 0 passed or warned, 1 an error was found (“runs compare”: a step newly fails), 2 wrong usage or refused, 3 a bug,
130 interrupted.
`,
  rerun: `${rerunHelp}
${connectionOptions}
${limits}
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
