// What “help” says of the commands that look at what provisioning did: the log, leavers, one person.
import { personKeys } from './arguments.ts';
import { common } from './help-blocks.ts';

export const resultsHelp = {
  leavers: `scim-steward leavers --against SNAPSHOT [--snapshot NAME] [--export FILE.csv]

Who was disabled, deleted or unassigned in the directory, or fell out of scope, and is still active in the target: each with why, since when, when
last seen and what to do. Compares two snapshots (see “scim-steward help directory”) and looks into the provisioning log that is loaded and the
mapping that is known; nothing is sent anywhere. Older snapshots of the same directory tell since when. What the target does on
active=false and DELETE is told as it was seen, never assumed. Exit 1: somebody who left is active.

  --against SNAPSHOT         a snapshot of the target (directory import --source scim)
  --snapshot NAME            that of the directory (default: the one chosen in the app, else the newest)
  --schema FILE              the mapping (default: the one kept with the connection)
  --person-key ATTRIBUTE     or what externalId is made of, when there is no mapping: ${personKeys.join(', ')}
  --export FILE              everybody as a table for the auditor (.csv)

${common}`,
  person: `scim-steward person QUERY [--snapshot NAME] [--against SNAPSHOT] [...]

Why can’t they get in? QUERY is a user name, a name, any id, or a pasted error. Shows the way from the identity provider to a sign-in link by
link, each with what was seen, from where and when; what nobody looked at is “not known”, with how to find out. Below it everything that is
known about this person, in the order of time. Exit 1: a link is broken; the first one is where to begin.

  --snapshot NAME            the snapshot of the directory (default: the one chosen in the app)
  --against SNAPSHOT         one of the target (directory import --source scim)
  --schema FILE              the mapping (default: the one kept with the connection)
  --person-key ATTRIBUTE     or what externalId is made of, when there is no mapping: ${personKeys.join(', ')}
  --connection NAME          a saved connection: its mapping, its conflicts, and Foundry’s admin API where access is set up

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
} as const;
