// Who loses groups, as an administrator finds out: from the table to one group, its remedies and their scripts, and one person's ways.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { addFiles, importAs } from './directory-files.ts';
import { expect, test } from './fixture.ts';
import { nestedFiles } from './nested-files.ts';
import { go, heading } from './steps.ts';

const table = (page: Page) => page.getByRole('grid', { name: 'Assigned groups' });

test('without a snapshot it is said why one is needed, and where it comes from', async ({ page }) => {
  await go(page, 'Nested groups');
  await expect(page.getByText('There is no snapshot of a directory yet')).toBeVisible();
  await page.getByRole('button', { name: 'Go to Directory' }).click();
  await expect(heading(page, 'Directory')).toBeFocused();
});

test('from the table to a group, its remedies and a script that is only saved', async ({ page, dataDir, answerDialog }) => {
  await addFiles(page, { dataDir, answerDialog }, nestedFiles);
  await importAs(page, 'Halden');
  await go(page, 'Nested groups');

  await test.step('while the login is not known, every possibility is answered', async () => {
    const possible = page.getByRole('table', { name: /^People who lose groups/ });
    await expect(possible.getByRole('row', { name: /^All groups/ })).toContainText('6');
    await expect(possible.getByRole('row', { name: /^Groups assigned/ })).toContainText('0');
    await expect(page.getByText('Nobody loses a group')).toHaveCount(0);
  });

  await test.step('what a login sends is stated once and kept', async () => {
    await page.getByRole('button', { name: 'State it' }).click();
    await page.getByRole('combobox', { name: 'Groups that are sent' }).selectOption('Security groups');
    await page.getByRole('combobox', { name: /^Import user groups/ }).selectOption('On');
    await page.getByRole('button', { name: 'Keep and count again' }).click();
    const summary = page.getByRole('region', { name: 'If a login sends “Security groups”' });
    await expect(summary).toContainText('5people lose at least one group');
    await expect(summary).toContainText('Until the next login');
    await page.reload();
    await expect(summary).toBeVisible();
  });

  await test.step('a group shows the same groups as a picture and as a tree', async () => {
    await page.getByRole('searchbox', { name: /^Search groups/ }).fill('analysts');
    await expect(page.getByText('1 of 5 groups')).toBeVisible();
    await table(page).getByText('Foundry Analysts').click();
    await expect(heading(page, 'Foundry Analysts')).toBeFocused();
    const picture = page.getByRole('img', { name: /^Picture of the groups inside/ });
    await expect(picture).toContainText('2 direct members · 2 lost');
    await page.getByRole('tab', { name: 'Table' }).click();
    const tree = page.getByRole('treegrid', { name: 'Groups inside Foundry Analysts' });
    await expect(tree.getByRole('row', { name: /^Site Berlin/ })).toContainText('In a circle');
    await expect(tree.getByRole('row')).toHaveCount(5);
  });

  await test.step('a remedy is saved as a script, by the dialog', async () => {
    const path = join(dataDir, 'assign.ps1');
    const asked = answerDialog({ kind: 'path', path });
    await page
      .getByRole('list', { name: /^Remedies/ })
      .getByRole('button', { name: 'Save the script for Entra' })
      .first()
      .click();
    await asked;
    await expect(page.getByText('Script saved for your review')).toBeVisible();
    expect(await readFile(path, 'utf8')).toContain('berlin');
  });

  await test.step('a lost person opens to every way', async () => {
    await page.getByRole('grid', { name: 'Lost people' }).getByText('Ines Duarte').click();
    await expect(heading(page, 'Look for a person')).toBeFocused();
    const groups = page.getByRole('list', { name: 'Groups of the person' });
    await expect(groups).toContainText('Lost when provisioning takes over.');
    await expect(groups).toContainText('“Foundry Analysts”');
    await page.getByRole('searchbox', { name: 'Name, user name, mail or ID' }).fill('Jana');
    await page.getByRole('button', { name: 'Look', exact: true }).click();
    await page.getByRole('button', { name: /^Jana Novotná/ }).click();
    await expect(page.getByText('None of them is lost.')).toBeVisible();
  });
});
