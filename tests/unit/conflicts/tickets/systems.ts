// What ticket systems, chats, logs and APIs make of the message.
import type { Ticket } from './ticket.ts';
import { id1, id2, oid1, oid2 } from './ticket.ts';

const raw = String.raw;

export const systems: readonly Ticket[] = [
  {
    name: 'JSON of an API',
    text: raw`{"status":409,"detail":"Cannot complete login for your user with username [amara.okafor@contoso.com] and provider user ID [${oid1}] because that username is already being used by the user with user ID [${id1}] and provider user ID [amara.okafor]."}`,
    conflicts: [['amara.okafor@contoso.com', oid1, id1, 'amara.okafor']],
  },
  {
    name: 'JSON with escaped quotes around the values',
    text: raw`{"message": "Cannot complete login for your user with username \"amara\" and provider user ID \"${oid1}\" because that username is already being used by the user with user ID \"${id1}\" and provider user ID \"amara.okafor\"", "requestId": "8f2"}`,
    conflicts: [['amara', oid1, id1, 'amara.okafor']],
  },
  {
    name: 'JSON with line breaks and unicode escapes',
    text: raw`[{"body":"Hello,\nCannot complete login for your user\nwith username jos\u00e9.ruiz@contoso.com and provider user ID Jos\u00e9 Ruiz because that username is already being used by the user with user ID ${id1} and provider user ID jose.ruiz\nThanks"}]`,
    conflicts: [['josé.ruiz@contoso.com', 'José Ruiz', id1, 'jose.ruiz']],
  },
  {
    name: 'JSON with a Windows account name',
    text: raw`{"error":"Cannot complete login for your user with username CONTOSO\\nancy and provider user ID CONTOSO\\nancy because that username is already being used by the user with user ID ${id1} and provider user ID nancy"}`,
    conflicts: [[raw`CONTOSO\nancy`, raw`CONTOSO\nancy`, id1, 'nancy']],
  },
  {
    name: 'a Windows account name in plain text',
    text: raw`Cannot complete login for your user with username CONTOSO\nancy and provider user ID [CONTOSO\nancy] because that username is already being used by the user with user ID ${id1} and provider user ID [CONTOSO\tom].`,
    conflicts: [[raw`CONTOSO\nancy`, raw`CONTOSO\nancy`, id1, raw`CONTOSO\tom`]],
  },
  {
    name: 'JSON in a string of JSON, as Entra writes its log',
    text: raw`{"statusInfo":{"status":"failure","details":"{\"reason\":\"Cannot complete login for your user with username \\\"li.wei@contoso.com\\\" and provider user ID \\\"li.wei\\\" because that username is already being used by the user with user ID \\\"${id2}\\\" and provider user ID \\\"${oid2}\\\".\"}"}}`,
    conflicts: [['li.wei@contoso.com', 'li.wei', id2, oid2]],
  },
  {
    name: 'two messages in one JSON array',
    text: raw`["Cannot complete login for your user with username [a@contoso.com] and provider user ID [a] because that username is already being used by the user with user ID [${id1}] and provider user ID [A].","Cannot complete login for your user with username [b@contoso.com] and provider user ID [b] because that username is already being used by the user with user ID [${id2}] and provider user ID [B]."]`,
    conflicts: [
      ['a@contoso.com', 'a', id1, 'A'],
      ['b@contoso.com', 'b', id2, 'B'],
    ],
  },
  {
    name: 'a log line with fields after the message',
    text: `2026-11-24T07:31:09.114Z ERROR multipass.login Cannot complete login for your user with username kim@contoso.com and provider user ID kim because that username is already being used by the user with user ID ${id1} and provider user ID klee traceId=4c1b9f requestId=77`,
    conflicts: [['kim@contoso.com', 'kim', id1, 'klee']],
  },
  {
    name: 'log lines with other lines between two messages',
    text: `07:31:09 WARN retry 1
07:31:10 ERROR Cannot complete login for your user with username kim@contoso.com and provider user ID kim because that username is already being used by the user with user ID ${id1} and provider user ID klee
07:31:11 INFO next
07:31:12 ERROR Cannot complete login for your user with username tom@contoso.com and provider user ID tom because that username is already being used by the user with user ID ${id2} and provider user ID t.ham
07:31:13 INFO end`,
    conflicts: [
      ['kim@contoso.com', 'kim', id1, 'klee'],
      ['tom@contoso.com', 'tom', id2, 't.ham'],
    ],
  },
  {
    name: 'newline-delimited JSON',
    text: raw`{"level":"info","msg":"start"}
{"level":"error","msg":"Cannot complete login for your user with username [kim@contoso.com] and provider user ID [kim] because that username is already being used by the user with user ID [${id1}] and provider user ID [klee]."}
{"level":"info","msg":"end"}`,
    conflicts: [['kim@contoso.com', 'kim', id1, 'klee']],
  },
  {
    name: 'a CSV export with doubled quotes',
    text: `"INC0012345","Open","Cannot complete login for your user with username ""kim@contoso.com"" and provider user ID ""kim, lee"" because that username is already being used by the user with user ID ""${id1}"" and provider user ID ""klee"".","P3"`,
    conflicts: [['kim@contoso.com', 'kim, lee', id1, 'klee']],
  },
  {
    name: 'a CSV export whose message ends with the field',
    text: `INC0012345;Open;"Cannot complete login for your user with username kim@contoso.com and provider user ID kim because that username is already being used by the user with user ID ${id1} and provider user ID klee";P3`,
    conflicts: [['kim@contoso.com', 'kim', id1, 'klee']],
  },
  {
    name: 'a table copied from a browser, columns by tabs',
    text: `INC0012346\tCannot complete login for your user with username kim@contoso.com and provider user ID kim because that username is already being used by the user with user ID ${id1} and provider user ID k lee\tOpen`,
    conflicts: [['kim@contoso.com', 'kim', id1, 'k lee']],
  },
  {
    name: 'a Markdown table row',
    text: `| 12 | Cannot complete login for your user with username kim@contoso.com and provider user ID kim because that username is already being used by the user with user ID ${id1} and provider user ID k lee | open |`,
    conflicts: [['kim@contoso.com', 'kim', id1, 'k lee']],
  },
  {
    name: 'Markdown with back ticks',
    text: `Cannot complete login for your user with username \`kim@contoso.com\` and provider user ID \`kim\` because that username is already being used by the user with user ID \`${id1}\` and provider user ID \`k.lee\`.`,
    conflicts: [['kim@contoso.com', 'kim', id1, 'k.lee']],
  },
  {
    name: 'Markdown in bold',
    text: `**Cannot complete login for your user** with username **kim@contoso.com** and provider user ID **kim** because that username is already being used by the user with user ID **${id1}** and provider user ID **k.lee**.`,
    conflicts: [['kim@contoso.com', 'kim', id1, 'k.lee']],
  },
  {
    name: 'Markdown links made of addresses',
    text: `Cannot complete login for your user with username [kim@contoso.com](mailto:kim@contoso.com) and provider user ID [kim.lee@contoso.com](mailto:kim.lee@contoso.com) because that username is already being used by the user with user ID ${id1} and provider user ID [klee@contoso.com](mailto:klee@contoso.com).`,
    conflicts: [['kim@contoso.com', 'kim.lee@contoso.com', id1, 'klee@contoso.com']],
  },
  {
    name: 'Slack with its links',
    text: `Cannot complete login for your user with username <mailto:kim@contoso.com|kim@contoso.com> and provider user ID <mailto:kim@contoso.com|kim@contoso.com> because that username is already being used by the user with user ID ${id1} and provider user ID <mailto:k.lee@contoso.com|k.lee@contoso.com>`,
    conflicts: [['kim@contoso.com', 'kim@contoso.com', id1, 'k.lee@contoso.com']],
  },
  {
    name: 'Jira markup',
    text: `{quote}Cannot complete login for your user with username [kim@contoso.com|mailto:kim@contoso.com] and provider user ID {{kim}} because that username is already being used by the user with user ID {{${id1}}} and provider user ID {{k.lee}}.{quote}`,
    conflicts: [['kim@contoso.com', 'kim', id1, 'k.lee']],
  },
  {
    name: 'an address bar with plus signs',
    text: `https://halden.example/multipass/login/error?error=login_failed&error_description=Cannot+complete+login+for+your+user+with+username+kim%40contoso.com+and+provider+user+ID+kim+because+that+username+is+already+being+used+by+the+user+with+user+ID+${id1}+and+provider+user+ID+k.lee.&state=x1`,
    conflicts: [['kim@contoso.com', 'kim', id1, 'k.lee']],
  },
  {
    name: 'an address bar with %20',
    text: `GET /error?message=Cannot%20complete%20login%20for%20your%20user%20with%20username%20%5Bkim%40contoso.com%5D%20and%20provider%20user%20ID%20%5Bkim%5D%20because%20that%20username%20is%20already%20being%20used%20by%20the%20user%20with%20user%20ID%20%5B${id1}%5D%20and%20provider%20user%20ID%20%5BK.%20Lee%5D. HTTP/1.1`,
    conflicts: [['kim@contoso.com', 'kim', id1, 'K. Lee']],
  },
  {
    name: 'XML of a ticket system',
    text: `<comment author="kim">Cannot complete login for your user with username &lt;kim@contoso.com&gt; and provider user ID &lt;kim&gt; because that username is already being used by the user with user ID &lt;${id1}&gt; and provider user ID &lt;k.lee&gt;.</comment>`,
    conflicts: [['kim@contoso.com', 'kim', id1, 'k.lee']],
  },
  {
    name: 'XML without signs around the values',
    text: `<error>Cannot complete login for your user with username kim and provider user ID kim lee because that username is already being used by the user with user ID ${id1} and provider user ID k lee</error><next/>`,
    conflicts: [['kim', 'kim lee', id1, 'k lee']],
  },
  {
    name: 'a stack trace',
    text: `com.example.LoginException: Cannot complete login for your user with username [kim@contoso.com] and provider user ID [kim] because that username is already being used by the user with user ID [${id1}] and provider user ID [k.lee].
	at com.example.Login.complete(Login.java:118)
	at com.example.Saml.assertion(Saml.java:61)`,
    conflicts: [['kim@contoso.com', 'kim', id1, 'k.lee']],
  },
  {
    name: 'YAML of a runbook',
    text: `error: >-
  Cannot complete login for your user with username
  'kim@contoso.com' and provider user ID 'kim'
  because that username is already being used by the
  user with user ID '${id1}' and provider user ID 'k.lee'.
owner: identity`,
    conflicts: [['kim@contoso.com', 'kim', id1, 'k.lee']],
  },
];
