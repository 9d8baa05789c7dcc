// A directory as an administrator brings it into the app: files chosen in a dialog, looked at, imported, searched, compared and removed.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { draftOf } from '../unit/connections/own-connection.ts';
import { addFile } from './directory-files.ts';
import { expect, test } from './fixture.ts';
import { ended, go, heading, practise, runState } from './steps.ts';

const users = `id;userPrincipalName;displayName;mail;accountEnabled;userType
u1;amara.okafor@halden.example;Amara Okafor;amara.okafor@halden.example;True;Member
u2;j.novak@halden.example;Jana Nováková;;True;Member
u3;old@halden.example;Old Account;old@halden.example;False;Member
u4;guest@partner.example;Gast Ruiz;guest@partner.example;True;Guest
;no.id@halden.example;No Id;;True;Member
`;
const groups = `id,displayName,securityEnabled,assigned
g1,Foundry users,true,true
g2,Finance,true,false
`;
const memberships = `group;who
g1;u1
g1;g2
g2;u2
`;

const entraDraft = draftOf({
  name: 'Entra of Halden',
  idp: 'entra',
  credentialMode: 'none',
  scimUrl: '',
  tokenUrl: '',
  clientId: '',
  testDomain: '',
});

test.describe('a directory from files', () => {
  test('is looked at before it is loaded, imported in a run, searched, and removed', async ({ page, dataDir, answerDialog }) => {
    const path = async (name: string, text: string) => {
      await writeFile(join(dataDir, name), text);
      return join(dataDir, name);
    };
    await go(page, 'Directory');
    await expect(page.getByRole('region', { name: 'What a snapshot is for' })).toBeVisible();
    await page.getByRole('button', { name: 'Import files' }).click();
    await addFile(page, answerDialog, await path('people.csv', users));
    await expect(page.getByText('UTF-8, semicolon between values')).toBeVisible();
    await expect(page.getByRole('region', { name: 'First rows of people.csv' })).toContainText('Jana Nováková');
    await addFile(page, answerDialog, await path('groups.csv', groups));
    await addFile(page, answerDialog, await path('members.csv', memberships));

    const start = page.getByRole('button', { name: 'Import the 3 files' });
    await page.getByRole('combobox', { name: 'It holds' }).nth(2).selectOption('Memberships');
    await expect(page.getByText('“members.csv” has no column for ID of the member yet.')).toBeVisible();
    await expect(start).toBeDisabled();
    await page.getByRole('combobox', { name: 'ID of the member' }).selectOption('who');
    await page.getByRole('textbox', { name: 'Name of the snapshot' }).fill('Before the move');
    await start.click();

    await expect(runState(page)).toContainText('4 users, 2 groups, 3 memberships');
    await ended(page);
    await page.getByRole('button', { name: 'Open the snapshot' }).click();
    await expect(heading(page, 'Before the move')).toBeVisible();
    await page.getByRole('tab', { name: /^Users/ }).click();
    const people = page.getByRole('grid', { name: 'Users' });
    await expect(people.getByRole('row')).toHaveCount(5);
    await page.getByRole('searchbox', { name: /^Search users/ }).fill('NOVAK');
    await expect(page.getByText('1 of 4 users')).toBeVisible();
    await expect(people).toContainText('Jana Nováková');
    await page.getByRole('tab', { name: /^Kept aside/ }).click();
    await expect(page.getByRole('grid', { name: 'Rows kept aside' })).toContainText('Line 6, users');

    const more = page.getByRole('button', { name: 'More for Before the move' });
    await more.click();
    await page.getByRole('menuitem', { name: 'Rename' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('After the move');
    await page.keyboard.press('Escape');
    await expect(more).toBeFocused();
    await more.click();
    await page.getByRole('menuitem', { name: 'Remove' }).click();
    await page.getByRole('button', { name: 'Remove the snapshot' }).click();
    await expect(page.getByRole('region', { name: 'What a snapshot is for' })).toBeVisible();
  });
});

test('an import that fails leaves nothing behind and can be put right', async ({ page, dataDir, answerDialog }) => {
  const path = join(dataDir, 'people.csv');
  await writeFile(path, 'id,userName,enabled\n,a@halden.example,true\n,b@halden.example,true\n');
  await go(page, 'Directory');
  await page.getByRole('button', { name: 'Import files' }).click();
  await addFile(page, answerDialog, path);
  await page.getByRole('button', { name: 'Import the file' }).click();
  await expect(heading(page, 'No snapshot was made')).toBeVisible();
  await expect(runState(page)).toContainText('Nothing was imported');
  await page.getByRole('button', { name: 'Back to the files' }).click();
  await page.getByRole('button', { name: /^Which column is what/ }).click();
  await page.getByRole('combobox', { name: 'ID', exact: true }).selectOption('userName');
  await page.getByRole('button', { name: 'Import the file' }).click();
  await expect(heading(page, 'The snapshot is there')).toBeVisible();
  await expect(runState(page)).toContainText('2 users');
  await go(page, 'Directory');
  await expect(page.getByRole('table', { name: 'Snapshots' }).getByRole('row')).toHaveCount(2);
});

test('how Entra is read is entered once, with a secret that is never shown again', async ({ page }) => {
  await page.evaluate(async (draft) => void (await window.steward.connections.save(draft)), entraDraft);
  await page.reload();
  await go(page, 'Directory');
  await page.getByRole('region', { name: 'Take it live' }).getByRole('button', { name: 'Microsoft Entra ID' }).click();
  await expect(heading(page, 'Access to the directory')).toBeVisible();
  const saveButton = page.getByRole('button', { name: 'Save the access to Entra' });
  await expect(saveButton).toBeDisabled();
  await page.getByRole('textbox', { name: 'Tenant' }).fill('halden.example');
  await page.getByRole('textbox', { name: 'Application (client) ID' }).fill('11111111-2222-4333-8444-555555555555');
  await page.getByRole('textbox', { name: 'App that provisions' }).fill('66666666-7777-4888-9999-aaaaaaaaaaaa');
  await page.getByRole('textbox', { name: 'Client secret' }).fill('not-a-real-secret');
  await saveButton.click();
  await expect(page.getByText('Access saved')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Client secret' })).toHaveValue('');
  await expect(page.getByText('Enter it again only to change it.')).toBeVisible();
  await page.reload();
  await expect(page.getByRole('textbox', { name: 'Tenant' })).toHaveValue('halden.example');
  expect(await page.content()).not.toContain('not-a-real-secret');
});

test('a live directory is taken from the practice tenant, and the keyboard reads its rows', async ({ page }) => {
  await practise(page);
  await go(page, 'Directory');
  await page.getByRole('region', { name: 'Take it live' }).getByRole('button', { name: 'Microsoft Entra ID' }).click();
  await expect(page.getByRole('button', { name: 'Open the snapshot' })).toBeVisible({ timeout: 45_000 });
  await page.getByRole('button', { name: 'Open the snapshot' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'How complete it is' })).toBeVisible();

  await page.getByRole('tab', { name: 'Summary' }).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  const search = page.getByRole('searchbox', { name: /^Search users/ });
  await expect(search).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(search).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  const people = page.getByRole('grid', { name: 'Users' });
  await expect(people).toBeFocused();

  await page.keyboard.press('End');
  const rows = Number(await people.getAttribute('aria-rowcount'));
  const last = people.locator(`[aria-rowindex="${rows}"]`);
  await expect(last).toBeInViewport();
  const lastName = (await last.getByRole('gridcell').first().innerText()).split('\n')[0] ?? '';
  expect(lastName).not.toBe('');
  await page.keyboard.press('Enter');
  const opened = page.getByRole('dialog', { name: lastName });
  await expect(opened).toContainText('ID at the source');
  await page.keyboard.press('Escape');
  await expect(opened).toHaveCount(0);
  await expect(people).toBeFocused();
  await page.keyboard.press('Home');
  await expect(people.locator('[aria-rowindex="2"]')).toBeInViewport();
});
