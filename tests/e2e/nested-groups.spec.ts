// Who loses groups, as an administrator finds out: from the table to one group, its remedies and their scripts, and one person's ways.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { addFiles, importAs } from './directory-files.ts';
import { expect, test } from './fixture.ts';
import { look, lookAround } from './look.ts';
import { nestedFiles } from './nested-files.ts';
import { go, heading, practise } from './steps.ts';

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
    await lookAround(page, '92-nested-possible');
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
    await look(page, '93-nested-stated');
  });

  await test.step('a group shows the same groups as a picture and as a tree', async () => {
    await page.getByRole('searchbox', { name: /^Search groups/ }).fill('analysts');
    await expect(page.getByText('1 of 5 groups')).toBeVisible();
    await table(page).getByText('Foundry Analysts').click();
    await expect(heading(page, 'Foundry Analysts')).toBeFocused();
    const picture = page.getByRole('img', { name: /^Picture of the groups inside/ });
    await expect(picture).toContainText('2 direct members · 2 lost');
    await lookAround(page, '94-nested-group');
    await page.getByRole('tab', { name: 'Table' }).click();
    const tree = page.getByRole('treegrid', { name: 'Groups inside Foundry Analysts' });
    await expect(tree.getByRole('row', { name: /^Site Berlin/ })).toContainText('In a circle');
    await expect(tree.getByRole('row')).toHaveCount(5);
    await look(page, '95-nested-tree');
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
    await lookAround(page, '96-nested-person');
    await page.getByRole('searchbox', { name: 'Name, user name, mail or ID' }).fill('Jana');
    await page.getByRole('button', { name: 'Look', exact: true }).click();
    await page.getByRole('button', { name: /^Jana Novotná/ }).click();
    await expect(page.getByText('None of them is lost.')).toBeVisible();
  });
});

test('what the target has otherwise than the directory says, group by group', async ({ page, dataDir, answerDialog }) => {
  const taken = page.getByRole('button', { name: 'Open the snapshot' });
  await practise(page);
  await go(page, 'Directory');
  await page.getByRole('region', { name: 'Take it live' }).getByRole('button', { name: 'Microsoft Entra ID' }).click();
  await expect(taken).toBeVisible({ timeout: 45_000 });
  await go(page, 'Nested groups');
  await page.getByRole('tab', { name: 'Drift in the target' }).click();
  await expect(page.getByText('There is no snapshot of the target yet')).toBeVisible();
  await page.getByRole('button', { name: 'Go to Directory' }).click();
  await page.getByRole('button', { name: 'Take a snapshot' }).click();
  await page.getByRole('menuitem', { name: 'From the SCIM server' }).click();
  await expect(taken).toBeVisible({ timeout: 45_000 });

  await go(page, 'Nested groups');
  await page.getByRole('tab', { name: 'Drift in the target' }).click();
  await expect(page.getByText('This snapshot is the target’s')).toBeVisible();
  await page.getByRole('combobox', { name: 'Snapshot', exact: true }).click();
  await page.getByRole('option', { name: /Entra ID \(practice\),.*users/ }).click();
  const differing = page.getByRole('grid', { name: 'Groups that differ' });
  await expect(differing.getByRole('row', { name: /^Data Stewards/ })).toContainText('Not in the target');
  await lookAround(page, '97-drift');

  const path = join(dataDir, 'drift.csv');
  const asked = answerDialog({ kind: 'path', path });
  await page.getByRole('button', { name: 'Export all differences' }).click();
  await asked;
  await expect(page.getByText('Drift saved')).toBeVisible();
  expect(await readFile(path, 'utf8')).toMatch(/Data Stewards,[^\r]*,missing,/);

  await differing.getByText('Optics').click();
  await expect(heading(page, 'Optics')).toBeFocused();
  await expect(page.getByRole('grid', { name: 'Members that differ' }).getByRole('row', { name: /^Lukas Brandt.*Blocked/ })).toContainText(
    'another externalId',
  );
  await lookAround(page, '98-drift-group');
});
