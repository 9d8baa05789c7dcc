// A pasted ticket in the practice tenant: explained with the evidence, handed over, remembered; and everybody predicted before the first cycle.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './fixture.ts';
import { lookAround } from './look.ts';
import { go, practise } from './steps.ts';

test('a pasted ticket is explained, handed over and followed, and everybody is predicted', async ({ page, dataDir, answerDialog }) => {
  const taken = page.getByRole('button', { name: 'Open the snapshot' });
  await practise(page);
  await go(page, 'Directory');
  await page.getByRole('region', { name: 'Take it live' }).getByRole('button', { name: 'Microsoft Entra ID' }).click();
  await expect(taken).toBeVisible({ timeout: 45_000 });
  await go(page, 'Conflicts');
  await expect(page.getByText('No conflict is open')).toBeVisible();

  const lukas = page.getByRole('region', { name: 'lukas.brandt@halden.example' });
  await test.step('each person of the ticket has a cause, with the evidence side by side', async () => {
    await page.getByRole('button', { name: 'Take an example' }).click();
    await page.getByRole('button', { name: 'Explain', exact: true }).click();
    await expect(lukas.getByRole('article')).toContainText('single sign-on and SCIM send different attributes');
    await expect(lukas.getByRole('table', { name: /^Evidence/ })).toContainText('the mail nickname of Lukas Brandt');
    await expect(page.getByRole('region', { name: 'carlos.mendoza@halden.example' })).toContainText('deleted in the directory and made again');
    await lookAround(page, '99-conflicts');
  });

  await test.step('the change is handed over, noted, and the account looked at', async () => {
    await lukas.getByRole('button', { name: 'Write the text for Entra' }).click();
    await expect(lukas.getByRole('region', { name: /^For whoever may change it in Entra/ })).toContainText('Attribute mapping');
    await lukas.getByRole('button', { name: 'It was changed just now' }).click();
    await lukas.getByRole('combobox', { name: 'A cycle that began after the change' }).selectOption('Not finished yet');
    await lukas.getByRole('button', { name: 'Look at the account now' }).click();
    await expect(lukas).toContainText('has not covered this person yet');
    await page.reload();
    await expect(lukas).toContainText('Waiting');
  });

  await test.step('one person is mended now, from the message to verified', async () => {
    const tomasz = page.getByRole('region', { name: 'tomasz.wojcik@halden.example' });
    await tomasz.getByRole('button', { name: 'Change it in the practice company' }).click();
    await expect(tomasz).toContainText('Mapping changed');
    await tomasz.getByRole('button', { name: 'Mend this person now: dry run' }).click();
    await expect(tomasz).toContainText('Its organization: Halden');
    await tomasz.getByRole('textbox', { name: /to confirm$/ }).fill('tomasz.wojcik@halden.example');
    await tomasz.getByRole('button', { name: 'Write externalId' }).click();
    await expect(page.getByText('read back.').first()).toBeVisible();
    await go(page, 'Conflicts');
    await expect(tomasz).toContainText('Verified');
    await expect(tomasz.getByRole('button', { name: 'Undo the change of externalId' })).toBeVisible();
  });

  await test.step('a prediction for everybody, and its plan as a table', async () => {
    await go(page, 'Directory');
    await page.getByRole('button', { name: 'Take a snapshot' }).click();
    await page.getByRole('menuitem', { name: 'From the SCIM server' }).click();
    await expect(taken).toBeVisible({ timeout: 45_000 });
    await go(page, 'Conflicts');
    await page.getByRole('tab', { name: 'Predict for everybody' }).click();
    await page.getByRole('combobox', { name: 'Snapshot', exact: true }).click();
    await page.getByRole('option', { name: /Entra ID \(practice\),.*users/ }).click();
    await expect(page.getByRole('list', { name: 'How many' })).toContainText('Inherits an account by user name alone');
    await page.getByRole('combobox', { name: 'Show' }).selectOption('Inherits an account by user name alone');
    await expect(page.getByRole('grid', { name: 'People of the plan' })).toContainText('Lukas Brandt');
    await lookAround(page, '99-predict');
    const path = join(dataDir, 'plan.csv');
    const asked = answerDialog({ kind: 'path', path });
    await page.getByRole('button', { name: 'Export the plan' }).click();
    await asked;
    await expect(page.getByText('Plan saved')).toBeVisible();
    expect(await readFile(path, 'utf8')).toContain('adopt,adopted,true');
  });
});
