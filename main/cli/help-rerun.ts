// What “help rerun” says before the options that every command on a connection has.

export const rerunHelp = `scim-steward rerun [connection] [options]

Foundry’s organization rules on groups do not run when SCIM creates a person, nor when only a membership changes. They run at a login and at an
update of the person. This sends people such an update: their own display name, as just read. First the list, then a question, then 1 person,
10, 100 and the rest; it stops at the first move that the rules do not give.

Who (one of them)
  --users FILE               userName, externalId or id, one a line, or CSV with one of these as a column
  --group NAME               members of this group on the target
  --where CONDITION          such as: 'group is "Project Fjord" and organization is wrong', 'userName matches "@contoso[.]com$"',
                             'organization is missing', 'not updated since created'; joined by “and”
  --exclude FILE             not these: people who were placed by hand
  --resume RUN               goes on with a rerun that stands still: with whoever was not sent, else with those that failed

How
  --strategy NAME            resend (default): the name again; put: the whole person, where the server refuses a false If-Match;
                             touch: a changed name and the old one again, where an update that changes nothing is ignored
  --rate N                   requests a second, 0.2 to 500 (default 5; a server’s wish to wait always counts)
  --rules FILE               the rules as they stand in Control Panel, in JSON, kept for this connection:
                             { "rules": [{ "organization": "…", "conditions": [{ "on": "groups", "attribute": "", "test": "includes",
                             "pattern": "…" }] }], "fallback": { "kind": "organization", "name": "…" } }
  --dry-run                  only the list: who, why, where they are and where the rules would place them
  --yes                      agree to what will be sent (needed without a terminal)
  --export FILE              also write everybody with the result as CSV
`;
