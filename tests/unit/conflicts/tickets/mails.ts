// Mails and help desk tickets as people write and forward them.
import type { Ticket } from './ticket.ts';
import { id1, id2, oid1, oid2 } from './ticket.ts';

export const mails: readonly Ticket[] = [
  {
    name: 'the message alone, with brackets',
    text: `Cannot complete login for your user with username [amara.okafor@contoso.com] and provider user ID [amara.okafor@contoso.com] because that username is already being used by the user with user ID [${id1}] and provider user ID [amara.okafor].`,
    conflicts: [['amara.okafor@contoso.com', 'amara.okafor@contoso.com', id1, 'amara.okafor']],
  },
  {
    name: 'the message alone, without brackets and without a full stop',
    text: `Cannot complete login for your user with username li.wei@halden.example and provider user ID ${oid1} because that username is already being used by the user with user ID ${id2} and provider user ID liwei`,
    conflicts: [['li.wei@halden.example', oid1, id2, 'liwei']],
  },
  {
    name: 'a ticket with a greeting, wrapped at 76 columns',
    text: `Hi service desk,

since this morning Foundry says this when I sign in:

Cannot complete login for your user with username
[jonas.berg@halden.example] and provider user ID
[${oid1}] because that username is
already being used by the user with user ID
[${id1}] and provider user ID
[jonas.berg].

Can you help? It is urgent.
Jonas`,
    conflicts: [['jonas.berg@halden.example', oid1, id1, 'jonas.berg']],
  },
  {
    name: 'a reply that quotes with >',
    text: `On Mon, 23 Nov 2026 at 08:12, Jonas wrote:
> Cannot complete login for your user with username jonas.berg@halden.example and
> provider user ID ${oid1} because that username is already
> being used by the user with user ID ${id1} and
> provider user ID jonas.berg.
>
> Best, Jonas`,
    conflicts: [['jonas.berg@halden.example', oid1, id1, 'jonas.berg']],
  },
  {
    name: 'a reply to a reply, quoted twice',
    text: `>> Cannot complete login for your user with username [mei.tan@contoso.com] and
>> provider user ID [10422] because that username is already being
>> used by the user with user ID [${id2}] and provider
>> user ID [mei.tan@contoso.com].
> forwarding to identity team`,
    conflicts: [['mei.tan@contoso.com', '10422', id2, 'mei.tan@contoso.com']],
  },
  {
    name: 'quoting marks with blanks between them',
    text: `> > > Cannot complete login for your user with username [mei.tan@contoso.com]
> > > and provider user ID [10422] because that username is already being used
> > > by the user with user ID [${id2}] and provider user ID [10422 ].`,
    conflicts: [['mei.tan@contoso.com', '10422', id2, '10422 ']],
  },
  {
    name: 'a thread where the same message was quoted again, and another one',
    text: `Second user now:
Cannot complete login for your user with username [b@contoso.com] and provider user ID [b1] because that username is already being used by the user with user ID [${id2}] and provider user ID [b2].

> Cannot complete login for your user with username [a@contoso.com] and provider user ID [a1] because that username is already being used by the user with user ID [${id1}] and provider user ID [a2].`,
    conflicts: [
      ['b@contoso.com', 'b1', id2, 'b2'],
      ['a@contoso.com', 'a1', id1, 'a2'],
    ],
  },
  {
    name: 'Outlook with mailto beside each address',
    text: `Cannot complete login for your user with username amara.okafor@contoso.com<mailto:amara.okafor@contoso.com> and provider user ID amara.okafor@contoso.com<mailto:amara.okafor@contoso.com> because that username is already being used by the user with user ID ${id1} and provider user ID a.okafor@contoso.com<mailto:a.okafor@contoso.com>.`,
    conflicts: [['amara.okafor@contoso.com', 'amara.okafor@contoso.com', id1, 'a.okafor@contoso.com']],
  },
  {
    name: 'typographic double quotes by Word',
    text: `Cannot complete login for your user with username “amara.okafor@contoso.com” and provider user ID “${oid1}” because that username is already being used by the user with user ID “${id1}” and provider user ID “amara.okafor”.`,
    conflicts: [['amara.okafor@contoso.com', oid1, id1, 'amara.okafor']],
  },
  {
    name: 'German quotes by an auto-correcting editor',
    text: `Fehlermeldung: Cannot complete login for your user with username „jana.weiss@halden.example“ and provider user ID „0815“ because that username is already being used by the user with user ID „${id1}“ and provider user ID „jana.weiss“. Bitte um Hilfe.`,
    conflicts: [['jana.weiss@halden.example', '0815', id1, 'jana.weiss']],
  },
  {
    name: 'French guillemets with no-break blanks',
    text: `Cannot complete login for your user with username «\u00A0zoe.petit@halden.example\u00A0» and provider user ID «\u00A0zpetit\u00A0» because that username is already being used by the user with user ID «\u00A0${id1}\u00A0» and provider user ID «\u00A0zoe\u00A0».`,
    conflicts: [['zoe.petit@halden.example', 'zpetit', id1, 'zoe']],
  },
  {
    name: 'single quotes and an apostrophe in the name',
    text: `Cannot complete login for your user with username 'sean.o'brien@contoso.com' and provider user ID 'Seán O'Brien' because that username is already being used by the user with user ID '${id1}' and provider user ID 'Sean O'Brien'.`,
    conflicts: [["sean.o'brien@contoso.com", "Seán O'Brien", id1, "Sean O'Brien"]],
  },
  {
    name: 'typographic single quotes and a typographic apostrophe',
    text: `Cannot complete login for your user with username ‘niamh.o’neill@contoso.com’ and provider user ID ‘Niamh O’Neill’ because that username is already being used by the user with user ID ‘${id1}’ and provider user ID ‘niamh.o’neill’.`,
    conflicts: [['niamh.o’neill@contoso.com', 'Niamh O’Neill', id1, 'niamh.o’neill']],
  },
  {
    name: 'values with commas and blanks',
    text: `Cannot complete login for your user with username [Okafor, Amara] and provider user ID [Okafor, Amara (Finance)] because that username is already being used by the user with user ID [${id1}] and provider user ID [CN=Okafor\\, Amara,OU=Finance,DC=contoso,DC=com].`,
    conflicts: [['Okafor, Amara', 'Okafor, Amara (Finance)', id1, 'CN=Okafor\\, Amara,OU=Finance,DC=contoso,DC=com']],
  },
  {
    name: 'values with commas and blanks and no brackets',
    text: `Cannot complete login for your user with username Okafor, Amara and provider user ID Okafor, Amara because that username is already being used by the user with user ID ${id1} and provider user ID Okafor, Amara J. (Contoso). Please advise.`,
    conflicts: [['Okafor, Amara', 'Okafor, Amara', id1, 'Okafor, Amara J. (Contoso)']],
  },
  {
    name: 'a title with a full stop in the last value',
    text: `Cannot complete login for your user with username r.stein and provider user ID Dr. Ruth Stein because that username is already being used by the user with user ID ${id1} and provider user ID Prof. Dr. Ruth Stein. Thanks`,
    conflicts: [['r.stein', 'Dr. Ruth Stein', id1, 'Prof. Dr. Ruth Stein']],
  },
  {
    name: 'HTML source of a mail',
    text: `<div class="MsoNormal">Cannot complete login for your user with username <b>[amara.okafor@contoso.com]</b> and&nbsp;provider user ID <b>[${oid1}]</b> because that username is already being used by the user with user ID <b>[${id1}]</b> and provider user ID <b>[amara.okafor]</b>.</div>`,
    conflicts: [['amara.okafor@contoso.com', oid1, id1, 'amara.okafor']],
  },
  {
    name: 'HTML with links around addresses and line breaks',
    text: `<p>Cannot complete login for your user<br>with username <a href="mailto:li.wei@contoso.com">li.wei@contoso.com</a><br>and provider user ID <a href="mailto:li.wei@contoso.com">li.wei@contoso.com</a><br/>because that username is already being used by the user with user ID ${id1} and provider user ID 20071</p><p>Regards</p>`,
    conflicts: [['li.wei@contoso.com', 'li.wei@contoso.com', id1, '20071']],
  },
  {
    name: 'HTML entities for quotes and an apostrophe',
    text: `Cannot complete login for your user with username &quot;sean.o&#39;brien@contoso.com&quot; and provider user ID &quot;sobrien&quot; because that username is already being used by the user with user ID &quot;${id1}&quot; and provider user ID &quot;R&amp;D-77&quot;.`,
    conflicts: [["sean.o'brien@contoso.com", 'sobrien', id1, 'R&D-77']],
  },
  {
    name: 'entities encoded twice by a gateway, in hexadecimal too',
    text: `Cannot complete login for your user with username &amp;quot;ann@contoso.com&amp;quot; and provider user ID &#x5B;ann&#x5D; because that username is already being used by the user with user ID &#91;${id1}&#93; and provider user ID &lt;ann.b&gt;.`,
    conflicts: [['ann@contoso.com', 'ann', id1, 'ann.b']],
  },
  {
    name: 'quoted-printable as it lies in an .eml file',
    text: `Content-Type: text/plain; charset="utf-8"
Content-Transfer-Encoding: quoted-printable

Cannot complete login for your user with username =E2=80=9Cs=C3=B8ren.dahl@h=
alden.example=E2=80=9D and provider user ID =E2=80=9C3f2c9d1e-7a44-4b6b-8d1c=
-5e9f00a1b2c3=E2=80=9D because that username is already being used by the us=
er with user ID =E2=80=9Ce0b7c6f4-54c5-4f0a-9a0f-0b3f0f6f1d11=E2=80=9D and p=
rovider user ID =E2=80=9Csoren=E2=80=9D.`,
    conflicts: [['søren.dahl@halden.example', oid1, id1, 'soren']],
  },
  {
    name: 'Windows line ends',
    text: `Cannot complete login for your user with username\r\n[kim.lee@contoso.com] and provider user ID [kim.lee]\r\nbecause that username is already being used by the user with user ID\r\n[${id1}] and provider user ID [KIM.LEE].\r\n\r\nKim`,
    conflicts: [['kim.lee@contoso.com', 'kim.lee', id1, 'KIM.LEE']],
  },
  {
    name: 'a GUID broken at a hyphen',
    text: `Cannot complete login for your user with username kim.lee@contoso.com and provider user ID 3f2c9d1e-7a44-4b6b-
8d1c-5e9f00a1b2c3 because that username is already being used by the user with user ID e0b7c6f4-54c5-4f0a-9a0f-
0b3f0f6f1d11 and provider user ID a1b2c3d4-0e0f-4a5b-9c8d-
77665544aabb.`,
    conflicts: [['kim.lee@contoso.com', oid1, id1, oid2]],
  },
  {
    name: 'a signature follows on the next line without a full stop',
    text: `Cannot complete login for your user with username kim.lee and provider user ID kim.lee because that username is already being used by the user with user ID ${id1} and provider user ID klee
Kim Lee
Head of Finance`,
    conflicts: [['kim.lee', 'kim.lee', id1, 'klee']],
  },
  {
    name: 'the sentence in the middle of another one',
    text: `The user says that she gets (Cannot complete login for your user with username [nora@halden.example] and provider user ID [n.lund] because that username is already being used by the user with user ID [${id1}] and provider user ID [nlund]) but her colleague does not.`,
    conflicts: [['nora@halden.example', 'n.lund', id1, 'nlund']],
  },
  {
    name: 'broken off by a screenshot reader',
    text: `Cannot complete login for your user with username [nora@halden.example] and provider user ID [n.lund] because that username is alr`,
    conflicts: [],
    unread: 1,
  },
];
