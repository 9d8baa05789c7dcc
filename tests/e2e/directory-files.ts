// Files of a directory for the import, and the way through it. Names are of every kind: long, from right to left, with quotation marks,
// markup and formulas.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Fixtures } from './fixture.ts';
import { ended, go } from './steps.ts';

const longName = 'Foundry of Halden Instruments, all people of the Nordics and the Baltic states who plan, buy, build and ship, and their guests';

export const oddFiles = {
  'people.csv': `id;userPrincipalName;displayName;mail;accountEnabled;userType;employeeId;department
u1;amara.okafor@halden.example;Amara Okafor;amara.okafor@halden.example;True;Member;1001;Planning
u2;j.novak@halden.example;Jana Nováková;;True;Member;1002;Planning
u3;old@halden.example;Old Account;old@halden.example;False;Member;1003;
u4;guest_partner.example#EXT#@halden.onmicrosoft.example;Gast Ruiz;guest@partner.example;True;Guest;;
u5;dana@halden.example;דנה לוי (ניהול);dana@halden.example;True;Member;1005;ניהול
u6;yusuf@halden.example;يوسف [مدير];yusuf@halden.example;True;Member;1006;مبيعات
u7;long.name.of.a.person.whose.parents.could.not.decide.and.whose.company.adds.more@subsidiary-of-the-north.halden.example;${longName};;True;Member;1007;
u8;quote@halden.example;"Ann ""The Hammer"" O'Brien <b>bold</b>";quote@halden.example;True;Member;1008;"=HYPERLINK(""http://halden.example"")"
u9;王芳@halden.example;王芳;wang.fang@halden.example;;Member;1009;
;no.id@halden.example;No Id;;True;Member;1010;
u1;again@halden.example;Amara again;;True;Member;1011;
u10;maybe@halden.example;Perhaps Enabled;;perhaps;Member;1012;
`,
  'groups.csv': `id,displayName,securityEnabled,assigned,membershipRule
g1,${longName.replaceAll(',', '')},true,true,
g2,Finance,true,false,
g3,"All of ""Planning""",true,false,"user.department -eq ""Planning"""
g4,Distribution list,false,true,
g5,ניהול,true,true,
`,
  'members.csv': `group;who
g1;u1
g1;g2
g1;g5
g2;u2
g2;u3
g2;g3
g5;u5
g5;u6
g5;gone
;u7
`,
} as const satisfies Record<string, string>;

/** Chooses a file for the import in the app's dialog. */
export async function addFile(page: Page, answerDialog: Fixtures['answerDialog'], path: string): Promise<void> {
  const asked = answerDialog({ kind: 'path', path });
  await page.getByRole('button', { name: /^Add (a|another) file$/ }).click();
  await asked;
}

/** Writes the files into the folder, opens the import and adds them in their order. */
export async function addFiles(
  page: Page,
  { dataDir, answerDialog }: Pick<Fixtures, 'dataDir' | 'answerDialog'>,
  files: Readonly<Record<string, string>>,
): Promise<void> {
  await go(page, 'Directory');
  await page.getByRole('button', { name: 'Import files' }).click();
  for (const [name, text] of Object.entries(files)) {
    await writeFile(join(dataDir, name), text);
    await addFile(page, answerDialog, join(dataDir, name));
    await page.getByRole('heading', { level: 2, name }).waitFor();
  }
}

/** Imports what was added and waits for the end of the run. */
export async function importAs(page: Page, name: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Name of the snapshot' }).fill(name);
  await page.getByRole('button', { name: /^Import the/ }).click();
  await ended(page);
}

/** `count` people and some groups of theirs. */
export function manyPeople(count: number): Readonly<Record<string, string>> {
  const rows = Array.from(
    { length: count },
    (_, at) => `p${at},person.${at}@halden.example,Person ${at},person.${at}@halden.example,${at % 17 > 0},${at % 11 > 0 ? 'Member' : 'Guest'}`,
  );
  return {
    'users.csv': `id,userName,displayName,mail,enabled,type\n${rows.join('\n')}\n`,
    'groups.csv': `id,displayName,assigned\n${Array.from({ length: 400 }, (_, at) => `g${at},Group ${at},${at % 3 === 0}`).join('\n')}\n`,
    'memberships.csv': `groupId,memberId,memberType\n${Array.from({ length: 4000 }, (_, at) => `g${at % 400},p${(at * 7) % count},user`).join('\n')}\n`,
  };
}
