// The export script for Entra: it reads and nothing else, nothing put into it becomes code, and what it writes needs no wizard. PowerShell itself is
// not run here: its text is looked at, and files are made by its own tables of columns.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../../contract/directory.ts';
import { assignmentColumns, exportColumns, exportScript, membershipColumns } from '../../../main/features/directory/export-script.ts';
import { matchColumns } from '../../../main/protocols/files/columns.ts';
import { inspectFile } from '../../../main/protocols/files/inspect.ts';
import { freshFolder, steward } from '../cli/in-process.ts';

const id = '11111111-2222-4333-8444-555555555555';
const script = exportScript({ cloud: 'us-government', scimApp: id, ssoApp: '' });
const columns = {
  users: [...Object.keys(exportColumns.users), ...Object.values(assignmentColumns)],
  groups: [...Object.keys(exportColumns.groups), ...Object.values(assignmentColumns)],
  memberships: [...membershipColumns],
};

/** As the script writes a value. */
const field = (value: string | boolean) => `"${(typeof value === 'boolean' ? (value ? 'True' : 'False') : value).replaceAll('"', '""')}"`;
const fileOf = (header: readonly string[], rows: readonly Readonly<Record<string, string | boolean>>[]) =>
  [header.join(','), ...rows.map((row) => header.map((column) => field(row[column] ?? '')).join(','))].map((line) => `${line}\r\n`).join('');

/** The text without comments and without what stands in quotation marks. */
const codeOf = (text: string) =>
  text
    .replace(/<#[\s\S]*?#>/, '')
    .replace(/'[^'\n]*'/g, '')
    .replace(/^\s*#.*$/gm, '');

describe('the export script for Entra', () => {
  it('is plain ASCII, so that every PowerShell reads the same text', () => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
    expect(script).toMatch(/^[\x09\x0A\x20-\x7E]+$/);
  });

  it('sends GET requests and has no command that changes anything in Entra', () => {
    expect(script.match(/-Method \w+/g)).toEqual(['-Method GET']);
    const commands = new Set(codeOf(script).match(/\b(?:Get|New|Set|Update|Remove|Add|Invoke|Connect|Disconnect|Move|Start)-[A-Za-z]+/g));
    expect([...commands].filter((name) => /Mg/.test(name)).sort()).toEqual([
      'Connect-MgGraph',
      'Disconnect-MgGraph',
      'Get-MgEnvironment',
      'Invoke-MgGraphRequest',
    ]);
    expect(script.match(/^\$scopes = .*$/m)?.[0]).toBe("$scopes = @('Application.Read.All', 'GroupMember.Read.All', 'User.Read.All')");
    expect(script).not.toMatch(/\.(?:ReadWrite|Write)\./);
    expect(script).not.toMatch(/Invoke-Expression|\biex\b/i);
  });

  it('names the permissions it asks for, the cloud of the tenant, and the app', () => {
    expect(script).toContain('Application.Read.All, GroupMember.Read.All, User.Read.All');
    expect(script).toContain("$Environment = 'USGov'");
    expect(script).toContain(`$ScimApp = '${id}'`);
    expect(script).toContain("$SsoApp = ''");
  });

  it('has as many brackets of each kind opened as closed', () => {
    const code = codeOf(script).replace(/"(?:[^"`\n]|`.|"")*"/g, (text) => text.replace(/[^(){}[\]]/g, ''));
    for (const [open, close] of ['()', '{}', '[]'].map((pair) => [...pair] as [string, string]))
      expect(`${code.split(open).length} ${open}`).toBe(`${code.split(close).length} ${open}`);
  });

  it.each(["' ; Remove-MgGroup -All #", '$(calc)', `${id}'`, 'my app'])('refuses %s as the id of an app', (scimApp) => {
    expect(() => exportScript({ cloud: 'global', scimApp, ssoApp: '' })).toThrow(/Object ID/);
  });

  it.each(['users', 'groups', 'memberships'] as const)('writes %s with columns that the import knows by themselves', async (set) => {
    const path = join(freshFolder(), 'export.csv');
    writeFileSync(path, fileOf(columns[set], [{}]));
    const { suggestedSet, suggestedColumns, problems } = await inspectFile(path);
    expect({ suggestedSet, problems }).toEqual({ suggestedSet: set, problems: [] });
    expect(suggestedColumns).toEqual(Object.fromEntries(columns[set].map((column) => [column, column])));
    expect(matchColumns(set, columns[set])).toEqual(suggestedColumns);
    for (const column of columns[set]) expect(script).toContain(column);
  });

  it('is saved by the terminal, and what it writes is imported as it is', async () => {
    const folder = freshFolder();
    const ps1 = join(folder, 'export.ps1');
    const saved = await steward(folder, ['directory', 'export-script', '--file', ps1, '--graph-cloud', 'china', '--scim-app', id]);
    expect(saved.code).toBe(0);
    expect(readFileSync(ps1, 'utf8')).toBe(exportScript({ cloud: 'china', scimApp: id, ssoApp: '' }));

    const files = {
      users: fileOf(columns.users, [
        {
          id: 'u1',
          userName: 'ada@halden.example',
          displayName: 'Ada "A"\r\n=1+1, \u202Eevil',
          mail: 'ada@halden.example',
          enabled: true,
          type: 'Member',
          assigned: true,
          assignedToSso: false,
        },
        { id: 'u2', userName: 'bo@halden.example', enabled: false, type: 'Guest', assigned: false, assignedToSso: true },
      ]),
      groups: fileOf(columns.groups, [
        {
          id: 'g1',
          displayName: "Sales'; $(x)",
          securityEnabled: true,
          mailEnabled: false,
          membershipType: 'Unified DynamicMembership',
          dynamicRule: 'user.a -eq "b"',
          membersHidden: 'HiddenMembership',
          assigned: true,
          assignedToSso: false,
        },
        { id: 'g2', displayName: 'All', securityEnabled: false, mailEnabled: true, membersHidden: '', assigned: false, assignedToSso: false },
      ]),
      memberships: fileOf(columns.memberships, [
        { groupId: 'g1', memberId: 'u1', memberType: 'user' },
        { groupId: 'g1', memberId: 'g2', memberType: 'group' },
        { groupId: 'g2', memberId: 'd1', memberType: 'device' },
      ]),
    };
    const options = Object.entries(files).flatMap(([set, text]) => {
      writeFileSync(join(folder, `${set}.csv`), text);
      return [`--${set}`, join(folder, `${set}.csv`)];
    });
    expect((await steward(folder, ['directory', 'import', '--source', 'csv', ...options])).code).toBe(0);
    const { snapshots } = JSON.parse((await steward(folder, ['directory', 'list', '--json'])).out) as { readonly snapshots: readonly Snapshot[] };
    expect(snapshots[0]?.counts).toMatchObject({
      users: 2,
      enabledUsers: 1,
      guests: 1,
      groups: 2,
      memberships: 2,
      nested: 1,
      assignedGroups: 1,
      assignedUsers: 1,
      unresolved: 0,
      aside: 0,
    });
    expect(snapshots[0]?.coverage.map(({ state }) => state)).toEqual(['complete', 'complete', 'complete', 'complete', 'complete']);
  });
});
